import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MATRIX } from '../../../../lib/proofs/policy/matrix';
import { TECHNIQUES, type TechniqueId } from '../../../../lib/proofs/policy/techniques';

/** Lies beside the checkout where the product is made, and nowhere else. */
const PUBLISHED = resolve(__dirname, '../../../../../shared/facts/stratus-aws-techniques.json');

const met = (how: string): readonly string[] =>
  Object.entries(TECHNIQUES)
    .filter(([, met]) => met === how)
    .map(([id]) => id)
    .sort();

const techniquesOf = (rows: readonly { readonly techniques?: readonly TechniqueId[] }[]): readonly string[] =>
  [...new Set(rows.flatMap(({ techniques = [] }) => techniques))].sort();

describe('published techniques', () => {
  const tried = MATRIX.filter((row) => 'attempts' in row);
  const detected = MATRIX.filter((row) => !('attempts' in row));

  const somewhere = tried.filter(({ detection }) => detection !== undefined);

  test('8.2/no-excess-access#attack-matrix: each that counts as refused is tried, and no other', () => {
    expect(techniquesOf(tried)).toEqual([...met('refused'), ...met('refused-or-detected')].sort());
  });

  test('each that is refused where that is possible, and no other, names the detection that meets it elsewhere', () => {
    expect(techniquesOf(somewhere)).toEqual(met('refused-or-detected'));
  });

  test('each that counts as detected is not tried, and names its detection', () => {
    expect(techniquesOf(detected)).toEqual(met('detected'));
    for (const row of [...detected, ...somewhere])
      expect(row).toMatchObject({ detection: expect.stringMatching(/^[a-z-]+$/) });
  });

  test('are 44, each met in one way', () => {
    expect(Object.keys(TECHNIQUES)).toHaveLength(44);
  });

  test('are those of the published list, where that lies beside the checkout', () => {
    if (!existsSync(PUBLISHED))
      return console.info('not compared: the published list does not lie beside this checkout');
    const { techniques } = JSON.parse(readFileSync(PUBLISHED, 'utf8')) as { techniques: { id: string }[] };

    expect(Object.keys(TECHNIQUES).sort()).toEqual(techniques.map(({ id }) => id).sort());
  });
});
