import { packageBuckets } from '../../../partition';
import { regions } from '../../../partition/regions';
import { parseArn } from '../../arns';
import { binds, isAnyone, sparesOnly } from '../../callers';
import { type Statement, statementsOf } from '../../policy';
import { refersToResource } from '../../references';
import { compliant, type Finding, nonCompliant, notApplicable, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';

/** Types of endpoints that have a policy; those for load balancers, resources and service networks have none. */
const TYPES_WITH_POLICY = ['Gateway', 'Interface'];

/** What a policy must say of both sides, and the condition keys that say it. */
const SIDES = {
  principal: ['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn'],
  resource: ['aws:resourceorgid', 'aws:resourceorgpaths', 'aws:resourceaccount'],
} as const;

type Side = keyof typeof SIDES;

/**
 * The policy of an endpoint lets only identities of the organization or account reach only its resources, so that
 * neither foreign credentials nor foreign buckets can be used through it.
 *
 * Each side is bound by every Allow (a condition on one of the keys above, exact principals, or named resources), or by
 * a Deny of everything for all others. Anybody may read the packages that AWS publishes. Without a policy, an endpoint allows full
 * access. Where a configuration says which the organization is, no other may be named.
 */
export const vpcEndpointPolicy: Rule = {
  id: 'vpc-endpoint-policy',
  demand: {
    en: 'An endpoint admits only own identities, and only to own or named resources; anybody to read packages of AWS.',
    zh: '终端节点仅允许本组织身份访问本组织或具名资源；读取 AWS 软件包除外。',
  },
  types: ['AWS::EC2::VPCEndpoint'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  judge(endpoint) {
    const type = String(endpoint.literal('VpcEndpointType') ?? 'Gateway');
    if (!TYPES_WITH_POLICY.includes(type)) {
      return notApplicable({ en: `a ${type} endpoint has no policy`, zh: `${type} 类型终端节点没有策略` });
    }
    if (!endpoint.has('PolicyDocument')) return nonCompliant(NO_POLICY);
    const statements = statementsOf(endpoint, 'PolicyDocument');
    const denies = statements.filter((statement) => statement.effect === 'Deny');
    const allows = statements.filter((statement) => statement.effect === 'Allow');
    if (allows.length === 0) return compliant;
    return verdictFrom([
      ...allows.flatMap((allow) => unboundSides(allow, denies, endpoint)),
      ...statements.flatMap((statement) => strangersIn(statement, endpoint)),
    ]);
  },
};

const NO_POLICY: Finding = {
  property: 'PolicyDocument',
  message: {
    en: 'is missing: any identity can reach any resource through the endpoint',
    zh: '未设置：任何身份均可经该终端节点访问任何资源',
  },
};

const UNBOUND: Readonly<Record<Side, Omit<Finding, 'property'>>> = {
  principal: {
    message: {
      en: 'admits identities from outside: credentials of others can carry data away through the endpoint',
      zh: '放行外部身份：他人凭证可借该终端节点带走数据',
    },
  },
  resource: {
    message: {
      en: 'admits resources of others: data can be written to a foreign account through the endpoint',
      zh: '放行外部资源：数据可经该终端节点写入他人账号',
    },
  },
};

function unboundSides(allow: Statement, denies: readonly Statement[], endpoint: Resource): readonly Finding[] {
  const sides: readonly Side[] = ['principal', 'resource'];
  return sides
    .filter((side) => !isBound(allow, side, endpoint) && !denies.some((deny) => shutsOutOthers(deny, side)))
    .map((side) => ({
      property: `${allow.path}.${side === 'principal' ? 'Principal' : 'Resource'}`,
      ...UNBOUND[side],
    }));
}

const OF_ORGANIZATIONS = [...SIDES.principal, ...SIDES.resource].filter((key) => key.includes('org'));

/** Organizations that are named beside one's own, as far as the configuration says which that is. */
function strangersIn({ path, conditions }: Statement, endpoint: Resource): readonly Finding[] {
  const own = endpoint.template.estate.demands.spared?.organizationId;
  if (own === undefined) return [];
  const named = Object.values(conditions).flatMap((keys) => OF_ORGANIZATIONS.flatMap((key) => keys[key] ?? []));
  const strangers = named.filter((value) => value.startsWith('o-') && value.split('/')[0] !== own);
  return [...new Set(strangers)].map((stranger) => ({
    property: `${path}.Condition`,
    message: {
      en: `names ${stranger}, which is not the organization of the configuration`,
      zh: `包含 ${stranger}，并非配置中的组织`,
    },
  }));
}

function isBound(allow: Statement, side: Side, endpoint: Resource): boolean {
  if (SIDES[side].some((key) => binds(allow, key))) return true;
  return side === 'principal' ? namesPrincipals(allow) || readsPackages(allow) : namesResources(allow, endpoint);
}

/** Of AWS, for all regions: whole names, since anybody can have a bucket whose name begins like them. */
const PACKAGES: ReadonlySet<string> = new Set(
  Object.values(regions)
    .flatMap((ofPartition) => Object.keys(ofPartition))
    .flatMap(packageBuckets)
    .map((bucket) => `${bucket}/*`),
);

/** Hosts fetch packages without credentials, by which they could be told apart; and who reads them carries nothing away. */
const readsPackages = ({ actions, notActions, resources, notResources }: Statement): boolean =>
  notActions.length + notResources.length === 0 &&
  actions.length > 0 &&
  actions.every((action) => action.toLowerCase() === 's3:getobject') &&
  resources.length > 0 &&
  resources.every((resource) => PACKAGES.has(parseArn(resource)?.resource ?? ''));

const namesPrincipals = (allow: Statement): boolean =>
  allow.principals.length > 0 && allow.notPrincipals.length === 0 && !allow.principals.some(isAnyone);

/** `arn:aws:s3:::patch-baseline/*` and the keys of one account are named; `arn:aws:s3:::*` and those of any account are not. */
const namesResources = (allow: Statement, endpoint: Resource): boolean =>
  allow.resources.length > 0 && allow.resources.every((resource) => isNamed(resource, endpoint, allow.path));

function isNamed(resource: string, endpoint: Resource, path: string): boolean {
  if (refersToResource(resource, endpoint, `${path}.Resource`)) return true;
  const arn = parseArn(resource);
  if (arn === undefined) return false;
  return arn.account === '' ? /^[^*?]{3}/.test(arn.resource) : !/[*?]/.test(arn.account);
}

const shutsOutOthers = (deny: Statement, side: Side): boolean =>
  deny.actions.includes('*') &&
  deny.resources.includes('*') &&
  deny.principals.some(isAnyone) &&
  SIDES[side].some((key) => sparesOnly(deny, [key]));
