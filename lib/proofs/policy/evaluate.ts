import { RESOURCE_CONTROLLED_SERVICES } from '../../../constructs/partition';
import type { Bilingual } from '../../../constructs/standard';
import { beyondPolicies } from './beyond-policies';
import { RequestContext } from './context';
import type {
  DecidingStatement,
  Decision,
  OrganizationLevel,
  Policies,
  Policy,
  PolicyKind,
  PolicyStatement,
  Principal,
  Request,
} from './model';
import { REACH, type Reach, reaches } from './principals';
import { type Asked, type Reading, readStatement, statementsAmong, statementsOn } from './statement';
import { allOf, anyOf, Doubt, type Truth } from './truth';

/** Services whose resources resource control policies reach; of others it is undecided. */
const RESOURCE_CONTROLLED: ReadonlySet<string> = new Set(RESOURCE_CONTROLLED_SERVICES);

/**
 * Resources that no policy of the account opens unless their own policy says so: keys, and roles to be assumed, with what
 * the session is to carry.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
const OWN_POLICY_DECIDES = /^(kms:.*|sts:(AssumeRole.*|SetSourceIdentity|TagSession))$/i;

/** A truth, and the statements that make it. */
interface Found {
  readonly truth: Truth;
  readonly statements: readonly DecidingStatement[];
}

/**
 * Decides a request as AWS does: an explicit refusal anywhere wins; then every limit that applies has to let the request
 * through, and a policy of the identity or of the resource has to grant it, across accounts both.
 *
 * What cannot be evaluated makes the verdict `unknown` where it could change it, and is neither a refusal nor a grant.
 *
 * @param read what has been read for the request, where it is decided more than once
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function evaluate(request: Request, policies: Policies, read = new ReadForRequest(request)): Decision {
  if (read.fixed) return read.fixed;
  const layers = layersOf(request, policies, read);
  const refusal = found(layers.map(({ refuses }) => refuses));
  if (refusal.truth === true) return { verdict: 'explicitDeny', deciding: refusal.statements, because: REFUSED };
  const limiting = layers.filter(({ place }) => place.limits);
  const closed = limiting.find(({ allows }) => allows.truth === false);
  if (closed) return denied(closed.place);
  const grant = granted(request, layers);
  if (grant.truth === false) return { verdict: 'implicitDeny', deciding: [], because: notGranted(layers, policies) };
  const limits = limiting.map(({ allows }) => allows);
  const open = [refusal.truth, ...limits.map(({ truth }) => truth), grant.truth].find(
    (truth) => truth instanceof Doubt,
  );
  if (open instanceof Doubt) return undecided(open.because);
  const deciding = [...limits, grant].flatMap(({ statements }) => statements);
  return { verdict: 'allowed', deciding, because: GRANTED };
}

const REFUSED: Bilingual = { en: 'a statement refuses it', zh: '有语句明确拒绝' };
const GRANTED: Bilingual = { en: 'granted within every limit', zh: '已授权且未超出任何限制' };
const NOT_GRANTED: Bilingual = { en: 'no statement grants it', zh: '没有语句授权' };

/** Says so where the boundary is what does not allow it. */
function notGranted(layers: readonly Layer[], { boundary }: Policies): Bilingual {
  const bounded = layers.some(({ place, allows }) => place.kind === 'boundary' && allows.truth === false);
  if (!boundary || !bounded) return NOT_GRANTED;
  return { en: `no statement of ${boundary.name} allows it`, zh: `${boundary.name} 中没有语句允许` };
}

const undecided = (because: Bilingual): Decision => ({ verdict: 'unknown', deciding: [], because });

const denied = ({ kind, node }: LayerPlace): Decision => ({
  verdict: 'implicitDeny',
  deciding: [],
  because: {
    en: `no statement of the ${kind} policies${node === undefined ? '' : ` at ${node}`} allows it`,
    zh: `${node === undefined ? '' : `${node} 处的`} ${kind} 策略中没有语句允许`.trim(),
  },
});

const unnamedAction = (action: string): Bilingual => ({
  en: `${action} names no single action`,
  zh: `${action} 不是单个操作`,
});

/** Where policies of one kind lie. */
interface LayerPlace {
  readonly kind: PolicyKind;
  readonly node?: string;
  /** True where nothing passes that it does not allow. */
  readonly limits: boolean;
}

/** A statement that may cover the request. */
interface Covering {
  readonly statement: PolicyStatement;
  readonly reading: Reading;
}

/** Policies of one kind at one place, read for a request. */
class Layer {
  readonly refuses: Found;
  private whole: Found | undefined;

  constructor(
    readonly place: LayerPlace,
    private readonly covering: readonly Covering[],
    refuses?: Found,
  ) {
    this.refuses = refuses ?? this.found('Deny', REACH.account);
  }

  /** What it allows, however closely it names the principal. */
  get allows(): Found {
    this.whole ??= this.found('Allow', REACH.account);
    return this.whole;
  }

  /** What it allows whom it names at least that closely. */
  allowsWithin(reach: Reach): Found {
    return this.found('Allow', reach);
  }

  /** The same with another refusal. */
  refusing(refuses: Found): Layer {
    return new Layer(this.place, this.covering, refuses);
  }

  private found(effect: 'Allow' | 'Deny', reach: Reach): Found {
    const entries: Found[] = [];
    for (const { statement, reading } of this.covering) {
      if (statement.effect !== undefined && statement.effect !== effect) continue;
      const truth = allOf([reading.covers, reaches(reading.naming, reach)]);
      if (truth !== false) entries.push({ truth, statements: truth === true ? [deciding(statement, this.place)] : [] });
    }
    return found(entries);
  }
}

function layersOf(request: Request, policies: Policies, known: ReadForRequest): readonly Layer[] {
  const asked = { request, context: known.context, bounded: policies.boundary !== undefined, known };
  const { serviceControl, resourceControl, endpoint, resource } = policies;
  return [
    ...levelsRead('service-control', boundLevels(serviceControl, bindsPrincipal(request, policies)), asked),
    // `RCPFullAWSAccess` stands on every node and cannot be detached: these policies only refuse
    ...levelsRead('resource-control', boundLevels(resourceControl, bindsResource(request, policies)), asked).map(
      (layer) => reachedService(layer, request.action),
    ),
    ...oneRead('endpoint', endpoint, asked),
    ...oneRead('resource', resource, asked),
    ...('account' in request.principal ? identityLayers(policies, asked) : []),
  ];
}

function identityLayers({ identity = [], boundary, session }: Policies, asked: AskedBefore): readonly Layer[] {
  return [
    layerOf(identity, 'identity', asked),
    ...oneRead('boundary', boundary, asked),
    ...(session === undefined ? [] : [layerOf(session, 'session', asked)]),
  ];
}

const levelsRead = (kind: PolicyKind, levels: readonly OrganizationLevel[], asked: AskedBefore): readonly Layer[] =>
  levels.map(({ node, policies }) => layerOf(policies, kind, asked, node));

const oneRead = (kind: PolicyKind, policy: Policy | undefined, asked: AskedBefore): readonly Layer[] =>
  policy === undefined ? [] : [layerOf(policy, kind, asked)];

const boundLevels = (levels: readonly OrganizationLevel[] | undefined, bound: boolean): readonly OrganizationLevel[] =>
  bound ? (levels ?? []) : [];

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
export const bindsPrincipal = ({ principal }: Request, { managementAccount }: Policies): boolean =>
  'account' in principal && principal.account !== managementAccount && !isServiceLinked(principal);

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps */
export const bindsResource = ({ principal, resource, action }: Request, { managementAccount }: Policies): boolean =>
  resource.account !== managementAccount && !isServiceLinked(principal) && action.toLowerCase() !== 'kms:retiregrant';

const isServiceLinked = (principal: Principal): boolean =>
  principal.kind === 'role-session' && principal.roleArn.includes(':role/aws-service-role/');

function reachedService(layer: Layer, action: string): Layer {
  const [service = ''] = action.toLowerCase().split(':');
  if (RESOURCE_CONTROLLED.has(service) || layer.refuses.truth === false) return layer;
  const truth = new Doubt({
    en: `whether resource control policies reach ${service} is not known`,
    zh: `资源控制策略是否适用于 ${service} 尚不明确`,
  });
  return layer.refusing({ truth, statements: [] });
}

/** Kinds of policies without whose leave nothing passes. */
const LIMITING: ReadonlySet<PolicyKind> = new Set<PolicyKind>(['service-control', 'endpoint']);

interface ReadLayer {
  readonly layer: Layer;
  readonly bounded: boolean;
}

/** What has been read for a request that is decided at several places or under several policies: most of it they have in common. */
export class ReadForRequest {
  readonly context: RequestContext;
  /** What comes of it whatever policies say, where anything does. */
  readonly fixed: Decision | undefined;
  /** By policy or list of policies. */
  readonly layers = new Map<Policy | readonly Policy[], readonly ReadLayer[]>();
  private readonly readings = new Map<string, Map<PolicyStatement, Reading>>();

  constructor(request: Request) {
    this.context = new RequestContext(request);
    this.fixed = /^[\w-]+:[\w-]+$/.test(request.action)
      ? beyondPolicies(request)
      : undecided(unnamedAction(request.action));
  }

  /** By statement: policies that differ may have most of theirs in common. */
  readingsIn(kind: PolicyKind, bounded: boolean): Map<PolicyStatement, Reading> {
    const key = bounded ? `${kind} bounded` : kind;
    const before = this.readings.get(key);
    if (before) return before;
    const readings = new Map<PolicyStatement, Reading>();
    this.readings.set(key, readings);
    return readings;
  }
}

interface AskedBefore extends Asked {
  readonly known: ReadForRequest;
}

function layerOf(of: Policy | readonly Policy[], kind: PolicyKind, asked: AskedBefore, node?: string): Layer {
  const {
    bounded,
    known: { layers },
  } = asked;
  const alike = layers.get(of) ?? [];
  const before = alike.find(
    (one) => one.bounded === bounded && one.layer.place.kind === kind && one.layer.place.node === node,
  );
  if (before) return before.layer;
  const place = { kind, limits: LIMITING.has(kind), ...(node !== undefined && { node }) };
  const layer = read(of, place, asked);
  layers.set(of, [...alike, { layer, bounded }]);
  return layer;
}

function read(of: Policy | readonly Policy[], place: LayerPlace, asked: AskedBefore): Layer {
  const covering: Covering[] = [];
  const { action } = asked.request;
  const readings = asked.known.readingsIn(place.kind, asked.bounded);
  for (const statement of isList(of) ? statementsAmong(of, action) : statementsOn(of, action)) {
    const before = readings.get(statement);
    const reading = before ?? readStatement(statement, place.kind, asked);
    if (!before) readings.set(statement, reading);
    // what does not cover the request, as most statements do not, is dropped before anything is made of it
    if (reading.covers !== false) covering.push({ statement, reading });
  }
  return new Layer(place, covering);
}

const isList = (of: Policy | readonly Policy[]): of is readonly Policy[] => Array.isArray(of);

const deciding = ({ policy, sid, path, resource }: PolicyStatement, { kind, node }: LayerPlace): DecidingStatement => ({
  kind,
  policy,
  ...(sid !== undefined && { sid }),
  path,
  ...(node !== undefined && { node }),
  ...(resource && { resource }),
});

/** Whether anything granted the request. */
function granted(request: Request, layers: readonly Layer[]): Found {
  const { principal, resource, action } = request;
  const byResource = layers.find(({ place }) => place.kind === 'resource');
  const direct = byResource?.allowsWithin(REACH.direct) ?? NOTHING;
  const missing = byResource === undefined && OWN_POLICY_DECIDES.test(action) ? noOwnPolicy(action) : undefined;
  if (!('account' in principal)) return missing ?? direct;
  const own = allowedByIdentity(principal, layers);
  const ofAccount = both(byResource?.allows ?? missing ?? NOTHING, own);
  if (principal.account !== resource.account) return ofAccount;
  const limited = both(byResource?.allowsWithin(REACH.role) ?? missing ?? NOTHING, limitsOf(principal, layers));
  const ofResource = either([direct, limited, ofAccount]);
  return OWN_POLICY_DECIDES.test(action) ? ofResource : either([own, ofResource]);
}

/** The root user may do everything; others what their policies grant, within boundary and session policy. */
function allowedByIdentity(principal: Principal, layers: readonly Layer[]): Found {
  const granting = layers.find(({ place }) => place.kind === 'identity')?.allows ?? NOTHING;
  return both(principal.kind === 'root' ? ANYTHING : granting, limitsOf(principal, layers));
}

/** A federated user without a session policy has no permissions of its identity. */
function limitsOf(principal: Principal, layers: readonly Layer[]): Found {
  const boundary = layers.find(({ place }) => place.kind === 'boundary')?.allows ?? ANYTHING;
  const unlimited = principal.kind === 'federated-user' ? NOTHING : ANYTHING;
  const session = layers.find(({ place }) => place.kind === 'session')?.allows ?? unlimited;
  return both(boundary, session);
}

const ANYTHING: Found = { truth: true, statements: [] };
const NOTHING: Found = { truth: false, statements: [] };

const noOwnPolicy = (action: string): Found => ({
  truth: new Doubt({
    en: `${action} depends on the policy of the resource itself, which is not known`,
    zh: `${action} 取决于资源自身的策略，而该策略未知`,
  }),
  statements: [],
});

const both = (one: Found, other: Found): Found => ({
  truth: allOf([one.truth, other.truth]),
  statements: [...one.statements, ...other.statements],
});

const either = (ways: readonly Found[]): Found =>
  ways.find(({ truth }) => truth === true) ?? { truth: anyOf(ways, ({ truth }) => truth), statements: [] };

/** The statements that hold, of those that may. */
function found(entries: readonly Found[]): Found {
  if (entries.length === 0) return NOTHING;
  const truth = anyOf(entries, (entry) => entry.truth);
  if (truth === false) return NOTHING;
  return { truth, statements: entries.filter((entry) => entry.truth === true).flatMap(({ statements }) => statements) };
}
