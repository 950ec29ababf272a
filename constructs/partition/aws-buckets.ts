/**
 * The bucket with the packages of Amazon Linux 2023. Its name is made as the image's own `/etc/yum.repos.d/amazonlinux.repo` makes it,
 * which knows no difference between partitions but the domain: `al2023-repos-$awsregion-de612dc2.s3$dualstack.$awsregion.$awsdomain`.
 */
export const amazonLinuxBucket = (region: string): string => `al2023-repos-${region}-de612dc2`;

/**
 * Buckets of AWS, by region, that hosts read packages from: those of Amazon Linux 2023 and of the Systems Manager agent with its
 * documents and patch baselines. Whole names, since anybody can make a bucket whose name merely begins like these.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html#ssm-agent-minimum-s3-permissions
 */
export const packageBuckets = (region: string): readonly string[] => [
  amazonLinuxBucket(region),
  `aws-ssm-${region}`,
  `aws-ssm-document-attachments-${region}`,
  `patch-baseline-snapshot-${region}`,
];
