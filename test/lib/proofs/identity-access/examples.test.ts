import { bindsCaller, bindsSource, isAnyone, isService } from '../../../../constructs/nag/callers';
import { type Statement, statementsOf } from '../../../../constructs/nag/policy';
import { TELL_THEIR_SOURCE } from '../../../../constructs/nag/rules/identity/iam-trust-exact';
import type { Resource } from '../../../../constructs/nag/template';
import { unitsOf } from '../../../../lib/config';
import type { JudgedEstate } from '../../../../lib/evidence/estate';
import type { Evidence } from '../../../../lib/evidence/evidence';
import { AccessEstate } from '../../../../lib/proofs/access/access-estate';
import { identityAccess } from '../../../../lib/proofs/identity-access/identity-access';
import { trustAndResourcePolicies } from '../../../../lib/proofs/identity-access/trust';
import { EXAMPLES, type ExampleName, example } from '../../../support/landing-zone';

const FACET = '8.2/least-privilege#trust-and-resource-policies';

const proofsOf = (name: ExampleName): readonly Evidence[] =>
  identityAccess(example(name).estate(), unitsOf(example(name).config));

describe.each(EXAMPLES)('%s', (name) => {
  const evidence = proofsOf(name);

  test('nothing of what identities may is amiss', () => {
    const amiss = evidence.filter(({ outcome }) => outcome !== 'passed');

    expect(amiss.map(({ facets, message }) => `${facets}: ${message.en}`)).toEqual([]);
  });

  test.each([FACET, '8.2/no-excess-access#separation-of-duties'])('%s: is proved of every role', (facet) => {
    const roles = example(name).estate().estate.ofType('AWS::IAM::Role');
    const proved = evidence.filter(
      ({ facets, subject }) => facets.some((id) => id === facet) && subject?.type === 'AWS::IAM::Role',
    );

    expect(proved.length).toBeGreaterThanOrEqual(roles.length);
  });

  test('each piece of evidence names a resource, in both languages', () => {
    for (const { subject, message } of evidence) {
      expect(subject?.logicalId).toBeTruthy();
      expect(message.zh).toMatch(/\p{Script=Han}/u);
    }
  });
});

/** Where the policies are that say who may use a resource. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'AccessPolicy',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
};

/** Conditions that keep out the accounts of others, each with its statement. */
function guards(estate: JudgedEstate): readonly (readonly [Resource, Statement])[] {
  return Object.entries(DOCUMENTS).flatMap(([type, path]) =>
    estate.estate.ofType(type).flatMap((resource) =>
      statementsOf(resource, path)
        .filter((statement) => statement.effect === 'Allow' && guardsAgainstOthers(statement, type))
        .map((statement) => [resource, statement] as const),
    ),
  );
}

function guardsAgainstOthers(statement: Statement, type: string): boolean {
  if (statement.principals.some(isAnyone)) return bindsCaller(statement);
  const tells = (principal: string) =>
    type !== 'AWS::IAM::Role' || TELL_THEIR_SOURCE.some((service) => principal.startsWith(`Service:${service}.`));
  return bindsSource(statement) && statement.principals.filter(isService).some(tells);
}

/** The statement without its conditions, as long as `work` takes. */
function unguarded<Result>(resource: Resource, { path }: Statement, work: () => Result): Result {
  const raw = resource.raw(path) as Record<string, unknown>;
  const { Condition: condition } = raw;
  delete raw['Condition'];
  try {
    return work();
  } finally {
    raw['Condition'] = condition;
  }
}

test('every condition that keeps others out is missed when it is gone', () => {
  const { config } = example('quickstart');
  const estate = example('quickstart').estate();
  const found = guards(estate);
  const survivors = found.filter(([resource, statement]) =>
    unguarded(resource, statement, () =>
      trustAndResourcePolicies(new AccessEstate(estate, unitsOf(config))).every(({ outcome }) => outcome === 'passed'),
    ),
  );

  expect(found.length).toBeGreaterThan(20);
  expect(survivors.map(([resource, { path }]) => `${resource.template.name} ${resource.id} ${path}`)).toEqual([]);
});
