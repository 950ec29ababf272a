import { bindsCaller, bindsSource, isAnyone, isService } from '../../../../constructs/nag/callers';
import { type Statement, statementsOf } from '../../../../constructs/nag/policy';
import { TELL_THEIR_SOURCE } from '../../../../constructs/nag/rules/identity/iam-trust-exact';
import type { Resource } from '../../../../constructs/nag/template';
import { unitsOf } from '../../../../lib/config';
import type { JudgedEstate } from '../../../../lib/evidence/estate';
import type { Evidence } from '../../../../lib/evidence/evidence';
import { AccessEstate } from '../../../../lib/proofs/access/access-estate';
import type { KnownOrganization } from '../../../../lib/proofs/access/places';
import { identityAccess } from '../../../../lib/proofs/identity-access/identity-access';
import { trustAndResourcePolicies } from '../../../../lib/proofs/identity-access/trust';
import { EXAMPLES, type ExampleName, example } from '../../../support/landing-zone';

const FACET = '8.2/least-privilege#trust-and-resource-policies';

const proofsOf = (name: ExampleName): readonly Evidence[] =>
  identityAccess(example(name).estate(), unitsOf(example(name).config));

/** Whether sessions of Identity Center, which have no source identity, may deploy without one, the roles of the bootstrap decide. */
const isOfBootstrap = ({ outcome, facets, subject }: Evidence): boolean =>
  outcome === 'unknown' &&
  facets.includes('8.6/traceability#identity-propagation') &&
  subject?.logicalId.startsWith('IdentityFunctionplatformadministratorPermissionSet') === true;

describe.each(EXAMPLES)('%s', (name) => {
  const evidence = proofsOf(name);

  test('nothing of what identities may is amiss', () => {
    const amiss = evidence.filter(({ outcome }) => outcome !== 'passed').filter((one) => !isOfBootstrap(one));

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
function guards(estate: JudgedEstate): readonly Guard[] {
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

type Guard = readonly [Resource, Statement];

/** Guards in rounds, of each resource one a round: what is said of one resource rests on its own policy alone. */
function rounds(found: readonly Guard[]): readonly (readonly Guard[])[] {
  const byResource = new Map<Resource, Guard[]>();
  for (const guard of found) byResource.set(guard[0], [...(byResource.get(guard[0]) ?? []), guard]);
  const most = Math.max(...[...byResource.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_, round) =>
    [...byResource.values()].map((guards) => guards[round]).filter((guard) => guard !== undefined),
  );
}

/** Those of the guards that are not missed when they are gone. */
function survivors(round: readonly Guard[], estate: JudgedEstate, organization: KnownOrganization): readonly Guard[] {
  const statements = round.map(([resource, { path }]) => resource.raw(path) as Record<string, unknown>);
  const conditions = statements.map(({ Condition }) => Condition);
  for (const statement of statements) delete statement['Condition'];
  const failed = trustAndResourcePolicies(new AccessEstate(estate, organization)).filter(
    ({ outcome }) => outcome === 'failed',
  );
  for (const [index, statement] of statements.entries()) statement['Condition'] = conditions[index];
  const missed = new Set(failed.map(({ subject }) => `${subject?.stack} ${subject?.logicalId}`));
  return round.filter(([resource]) => !missed.has(`${resource.template.name} ${attachedTo(resource).id}`));
}

/** What a policy that is a resource of its own belongs to. */
const attachedTo = (resource: Resource): Resource =>
  resource.referent('Bucket') ?? resource.referent('Topics.0') ?? resource;

/** A policy that refuses outsiders by a statement of its own keeps them out twice. */
const refusesOutsiders = ([resource]: Guard): boolean =>
  JSON.stringify(resource.properties).includes('"Sid":"NoOutsiders"');

test('every condition that keeps others out is missed when it is gone, unless a refusal keeps them out as well', () => {
  const { config } = example('quickstart');
  const estate = example('quickstart').estate();
  const found = guards(estate);
  const left = rounds(found).flatMap((round) => survivors(round, estate, unitsOf(config)));

  expect(found.length).toBeGreaterThan(20);
  expect(left.length).toBeLessThan(found.length / 4);
  expect(
    left.filter((guard) => !refusesOutsiders(guard)).map(([resource, { path }]) => `${resource.id} ${path}`),
  ).toEqual([]);
});
