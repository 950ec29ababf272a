import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { PlannedStack } from '../stacks/plan';
import { localEnvironment } from './environment';

/** How the command line of the CDK is called: on which assembly, at which emulator. */
export interface CdkTarget {
  readonly assembly: string;
  readonly port: number;
  /** Whose credentials the command line has; it takes roles in the others. */
  readonly account: string;
  readonly region: string;
  /** Gets each line that it writes. */
  readonly onLine: (line: string) => void;
}

/** How the command line ended, with what it wrote. */
export interface CdkEnd {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Prepares every account and region that has a stack: account by account, since the command line bootstraps its own alone. */
export async function bootstrap(target: CdkTarget, plan: readonly PlannedStack[]): Promise<CdkEnd> {
  const accounts = [...new Set(plan.map(({ account }) => account))];
  const ends = await Promise.all(
    accounts.map((account) => {
      const regions = new Set(plan.filter((stack) => stack.account === account).map(({ region }) => region));
      return cdk({ ...target, account }, ['bootstrap', ...[...regions].map((region) => `aws://${account}/${region}`)]);
    }),
  );
  return { code: Math.max(...ends.map(({ code }) => code)), lines: ends.flatMap(({ lines }) => lines) };
}

export const deploy = (target: CdkTarget): Promise<CdkEnd> =>
  cdk(target, ['deploy', '--all', '--require-approval', 'never', '--concurrency', '4', '--progress', 'events']);

/** The pinned command line as it is. */
function cdk(target: CdkTarget, args: readonly string[]): Promise<CdkEnd> {
  const program = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const child = spawn(process.execPath, [program, ...args, '--app', target.assembly, '--no-notices', '--ci'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...localEnvironment(target.port, target.account, target.region),
    },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      const [...whole] = `${rest}${text}`.split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) {
        lines.push(line);
        target.onLine(line);
      }
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, lines }));
  });
}
