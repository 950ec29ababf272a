import { verify } from '../../../constructs/session-recording/recording/verify';
import { measured } from '../../support/measured';
import { MUTATIONS, mutated, numbers } from './mutations';
import { inMemory, OTHER_SESSION, PUBLIC_KEY, recording } from './recordings';

const files = recording({ parts: [[], [[0.1, 'o', 'x']]] });
const other = recording({ parts: [[], [[0.1, 'o', 'y']]], session: OTHER_SESSION });

test('8.2/session-recording#tamper-evidence: ten thousand mutations of a recording are all detected', async () => {
  const below = numbers(1);
  const tried = new Map<string, number>();
  const unnoticed: string[] = [];
  for (let count = 0; count < 10_000; count += 1) {
    const mutant = mutated(files, other, below);
    tried.set(mutant.kind, (tried.get(mutant.kind) ?? 0) + 1);
    if ((await verify(inMemory(mutant.files), [PUBLIC_KEY])).verdict === 'ok')
      unnoticed.push(`${count}: ${mutant.kind}`);
  }

  measured({
    what: { en: 'mutations detected of 10000', zh: '10000 次变异中检出' },
    value: 10_000 - unnoticed.length,
    atLeast: 10_000,
  });

  expect(unnoticed).toEqual([]);
  expect([...tried.keys()].sort()).toEqual(Object.keys(MUTATIONS).sort());
  expect(Math.min(...tried.values())).toBeGreaterThan(500);
});
