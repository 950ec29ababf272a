import {
  endpointPoliciesIn,
  identitiesIn,
  organizationsIn,
  resourcePoliciesIn,
} from '../../../../lib/proofs/policy/estate';
import { evaluate } from '../../../../lib/proofs/policy/evaluate';
import type { Policies } from '../../../../lib/proofs/policy/model';
import { estateOf, guardedTemplate, MANAGEMENT } from './guarded';

const resource = (Type: string, Properties: object) => ({ Type, Properties });
const document = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string, Resource: unknown = '*', rest: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
});

const ROLE = {
  Reader: resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: document(
      allow('sts:AssumeRole', undefined, { Principal: { Service: 'ec2.amazonaws.com' } }),
    ),
    Policies: [{ PolicyName: 'inline', PolicyDocument: document(allow('s3:GetObject')) }],
    ManagedPolicyArns: [{ Ref: 'Shared' }],
    PermissionsBoundary: { Ref: 'Boundary' },
  }),
  Shared: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: document(allow('s3:ListBucket')) }),
  Boundary: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: document(allow('s3:*')) }),
  Separate: resource('AWS::IAM::Policy', { Roles: [{ Ref: 'Reader' }], PolicyDocument: document(allow('sqs:*')) }),
  Other: resource('AWS::IAM::Policy', { Roles: [{ Ref: 'Someone' }], PolicyDocument: document(allow('iam:*')) }),
};

const identitiesOf = (resources: object) => identitiesIn(estateOf({ Resources: resources }));

const decide = (action: string, policies: Policies) =>
  evaluate(
    {
      principal: {
        kind: 'role-session',
        arn: `arn:aws:sts::${MANAGEMENT}:assumed-role/reader/x`,
        roleArn: `arn:aws:iam::${MANAGEMENT}:role/reader`,
        account: MANAGEMENT,
      },
      action,
      resource: { arn: '*', account: MANAGEMENT },
    },
    policies,
  ).verdict;

describe('identitiesIn', () => {
  const [reader] = identitiesOf(ROLE);

  test('joins inline, managed and separate policies, and no others', () => {
    expect(reader?.identity.map(({ name, statements }) => [name, statements[0]?.actions?.items])).toEqual([
      ['Reader', ['s3:GetObject']],
      ['Shared', ['s3:ListBucket']],
      ['Separate', ['sqs:*']],
    ]);
  });

  test.each([
    ['what the boundary lets through', 's3:GetObject', 'allowed'],
    ['what it does not', 'sqs:SendMessage', 'implicitDeny'],
  ])('reads the boundary: %s', (_, action, verdict) => {
    expect(
      decide(action, { identity: reader?.identity ?? [], ...(reader?.boundary && { boundary: reader.boundary }) }),
    ).toBe(verdict);
  });

  test('reads who may assume a role', () => {
    expect(reader?.trust?.statements[0]?.principals?.items).toEqual([{ kind: 'Service', name: 'ec2.amazonaws.com' }]);
  });

  test.each([
    ['AdministratorAccess', 'allowed'],
    ['ReadOnlyAccess', 'unknown'],
  ])('knows of policies of AWS only those whose text never changes: %s', (name, verdict) => {
    const arn = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]] };
    const [identity] = identitiesOf({ Role: resource('AWS::IAM::Role', { ManagedPolicyArns: [arn] }) });

    expect(decide('s3:GetObject', { identity: identity?.identity ?? [] })).toBe(verdict);
  });

  test('takes a list that deployment decides for a policy of which nothing is known', () => {
    const [identity] = identitiesOf({ Role: resource('AWS::IAM::Role', { ManagedPolicyArns: { Ref: 'Arns' } }) });

    expect(decide('s3:GetObject', { identity: identity?.identity ?? [] })).toBe('unknown');
  });
});

describe('resourcePoliciesIn', () => {
  test.each([
    [
      'a key',
      { Key: resource('AWS::KMS::Key', { KeyPolicy: document(allow('kms:*', '*', { Principal: '*' })) }) },
      'Key',
    ],
    [
      'a vault',
      { Vault: resource('AWS::Backup::BackupVault', { AccessPolicy: document(allow('backup:*')) }) },
      'Vault',
    ],
    [
      'a bucket',
      {
        Bucket: resource('AWS::S3::Bucket', {}),
        Policy: resource('AWS::S3::BucketPolicy', {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: document(allow('s3:*')),
        }),
      },
      'Bucket',
    ],
    [
      'a topic',
      {
        Topic: resource('AWS::SNS::Topic', {}),
        Policy: resource('AWS::SNS::TopicPolicy', {
          Topics: [{ Ref: 'Topic' }],
          PolicyDocument: document(allow('sns:*')),
        }),
      },
      'Topic',
    ],
  ])('finds the policy of %s and what it is attached to', (_, resources, id) => {
    const [found, ...others] = resourcePoliciesIn(estateOf({ Resources: resources }));

    expect(others).toEqual([]);
    expect(found?.attachedTo.map((attached) => attached.id)).toEqual([id]);
    expect(found?.policy.statements).toHaveLength(1);
  });

  test('has none for a resource without a policy', () => {
    expect(resourcePoliciesIn(estateOf({ Resources: { Key: resource('AWS::KMS::Key', {}) } }))).toEqual([]);
  });
});

test('endpointPoliciesIn finds endpoints that have a policy', () => {
  const endpoints = {
    Open: resource('AWS::EC2::VPCEndpoint', {}),
    Closed: resource('AWS::EC2::VPCEndpoint', {
      PolicyDocument: document(allow('s3:GetObject', '*', { Principal: '*' })),
    }),
  };

  expect(endpointPoliciesIn(estateOf({ Resources: endpoints })).map((found) => found.resource.id)).toEqual(['Closed']);
});

describe('organizationsIn', () => {
  const [organization] = organizationsIn(estateOf(guardedTemplate('aws')));

  test('has a path for the root and for every unit', () => {
    expect(organization?.paths.map(({ name }) => name)).toEqual([
      'r-ab12',
      'r-ab12/Workloads',
      'r-ab12/Workloads/Production',
    ]);
  });

  test('puts FullAWSAccess on every level, and policies where they are attached', () => {
    const levels = organization?.paths[2]?.serviceControl.map(({ node, policies }) => [
      node,
      policies.map(({ name }) => name),
    ]);

    expect(levels).toEqual([
      ['r-ab12', expect.arrayContaining(['FullAWSAccess', 'acme-guardrails-1'])],
      ['Workloads', ['FullAWSAccess']],
      ['Production', ['FullAWSAccess']],
      ['account', ['FullAWSAccess']],
    ]);
  });

  test('takes the account of the template for the management account', () => {
    expect(organization?.managementAccount).toBe(MANAGEMENT);
  });

  test('has none for policies that refuse nothing, such as those on tags', () => {
    const tags = resource('AWS::Organizations::Policy', { Type: 'TAG_POLICY', Name: 'tags', Content: {} });

    expect(organizationsIn(estateOf({ Resources: { Tags: tags } }))).toEqual([]);
  });
});
