import type { SimulationRow } from '../../../lib/evidence/simulation';
import { htmlReport } from '../../../lib/report/html';
import { dataIn } from '../../support/page-data';
import { quoted } from '../../support/quoted';
import { attack, detected, ledger, lookAlike, POLICY, simulated, trial } from './ledgers';

const POLICY_RESOURCE = { subject: POLICY, requirements: [], judgedBy: [], supporting: null };

const pageOf = (...rows: readonly SimulationRow[]): string =>
  quoted(htmlReport(simulated(rows, { resources: [...ledger().resources, POLICY_RESOURCE] })));

/** One row of the matrix, tags and all. */
const rowOf = (page: string, id: string): string =>
  new RegExp(`<details class="attack" id="attack-${id}"[\\s\\S]*?</details>`).exec(page)?.[0] ?? '';

/** What stands in one of its columns, in English. */
function cellsOf(page: string, id: string): string[] {
  const cells = [
    ...rowOf(page, id).matchAll(/<span class="cell">([\s\S]*?)(?=<span class="cell">|<span class="by">)/g),
  ];
  return cells.map(([, cell = '']) => textOf(cell));
}

const textOf = (markup: string): string =>
  markup
    .replace(/<i lang=zh>[^<]*<\/i>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const byOf = (page: string, id: string): string =>
  textOf(/<span class="by">([\s\S]*?)<\/summary>/.exec(rowOf(page, id))?.[1] ?? '');

interface PageData {
  readonly simulation: {
    readonly alarms: readonly number[];
    readonly attacks: readonly (readonly (readonly unknown[])[])[];
    readonly calls: readonly (readonly (readonly number[])[])[];
    readonly statements: readonly (readonly unknown[])[];
    readonly texts: readonly string[];
  };
}

const dataOf = (page: string): PageData => JSON.parse(dataIn(page));

const resourcesIn = (page: string): number => page.match(/<details class="resource"/g)?.length ?? 0;

/** Actions, resources and condition keys of each call. */
const callsIn = ({ calls, texts }: PageData['simulation']) =>
  calls.map((call) => call.map((numbers) => numbers.map((number) => texts[number])));

const exempted = trial({
  purpose: 'exemption',
  actor: 'platform',
  who: { en: 'a role that deploys', zh: '部署角色' },
  wanted: 'allowed',
  verdict: 'allowed',
  deciding: [],
});

describe('a row of the matrix', () => {
  test('says who is refused and who is not, in words', () => {
    const page = pageOf(attack({ trials: [trial(), exempted, lookAlike()] }));

    expect(cellsOf(page, 'organization-left')).toEqual([
      'an administrator ⊘ refused',
      'a role that deploys ✓ allowed',
      'Harmless calls ✓ allowed',
    ]);
  });

  test('names the statement that refuses, its policy, and the node that it is attached to', () => {
    expect(byOf(pageOf(attack()), 'organization-left')).toBe('Decided by LeaveOrganization acme-guardrails-1 · r-ab12');
  });

  test('names each statement once, however many calls it refuses', () => {
    const page = pageOf(attack({ trials: [trial(), trial({ actions: ['account:CloseAccount'] })] }));

    expect(byOf(page, 'organization-left').match(/LeaveOrganization/g)).toHaveLength(1);
  });

  test('names the policy that does not grant it, where no statement refuses', () => {
    const deciding = [{ kind: 'identity', policy: 'acme-developer', path: 'PolicyDocument' }];
    const page = pageOf(attack({ trials: [trial({ verdict: 'not-granted', deciding })] }));

    expect(cellsOf(page, 'organization-left')[0]).toContain('not granted');
    expect(byOf(page, 'organization-left')).toBe('Decided by no statement allows it acme-developer');
  });

  test.each([
    [
      'an attack that is allowed',
      trial({ verdict: 'allowed', outcome: 'failed', deciding: [] }),
      0,
      '✕ allowed must be refused',
    ],
    [
      'an attack that is undecided',
      trial({ verdict: 'undecided', outcome: 'unknown', deciding: [] }),
      0,
      '? undecided must be refused',
    ],
    [
      'a look-alike that is refused',
      lookAlike({ verdict: 'refused', outcome: 'failed' }),
      2,
      '✕ refused must be allowed',
    ],
  ])('says what should have come of %s', (_, amiss, column, words) => {
    const trials = column === 0 ? [amiss, exempted, lookAlike()] : [trial(), exempted, amiss];
    const page = pageOf(attack({ outcome: amiss.outcome, trials }));

    expect(cellsOf(page, 'organization-left')[column]).toContain(words);
  });

  test('says why, where nothing refuses it', () => {
    const because = { en: 'granted, and within all limits', zh: '已授权且未超出任何限制' };
    const page = pageOf(
      attack({ outcome: 'failed', trials: [trial({ verdict: 'allowed', outcome: 'failed', deciding: [], because })] }),
    );

    expect(byOf(page, 'organization-left')).toContain('granted, and within all limits');
  });

  test('tells calls that come to different things apart, the worst first', () => {
    const page = pageOf(
      attack({
        outcome: 'failed',
        trials: [
          trial(),
          trial({ actions: ['account:CloseAccount'] }),
          trial({ verdict: 'allowed', outcome: 'failed', deciding: [] }),
        ],
      }),
    );

    expect(cellsOf(page, 'organization-left')[0]).toBe('an administrator ✕ 1/3 allowed must be refused ⊘ 2/3 refused');
  });

  test('names who tries it where that is not who tries most', () => {
    const root = trial({ actor: 'root', who: { en: 'the root user', zh: '根用户' } });
    const page = pageOf(attack(), attack({ id: 'b' }), attack({ id: 'root-used', trials: [root] }));

    expect(rowOf(page, 'root-used')).toContain('<span class="other"><i>the root user</i>');
    expect(rowOf(page, 'b')).not.toContain('class="other"');
  });

  test('links to what it shows, to the technique, and to where it is published', () => {
    const row = rowOf(pageOf(attack({ sources: ['https://example.com/path'] })), 'organization-left');

    expect(row).toContain('href="#8.1/c#baseline-tamper-protection"');
    expect(row).toContain('href="#technique-aws.defense-evasion.organizations-leave"');
    expect(row).toContain('href="https://example.com/path" rel="noreferrer"');
  });

  test('that detection alone meets names the detection, and why', () => {
    const page = pageOf(attack(), detected());

    expect(rowOf(page, 'secret-mass-read')).toContain('data-state="detected"');
    expect(textOf(rowOf(page, 'secret-mass-read'))).toContain('left to detection');
    expect(byOf(page, 'secret-mass-read')).toContain('secret-mass-read');
    expect(textOf(rowOf(page, 'secret-mass-read'))).toContain('workloads read secrets as well');
  });
});

describe('a detection', () => {
  const row = detected({ detectionTitle: { en: 'many secrets were read', zh: '大量读取密文' }, alarm: POLICY });
  const page = pageOf(attack(), row);

  test('is told by its title, and the row by its alarm', () => {
    expect(byOf(page, 'secret-mass-read')).toBe('Detection Many secrets were read secret-mass-read');
    expect(textOf(rowOf(page, 'secret-mass-read'))).toContain('Alarm acme-organization/ Guardrails/ 1');
  });

  test('points to the resource that makes its alarm, where one does', () => {
    expect(dataOf(page).simulation.alarms).toEqual([-1, resourcesIn(page) - 1]);
  });
});

describe('what leads to the matrix and back', () => {
  const page = pageOf(attack(), detected());

  test('a facet leads to the attacks that show it', () => {
    const facet = /<li class="facet" id="8\.1\/c#baseline-tamper-protection">[\s\S]*?<\/li>\s*<li class="facet"/.exec(
      page,
    )?.[0];

    expect(facet).toContain('href="#attack-organization-left"');
    expect(facet).toContain('href="#attack-secret-mass-read"');
  });

  test('a technique leads to its attacks', () => {
    const item = /<li id="technique-aws\.defense-evasion\.organizations-leave">[\s\S]*?<\/li>/.exec(page)?.[0] ?? '';

    expect(textOf(item)).toBe('defense-evasion.organizations-leave ⊘ refused organization-left');
    expect(item).toContain('href="#attack-organization-left"');
  });

  test('every link leads somewhere, and no id is given twice', () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const targets = [...page.matchAll(/ href="#([^"?]*)/g)].map(([, target]) => target);

    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a statement points to the resource that makes it', () => {
    const { simulation } = dataOf(page);
    const [statement] = simulation.statements;

    expect(statement?.slice(1, 5)).toEqual(['acme-guardrails-1', 'LeaveOrganization', 'Content.Statement.0', 'r-ab12']);
    expect(statement?.[5]).toBe(resourcesIn(page) - 1);
  });
});

describe('the calls', () => {
  test('stand once, whoever makes them', () => {
    const { simulation } = dataOf(pageOf(attack({ trials: [trial(), exempted, lookAlike()] })));

    expect(simulation.attacks[0]).toHaveLength(3);
    expect(callsIn(simulation)).toEqual([
      [['organizations:LeaveOrganization'], ['*'], []],
      [['organizations:DescribeOrganization'], ['*'], []],
    ]);
  });

  test('of callers to whom the same comes stand in one row', () => {
    const { simulation } = dataOf(
      pageOf(attack({ trials: [trial(), trial({ principal: 'arn:aws:iam::1:role/other' })] })),
    );

    expect(simulation.attacks[0]).toHaveLength(1);
    expect(simulation.texts).toContain('arn:aws:iam::1:role/other');
  });

  test('tell the condition keys that they carry', () => {
    const { simulation } = dataOf(
      pageOf(attack({ trials: [trial({ context: { 'aws:PrincipalTag/team': ['a', 'b'] } })] })),
    );

    expect(callsIn(simulation)).toEqual([
      [['organizations:LeaveOrganization'], ['*'], ['aws:PrincipalTag/team = a, b']],
    ]);
  });
});

describe('the attacks in numbers', () => {
  const tallies = (page: string): string[] =>
    [...page.matchAll(/<div class="card"><h3>[\s\S]*?<p class="tally">([\s\S]*?)<\/p>/g)].map(([, text = '']) =>
      textOf(text),
    );

  test('count what is refused of what was tried, and leave out what makes no sense', () => {
    const leftOut = attack({ id: 'b', family: 'escalation', met: 'left-out', outcome: 'not-applicable', trials: [] });
    const page = pageOf(
      attack(),
      attack({ id: 'a', outcome: 'failed' }),
      attack({ id: 'c', family: 'escalation', techniques: [] }),
      leftOut,
    );

    expect(tallies(page).slice(0, 2)).toEqual(['1 of 2 refused', '1 of 1 refused']);
  });

  test('count every published technique', () => {
    expect(tallies(pageOf(attack())).at(-1)).toBe('1 of 44 refused');
  });
});

test('where nothing was tried the section says why, and offers nothing to filter', () => {
  const page = quoted(htmlReport(simulated([])));
  const section = /<section id="attacks"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';

  expect(textOf(section)).toMatch(/^Attacks 0 No attack was tried: these templates were made by others/);
  expect(section).toContain('他方制作');
  expect(section).not.toContain('<form');
});
