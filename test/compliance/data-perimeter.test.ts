import { gate } from '../../lib/commands/check';
import { buildReport } from '../../lib/report/report';
import { configurationOf } from '../../tools/bench/configurations';
import { example, type LandingZone, landingZoneOf } from '../support/landing-zone';

const FACET = '8.2/no-excess-access#data-perimeter';

/** What speaks of the data perimeter, and what the report makes of it. */
function judged(landingZone: LandingZone) {
  const ledger = landingZone.ledger();
  const report = buildReport(ledger);
  const facets = report.requirements.flatMap(({ design }) => design.facets);
  return {
    report,
    status: facets.find(({ id }) => id === FACET)?.byCloud.aws,
    open: ledger.evidence.filter(({ facets: of, outcome }) => of.includes(FACET) && outcome === 'unknown'),
  };
}

type Judged = ReturnType<typeof judged>;

const attacksIn = ({ open }: Judged): readonly string[] => open.flatMap(({ attack }) => attack ?? []);

/** What is open for another reason than that an attack was not tried. */
const restOf = ({ open }: Judged): readonly string[] =>
  open.filter(({ attack }) => attack === undefined).map(({ message }) => message.en);

/** The part of the perimeter that each attack, not being tried, leaves open. */
const messageOf = ({ open }: Judged, id: string) => open.find(({ attack }) => attack === id)?.message;

describe('the data perimeter of a single account', () => {
  const quickstart = judged(example('quickstart'));

  test('is not shown in full: none of the attacks on it can be tried', () => {
    expect(attacksIn(quickstart)).toEqual([
      'bucket-backdoored',
      'role-backdoored',
      'resource-shared-abroad',
      'deputy-confused',
      'data-carried-out',
      'instance-credentials-stolen',
      'foreign-endpoint-used',
      'unexpected-network-used',
    ]);
    expect(restOf(quickstart)).toEqual([]);
    expect(quickstart.status).toBe('partial');
  });

  test('names what is not shown of identities, resources and networks, in both languages', () => {
    expect(messageOf(quickstart, 'role-backdoored')?.en).toMatch(
      /shown in full that only trusted identities .*: a single account is in no organization$/,
    );
    expect(messageOf(quickstart, 'role-backdoored')?.zh).toMatch(/可信身份.*不属于任何组织$/);
    expect(messageOf(quickstart, 'data-carried-out')?.en).toMatch(
      /only trusted resources: a single account is in no organization$/,
    );
    expect(messageOf(quickstart, 'data-carried-out')?.zh).toMatch(/可信资源.*不属于任何组织$/);
    expect(messageOf(quickstart, 'foreign-endpoint-used')?.en).toMatch(
      /expected networks only: a single account is in no organization$/,
    );
    expect(messageOf(quickstart, 'foreign-endpoint-used')?.zh).toMatch(/预期网络.*不属于任何组织$/);
  });

  test('does not fail the gate', () => {
    expect(gate(quickstart.report)).toBe(0);
  });

  test('no sentence of the report breaks off where no statement decides', () => {
    const told = quickstart.report.requirements.flatMap(({ evidence }) => evidence);

    expect(told.some(({ message }) => message.includes('because no statement of'))).toBe(true);
    for (const { message, messageZh } of told) {
      expect(message).not.toMatch(/\b(by|because) *[;,]/);
      expect(messageZh).not.toMatch(/[被因]( +(拒绝|而)|[，；])/);
    }
  });
});

describe('the data perimeter of an organization', () => {
  test('is shown of members where people are held to networks, and open in the management account alone', () => {
    const organization = judged(example('organization'));

    expect(attacksIn(organization)).toEqual([]);
    expect(restOf(organization)).toEqual([
      expect.stringMatching(/^in the management account 111111111111 no policy of the organization holds, /),
    ]);
    expect(organization.status).toBe('partial');
    expect(gate(organization.report)).toBe(0);
  });

  test('is not shown of networks where none is expected, which does not fail the gate', () => {
    const anywhere = judged(landingZoneOf(configurationOf({ partition: 'aws', accounts: 6 })));

    expect(attacksIn(anywhere)).toEqual(['unexpected-network-used']);
    expect(messageOf(anywhere, 'unexpected-network-used')).toEqual({
      en: expect.stringMatching(/expected networks .* names no networks/),
      zh: expect.stringMatching(/预期网络.*未指定/),
    });
    expect(anywhere.status).toBe('partial');
    expect(gate(anywhere.report)).toBe(0);
  });
});

describe('the data perimeter in China', () => {
  const china = judged(example('china'));

  test('is shown of buckets and roles by their own policies, and open where those show less than the attacks try', () => {
    expect(attacksIn(china)).toEqual([
      'resource-shared-abroad',
      'deputy-confused',
      'foreign-endpoint-used',
      'unexpected-network-used',
    ]);
    expect(china.status).toBe('partial');
    expect(messageOf(china, 'foreign-endpoint-used')?.en).toContain('aws:VpceOrgID');
    expect(messageOf(china, 'deputy-confused')?.zh).toContain('资源控制策略');
  });

  test('does not fail the gate', () => {
    expect(gate(china.report)).toBe(0);
  });
});
