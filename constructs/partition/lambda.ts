import type { PartitionName } from './regions';
import type { Source } from './source';

/** The managed runtime in which handlers run. */
export interface LambdaRuntime {
  /** As Lambda calls it. */
  readonly name: 'nodejs22.x';
  /** Major version of Node.js, for which handlers are compiled. */
  readonly node: 22;
  /** Where it is listed. */
  readonly source: Source;
}

/** By partition. Of what is older, `nodejs20.x` can no longer be created. */
export const lambdaRuntimes: Readonly<Record<PartitionName, LambdaRuntime>> = {
  aws: {
    name: 'nodejs22.x',
    node: 22,
    source: {
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
      checked: '2026-11-27',
      edition: 'the runtimes that aws-cdk-lib 2.276.0 knows, and projects that deploy on it',
    },
  },
  'aws-cn': {
    name: 'nodejs22.x',
    node: 22,
    source: {
      url: 'https://docs.amazonaws.cn/en_us/lambda/latest/dg/lambda-runtimes.html',
      checked: 'unverified',
      edition: 'no copy of the page with this runtime was at hand',
    },
  },
};
