import { Template } from '../../../../constructs/nag/template';
import { JudgedEstate } from '../../../../lib/evidence/estate';
import { externalPartyInventory, responsibilityBoundary } from '../../../../lib/proofs/outsourcing/completeness';
import { type Register, registerOf } from '../../../../lib/proofs/outsourcing/register';
import { EXAMPLES, example, TODAY } from '../../../support/landing-zone';

const REGISTER: Register = {
  own: ['111111111111', '222222222222', 'o-exampleorg1'],
  contacts: ['on-call@example.com'],
  identityProviders: ['corp'],
  suppliers: [
    {
      name: 'Payments',
      owner: 'p@example.com',
      contractEnds: '2028-03-31',
      parties: ['999999999999', 'hooks.payments.example.com'],
      responsibilities: [],
    },
    {
      name: 'Gone',
      owner: 'g@example.com',
      contractEnds: '2026-11-22',
      parties: ['888888888888'],
      responsibilities: [],
    },
  ],
  clouds: ['aws'],
};

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;

function inventory(resources: Resources, register = REGISTER) {
  const estate = new JudgedEstate();
  const template = Template.cloudFormation(
    { Resources: resources },
    {
      name: 'orders',
      environment: { partition: 'aws', account: '111111111111', region: 'eu-central-1' },
      estate: estate.estate,
    },
  );
  estate.add(template, {
    cloud: 'aws',
    partition: 'aws',
    account: '111111111111',
    region: 'eu-central-1',
    stack: 'orders',
    locate: () => undefined,
    declarations: [],
  });
  return externalPartyInventory(estate, register, TODAY).map(({ outcome, message, subject }) => ({
    outcome,
    en: message.en,
    id: subject?.logicalId,
  }));
}

const outcomes = (resources: Resources, register = REGISTER) =>
  inventory(resources, register)
    .filter(({ id }) => id !== undefined)
    .map(({ outcome }) => outcome);

const allow = (principal: unknown, condition?: object) => ({
  Statement: [
    { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...(condition && { Condition: condition }) },
  ],
});
const role = (principal: unknown, condition?: object) => ({
  Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: allow(principal, condition) } },
});
const one = (Type: string, Properties: object) => ({ Subject: { Type, Properties } });

describe('external parties', () => {
  test.each<[string, Resources]>([
    ['a registered account in a trust', role({ AWS: '999999999999' })],
    [
      'a registered account in a queue policy',
      one('AWS::SQS::QueuePolicy', { PolicyDocument: allow({ AWS: 'arn:aws:iam::999999999999:role/x' }) }),
    ],
    [
      'a registered account that may use an endpoint service',
      one('AWS::EC2::VPCEndpointServicePermissions', { AllowedPrincipals: ['arn:aws:iam::999999999999:root'] }),
    ],
    [
      'a registered host that gets messages',
      one('AWS::SNS::Subscription', { Protocol: 'https', Endpoint: 'https://hooks.payments.example.com/in' }),
    ],
    [
      'a registered host in a topic itself',
      one('AWS::SNS::Topic', {
        Subscription: [{ Protocol: 'https', Endpoint: 'https://hooks.payments.example.com/in' }],
      }),
    ],
    [
      'a registered host that gets events',
      one('AWS::Events::ApiDestination', { InvocationEndpoint: 'https://hooks.payments.example.com/events' }),
    ],
    ['a registered issuer of tokens', one('AWS::IAM::OIDCProvider', { Url: 'https://hooks.payments.example.com' })],
    ['a registered account that may call a function', one('AWS::Lambda::Permission', { Principal: '999999999999' })],
    ['a registered account with a share', one('AWS::RAM::ResourceShare', { Principals: ['999999999999'] })],
    ['a registered account behind a peering', one('AWS::EC2::VPCPeeringConnection', { PeerOwnerId: '999999999999' })],
  ])('passes %s', (_, resources) => {
    expect(outcomes(resources)).toEqual(['passed']);
    expect(inventory(resources)[0]?.en).toMatch(
      /is Payments, for which p@example.com answers; contract until 2028-03-31/,
    );
  });

  test.each<[string, Resources, RegExp]>([
    ['an account that nobody registered', role({ AWS: '777777777777' }), /777777777777 is in no entry/],
    [
      'an account in a condition',
      role('*', { StringEquals: { 'aws:PrincipalAccount': '777777777777' } }),
      /777777777777/,
    ],
    [
      'an organization that is not ours',
      role('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-otherorg0001' } }),
      /o-otherorg0001/,
    ],
    ['a supplier whose contract has ended', role({ AWS: '888888888888' }), /Gone, whose contract ended on 2026-11-22/],
    ['everyone', one('AWS::S3::BucketPolicy', { PolicyDocument: allow('*') }), /everyone is let in/],
    ['a canonical user', one('AWS::S3::BucketPolicy', { PolicyDocument: allow({ CanonicalUser: '79a5' }) }), /79a5/],
    ['a provider of identities of everybody', role({ Federated: 'accounts.google.com' }), /accounts.google.com/],
    [
      'a host that nobody registered',
      one('AWS::SNS::Subscription', { Protocol: 'https', Endpoint: 'https://elsewhere.example.org/' }),
      /elsewhere.example.org/,
    ],
    [
      'an address of nobody of ours',
      one('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'x@example.org' }),
      /x@example.org/,
    ],
    [
      'a stream to a host',
      one('AWS::KinesisFirehose::DeliveryStream', {
        HttpEndpointDestinationConfiguration: { EndpointConfiguration: { Url: 'https://logs.example.org/v1' } },
      }),
      /logs.example.org/,
    ],
    [
      'a service behind an endpoint',
      one('AWS::EC2::VPCEndpoint', { ServiceName: 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0' }),
      /vpce-svc-0123456789abcdef0/,
    ],
    [
      'a provider of identities',
      one('AWS::IAM::SAMLProvider', {
        Name: 'other',
        SamlMetadataDocument: '<EntityDescriptor entityID="https://idp.example.org/saml">',
      }),
      /idp.example.org/,
    ],
    [
      'everyone at an endpoint service',
      one('AWS::EC2::VPCEndpointServicePermissions', { AllowedPrincipals: ['*'] }),
      /everyone/,
    ],
  ])('fails %s', (_, resources, why) => {
    const found = inventory(resources);

    expect(found).toEqual([expect.objectContaining({ outcome: 'failed', en: expect.stringMatching(why) })]);
  });

  test.each<[string, Resources]>([
    ['a principal that is a parameter', role({ AWS: { Ref: 'Somebody' } })],
    ['a policy that is a parameter', one('AWS::SQS::QueuePolicy', { PolicyDocument: { Ref: 'Policy' } })],
    ['a host that is a parameter', one('AWS::SNS::Subscription', { Protocol: 'https', Endpoint: { Ref: 'Url' } })],
  ])('does not guess at %s', (_, resources) => {
    expect(outcomes(resources)).toEqual(['unknown']);
  });

  test.each<[string, Resources]>([
    ['a service of the cloud', role({ Service: 'ec2.amazonaws.com' })],
    [
      'a share with our organization',
      one('AWS::RAM::ResourceShare', {
        Principals: ['arn:aws:organizations::111111111111:organization/o-exampleorg1'],
      }),
    ],
    ['an identity pool', role({ Federated: 'cognito-identity.amazonaws.com' })],
    [
      'a function called by a role of the template',
      {
        Subject: { Type: 'AWS::Lambda::Permission', Properties: { Principal: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
        ...role({ Service: 'ec2.amazonaws.com' }),
      },
    ],
    ['the account that the stack fills in', one('AWS::Lambda::Permission', { Principal: { Ref: 'AWS::AccountId' } })],
    ['its own account', role({ AWS: 'arn:aws:iam::111111111111:root' })],
    ['another account of ours', role({ AWS: '222222222222' })],
    ['our organization', role('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })],
    ['our own people', one('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com' })],
    [
      'the source of our identities',
      one('AWS::IAM::SAMLProvider', { Name: 'corp', SamlMetadataDocument: { Ref: 'Metadata' } }),
    ],
    [
      'a denial',
      one('AWS::SQS::QueuePolicy', {
        PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: '*' }] },
      }),
    ],
    ['an endpoint of the cloud', one('AWS::EC2::VPCEndpoint', { ServiceName: 'com.amazonaws.eu-central-1.s3' })],
  ])('counts no party for %s, and says what was read', (_, resources) => {
    expect(inventory(resources)).toEqual([
      {
        outcome: 'passed',
        en: expect.stringMatching(/: [12]; parties outside that they name: 0,/),
        id: undefined,
      },
    ]);
  });

  test('says nothing of templates in which nothing opens outwards', () => {
    expect(inventory({ Queue: { Type: 'AWS::SQS::Queue' } })).toEqual([]);
  });

  test.each(EXAMPLES)('are all in the register of the example %s', (name) => {
    const { config } = example(name);
    const found = externalPartyInventory(example(name).estate(), registerOf(config), TODAY);

    expect(found.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'passed')).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  test('are missed in the example as soon as the register forgets one', () => {
    const register = registerOf(example('organization').config);
    const forgetful = { ...register, suppliers: register.suppliers.filter(({ name }) => !name.includes('Payments')) };
    const found = externalPartyInventory(example('organization').estate(), forgetful, TODAY);

    expect(found.map(({ outcome, message }) => [outcome, message.en])).toEqual([
      ['failed', '999999999999 is in no entry of the register of suppliers'],
    ]);
  });
});

describe('responsibilities', () => {
  const clauses = ['8.1', '8.2', '8.3', '8.4', '8.5', '8.6', '8.7', '8.8', '8.9'];
  const matrix = { organisation: clauses, supplier: [], provider: [] };
  const runs = (responsibilities: Register['suppliers'][number]['responsibilities']): Register => ({
    ...REGISTER,
    suppliers: [
      { name: 'Cloud', owner: 'c@example.com', contractEnds: '2030-01-01', parties: [], runs: 'aws', responsibilities },
    ],
  });
  const rulings = (register: Register) =>
    responsibilityBoundary(register).map(({ outcome, cloud, message }) => [outcome, cloud, message.en]);

  test('pass where one party answers for every control', () => {
    expect(rulings(runs([{ cloud: 'aws', matrix }]))).toEqual([
      ['passed', 'aws', 'Cloud, aws: one party answers for each control of clause 8'],
    ]);
  });

  test.each([
    ['nobody answers for a clause', { ...matrix, organisation: clauses.slice(1) }, /nobody answers for 8\.1\//],
    ['two answer for a control', { ...matrix, supplier: ['8.2'] }, /more than one party answers for 8\.2\//],
  ])('fail where %s', (_, given, why) => {
    expect(rulings(runs([{ cloud: 'aws', matrix: given }]))).toEqual([['failed', 'aws', expect.stringMatching(why)]]);
  });

  test('are unknown where a supplier has none, or a cloud has no provider in the register', () => {
    expect(rulings(runs([]))).toEqual([['unknown', undefined, expect.stringMatching(/^Cloud: nothing says/)]]);
    expect(rulings({ ...runs([{ cloud: 'aws', matrix }]), clouds: ['aws', 'azure'] })).toEqual([
      ['passed', 'aws', expect.anything()],
      ['unknown', 'azure', expect.stringMatching(/no supplier of the register runs azure/)],
    ]);
  });
});
