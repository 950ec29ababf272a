import { sessionControlSealed } from '../../../../../constructs/nag/rules/sessions/session-control-sealed';
import { describeRule } from '../../../../support/rule-cases';

const ARN = 'arn:aws:dynamodb:eu-west-1:111111111111:table/acme-session-control';
const CHANGES = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:UpdateItem',
];
const deny = (Action: unknown, Condition?: object, rest: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: ARN,
  ...(Condition && { Condition }),
  ...rest,
});
const PUT = 'dynamodb:PutItem';
const changed = deny(CHANGES);
const foreign = deny(PUT, { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': '${aws:userid}' } });
const keyless = deny(PUT, { Null: { 'dynamodb:LeadingKeys': 'true' } });
const others = deny(PUT, { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::111111111111:role/acme-moderator'] } });

const table = (...statements: object[]) => ({
  TableName: 'acme-session-control',
  ResourcePolicy: { PolicyDocument: { Version: '2012-10-17', Statement: statements } },
});
const POLICY = 'ResourcePolicy.PolicyDocument';

const index = (...statements: object[]) => ({ ...table(...statements), TableName: 'acme-session-index' });
const CHANGE_ITEMS = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map((name) => `dynamodb:${name}`);
const acknowledged = { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': 'acknowledged' } };
const unlessModerator = { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::111111111111:role/acme-moderator'] } };

describeRule(sessionControlSealed, {
  type: 'AWS::DynamoDB::Table',
  compliant: {
    'gaps that moderators resolve': index(deny(CHANGE_ITEMS, { ...acknowledged, ...unlessModerator })),
    'the four refusals': table(changed, foreign, keyless, others),
    'one that refuses every call that changes': table(deny('dynamodb:*', undefined), foreign, keyless, others),
  },
  nonCompliant: {
    'gaps that anybody resolves': [{ TableName: 'acme-session-index' }, POLICY],
    'gaps that somebody may remove': [index(deny('dynamodb:PutItem', { ...acknowledged, ...unlessModerator })), POLICY],
    'gaps that moderators cannot resolve either': [index(deny(CHANGE_ITEMS, acknowledged)), POLICY],
    'a refusal of other entries': [
      index(deny(CHANGE_ITEMS, { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': 'x' }, ...unlessModerator })),
      POLICY,
    ],
    'no policy': [{ TableName: 'acme-session-control' }, POLICY, POLICY, POLICY, POLICY],
    'entries that can be changed': [table(foreign, keyless, others), POLICY],
    'entries that some cannot change': [
      table(deny(CHANGES, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }), foreign, keyless, others),
      POLICY,
    ],
    'entries that can be removed': [
      table(deny(CHANGES.filter((action) => action !== 'dynamodb:DeleteItem')), foreign, keyless, others),
      POLICY,
    ],
    'entries for another': [table(changed, keyless, others), POLICY],
    'entries of nobody': [table(changed, foreign, others), POLICY],
    'entries of anybody': [table(changed, foreign, keyless), POLICY],
    'a refusal that became an allow': [table(changed, { ...foreign, Effect: 'Allow' }, keyless, others), POLICY],
    'a refusal of one alone': [
      table(changed, { ...foreign, Principal: { AWS: 'arn:aws:iam::111111111111:role/x' } }, keyless, others),
      POLICY,
    ],
  },
  notApplicable: { 'another table': { TableName: 'acme-orders' } },
});

const host = (script: string) => ({
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: {
    LaunchTemplateData: {
      UserData: Buffer.from(script).toString('base64'),
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'isms:purpose', Value: 'bastion' }] }],
    },
  },
});
const ASKING = '{ "control_table": "acme-session-control" }';
const TABLE = { Type: 'AWS::DynamoDB::Table', Properties: table(changed, foreign, keyless, others) };

describe('a host', () => {
  describeRule(sessionControlSealed, {
    compliant: { 'a table that is there': { template: { Subject: host(ASKING), TABLE } } },
    nonCompliant: {
      'a table that nobody makes': [{ template: { Subject: host(ASKING) } }, 'LaunchTemplateData.UserData'],
      'a table of another name': [
        { template: { Subject: host(ASKING.replace('acme', 'other')), TABLE } },
        'LaunchTemplateData.UserData',
      ],
    },
    notApplicable: { 'a recorder that asks nobody': { template: { Subject: host('{}') } } },
  });
});
