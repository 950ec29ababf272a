import { requirements } from '../../../constructs/standard';
import {
  cloudControls,
  crosswalkOf,
  guidedControls,
  type Iso27002Control,
  type Iso27017Control,
  iso27001,
  iso27002,
  titleOfClause,
  titleOfControl,
} from '../../../constructs/standard/crosswalk';
import type { CrosswalkRow } from '../../../constructs/standard/crosswalk/table';

const HAN = /\p{Script=Han}/u;

const rows = requirements.map((requirement) => ({ ...requirement, ...crosswalkOf(requirement.id) }));
const idsWhere = (wrong: (row: (typeof rows)[number]) => boolean) => rows.filter(wrong).map(({ id }) => id);

const parts = (number: string) => number.replace('CLD.', '').split('.').map(Number);
const inOrder = (numbers: readonly string[]) =>
  numbers.every((number, at) => at === 0 || before(numbers[at - 1] ?? '', number));

function before(one: string, other: string): boolean {
  const [a, b] = [parts(one), parts(other)];
  const at = a.findIndex((part, position) => part !== b[position]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

describe('the standards crossed to', () => {
  test('have as many clauses and controls as the editions that Q/BJKB 012-2026 cites', () => {
    expect(Object.keys(iso27001)).toHaveLength(26);
    expect(Object.keys(iso27002)).toHaveLength(114);
    expect(Object.keys(cloudControls)).toHaveLength(7);
    expect(new Set(guidedControls).size).toBe(37);
  });

  // controls per chapter of ISO/IEC 27002:2013
  test.each([
    [5, 2],
    [6, 7],
    [7, 6],
    [8, 10],
    [9, 14],
    [10, 2],
    [11, 15],
    [12, 14],
    [13, 7],
    [14, 13],
    [15, 5],
    [16, 7],
    [17, 4],
    [18, 8],
  ])('have in chapter %i of ISO/IEC 27002 %i controls', (chapter, count) => {
    expect(Object.keys(iso27002).filter((number) => number.startsWith(`${chapter}.`))).toHaveLength(count);
  });

  test('are listed in their own order', () => {
    expect(inOrder(Object.keys(iso27001))).toBe(true);
    expect(inOrder(Object.keys(iso27002))).toBe(true);
    expect(inOrder(Object.keys(cloudControls))).toBe(true);
    expect(inOrder(guidedControls)).toBe(true);
  });

  test('have short titles in both languages', () => {
    for (const { en, zh } of Object.values({ ...iso27001, ...iso27002, ...cloudControls })) {
      expect(en).toMatch(/^[A-Z][\x20-\x7e]{3,79}$/);
      expect(zh.length).toBeLessThanOrEqual(30);
      expect(zh).toMatch(HAN);
    }
  });

  test('are looked up by number', () => {
    expect(titleOfClause('9.2').en).toBe('Internal audit');
    expect(titleOfControl('9.2.3').en).toBe('Management of privileged access rights');
    expect(titleOfControl('CLD.9.5.2').en).toBe('Virtual machine hardening');
  });
});

describe('the crosswalk', () => {
  test('maps every requirement to at least one clause or control', () => {
    expect(
      idsWhere(({ iso27001, iso27002, iso27017 }) => iso27001.length + iso27002.length + iso27017.length === 0),
    ).toEqual([]);
  });

  test('maps every requirement of the management-system clauses to ISO/IEC 27001', () => {
    expect(idsWhere(({ clause, iso27001 }) => !clause.startsWith('8.') && iso27001.length === 0)).toEqual([]);
  });

  test('gives the reason, in both languages, exactly where a list of controls is empty', () => {
    expect(idsWhere(({ iso27002, unmapped }) => (iso27002.length === 0) !== (unmapped.iso27002 !== undefined))).toEqual(
      [],
    );
    expect(idsWhere(({ iso27017, unmapped }) => (iso27017.length === 0) !== (unmapped.iso27017 !== undefined))).toEqual(
      [],
    );
    for (const reason of rows.flatMap(({ unmapped }) => Object.values(unmapped))) expect(reason.zh).toMatch(HAN);
  });

  test('names a clause of ISO/IEC 27001 wherever it says that those govern', () => {
    expect(idsWhere(({ iso27001, unmapped }) => unmapped.iso27002 !== undefined && iso27001.length === 0)).toEqual([]);
  });

  test('lists numbers once, in order', () => {
    expect(idsWhere((row) => ![row.iso27001, row.iso27002].every(inOrder))).toEqual([]);
    expect(idsWhere(({ iso27017 }) => new Set(iso27017).size !== iso27017.length)).toEqual([]);
  });

  test('uses each of the seven cloud controls', () => {
    const used = new Set<string>(rows.flatMap(({ iso27017 }) => iso27017));

    expect(Object.keys(cloudControls).filter((number) => !used.has(number))).toEqual([]);
  });

  test('counts for ISO/IEC 27017 its own controls and those of ISO/IEC 27002 that it gives guidance on', () => {
    expect(crosswalkOf('8.2/bastion')).toEqual({
      iso27001: [],
      iso27002: ['9.1.2', '9.4.2', '9.4.4'],
      iso27017: ['9.1.2', '9.4.4', 'CLD.12.1.5'],
      unmapped: {},
    });
  });

  test('says of physical entry that ISO/IEC 27017 gives no guidance on it', () => {
    expect(crosswalkOf('8.5/physical-access').iso27017).toEqual([]);
    expect(crosswalkOf('8.5/physical-access').unmapped.iso27017?.en).toContain('no guidance of its own');
  });
});

describe('a number that the other standard does not have', () => {
  test('does not compile', () => {
    // @ts-expect-error ISO/IEC 27002:2013 ends chapter 9.2 with 9.2.6
    const row: CrosswalkRow = { iso27002: ['9.2.7'] };
    // @ts-expect-error a number of the edition of 2022
    const later: Iso27002Control = '5.23';
    // @ts-expect-error a control on which ISO/IEC 27017 gives no guidance
    const plain: Iso27017Control = '11.1.1';

    const [unknown = ''] = row.iso27002 ?? [];
    expect([unknown, later].filter((number) => number in iso27002)).toEqual([]);
    expect(new Set<string>(guidedControls).has(plain)).toBe(false);
  });
});
