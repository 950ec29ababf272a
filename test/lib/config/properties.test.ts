import fc from 'fast-check';
import { checkConfigText, type Problem } from '../../../lib/config';
import { readCsv } from '../../../lib/config/source/csv';
import { checked, MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION, TODAY } from './scratch';

/** Every problem is located, and says something in both languages. */
function wellFormed(problems: readonly Problem[]): boolean {
  return problems.every(
    ({ line, column, message, mend }) =>
      line >= 1 && column >= 1 && [message.en, message.zh, mend.en, mend.zh].every((text) => text !== ''),
  );
}

const check = (text: string) => checkConfigText(text, 'landing-zone.yaml', { asOf: TODAY });

describe('whatever a file holds', () => {
  test('bytes give problems, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { problems } = checked(bytes);
        return problems.length > 0 && wellFormed(problems);
      }),
      { numRuns: 150 },
    );
  });

  test('text gives problems, never an exception', () => {
    const yamlish = fc.string({
      unit: fc.constantFrom(...'-?:,[]{}#&*!|>\'"%@`~ \n\t\rab1.<='),
      maxLength: 60,
    });
    fc.assert(
      fc.property(yamlish, (text) => wellFormed(check(text).problems)),
      { numRuns: 1500 },
    );
  });

  test('a valid file with one place damaged gives located problems or is still valid', () => {
    for (const valid of [MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION]) {
      fc.assert(
        fc.property(fc.nat(valid.length), fc.string({ maxLength: 5 }), fc.nat(5), (at, inserted, removed) =>
          wellFormed(check(valid.slice(0, at) + inserted + valid.slice(at + removed)).problems),
        ),
        { numRuns: 400 },
      );
    }
  });

  test.each(['{ length: {} }', '{ size: { a: 1 } }', '{ length: 100000 }'])('%s is no list', (value) => {
    const { problems } = check(`${MINIMAL_ORGANIZATION}\nexceptions: ${value}\n`);

    expect(problems.map(({ code, key }) => `${code} ${key}`)).toContain('wrong-type exceptions');
  });

  test('a valid file with any value in any place gives located problems or is still valid', () => {
    const keys = [
      'regions',
      'network',
      'dataClasses',
      'residency',
      'retention',
      'continuity',
      'identity',
      'contacts',
      'onCall',
      'suppliers',
      'azure',
      'exceptions',
      'records',
      'tags',
      'organization',
      'account',
      'lock',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 4 }), (key, value) => {
        const lines = MINIMAL_ORGANIZATION.split('\n').filter(
          (line) => !line.startsWith(`${key}:`) || key === 'organization',
        );
        return wellFormed(check(`${lines.join('\n')}\n${key}: ${JSON.stringify(value)}\n`).problems);
      }),
      { numRuns: 1000 },
    );
  });

  test('an included CSV gives rows and located faults, never an exception', () => {
    const csvish = fc.string({ unit: fc.constantFrom(...',"\n\r ab1'), maxLength: 60 });
    fc.assert(
      fc.property(csvish, (text) => {
        const { tree, faults } = readCsv(`name,id\n${text}`, 'a.csv', ['name', 'id']);
        const rows = (tree?.value ?? []) as readonly unknown[];
        const places = rows.map((_, row) => tree?.locate([row, 'id']));
        return [...faults, ...places].every((place) => place !== undefined && place.line >= 1 && place.column >= 1);
      }),
      { numRuns: 1000 },
    );
  });
});
