import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import { type Finding, nonCompliant, notApplicable, type Rule, unknown, type Verdict, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { handlerAt, standstillFindings } from '../functions/handlers';

/** Takes the default network away where it stands. */
const REMOVAL = 'Custom::RemoveDefaultNetwork';
const HANDLER = 'default-network';

/** Types that stand in the default network where they name no other, and the properties one of which names it. */
const PLACED: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Instance': ['SubnetId', 'NetworkInterfaces', 'LaunchTemplate'],
  'AWS::EC2::SecurityGroup': ['VpcId'],
  'AWS::ElastiCache::ReplicationGroup': ['CacheSubnetGroupName'],
  'AWS::RDS::DBCluster': ['DBSubnetGroupName', 'SnapshotIdentifier'],
  'AWS::RDS::DBInstance': ['DBSubnetGroupName', 'DBClusterIdentifier', 'SourceDBInstanceIdentifier'],
  'AWS::Redshift::Cluster': ['ClusterSubnetGroupName'],
};

/**
 * The default network is taken away, and nothing is put into it. What stands in a network of its own shows nothing of
 * the default one; that the removal stands in every account and region, no single template shows.
 */
export const defaultNetworkRemoved: Rule = {
  id: 'default-network-removed',
  demand: {
    en: 'The default network is removed, and nothing stands in it.',
    zh: '默认网络已移除，且无任何资源使用。',
  },
  types: [REMOVAL, ...Object.keys(PLACED)],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html',
  judge: (resource) => (resource.type === REMOVAL ? judgeRemoval(resource) : judgePlace(resource)),
};

function judgeRemoval(removal: Resource): Verdict {
  const handler = handlerAt(removal, 'ServiceToken', HANDLER);
  if (handler === undefined) return NOBODY_KNOWN;
  return verdictFrom([
    ...standstillFindings(handler),
    ...lacking(handler),
    ...(removal.list('Regions').length > 0 ? [] : [NOWHERE]),
  ]);
}

/** Calls without which nothing is taken away. */
const CALLS = ['ec2:DeleteInternetGateway', 'ec2:DeleteSubnet', 'ec2:DeleteVpc', 'ec2:DetachInternetGateway'];

/**
 * What the role of the handler may not call, though it has to.
 * @throws Unresolved where the role is of elsewhere, or bounded by what only deployment tells.
 */
function lacking(handler: Resource): readonly Finding[] {
  const role = handler.referent('Role');
  if (role === undefined) throw new Unresolved('Role');
  if (role.has('PermissionsBoundary')) throw new Unresolved(`${role.id}.PermissionsBoundary`);
  const statements = role.places('Policies').flatMap((at) => role.places(`${at}.PolicyDocument.Statement`));
  const allowed = (call: string): boolean =>
    statements.some((at) => role.literal(`${at}.Effect`) === 'Allow' && role.list(`${at}.Action`).includes(call));
  const denied = (call: string): boolean =>
    statements.some((at) => role.literal(`${at}.Effect`) === 'Deny' && role.list(`${at}.Action`).includes(call));
  const refused = CALLS.filter((call) => !allowed(call) || denied(call));
  if (refused.length === 0) return unsparing(role, statements);
  return [
    finding(
      `${role.id}.Policies`,
      `does not let the handler call ${refused.join(', ')}: the network stays`,
      `不允许处理函数调用 ${refused.join('、')}：网络将保留`,
    ),
  ];
}

/** By which conditions a statement leaves out other regions, and what carries a tag of the landing zone. */
const SPARING: readonly (readonly [operator: string, key: RegExp])[] = [
  ['StringEquals', /^(ec2:Region|aws:RequestedRegion)$/],
  ['Null', /^aws:ResourceTag\//],
];

/** Statements by which the handler may delete networks of the landing zone, too: nothing else tells it a default one. */
const unsparing = (role: Resource, statements: readonly string[]): readonly Finding[] =>
  statements
    .filter((at) => role.literal(`${at}.Effect`) === 'Allow')
    .filter((at) => role.list(`${at}.Action`).some((call) => CALLS.includes(String(call))))
    .filter(
      (at) =>
        !SPARING.every(([operator, key]) =>
          keysOf(role.raw(`${at}.Condition.${operator}`)).some((one) => key.test(one)),
        ),
    )
    .map((at) =>
      finding(
        `${role.id}.${at}.Condition`,
        'does not spare other regions and what carries a tag of the landing zone: its networks could go, too',
        '未排除其他区域及带有着陆区标签的资源：着陆区的网络也可能被删除',
      ),
    );

const keysOf = (block: unknown): readonly string[] => (isObject(block) ? Object.keys(block) : []);

const NOWHERE = finding('Regions', 'names no region: nothing is taken away', '未指明区域：未移除任何网络');

const NOBODY_KNOWN = unknown({
  en: `ServiceToken is no ${HANDLER} of this template: what it does is not known`,
  zh: `ServiceToken 不是本模板中的 ${HANDLER}：其行为未知`,
});

function judgePlace(resource: Resource): Verdict {
  const properties = PLACED[resource.type] ?? [];
  if (properties.some((property) => resource.isSet(property))) return notApplicable(ELSEWHERE);
  const [first = ''] = properties;
  return nonCompliant(
    finding(first, 'is missing, so that it stands in the default network', '未设置，因而位于默认网络'),
  );
}

const ELSEWHERE: Bilingual = { en: 'it stands in a network that is named', zh: '其位于指明的网络' };
