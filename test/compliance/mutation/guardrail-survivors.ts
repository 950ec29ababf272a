import { GLOBAL_SERVICES } from '../../../constructs/guardrails/global-services';
import type { PartitionName } from '../../../constructs/partition';

/** The region of the guarded template that is not its own. */
const SECOND_REGION: Readonly<Record<PartitionName, string>> = { aws: 'eu-west-1', 'aws-cn': 'cn-north-1' };

function survivorsIn(partition: PartitionName): Readonly<Record<string, string>> {
  const exceptions = GLOBAL_SERVICES[partition].filter((action) => action !== 'iam:*');
  return {
    ...perimeterSurvivors(partition),
    'condition ForeignSessionDocuments aws:ResourceAccount':
      'it spares requests without the key, and every request that the simulation makes says whose the resource is',
    [`value ForeignRegions aws:RequestedRegion ${SECOND_REGION[partition]}`]:
      'which regions are allowed the simulation reads from the statement itself; a region less is refused more',
    ...Object.fromEntries(
      exceptions.map((action) => [
        `NotAction ForeignRegions ${action}`,
        'with one exception less more is refused than before: work is hindered, nothing is opened; identity stands for all of them',
      ]),
    ),
  };
}

const REGIONS: Readonly<Record<PartitionName, readonly [string, string]>> = {
  aws: ['eu-central-1', 'eu-west-1'],
  'aws-cn': ['cn-northwest-1', 'cn-north-1'],
};

/** Of the data perimeter. */
function perimeterSurvivors(partition: PartitionName): Readonly<Record<string, string>> {
  const [, second] = REGIONS[partition];
  const buckets = [
    ...REGIONS[partition].flatMap((region) => [
      `al2023-repos-${region}-de612dc2`,
      `aws-ssm-document-attachments-${region}`,
      `patch-baseline-snapshot-${region}`,
    ]),
    `aws-ssm-${second}`,
  ];
  const people = ['acme-auditor', 'acme-data-owner', 'acme-operations', 'acme-platform', 'acme-security'];
  const clients = ['dax:*', 'elasticfilesystem:Client*', 'es:ES*', 'kafka-cluster:*', 'neptune-db:*'];
  return {
    ...all(
      buckets.map((bucket) => `NotResource ForeignResources arn:${partition}:s3:::${bucket}/*`),
      'with one bucket of AWS less more is refused than before; that of the agent in the home region stands for them',
    ),
    ...all(
      [...people, 'aws-reserved/sso.amazonaws.com/*'].map(
        (role) => `value UnexpectedNetworks aws:PrincipalArn arn:${partition}:iam::*:role/${role}`,
      ),
      'the developer stands for everybody in whose role people work',
    ),
    ...all(
      clients.map((action) => `NotAction InstanceCredentialsElsewhere ${action}`),
      'with one exception less more is refused than before; rds-db stands for what is reached inside a network',
    ),
    ...all(
      [
        'condition InstanceCredentialsElsewhere aws:PrincipalArn',
        'condition InstanceCredentialsElsewhere aws:SourceIp',
        'condition UnexpectedNetworks aws:SourceIp',
        ...(partition === 'aws'
          ? [
              'condition ConfusedDeputies aws:PrincipalIsAWSService',
              'condition ConfusedDeputies aws:SourceAccount',
              'condition ForeignEndpoints aws:ViaAWSService',
            ]
          : []),
      ],
      'without it more is refused than before, of requests that the simulation does not make; another condition of the statement tells the same of those it makes',
    ),
  };
}

const all = (names: readonly string[], because: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, because]));

/**
 * Changes of a guardrail that the simulation does not notice, by the mutant's name, each with the reason why that is as it
 * should be.
 */
export const GUARDRAIL_SURVIVORS: Readonly<Record<PartitionName, Readonly<Record<string, string>>>> = {
  aws: survivorsIn('aws'),
  'aws-cn': survivorsIn('aws-cn'),
};
