import { sessionDecisionsOwn } from '../../../../../constructs/nag/rules/sessions/session-decisions-own';
import { describeRule } from '../../../../support/rule-cases';

const TABLE = 'arn:aws:dynamodb:*:111111111111:table/acme-session-control';
const OWN = {
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': '${aws:userid}' },
  Null: { 'dynamodb:LeadingKeys': 'false' },
};

const policy = (...statements: object[]) => ({ PolicyDocument: { Statement: statements } });
const allow = (
  condition: object | undefined = OWN,
  action: unknown = 'dynamodb:PutItem',
  resource: unknown = TABLE,
) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition && { Condition: condition }),
});
const CONDITION = 'PolicyDocument.Statement.0.Condition';
const ACTION = 'PolicyDocument.Statement.0.Action';

describeRule(sessionDecisionsOwn, {
  type: 'AWS::IAM::ManagedPolicy',
  compliant: {
    'own entries': policy(allow()),
    'own entries and more conditions': policy(
      allow({ ...OWN, StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } }),
    ),
    'reading alone': policy(allow({}, ['dynamodb:Query', 'dynamodb:GetItem'])),
  },
  nonCompliant: {
    'no condition': [policy(allow({})), CONDITION],
    'a set without its presence': [
      policy(allow({ 'ForAllValues:StringEquals': OWN['ForAllValues:StringEquals'] })),
      CONDITION,
    ],
    'a presence that is its absence': [policy(allow({ ...OWN, Null: { 'dynamodb:LeadingKeys': 'true' } })), CONDITION],
    'presence alone': [policy(allow({ Null: OWN.Null })), CONDITION],
    "another's entries as well": [
      policy(allow({ ...OWN, 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:userid}', 'AROAX:li'] } })),
      CONDITION,
    ],
    'entries of whoever has a name like it': [
      policy(allow({ ...OWN, 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': '${aws:username}' } })),
      CONDITION,
    ],
    'a comparison by pattern': [
      policy(allow({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': '${aws:userid}' }, Null: OWN.Null })),
      CONDITION,
    ],
    updates: [policy(allow(OWN, ['dynamodb:PutItem', 'dynamodb:UpdateItem'])), ACTION],
    removals: [policy(allow(OWN, 'dynamodb:DeleteItem')), ACTION],
    'everything, by wildcard': [policy(allow(OWN, 'dynamodb:*')), ACTION],
    'starting sessions as well': [
      policy(allow(), allow(undefined, 'ssm:StartSession', 'arn:aws:ssm:*:111111111111:document/acme-bastion')),
      ACTION,
    ],
  },
  notApplicable: {
    'another table': policy(allow({}, 'dynamodb:PutItem', 'arn:aws:dynamodb:*:111111111111:table/acme-orders')),
    'a table that only begins alike': policy(
      allow({}, 'dynamodb:PutItem', 'arn:aws:dynamodb:*:111111111111:table/acme-session-control-copy'),
    ),
    'a refusal': policy({ ...allow({}), Effect: 'Deny' }),
    'no policy': {},
  },
  unknown: { 'a policy that is a parameter': { PolicyDocument: { Ref: 'Policy' } } },
});
