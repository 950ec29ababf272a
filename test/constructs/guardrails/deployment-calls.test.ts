import {
  type Call,
  callsOfCreation,
  callsOfDeployment,
  DEPLOYED_TYPES,
  PASSED_TO,
} from '../../../constructs/guardrails/deployment-calls';
import { indispensableOf } from '../../../constructs/guardrails/indispensable';
import { resourceUsersOf } from '../../../constructs/guardrails/resource-users';
import { unknownWords } from '../../../constructs/guardrails/vocabulary';
import { RESOURCE_CONTROLLED_SERVICES } from '../../../constructs/partition';
import { EXAMPLES, example } from '../../support/landing-zone';
import { at, resourcesOf } from '../../support/templates';
import { guardrailOf } from './guardrail-of';

/** What stands in the management account alone, which no policy of the organization binds, or is no resource. */
const UNBOUND: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudFormation::StackSet',
  'AWS::Organizations::OrganizationalUnit',
  'AWS::Organizations::Policy',
  'AWS::SSO::PermissionSet',
]);

const LANDING_ZONE = { partition: 'aws', name: 'acme' } as const;

const deployed = new Set(
  EXAMPLES.flatMap((name) => resourcesOf(example(name)))
    .map(({ type }) => (type.startsWith('Custom::') ? 'Custom::' : type))
    .filter((type) => !UNBOUND.has(type)),
);

test('every type that the landing zones of the examples deploy into member accounts is known, and no other', () => {
  expect(deployed.size).toBeGreaterThan(40);
  expect([...DEPLOYED_TYPES].sort()).toEqual([...deployed].sort());
});

test('what is deployed unbound stands in the management account alone', () => {
  const elsewhere = EXAMPLES.flatMap((name) => resourcesOf(example(name)))
    .filter(({ type }) => UNBOUND.has(type) && type !== 'AWS::CDK::Metadata')
    .filter(
      ({ template }) =>
        !/^[a-z]+-(organization|identity|member-networks(-recovery)?|default-network)$/.test(template.name),
    );

  expect(elsewhere.map(({ template, id }) => `${template.name}/${id}`)).toEqual([]);
});

describe('what is made is as the requests say', () => {
  const all = EXAMPLES.flatMap((name) => resourcesOf(example(name)));
  const of = (type: string) => all.filter((one) => one.type === type).map(({ properties }) => properties);

  test('there are roles and users without a boundary, and plain functions', () => {
    expect(of('AWS::IAM::Role').filter((role) => role['PermissionsBoundary'] === undefined).length).toBeGreaterThan(0);
    expect(of('AWS::IAM::User').filter((user) => user['PermissionsBoundary'] === undefined).length).toBeGreaterThan(0);
    const plain = of('AWS::Lambda::Function').filter(
      (made) => !['VpcConfig', 'Layers', 'CodeSigningConfigArn'].some((key) => made[key] !== undefined),
    );
    expect(plain.length).toBeGreaterThan(0);
  });

  test('roles are passed to the services that are named, and to no other', () => {
    const trusted = of('AWS::IAM::Role')
      .flatMap(({ AssumeRolePolicyDocument }) => at(AssumeRolePolicyDocument, 'Statement') as readonly object[])
      .map((statement) => at(statement, 'Principal.Service'))
      .filter((service) => service !== undefined);

    expect([...new Set(trusted)].sort()).toEqual([...PASSED_TO].sort());
  });

  test('what roles of the landing zone may do at services that resource control policies reach is known', () => {
    const [own] = resourceUsersOf({ ...LANDING_ZONE, organizationId: 'o-exampleorg1' });
    const allowed = all
      .filter(({ properties }) => isOurs(properties))
      .flatMap(({ type, properties }) =>
        type === 'AWS::IAM::Policy'
          ? [properties['PolicyDocument']]
          : type === 'AWS::IAM::Role'
            ? ((properties['Policies'] ?? []) as readonly object[]).map((policy) => at(policy, 'PolicyDocument'))
            : [],
      )
      .flatMap((document) => at(document, 'Statement') as readonly object[])
      .flatMap((statement) => [at(statement, 'Action')].flat() as readonly string[])
      .filter((action) => RESOURCE_CONTROLLED_SERVICES.includes(action.split(':')[0] ?? ''));

    expect([...new Set(own?.calls.map(({ action }) => action))].sort()).toEqual([...new Set(allowed)].sort());
  });
});

/** A role that services take, or a policy of one: not that of people, of suppliers, or of break-glass. */
const isOurs = (properties: Readonly<Record<string, unknown>>): boolean =>
  properties['AssumeRolePolicyDocument'] === undefined ||
  at(properties['AssumeRolePolicyDocument'], 'Statement.0.Principal.Service') !== undefined;

const [, , users, role] = indispensableOf({ ...LANDING_ZONE }, ['arn:aws:iam::*:role/a', 'arn:aws:iam::*:role/b']);
const calls: readonly Call[] = [
  ...callsOfDeployment(LANDING_ZONE),
  ...callsOfCreation(LANDING_ZONE),
  ...(users?.calls ?? []),
  ...(role?.calls ?? []),
  ...resourceUsersOf(LANDING_ZONE).flatMap((user) => user.calls),
];

test.each(calls.map(({ action, resource }) => [action, resource]))(
  'the Service Authorization Reference knows %s on %s',
  (action, resource) => {
    const statement = { Sid: 'Own', Effect: 'Deny', Action: action, Resource: resource } as const;

    expect(unknownWords([{ guardrail: guardrailOf('own', { actions: [action] }), statement }])).toEqual([]);
  },
);

test('in China the same is made', () => {
  const inChina = callsOfCreation({ partition: 'aws-cn', name: 'acme' });

  expect(inChina.map(({ resource }) => resource.replace('arn:aws-cn:', 'arn:aws:'))).toEqual(
    callsOfCreation(LANDING_ZONE).map(({ resource }) => resource),
  );
});
