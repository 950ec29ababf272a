import { externalPrincipalRegistered } from '../../../../../constructs/nag/rules/identity/external-principal-registered';
import { thirdPartyActionsRecorded } from '../../../../../constructs/nag/rules/identity/third-party-actions-recorded';
import { thirdPartyRoleExpiry } from '../../../../../constructs/nag/rules/identity/third-party-role-expiry';
import { thirdPartySourceIdentity } from '../../../../../constructs/nag/rules/identity/third-party-source-identity';
import { describeRule } from '../../../../support/rule-cases';

const OWN = '111111111111';
const SUPPLIER = 'arn:aws-cn:iam::999999999999:role/support';
const environment = { partition: 'aws-cn', account: OWN, region: 'cn-north-1' };

const END = { DateLessThan: { 'aws:CurrentTime': '2028-04-01T00:00:00Z' } };
const AFTER = { DateGreaterThanEquals: { 'aws:CurrentTime': '2028-04-01T00:00:00Z' } };
const TOLD = {
  StringEquals: { 'sts:SourceIdentity': ['j.berg@supplier.example'] },
  StringLike: { 'sts:RoleSessionName': 'CHG-?*' },
};

const entry = (condition: object | undefined, principal: unknown = { AWS: SUPPLIER }) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(condition && { Condition: condition }),
});
const policy = (...statements: object[]) => ({ PolicyName: 'P', PolicyDocument: { Statement: statements } });
const READ = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws-cn:s3:::orders/*' };
const denial = (more: object = {}) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition: AFTER, ...more });

const role = (condition: object | undefined, policies: object[] = [policy(READ, denial())], more: object = {}) => ({
  AssumeRolePolicyDocument: { Statement: [entry(condition)] },
  Policies: policies,
  ...more,
});
const CONDITION = 'AssumeRolePolicyDocument.Statement.0.Condition';
const tagged = { Tags: [{ Key: 'isms:supplier', Value: 'support' }] };

describeRule(thirdPartyRoleExpiry, {
  environment,
  compliant: {
    'an end to the trust, and a denial afterwards': role(END),
    'an end to the trust, and to each grant': role(END, [policy({ ...READ, Condition: END })]),
    'no grants at all': role(END, []),
    'a denial in a policy that is attached': {
      template: {
        Subject: { Type: 'AWS::IAM::Role', Properties: role(END, [policy(READ)]) },
        Ending: {
          Type: 'AWS::IAM::Policy',
          Properties: { Roles: [{ Ref: 'Subject' }], PolicyDocument: { Statement: denial() } },
        },
      },
      environment,
    },
    'an end where only the tag says that it is a supplier': {
      template: { Subject: { Type: 'AWS::IAM::Role', Properties: { ...role(END), ...tagged } } },
      environment: {},
    },
  },
  nonCompliant: {
    'a trust without end': [role(undefined), CONDITION],
    'a trust that begins and does not end': [role(AFTER), CONDITION],
    'an end that is no time': [role({ DateLessThan: { 'aws:CurrentTime': 'never' } }), CONDITION],
    'two ends, one of them none': [
      role({ DateLessThan: { 'aws:CurrentTime': ['2028-04-01T00:00:00Z', 'x'] } }),
      CONDITION,
    ],
    'rights without end': [role(END, [policy(READ)]), 'Policies'],
    'one grant of several without end': [role(END, [policy({ ...READ, Condition: END }, READ)]), 'Policies'],
    'a managed policy, whose grants have no end': [
      role(END, [policy({ ...READ, Condition: END })], {
        ManagedPolicyArns: ['arn:aws-cn:iam::aws:policy/ReadOnlyAccess'],
      }),
      'Policies',
    ],
    'a denial of some actions': [role(END, [policy(READ, denial({ Action: 's3:*' }))]), 'Policies'],
    'a denial on some resources': [role(END, [policy(READ, denial({ Resource: 'arn:aws-cn:s3:::a' }))]), 'Policies'],
    'a denial that something else narrows': [
      role(END, [policy(READ, denial({ Condition: { ...AFTER, Bool: { 'aws:ViaAWSService': 'false' } } }))]),
      'Policies',
    ],
    'neither end': [role(undefined, [policy(READ)]), CONDITION, 'Policies'],
    'an account of nobody that we know': [
      { AssumeRolePolicyDocument: { Statement: [entry(undefined, { AWS: '999999999999' })] } },
      CONDITION,
    ],
    everyone: [{ AssumeRolePolicyDocument: { Statement: [entry(undefined, '*')] } }, CONDITION],
  },
  notApplicable: {
    'a service': { AssumeRolePolicyDocument: { Statement: [entry(undefined, { Service: 'ec2.amazonaws.com' })] } },
    'a role of the same account': {
      AssumeRolePolicyDocument: { Statement: [entry(undefined, { AWS: `arn:aws-cn:iam::${OWN}:role/pipeline` })] },
    },
    'an account of the organization': role({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    'a denial of a stranger': {
      AssumeRolePolicyDocument: { Statement: [{ ...entry(undefined), Effect: 'Deny' }] },
    },
    'a statement that lets nobody in': {
      AssumeRolePolicyDocument: { Statement: [{ ...entry(undefined), Action: 'sts:SetSourceIdentity' }] },
    },
  },
  unknown: {
    'a principal that is a parameter': {
      AssumeRolePolicyDocument: { Statement: [entry(undefined, { AWS: { Ref: 'Supplier' } })] },
    },
    'an account, where nobody knows in which the role will stand': {
      template: { Subject: { Type: 'AWS::IAM::Role', Properties: role(END) } },
      environment: {},
    },
  },
});

describeRule(thirdPartySourceIdentity, {
  environment,
  compliant: {
    'named people and numbered tickets': role(TOLD),
    'people of one domain': role({
      StringLike: { 'sts:SourceIdentity': '*@supplier.example', 'sts:RoleSessionName': 'CHG-*' },
    }),
  },
  nonCompliant: {
    nothing: [role(undefined), CONDITION, CONDITION],
    'no person': [role({ StringLike: TOLD.StringLike }), CONDITION],
    'no ticket': [role({ StringEquals: TOLD.StringEquals }), CONDITION],
    'any person': [role({ StringLike: { ...TOLD.StringLike, 'sts:SourceIdentity': '*' } }), CONDITION],
    'a person only where one is told': [
      role({ StringLike: TOLD.StringLike, StringEqualsIfExists: TOLD.StringEquals }),
      CONDITION,
    ],
    'the mailbox of a team beside a person': [
      role({
        ...TOLD,
        StringEquals: { 'sts:SourceIdentity': ['j.berg@supplier.example', 'it-support@supplier.example'] },
      }),
      CONDITION,
    ],
    'the mailbox of a team as a pattern': [
      role({ StringLike: { ...TOLD.StringLike, 'sts:SourceIdentity': 'support*@supplier.example' } }),
      CONDITION,
    ],
  },
  notApplicable: {
    'a service': { AssumeRolePolicyDocument: { Statement: [entry(undefined, { Service: 'ec2.amazonaws.com' })] } },
  },
  unknown: {
    'a trust that is a parameter': { AssumeRolePolicyDocument: { Ref: 'Trust' } },
  },
});

const acting = (Action: unknown, more: object = {}) => role(TOLD, [policy({ ...READ, Action }, denial())], more);
const ACTION = 'Policies.0.PolicyDocument.Statement.0.Action';

describeRule(thirdPartyActionsRecorded, {
  environment,
  compliant: {
    'objects and items': acting(['s3:GetObject', 'dynamodb:Query']),
    'lists and settings': acting(['logs:DescribeLogGroups', 'ec2:CreateTags', 'sns:ListTopics']),
    'functions, where a trail keeps their calls': {
      template: {
        Trail: {
          Type: 'AWS::CloudTrail::Trail',
          Properties: {
            EventSelectors: [{ DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws-cn:lambda'] }] }],
          },
        },
        Subject: { Type: 'AWS::IAM::Role', Properties: acting('lambda:InvokeFunction') },
      },
      environment,
    },
  },
  nonCompliant: {
    'functions to call': [acting(['lambda:ListFunctions', 'lambda:InvokeFunction']), ACTION],
    'functions by a wildcard': [acting('lambda:Invoke*'), ACTION],
    'blocks of snapshots': [acting('ebs:GetSnapshotBlock'), ACTION],
  },
  notApplicable: {
    'a service': {
      AssumeRolePolicyDocument: { Statement: [entry(undefined, { Service: 'ec2.amazonaws.com' })] },
      Policies: [policy(READ)],
    },
  },
  unknown: {
    'calls on data of other services': acting('sqs:ReceiveMessage'),
    'reading that may be of data': acting('logs:FilterLogEvents'),
    'a service that is not known': acting('nosuch:Read'),
    'all but some actions': role(TOLD, [policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })]),
    'a policy that is attached': acting('s3:GetObject', { ManagedPolicyArns: ['arn:aws-cn:iam::aws:policy/X'] }),
  },
});

const key = (principal: unknown, more: object = {}) => ({
  template: {
    Subject: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: principal, Action: 'kms:Decrypt', Resource: '*' }] },
        ...more,
      },
    },
  },
  environment,
});
const bucket = (tags: object = {}) => ({
  template: {
    Subject: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Bucket' },
        PolicyDocument: {
          Statement: [{ Effect: 'Allow', Principal: { AWS: SUPPLIER }, Action: 's3:GetObject', Resource: '*' }],
        },
      },
    },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: tags },
  },
  environment,
});
const issuer = (properties: object) => ({
  template: { Subject: { Type: 'AWS::IAM::OIDCProvider', Properties: properties } },
  environment,
});
const STATEMENT = 'AssumeRolePolicyDocument.Statement.0.Principal';

describeRule(externalPrincipalRegistered, {
  type: 'AWS::IAM::Role',
  environment,
  compliant: {
    'a role with the tag': role(END, [], tagged),
    'a key with the tag': key({ AWS: SUPPLIER }, tagged),
    'a bucket with the tag, whose policy has none': bucket(tagged),
    'an issuer with the tag': issuer({ Url: 'https://ci.example.com', ...tagged }),
  },
  nonCompliant: {
    'a role without it': [role(END), STATEMENT],
    'a key without it': [key({ AWS: '999999999999' }), 'KeyPolicy.Statement.0.Principal'],
    'a key for named callers of another account': [
      {
        template: {
          Subject: {
            Type: 'AWS::KMS::Key',
            Properties: {
              KeyPolicy: {
                Statement: [
                  {
                    Effect: 'Allow',
                    Principal: '*',
                    Action: 'kms:Decrypt',
                    Resource: '*',
                    Condition: { StringEquals: { 'kms:CallerAccount': '999999999999' } },
                  },
                ],
              },
            },
          },
        },
        environment,
      },
      'KeyPolicy.Statement.0.Principal',
    ],
    'a bucket without it': [bucket(), 'PolicyDocument.Statement.0.Principal'],
    'an issuer without it': [issuer({ Url: 'https://ci.example.com' }), 'Url'],
    everyone: [key('*'), 'KeyPolicy.Statement.0.Principal'],
    'a canonical user': [key({ CanonicalUser: '79a59df900b949e55d96a1e698fbaced' }), 'KeyPolicy.Statement.0.Principal'],
    'all but somebody': [
      {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: OWN }, Action: 'sts:AssumeRole' }],
        },
      },
      STATEMENT,
    ],
  },
  notApplicable: {
    'a service': { AssumeRolePolicyDocument: { Statement: [entry(undefined, { Service: 'ec2.amazonaws.com' })] } },
    'the account itself': key({ AWS: `arn:aws-cn:iam::${OWN}:root` }),
    'the account of the stack': {
      template: {
        Subject: {
          Type: 'AWS::KMS::Key',
          Properties: {
            KeyPolicy: {
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
                  Action: 'kms:*',
                  Resource: '*',
                },
              ],
            },
          },
        },
      },
      environment: {},
    },
    'a role of the template': {
      template: {
        Subject: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: { Statement: [entry(undefined, { AWS: { 'Fn::GetAtt': ['Other', 'Arn'] } })] },
          },
        },
        Other: { Type: 'AWS::IAM::Role' },
      },
      environment,
    },
    'an account of AWS that delivers logs of load balancers': {
      AssumeRolePolicyDocument: { Statement: [entry(undefined, { AWS: '638102146993' })] },
    },
    'the organization': {
      AssumeRolePolicyDocument: {
        Statement: [entry({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }, { AWS: '*' })],
      },
    },
    'a denial': { AssumeRolePolicyDocument: { Statement: [{ ...entry(undefined), Effect: 'Deny' }] } },
  },
  unknown: {
    'a principal that is a parameter': key({ AWS: { Ref: 'Somebody' } }),
    'an account, where nobody knows in which the key will stand': {
      ...key({ AWS: '999999999999' }),
      environment: {},
    },
    'tags that are a parameter': role(END, [], { Tags: { Ref: 'Tags' } }),
  },
});
