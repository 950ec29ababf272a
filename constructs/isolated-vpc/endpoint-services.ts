/**
 * Which services are reached over private addresses:
 * - `none`: object storage and DynamoDB through gateways, at no cost;
 * - `minimal`: also what a recorded session needs;
 * - `full`: also what workloads and their operation usually need.
 */
export type EndpointSet = 'none' | 'minimal' | 'full';

/** Interface endpoints: the name behind the region, and the IAM prefix of the actions that pass through. */
const INTERFACE_SERVICES: Readonly<Record<string, string>> = {
  ssm: 'ssm',
  ssmmessages: 'ssmmessages',
  logs: 'logs',
  kms: 'kms',
  s3: 's3',
  dynamodb: 'dynamodb',
  ec2messages: 'ec2messages',
  ec2: 'ec2',
  monitoring: 'cloudwatch',
  secretsmanager: 'secretsmanager',
  sns: 'sns',
  sts: 'sts',
};

/**
 * What a recorded session cannot do without. Session Manager needs ssm and ssmmessages; the rest is where a session's record goes.
 * ec2messages is only the older way of Run Command, for agents that cannot use ssmmessages.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
 */
export const SESSION_SERVICES: readonly string[] = ['ssm', 'ssmmessages', 'logs', 'kms', 's3'];

/** Also where others decide about sessions. */
const MINIMAL = [...SESSION_SERVICES, 'dynamodb'];

const SETS: Readonly<Record<EndpointSet, readonly string[]>> = {
  none: [],
  minimal: MINIMAL,
  full: Object.keys(INTERFACE_SERVICES),
};

/**
 * Services whose endpoints give no private name, and are called by a name of their own: DynamoDB refuses `PrivateDnsEnabled`.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html
 */
export const WITHOUT_PRIVATE_NAME: readonly string[] = ['dynamodb'];

/** Gateway endpoints keep the prefix `com.amazonaws` in China too. */
export const GATEWAY_SERVICES = ['s3', 'dynamodb'] as const;

/** What actions that pass through an endpoint begin with: `monitoring` leads to `cloudwatch`. */
export const actionPrefixOf = (service: string): string => INTERFACE_SERVICES[service] ?? service;

/** Services that an endpoint in another network can serve: object storage and DynamoDB have gateways, which cost nothing. */
export const CENTRAL_SERVICES: readonly string[] = SETS.full.filter(
  (service) => !GATEWAY_SERVICES.some((gateway) => gateway === service),
);

/** Services of a set, each with an interface endpoint. */
export const servicesOf = (set: EndpointSet): readonly string[] => SETS[set];
