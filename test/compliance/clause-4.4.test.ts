import { registerOf } from '../../lib/proofs/outsourcing/register';
import { MINIMAL_ACCOUNT } from '../lib/config/scratch';
import { EXAMPLES, example, landingZoneOf } from '../support/landing-zone';
import { at, type Placed, placeOf, resourcesOf, statementsAt } from '../support/templates';
import { records } from '../support/trail-selectors';

const SUPPLIER_ROLE = /-supplier-/;
const WITH_SUPPLIERS = ['organization', 'china'] as const;

const rolesIn = (landingZone: Parameters<typeof resourcesOf>[0]): readonly Placed[] =>
  resourcesOf(landingZone, 'AWS::IAM::Role').filter(({ properties }) =>
    SUPPLIER_ROLE.test(String(properties['RoleName'])),
  );

describe.each(WITH_SUPPLIERS)('suppliers of %s', (name) => {
  const landingZone = example(name);
  const { config } = landingZone;
  const entering = config.suppliers.flatMap(({ access, contractEnds }) =>
    access ? [{ ...access, contractEnds }] : [],
  );
  const roles = rolesIn(landingZone);

  test('4.4/outsourced#third-party-access-conditions: a role for each, which names it, demands its external id and ends with the contract', () => {
    expect(roles).toHaveLength(entering.length);
    for (const { id, principal, externalId, contractEnds } of entering) {
      const role = roles.find(({ properties }) => properties['RoleName'] === `${config.name}-supplier-${id}`);
      const end = new Date(Date.parse(contractEnds) + 86_400_000).toISOString().replace('.000Z', 'Z');
      const entries = role ? statementsAt(role.properties, 'AssumeRolePolicyDocument') : [];

      expect(entries.map(({ Principal }) => Principal)).toEqual([{ AWS: principal }, { AWS: principal }]);
      expect(entries.map(({ Action }) => Action)).toEqual(['sts:AssumeRole', 'sts:SetSourceIdentity']);
      expect(at(entries[0] ?? {}, 'Condition.StringEquals')).toMatchObject({ 'sts:ExternalId': externalId });
      expect(at(entries[0] ?? {}, 'Condition.DateLessThan')).toEqual({ 'aws:CurrentTime': end });
      expect(at(role?.properties ?? {}, 'Policies.0.PolicyDocument.Statement')).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': end } },
        }),
      );
    }
  });

  test('4.4/outsourced: stand in the units that are named, and in no other', () => {
    const sets = resourcesOf(landingZone, 'AWS::CloudFormation::StackSet').filter(({ properties }) =>
      SUPPLIER_ROLE.test(String(properties['StackSetName'])),
    );

    expect(sets.map(({ properties }) => properties['StackSetName'])).toEqual(
      entering.flatMap(({ id, units }) => units.map((unit) => `${config.name}-supplier-${id}-${unit}`)),
    );
    for (const { properties } of sets)
      expect(at(properties, 'StackInstancesGroup.0.Regions')).toEqual([config.regions.home]);
    expect(roles.map(placeOf).filter((place) => !/StackSet/.test(place))).toEqual([]);
  });

  test('4.4/outsourced: come after the baseline that bounds them, and go from accounts that leave the unit', () => {
    const sets = resourcesOf(landingZone, 'AWS::CloudFormation::StackSet');
    const supplierSets = sets.filter(({ properties }) => SUPPLIER_ROLE.test(String(properties['StackSetName'])));
    const stack = landingZone.template(`${config.name}-organization`);

    for (const { id, properties } of supplierSets) {
      const [unit] = String(properties['StackSetName']).split('-').slice(-1);
      const baseline = sets.find((set) => set.properties['StackSetName'] === `${config.name}-baseline-${unit}`);
      const automatic = name === 'organization';

      if (!automatic) expect([stack.Resources[id]?.['DependsOn']].flat()).toContain(baseline?.id);
      expect(at(properties, 'AutoDeployment.RetainStacksOnAccountRemoval')).toBe(automatic ? false : undefined);
      if (automatic)
        expect(JSON.stringify(at(properties, 'AutoDeployment.DependsOn'))).toContain(
          `["${baseline?.id}","StackSetId"]`,
        );
    }
    expect(supplierSets.length).toBeGreaterThan(0);
  });
});

describe.each(EXAMPLES)('the trace of %s', (name) => {
  test('4.4/outsourced: is asked where the trail is', () => {
    const landingZone = example(name);
    const [query] = resourcesOf(landingZone, 'AWS::Logs::QueryDefinition');
    const [trail] = resourcesOf(landingZone, 'AWS::CloudTrail::Trail');

    const [asked] = (query?.properties['LogGroupNames'] ?? []) as readonly { readonly Ref: string }[];
    const group = resourcesOf(landingZone, 'AWS::Logs::LogGroup').find(({ id }) => id === asked?.Ref);

    expect(group?.properties['LogGroupName']).toBe(`/${landingZone.config.name}/trail`);
    expect(group?.template.name).toBe(trail?.template.name);
    expect(query?.template.name).toBe(trail?.template.name);
  });

  test('4.4/outsourced#third-party-traceability: what suppliers do, to data too, is in the log that is asked, for 183 days at least', () => {
    const landingZone = example(name);
    const [trail] = resourcesOf(landingZone, 'AWS::CloudTrail::Trail');
    const group = resourcesOf(landingZone, 'AWS::Logs::LogGroup').find(
      ({ properties }) => properties['LogGroupName'] === `/${landingZone.config.name}/trail`,
    );
    if (!trail || !group) throw new Error('no trail, or no log of it');
    const objectOf = (bucket: string) => ({
      type: 'AWS::S3::Object',
      arn: `arn:${landingZone.config.partition}:s3:::${bucket}/orders.csv`,
      name: 'GetObject',
    });

    expect(at(trail.properties, 'CloudWatchLogsLogGroupArn.Fn::GetAtt')).toEqual([group.id, 'Arn']);
    expect(trail.properties['IsOrganizationTrail']).toBe(landingZone.config.profile === 'organization');
    expect(Number(group.properties['RetentionInDays'])).toBeGreaterThanOrEqual(183);
    expect(at(trail.properties, 'AdvancedEventSelectors.0.FieldSelectors')).toEqual([
      { Field: 'eventCategory', Equals: ['Management'] },
    ]);
    expect(records(trail, objectOf(`${landingZone.config.name}-orders`))).toBe(true);
    expect(records(trail, objectOf('by-whatever-name'))).toBe(true);
  });
});

describe('a supplier of a single account', () => {
  const landingZone = landingZoneOf(`${MINIMAL_ACCOUNT}suppliers:
  - name: Payments
    owner: p@example.com
    services: [gateway]
    contractEnds: 2030-12-31
    assessed: 2026-10-01
    access:
      id: payments
      principal: arn:aws:iam::999999999999:role/support
      externalId: 3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58
      people: [j.berg@payments.example.com]
      ticketPrefix: CHG-
      approval: SEC-1
      window: { from: 2030-01-07, until: 2030-01-09 }
      statements: [{ actions: [logs:GetLogEvents], resources: ["arn:aws:logs:*:*:log-group:/orders:*"] }]
`);

  test('has its role once, in the home region, for the days of its window', () => {
    const roles = rolesIn(landingZone);

    expect(roles.map(({ template }) => template.name)).toEqual(['acme-baseline']);
    expect(at(roles[0]?.properties ?? {}, 'AssumeRolePolicyDocument.Statement.0.Condition')).toMatchObject({
      DateGreaterThanEquals: { 'aws:CurrentTime': '2030-01-07T00:00:00Z' },
      DateLessThan: { 'aws:CurrentTime': '2030-01-10T00:00:00Z' },
    });
  });

  test('passes the gate, and is not registered once its contract has ended', () => {
    const register = registerOf(landingZone.config);
    const adverse = landingZone
      .ledger()
      .evidence.filter(({ outcome }) => ['non-compliant', 'failed', 'error'].includes(outcome));
    const ended = landingZone.ledger({
      asOf: '2031-01-01',
      config: { ...landingZone.assessConfig(), register },
    });

    expect(adverse).toEqual([]);
    expect(
      ended.evidence.filter(({ check, outcome }) => check === 'completeness' && outcome === 'failed'),
    ).toHaveLength(1);
  });
});
