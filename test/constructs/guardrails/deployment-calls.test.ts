import {
  type Call,
  callsOfCreation,
  callsOfDeployment,
  DEPLOYED_TYPES,
} from '../../../constructs/guardrails/deployment-calls';
import { indispensableOf } from '../../../constructs/guardrails/indispensable';
import { unknownWords } from '../../../constructs/guardrails/vocabulary';
import { EXAMPLES, example } from '../../support/landing-zone';
import { resourcesOf } from '../../support/templates';
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
    .filter(({ template }) => !/^[a-z]+-(organization|identity)$/.test(template.name));

  expect(elsewhere.map(({ template, id }) => `${template.name}/${id}`)).toEqual([]);
});

const [, , users, role] = indispensableOf({ ...LANDING_ZONE }, ['arn:aws:iam::*:role/a', 'arn:aws:iam::*:role/b']);
const calls: readonly Call[] = [
  ...callsOfDeployment(LANDING_ZONE),
  ...callsOfCreation(LANDING_ZONE),
  ...(users?.calls ?? []),
  ...(role?.calls ?? []),
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
