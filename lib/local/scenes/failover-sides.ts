import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  type HealthCheckConfig,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandOutput,
  paginateListHealthChecks,
  paginateListHostedZones,
  type ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import type { DeployedResource } from '../../collect/observe';
import { type Stage, standing } from './scene';

/** One of the two regions that can serve, as Route 53 has it. */
export interface Side {
  readonly answer: string;
  /** For how many seconds it is kept; an alias has the time of its target. */
  readonly ttl: number | undefined;
  /** The calculated check by which the side is judged. */
  readonly quorum: DeployedResource;
  readonly threshold: number;
  /** The checks that it counts. */
  readonly checks: readonly HealthCheckConfig[];
}

/** The type by which a landing zone shows that it has a name that fails over. */
export const RECORD = 'AWS::Route53::RecordSet';

/** Both sides of a name. */
export interface Sides {
  readonly primary: Side;
  readonly secondary: Side;
}

/** The first name that fails over, as Route 53 has it. @throws where a side has no record or no health check */
export async function sidesOf(stage: Stage): Promise<Sides> {
  const { account, region } = standing(stage, RECORD);
  const client = new Route53Client(stage.client(account, region));
  const [records, configs] = [await failoverRecords(client), await healthChecks(client)];
  const [name] = records.map(({ Name }) => Name);
  const side = async (failover: ResourceRecordSet['Failover']): Promise<Side> => {
    const record = records.find(({ Name, Failover }) => Name === name && Failover === failover);
    const quorum = stage.resources.find(({ physicalId }) => physicalId === record?.HealthCheckId);
    const config = configs.get(quorum?.physicalId ?? '');
    if (!record || !quorum || !config) throw new Error(`${name} has no ${failover} record with a health check`);
    const children = (await childrenOf(stage, quorum)).map((id) => configs.get(id));
    return {
      answer: record.ResourceRecords?.[0]?.Value ?? record.AliasTarget?.DNSName ?? '',
      ttl: record.TTL,
      quorum,
      threshold: config.HealthThreshold ?? Number.POSITIVE_INFINITY,
      checks: children.filter((child) => child !== undefined),
    };
  };
  return { primary: await side('PRIMARY'), secondary: await side('SECONDARY') };
}

async function failoverRecords(client: Route53Client): Promise<readonly ResourceRecordSet[]> {
  const found: ResourceRecordSet[] = [];
  for await (const { HostedZones = [] } of paginateListHostedZones({ client }, {})) {
    for (const { Id } of HostedZones) found.push(...(await recordsOf(client, Id?.split('/').at(-1))));
  }
  return found.filter(({ Failover }) => Failover);
}

/** The SDK has no paginator for these. */
async function recordsOf(client: Route53Client, HostedZoneId: string | undefined): Promise<ResourceRecordSet[]> {
  const found: ResourceRecordSet[] = [];
  let page: ListResourceRecordSetsCommandOutput | undefined;
  do {
    page = await client.send(
      new ListResourceRecordSetsCommand({
        HostedZoneId,
        StartRecordName: page?.NextRecordName,
        StartRecordType: page?.NextRecordType,
        StartRecordIdentifier: page?.NextRecordIdentifier,
      }),
    );
    found.push(...(page.ResourceRecordSets ?? []));
  } while (page.IsTruncated);
  return found;
}

async function healthChecks(client: Route53Client): Promise<ReadonlyMap<string, HealthCheckConfig>> {
  const found = new Map<string, HealthCheckConfig>();
  for await (const { HealthChecks = [] } of paginateListHealthChecks({ client }, {})) {
    for (const { Id = '', HealthCheckConfig: config } of HealthChecks) if (config) found.set(Id, config);
  }
  return found;
}

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Properties: { readonly HealthCheckConfig: { readonly ChildHealthChecks: readonly Child[] } } }
    >
  >;
}

interface Child {
  readonly 'Fn::GetAtt': readonly [logicalId: string, attribute: string];
}

/** Ids of the checks that a calculated one counts, by the deployed template: the emulator keeps how many there are, and not which. */
async function childrenOf(stage: Stage, quorum: DeployedResource): Promise<readonly string[]> {
  const { stack, account, region, logicalId } = quorum;
  const client = new CloudFormationClient(stage.client(account, region));
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName: stack }));
  const { Resources } = JSON.parse(TemplateBody) as Template;
  const counted = Resources[logicalId]?.Properties.HealthCheckConfig.ChildHealthChecks ?? [];
  return counted.map(({ 'Fn::GetAtt': [child] }) => {
    const found = stage.resources.find((resource) => resource.stack === stack && resource.logicalId === child);
    return found?.physicalId ?? '';
  });
}
