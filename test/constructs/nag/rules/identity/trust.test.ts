import { accessAnalyzerOrganization } from '../../../../../constructs/nag/rules/identity/access-analyzer-organization';
import { iamTrustExact } from '../../../../../constructs/nag/rules/identity/iam-trust-exact';
import { describeRule } from '../../../../support/rule-cases';

const OWN = '111111111111';
const FOREIGN = '222222222222';
const environment = { partition: 'aws-cn', account: OWN, region: 'cn-north-1' };

const trust = (principal: unknown, condition?: object, action: unknown = 'sts:AssumeRole') => ({
  AssumeRolePolicyDocument: {
    Statement: [
      { Effect: 'Allow', Principal: principal, Action: action, ...(condition ? { Condition: condition } : {}) },
    ],
  },
});
const aws = (arn: unknown, condition?: object) => trust({ AWS: arn }, condition);
const service = (name: unknown, condition?: object) => trust({ Service: name }, condition);
const web = (condition?: object) =>
  trust(
    { Federated: `arn:aws-cn:iam::${OWN}:oidc-provider/token.actions.githubusercontent.com` },
    condition,
    'sts:AssumeRoleWithWebIdentity',
  );
const saml = (condition?: object) =>
  trust({ Federated: `arn:aws-cn:iam::${OWN}:saml-provider/corp` }, condition, [
    'sts:AssumeRoleWithSAML',
    'sts:TagSession',
  ]);
const cognito = (condition?: object) =>
  trust({ Federated: 'cognito-identity.amazonaws.com' }, condition, 'sts:AssumeRoleWithWebIdentity');
const pool = {
  StringEquals: { 'cognito-identity.amazonaws.com:aud': 'cn-north-1:11111111-2222-3333-4444-555555555555' },
};
const signedIn = (word: string) => ({ 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': word } });
const sub = 'token.actions.githubusercontent.com:sub';

const PRINCIPAL = 'AssumeRolePolicyDocument.Statement.0.Principal';
const CONDITION = 'AssumeRolePolicyDocument.Statement.0.Condition';

describeRule(iamTrustExact, {
  environment,
  compliant: {
    'an exact role of the account': aws(`arn:aws-cn:iam::${OWN}:role/operator`),
    'a role of the template': {
      template: {
        Subject: { Type: 'AWS::IAM::Role', Properties: aws({ 'Fn::GetAtt': ['Other', 'Arn'] }) },
        Other: { Type: 'AWS::IAM::Role' },
      },
    },
    'an exact role of the account, which the stack fills in': {
      template: {
        Subject: {
          Type: 'AWS::IAM::Role',
          Properties: aws({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/operator' }),
        },
      },
      environment: {},
    },
    'the account, narrowed to a role': aws(`arn:aws-cn:iam::${OWN}:root`, {
      ArnLike: { 'aws:PrincipalArn': `arn:aws-cn:iam::${OWN}:role/operator-*` },
    }),
    'the account, narrowed to a tag': aws(OWN, { StringEquals: { 'aws:PrincipalTag/team': 'platform' } }),
    'another account of the organization': aws(`arn:aws-cn:iam::${FOREIGN}:role/deployer`, {
      StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
    }),
    'a supplier with an external id': aws(`arn:aws-cn:iam::${FOREIGN}:root`, {
      StringEquals: { 'sts:ExternalId': 'contract-7' },
    }),
    'people of a provider by audience, whose source identity and tags are set by statements of their own': {
      AssumeRolePolicyDocument: {
        Statement: [
          ...saml({ StringEquals: { 'SAML:aud': 'https://signin.amazonaws.cn/saml' } }).AssumeRolePolicyDocument
            .Statement,
          ...['sts:SetSourceIdentity', 'sts:TagSession'].map((Action) => ({
            Effect: 'Allow',
            Principal: { Federated: `arn:aws-cn:iam::${OWN}:saml-provider/corp` },
            Action,
          })),
        ],
      },
    },
    'a service that does not tell its source': service('lambda.amazonaws.com'),
    'CloudTrail, which cannot tell its source': service('cloudtrail.amazonaws.com'),
    'a service for the account': service('config.amazonaws.com', { StringEquals: { 'aws:SourceAccount': OWN } }),
    'a service for one resource': service('states.amazonaws.com', {
      ArnLike: { 'aws:SourceArn': `arn:aws-cn:states:*:${OWN}:stateMachine:drill` },
    }),
    'an exact subject': web({ StringEquals: { [sub]: 'repo:example/landing-zone:ref:refs/heads/main' } }),
    'exact subjects, by StringLike': web({
      StringLike: { [sub]: ['repo:example/a:ref:refs/heads/main', 'repo:example/b:ref:refs/heads/main'] },
    }),
    'people of one pool who have signed in': cognito({ ...pool, ...signedIn('authenticated') }),
    'a statement that lets nobody in': trust({ AWS: FOREIGN }, undefined, ['sts:SetSourceIdentity', 'sts:TagSession']),
    'an audience': saml({ StringEquals: { 'SAML:aud': 'https://signin.amazonaws.cn/saml' } }),
    'a deny of everyone': {
      AssumeRolePolicyDocument: { Statement: { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' } },
    },
  },
  nonCompliant: {
    everyone: [trust('*'), PRINCIPAL],
    'everyone, spelt otherwise': [aws('*'), PRINCIPAL],
    'everyone beside somebody': [aws([`arn:aws-cn:iam::${OWN}:role/operator`, '*']), PRINCIPAL],
    'everyone of the organization': [
      trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
      PRINCIPAL,
    ],
    'everyone but somebody': [
      {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: FOREIGN }, Action: 'sts:AssumeRole' }],
        },
      },
      'AssumeRolePolicyDocument.Statement.0.NotPrincipal',
    ],
    'a wildcard in an ARN': [aws(`arn:aws-cn:iam::${OWN}:role/*`), PRINCIPAL],
    'the whole account': [aws(`arn:aws-cn:iam::${OWN}:root`), PRINCIPAL],
    'the whole account by its number': [aws(OWN), PRINCIPAL],
    'the whole account, which the stack fills in': [
      {
        template: {
          Subject: {
            Type: 'AWS::IAM::Role',
            Properties: aws({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' }),
          },
        },
        environment: {},
      },
      PRINCIPAL,
    ],
    'the account, narrowed only where a tag is told': [
      aws(OWN, { StringEqualsIfExists: { 'aws:PrincipalTag/team': 'platform' } }),
      PRINCIPAL,
    ],
    'another account': [aws(`arn:aws-cn:iam::${FOREIGN}:root`), CONDITION],
    'an exact role of another account': [aws(`arn:aws-cn:iam::${FOREIGN}:role/deployer`), CONDITION],
    'another account with any external id': [aws(FOREIGN, { StringLike: { 'sts:ExternalId': '*' } }), CONDITION],
    'another account with any external id but none': [
      aws(FOREIGN, { StringLike: { 'sts:ExternalId': '?*-*' } }),
      CONDITION,
    ],
    'another account of any organization': [aws(FOREIGN, { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), CONDITION],
    'another account below any root': [
      aws(FOREIGN, { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-*/ou-*/*' } }),
      CONDITION,
    ],
    'the account, narrowed to an ARN that ends early': [
      aws(OWN, { ArnLike: { 'aws:PrincipalArn': 'arn:aws-cn:iam::*' } }),
      PRINCIPAL,
    ],
    'the account, narrowed to an ARN that begins anyhow': [
      aws(OWN, { ArnLike: { 'aws:PrincipalArn': '*:role/pipeline' } }),
      PRINCIPAL,
    ],
    'a service for any account of twelve digits': [
      service('states.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws-cn:states:*:????????????:*' } }),
      CONDITION,
    ],
    'Config for anyone': [service('config.amazonaws.com'), CONDITION],
    'flow logs for anyone': [service('vpc-flow-logs.amazonaws.com'), CONDITION],
    'a scheduler for anyone': [service('scheduler.amazonaws.com'), CONDITION],
    'a regional service for anyone': [service('states.cn-north-1.amazonaws.com'), CONDITION],
    'a service for a source that is a wildcard': [
      service('states.amazonaws.com', { ArnLike: { 'aws:SourceArn': '*' } }),
      CONDITION,
    ],
    'one of several services for anyone': [service(['lambda.amazonaws.com', 'states.amazonaws.com']), CONDITION],
    'no subject': [
      web({ StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } }),
      CONDITION,
    ],
    'no condition': [web(), CONDITION],
    'subjects by wildcard': [web({ StringLike: { [sub]: 'repo:example/*' } }), CONDITION],
    'any subject': [web({ 'ForAnyValue:StringLike': { [sub]: '*' } }), CONDITION],
    'a subject only where the token tells one': [
      web({ StringEqualsIfExists: { [sub]: 'repo:example/landing-zone:ref:refs/heads/main' } }),
      CONDITION,
    ],
    'any action, the entry included': [trust({ AWS: FOREIGN }, undefined, 'sts:*'), CONDITION],
    'everyone, to tell who they are': [trust('*', undefined, 'sts:SetSourceIdentity'), PRINCIPAL],
    'no audience': [saml(), CONDITION],
    'any pool': [cognito(signedIn('authenticated')), CONDITION],
    'guests of a pool': [cognito(pool), CONDITION],
    'guests of a pool, said to be none': [cognito({ ...pool, ...signedIn('unauthenticated') }), CONDITION],
  },
  unknown: {
    'a principal that is a parameter': aws({ Ref: 'Principal' }),
    'a service that is a parameter': service({ Ref: 'Service' }),
    'an account number where the account of the stack is not known': {
      template: { Subject: { Type: 'AWS::IAM::Role', Properties: aws(`arn:aws-cn:iam::${FOREIGN}:role/deployer`) } },
      environment: {},
    },
    'a document that is a parameter': { AssumeRolePolicyDocument: { Ref: 'Trust' } },
  },
});

const organization = { Organization: { Type: 'AWS::Organizations::Organization' } };
const analyzer = (properties: object, others = {}) => ({
  template: { Subject: { Type: 'AWS::AccessAnalyzer::Analyzer', Properties: properties }, ...others },
});
const archiving = (...filter: object[]) => ({
  Type: 'ORGANIZATION',
  ArchiveRules: [{ RuleName: 'known', Filter: filter }],
});

describeRule(accessAnalyzerOrganization, {
  compliant: {
    'the organization': analyzer({ Type: 'ORGANIZATION' }, organization),
    'the account, where there is no organization': { Type: 'ACCOUNT' },
    'a rule that archives findings on a named principal': archiving(
      { Property: 'principal.AWS', Eq: [FOREIGN] },
      { Property: 'isPublic', Eq: ['false'] },
    ),
    'a rule that archives findings on a named resource': archiving({
      Property: 'resource',
      Eq: ['arn:aws:s3:::example'],
    }),
  },
  nonCompliant: {
    'the account, where there is an organization': [analyzer({ Type: 'ACCOUNT' }, organization), 'Type'],
    'a rule that archives by kind': [
      archiving({ Property: 'resourceType', Eq: ['AWS::IAM::Role'] }),
      'ArchiveRules.0.Filter',
    ],
    'a rule that archives what is public': [archiving({ Property: 'isPublic', Eq: ['true'] }), 'ArchiveRules.0.Filter'],
    'a rule that archives whatever is not a named resource': [
      archiving({ Property: 'resource', Neq: ['arn:aws:s3:::example'] }),
      'ArchiveRules.0.Filter',
    ],
    'a rule without filter': [archiving(), 'ArchiveRules.0.Filter'],
  },
  notApplicable: {
    'an analyzer of unused access': { Type: 'ORGANIZATION_UNUSED_ACCESS' },
    'an analyzer of internal access': { Type: 'ACCOUNT_INTERNAL_ACCESS' },
  },
  unknown: {
    'a type that is a parameter': { Type: { Ref: 'Type' } },
    'rules that are a parameter': { Type: 'ORGANIZATION', ArchiveRules: { Ref: 'Rules' } },
    'a conditional filter': archiving({ 'Fn::If': ['A', { Property: 'isPublic' }, { Ref: 'AWS::NoValue' }] }),
  },
});
