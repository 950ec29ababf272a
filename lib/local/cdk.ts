import { dirname, join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { UsageError } from '../commands/io';
import type { PlannedStack } from '../stacks/plan';
import { clientOf, localEnvironment } from './environment';
import { type Ended, run } from './process';
import { standingStack } from './standing-stacks';

/** How the command line of the CDK is called: on which assembly, at which emulator. */
export interface CdkTarget {
  readonly assembly: string;
  readonly port: number;
  /** Whose credentials the command line has; it takes roles in the others. */
  readonly account: string;
  readonly region: string;
  /** Gets each line that it writes. */
  readonly onLine: (line: string) => void;
  /** Gets the id of its process. */
  readonly onStart: (pid: number) => void;
  /** Whether the emulator is still there. */
  readonly goesOn: () => boolean;
}

/** What `cdk bootstrap` makes in each account and region. */
const TOOLKIT = 'CDKToolkit';

/**
 * Prepares every account and region that has a stack and is not prepared yet: account by account, since the command line
 * bootstraps its own alone.
 */
export async function bootstrap(target: CdkTarget, plan: readonly PlannedStack[]): Promise<Ended> {
  const places = [...new Map(plan.map((stack) => [`${stack.account} ${stack.region}`, stack])).values()];
  const prepared = await Promise.all(
    places.map(({ account, region }) =>
      standingStack(new CloudFormationClient(clientOf(target.port, account, region)), TOOLKIT),
    ),
  );
  const missing = places.filter((_, index) => prepared[index] === undefined);
  const accounts = [...new Set(missing.map(({ account }) => account))];
  const ends = await Promise.all(
    accounts.map((account) => {
      const regions = missing.filter((place) => place.account === account).map(({ region }) => region);
      return cdk({ ...target, account }, ['bootstrap', ...regions.map((region) => `aws://${account}/${region}`)]);
    }),
  );
  return {
    code: Math.max(0, ...ends.map(({ code }) => code)),
    lines: ends.flatMap(({ lines }) => lines),
    abandoned: ends.some(({ abandoned }) => abandoned),
  };
}

const DEPLOY = ['deploy', '--all', '--require-approval', 'never', '--concurrency', '4', '--progress', 'events'];

export const deploy = (target: CdkTarget): Promise<Ended> => cdk(target, DEPLOY);

/** The same over what a destroyed landing zone has left: what has its name already is taken into the stack that names it. */
export const deployOverRetained = (target: CdkTarget): Promise<Ended> =>
  cdk(target, [...DEPLOY, '--import-existing-resources']);

/** Compares what was synthesized with what is deployed. Ends with 1 where they differ. */
export const diff = (target: CdkTarget): Promise<Ended> => cdk(target, ['diff', '--all', '--fail']);

export const destroy = (target: CdkTarget): Promise<Ended> =>
  cdk(target, ['destroy', '--all', '--force', '--concurrency', '4']);

/** The pinned command line as it is. */
function cdk({ assembly, port, account, region, ...watched }: CdkTarget, args: readonly string[]): Promise<Ended> {
  const { PATH, HOME } = process.env;
  return run(process.execPath, [program(), ...args, '--app', assembly, '--no-notices', '--ci'], {
    env: { PATH, HOME, ...localEnvironment(port, account, region) },
    ...watched,
  });
}

/** @throws UsageError where the package's user has not installed it: no other command needs it */
function program(): string {
  try {
    return join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  } catch {
    throw new UsageError({
      en: 'the local cloud needs the command line of the CDK: npm install --save-dev aws-cdk',
      zh: '本地云需要 CDK 命令行工具：npm install --save-dev aws-cdk',
    });
  }
}
