import { Aws, Stack } from 'aws-cdk-lib';
import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { amazonLinuxBucket, packageBuckets } from '../partition/aws-buckets';
import { actionPrefixOf } from './endpoint-services';

/** Whose identities may use the endpoints, and whose resources they may reach. */
export interface DataPerimeter {
  /**
   * Id of the organization, such as `o-a1b2c3d4e5`.
   * @default - only the identities and resources of the network's own account
   */
  readonly organizationId?: string;

  /**
   * Whether own identities also read what AWS publishes for everybody: parameters that name images, and the images themselves.
   * @default false
   */
  readonly publicOfAws?: boolean;
}

/** The buckets of each source of packages, by region. */
const PACKAGES = {
  none: (): readonly string[] => [],
  'amazon-linux': (region: string): readonly string[] => [amazonLinuxBucket(region)],
  read: packageBuckets,
} as const;

/**
 * Buckets of AWS that instances read packages from, without credentials: the one hole in the perimeter.
 * - `none`: hosts are as new as their image;
 * - `amazon-linux`: packages of Amazon Linux 2023, read-only: what a bastion is patched with when it starts;
 * - `read`: packages of Amazon Linux 2023 and of Systems Manager (agent, patch baselines), read-only.
 */
export type PackageSources = keyof typeof PACKAGES;

/** Some services have the prefix `cn.com.amazonaws` in China, others not: the library keeps the table. */
export const interfaceServiceName = (service: string): string => new InterfaceVpcEndpointAwsService(service).name;

/** The name under which a region offers a gateway. */
export const gatewayServiceName = (service: string, region: string): string => `com.amazonaws.${region}.${service}`;

/**
 * Admits the perimeter's identities to the perimeter's resources, and nobody else to anything.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export function endpointPolicy(scope: Construct, service: string, perimeter: DataPerimeter, packages: PackageSources) {
  const inside = {
    Sid: 'OwnIdentitiesToOwnResources',
    Effect: 'Allow',
    Principal: '*',
    Action: `${actionPrefixOf(service)}:*`,
    Resource: '*',
    Condition: { StringEquals: within(scope, perimeter) },
  };
  const buckets = service === 's3' ? PACKAGES[packages](Stack.of(scope).region) : [];
  const outside = buckets.length > 0 ? [packageStatement(buckets)] : [];
  return { Version: '2012-10-17', Statement: [inside, ...publishedStatement(scope, service, perimeter), ...outside] };
}

/**
 * What AWS owns and everybody uses. No request for it carries the organization of the resource.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html
 */
const PUBLISHED: Readonly<
  Record<string, { readonly actions: readonly string[]; readonly resource: string; readonly owner?: string }>
> = {
  ssm: {
    actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
    resource: 'parameter/aws/service/*',
  },
  ec2: { actions: ['ec2:RunInstances'], resource: 'image/*', owner: 'amazon' },
};

function publishedStatement(scope: Construct, service: string, perimeter: DataPerimeter) {
  const published = PUBLISHED[service];
  if (!perimeter.publicOfAws || published === undefined) return [];
  const { actions, resource, owner } = published;
  const { partition, region } = Stack.of(scope);
  return [
    {
      Sid: 'OwnIdentitiesToWhatAwsPublishes',
      Effect: 'Allow',
      Principal: '*',
      Action: actions,
      Resource: `arn:${partition}:${service}:${region}::${resource}`,
      Condition: { StringEquals: { ...identitiesOf(scope, perimeter), ...(owner && { 'ec2:Owner': owner }) } },
    },
  ];
}

const identitiesOf = (scope: Construct, { organizationId }: DataPerimeter): Record<string, string> =>
  organizationId === undefined
    ? { 'aws:PrincipalAccount': Stack.of(scope).account }
    : { 'aws:PrincipalOrgID': organizationId };

const within = (scope: Construct, perimeter: DataPerimeter): Record<string, string> => ({
  ...identitiesOf(scope, perimeter),
  ...(perimeter.organizationId === undefined
    ? { 'aws:ResourceAccount': Stack.of(scope).account }
    : { 'aws:ResourceOrgID': perimeter.organizationId }),
});

const packageStatement = (buckets: readonly string[]) => ({
  Sid: 'PackagesOfAws',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: buckets.map((bucket) => `arn:${Aws.PARTITION}:s3:::${bucket}/*`),
});
