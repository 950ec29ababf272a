import { RootConstruct } from 'constructs';
import {
  type Bilingual,
  declarationsOf,
  type ExpectedKind,
  type FacetId,
  facetOf,
  facets,
  facetsOf,
  isFacetId,
  isRequirementId,
  meets,
  type Requirement,
  type RequirementId,
  requirementOf,
  requirements,
} from '../../../constructs/standard';

const HAN = /\p{Script=Han}/u;

const idsWhere = (wrong: (row: Requirement) => boolean) => requirements.filter(wrong).map(({ id }) => id);
const ofKind = (kind: ExpectedKind) => requirements.filter(({ expected }) => expected === kind);
const textsOf = ({ title, summary }: Requirement): Bilingual[] => [title, summary];
const duplicates = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe('the 180 requirements', () => {
  test('are 180, each with an id of its own', () => {
    expect(requirements).toHaveLength(180);
    expect(duplicates(requirements.map(({ id }) => id))).toEqual([]);
  });

  test.each([
    ['control', 86],
    ['inherited', 7],
    ['organisational', 87],
  ] as const)('of kind %s are %i', (kind, count) => {
    expect(ofKind(kind)).toHaveLength(count);
  });

  test('carry the clause that their id begins with', () => {
    expect(idsWhere(({ id, clause }) => !id.startsWith(`${clause}/`))).toEqual([]);
  });

  test('are found by id', () => {
    expect(requirementOf('8.2/mfa').title).toEqual({ en: 'multi-factor authentication', zh: '多因素认证' });
  });
});

describe('their texts', () => {
  test('have Chinese in Chinese and none in English', () => {
    expect(idsWhere((row) => textsOf(row).some(({ zh }) => !HAN.test(zh)))).toEqual([]);
    expect(idsWhere((row) => textsOf(row).some(({ en }) => en.trim() === '' || HAN.test(en)))).toEqual([]);
  });

  test('summarise in whole sentences that say more than the title', () => {
    expect(idsWhere(({ summary }) => !summary.en.endsWith('.') || !summary.zh.endsWith('。'))).toEqual([]);
    expect(idsWhere(({ title, summary }) => summary.en.length <= title.en.length)).toEqual([]);
  });

  test('never give two requirements the same summary', () => {
    expect(duplicates(requirements.map(({ summary }) => summary.en))).toEqual([]);
    expect(duplicates(requirements.map(({ summary }) => summary.zh))).toEqual([]);
  });

  test.each([
    ['organisational', 'To supply: ', '需提供：'],
    ['inherited', 'Evidence kept: ', '留存证据：'],
  ] as const)('of an %s requirement say what people must bring: "%s…"', (kind, en, zh) => {
    const without = ofKind(kind).filter(({ summary }) => !summary.en.includes(en) || !summary.zh.includes(zh));

    expect(without.map(({ id }) => id)).toEqual([]);
  });

  test('of a control ask people for nothing: resources show it', () => {
    expect(ofKind('control').filter(({ summary }) => summary.zh.includes('需提供：'))).toEqual([]);
  });
});

describe('facets', () => {
  test('break down every control, and nothing else', () => {
    const broken = requirements.filter(({ id }) => facetsOf(id).length > 0);

    expect(broken).toEqual(ofKind('control'));
    expect(facets.length).toBeGreaterThanOrEqual(320);
  });

  test('carry the requirement that their id begins with, and an id of their own', () => {
    expect(facets.filter(({ id, requirement }) => !id.startsWith(`${requirement}#`))).toEqual([]);
    expect(duplicates(facets.map(({ id }) => id))).toEqual([]);
  });

  test('roll up only requirements that exist, never their own', () => {
    const wrong = facets.filter(({ requirement, rollup = [] }) =>
      rollup.some((id) => !isRequirementId(id) || id === requirement),
    );

    expect(wrong).toEqual([]);
  });

  test('demand some evidence, or roll others up', () => {
    expect(facets.filter(({ evidence, rollup = [] }) => evidence.length + rollup.length === 0)).toEqual([]);
  });
});

describe('an id that is not in the catalogue', () => {
  test('does not compile as a requirement', () => {
    // @ts-expect-error misspelt
    const misspelt: RequirementId = '8.2/mfaa';

    expect(isRequirementId(misspelt)).toBe(false);
    expect(isRequirementId('8.2/mfa')).toBe(true);
  });

  test('does not compile as a facet', () => {
    // @ts-expect-error a facet of another requirement
    const misplaced: FacetId = '8.2/mfa#review-cycle';

    expect(isFacetId(misplaced)).toBe(false);
    expect(isFacetId('8.2/access-review#review-cycle')).toBe(true);
  });

  test('does not compile where a construct declares what it meets', () => {
    const construct = new RootConstruct();

    // @ts-expect-error misspelt
    meets(construct, '8.6/log-retension');
    meets(construct, '8.6/log-retention');

    expect(declarationsOf(construct).map(({ requirements: [id = ''] }) => isRequirementId(id))).toEqual([false, true]);
  });

  test('throws when looked up, naming the id', () => {
    // @ts-expect-error misspelt
    expect(() => requirementOf('8.2/mfaa')).toThrow('8.2/mfaa is no requirement of Q/BJKB 012-2026');
    // @ts-expect-error misspelt
    expect(() => facetOf('8.2/mfa#none')).toThrow('8.2/mfa#none is no facet of Q/BJKB 012-2026');
  });
});
