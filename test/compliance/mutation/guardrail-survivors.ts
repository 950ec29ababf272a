import { GLOBAL_SERVICES } from '../../../constructs/guardrails/global-services';
import { type PartitionName, packageBuckets } from '../../../constructs/partition';

/** The region of the guarded template that is not its own. */
const SECOND_REGION: Readonly<Record<PartitionName, string>> = { aws: 'eu-west-1', 'aws-cn': 'cn-north-1' };

/**
 * Changes of a guardrail that the simulation does not notice, by the mutant's name, each with the reason why that is as it
 * should be.
 */
export const GUARDRAIL_SURVIVORS: Readonly<Record<PartitionName, Readonly<Record<string, string>>>> = {
  aws: survivorsIn('aws'),
  'aws-cn': survivorsIn('aws-cn'),
};

function survivorsIn(partition: PartitionName): Readonly<Record<string, string>> {
  const exceptions = GLOBAL_SERVICES[partition].filter((action) => action !== 'iam:*');
  return {
    'condition ForeignSessionDocuments aws:ResourceAccount':
      'it spares requests without the key, and every request that the simulation makes says whose the resource is',
    [`value ForeignRegions aws:RequestedRegion ${SECOND_REGION[partition]}`]:
      'which regions are allowed the simulation reads from the statement itself; a region less is refused more',
    ...(partition === 'aws' && {
      'condition ConfusedDeputies aws:PrincipalIsAWSService':
        'only services say for whom they act, so that no other request has the key which the statement wants',
    }),
    ...Object.fromEntries(
      packageBuckets(SECOND_REGION[partition]).map((bucket) => [
        `NotResource ForeignResources arn:${partition}:s3:::${bucket}/*`,
        'with one bucket of AWS less, more is refused than before; those of the home region stand for those of the others',
      ]),
    ),
    ...Object.fromEntries(
      exceptions.map((action) => [
        `NotAction ForeignRegions ${action}`,
        'with one exception less more is refused than before: work is hindered, nothing is opened; identity stands for all of them',
      ]),
    ),
  };
}
