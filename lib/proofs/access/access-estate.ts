import type { Bilingual } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import {
  endpointPoliciesIn,
  FULL_ACCESS,
  type OrganizationEstate,
  type OrganizationPath,
  organizationsIn,
} from '../policy/estate';
import type { Context, Policies, Policy, PolicyStatement } from '../policy/model';
import { opaquePolicy } from '../policy/parse';
import { type Answer, answer, type OpenRequest, opened } from './answer';
import { nameOf } from './arns-of-types';
import { type KnownOrganization, type Place, Places } from './places';
import { type AccessPrincipal, namedIn, principalsIn } from './principals';
import { type AccessResource, resourcesIn } from './resources';
import { type SettledEstate, settle } from './settled';

/** A call to be decided. */
export interface Asking {
  readonly action: string;
  /** An ARN, or `*` for actions that take no resource. */
  readonly resource: string;
  /** Beside what follows from principal and resource; whatever is left out is open. */
  readonly context?: Context;
  /**
   * Whose the resource is, and its own policy, where that is not to be looked up.
   * @default - the templates', or of the account in its ARN
   */
  readonly owned?: { readonly account: string; readonly policy?: Policy };
}

/** Who there is, what there is, and what stands between them: the templates as they stand once deployed. */
export class AccessEstate {
  readonly settled: SettledEstate;
  readonly places: Places;
  readonly principals: readonly AccessPrincipal[];
  readonly resources: readonly AccessResource[];
  readonly organization: OrganizationEstate | undefined;
  /** The policies of VPC endpoints, by logical id and by id. */
  private readonly endpoints: ReadonlyMap<string, Policy>;
  private readonly paths = new Map<string, readonly (OrganizationPath | undefined)[]>();
  private readonly contexts = new Map<string, Context>();
  private readonly byArn: ReadonlyMap<string, AccessResource>;
  private readonly ours: ReadonlySet<string>;

  constructor(estate: JudgedEstate, organization: KnownOrganization = { accounts: [] }) {
    this.places = new Places(estate, organization);
    this.settled = settle(estate, this.places);
    this.resources = resourcesIn(this.settled);
    this.byArn = new Map(this.resources.map((resource) => [resource.arn, resource]));
    this.ours = new Set([
      ...organization.accounts.map(({ id }) => id),
      ...this.resources.map(({ place }) => place.account),
    ]);
    const policies = this.resources.flatMap(({ policy }) => policy ?? []);
    this.principals = [...principalsIn(this.settled, this.places), ...namedIn(policies)];
    this.endpoints = new Map(
      endpointPoliciesIn(this.settled.estate).flatMap(({ resource, policy }) =>
        [resource.id, nameOf(resource)].map((name): [string, Policy] => [name, policy]),
      ),
    );
    [this.organization] = organizationsIn(this.settled.estate);
  }

  /** The resource of the templates that an ARN names, or that holds what it names: the bucket of an object. */
  holderOf(arn: string): AccessResource | undefined {
    for (let at = arn; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('/'), at.lastIndexOf(':'), 0))) {
      const found = this.byArn.get(at);
      if (found) return found;
    }
    return undefined;
  }

  /** Whether somebody may do something. An account whose unit nobody names may lie in any: then all have to agree. */
  decide(asker: AccessPrincipal, asking: Asking): Answer {
    const { holder, owned, request } = this.requestOf(asker, asking);
    const unguarded = answerUnguarded(request, asker, owned);
    // guardrails and endpoints grant nothing: what is refused without them stays so
    if (unguarded.verdict === 'refused') return unguarded;
    const answers = this.pathsFor(asker.place).flatMap((own) =>
      this.pathsFor(holder?.place).map((other) =>
        answer(request, {
          ...grantsOf(asker, owned),
          ...this.endpointFor(asking),
          ...(own && { serviceControl: own.serviceControl }),
          ...(other && { resourceControl: other.resourceControl }),
          ...(this.organization && { managementAccount: this.organization.managementAccount }),
        }),
      ),
    );
    return agreed(answers);
  }

  /** The same by the policies of the two alone: as if there were no guardrails of an organization. */
  decideUnguarded(asker: AccessPrincipal, asking: Asking): Answer {
    const { owned, request } = this.requestOf(asker, asking);
    return answerUnguarded(request, asker, owned);
  }

  /** A request that comes through an endpoint of the templates is bound by the policy of that endpoint. */
  private endpointFor({ context = {} }: Asking): Pick<Policies, 'endpoint'> {
    const endpoint = this.endpoints.get(String(context['aws:SourceVpce']));
    return endpoint ? { endpoint } : {};
  }

  private requestOf(asker: AccessPrincipal, asking: Asking) {
    const holder = asking.owned ? undefined : this.holderOf(asking.resource);
    const owned = asking.owned ?? holderOwns(holder) ?? ownedElsewhere(asker, asking.resource);
    const request = {
      principal: asker.principal,
      action: asking.action,
      resource: { arn: asking.resource, account: owned.account },
      context: { ...this.contextOf(asker, owned.account), ...asking.context },
    };
    return { holder, owned, request: opened(request) };
  }

  /** The ways from the root to a place; each that differs in its policies once. */
  private pathsFor(place: Place | undefined): readonly (OrganizationPath | undefined)[] {
    const key = `${place?.unit} ${place?.accounts === 1}`;
    const known = this.paths.get(key) ?? this.readPaths(place);
    this.paths.set(key, known);
    return known;
  }

  private readPaths(place: Place | undefined): readonly (OrganizationPath | undefined)[] {
    const paths = this.organization?.paths ?? [];
    if (paths.length === 0) return [undefined];
    const named = paths.filter(({ name }) => liesAt(place, name.split('/')));
    return distinct(named.length > 0 ? named : paths);
  }

  /** The statements of an organization's service control policies that bind a principal. */
  guardrailsOn({ place }: AccessPrincipal): readonly { readonly statement: PolicyStatement; readonly node: string }[] {
    if (place === undefined || place.account === this.organization?.managementAccount) return [];
    const levels = this.pathsFor(place).flatMap((path) => path?.serviceControl ?? []);
    const all = levels.flatMap(({ node, policies }) =>
      policies.flatMap(({ statements }) => statements.map((statement) => ({ statement, node }))),
    );
    return [...new Map(all.map((one) => [one.statement, one])).values()];
  }

  /** Keys that every request of a principal has, or has not; alike for all of its kind and account. */
  private contextOf({ principal }: AccessPrincipal, account: string): Context {
    const key = `${principal.kind} ${'account' in principal ? principal.account : ''} ${account}`;
    const known = this.contexts.get(key) ?? this.readContext(principal, account);
    this.contexts.set(key, known);
    return known;
  }

  private readContext(principal: AccessPrincipal['principal'], account: string): Context {
    const organization = this.places.organization.id;
    const isOwn = 'account' in principal;
    const isMember = isOwn && this.isOurs(principal.account);
    return {
      ...(isOwn ? ABSENT_FOR_IDENTITIES : ABSENT_FOR_OTHERS),
      ...(principal.kind !== 'user' && { 'aws:username': [] }),
      ...('account' in principal && { 'kms:CallerAccount': principal.account }),
      ...(organization !== undefined && isMember && { 'aws:PrincipalOrgID': organization }),
      ...(organization !== undefined && this.isOurs(account) && { 'aws:ResourceOrgID': organization }),
    };
  }

  /** Whether all accounts are known: those of an organization only from its configuration. */
  get knowsAccounts(): boolean {
    return this.organization === undefined || this.places.organization.accounts.length > 0;
  }

  /** Whether an account is one of the configuration or of the templates. */
  isOurs(account: string): boolean {
    return this.ours.has(account);
  }
}

/**
 * Keys that only services send, when they act for somebody.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ABSENT_FOR_IDENTITIES: Context = {
  'aws:SourceAccount': [],
  'aws:SourceArn': [],
  'aws:SourceOrgID': [],
  'aws:SourceOrgPaths': [],
  'aws:PrincipalServiceName': [],
  'aws:PrincipalServiceNamesList': [],
};

/** Keys of accounts, which neither services nor identity providers belong to. */
const ABSENT_FOR_OTHERS: Context = {
  'aws:PrincipalAccount': [],
  'aws:PrincipalArn': [],
  'aws:PrincipalOrgID': [],
  'aws:PrincipalOrgPaths': [],
};

type Owned = NonNullable<Asking['owned']>;

/** Across accounts the resource has to grant it too: where it does so to nobody of that account, the rest need not be read. */
function answerUnguarded(request: OpenRequest, asker: AccessPrincipal, owned: Owned): Answer {
  if ('account' in asker.principal && asker.principal.account !== owned.account) {
    const byResource = answer(request, { identity: EVERYTHING, ...(owned.policy && { resource: owned.policy }) });
    if (byResource.verdict === 'refused') return byResource;
  }
  return answer(request, grantsOf(asker, owned));
}

const EVERYTHING: readonly Policy[] = [FULL_ACCESS];

const grantsOf = ({ identity, boundary }: AccessPrincipal, { policy }: Owned): Policies => ({
  identity,
  ...(boundary && { boundary }),
  ...(policy && { resource: policy }),
});

const holderOwns = (holder: AccessResource | undefined): Owned | undefined =>
  holder && { account: holder.place.account, ...(holder.policy && { policy: holder.policy }) };

/** Of a resource that the templates do not make: in one's own account it may have none; in another's it is not known. */
function ownedElsewhere({ principal }: AccessPrincipal, arn: string): Owned {
  const own = 'account' in principal ? principal.account : undefined;
  const account = arn.split(':')[4] || own || '';
  return account === own ? { account } : { account, policy: opaquePolicy(arn, '') };
}

/** A place that speaks for a unit speaks for the units below it as well. */
const liesAt = (place: Place | undefined, nodes: readonly string[]): boolean =>
  place?.unit !== undefined && (place.accounts === 1 ? nodes.at(-1) === place.unit : nodes.includes(place.unit));

function distinct(paths: readonly OrganizationPath[]): readonly OrganizationPath[] {
  const key = ({ serviceControl, resourceControl }: OrganizationPath): string =>
    [serviceControl, resourceControl]
      .map((levels) =>
        levels
          .flatMap(({ policies }) => policies.map(({ name }) => name))
          .filter((name) => name !== 'FullAWSAccess')
          .sort()
          .join(' '),
      )
      .join('\n');
  return [...new Map([...paths].reverse().map((path) => [key(path), path])).values()];
}

/** The one answer of all, or that it depends on where the account lies. */
function agreed(answers: readonly Answer[]): Answer {
  const [first, ...more] = answers;
  if (!first) throw new Error('a place has at least one path');
  return more.every(({ verdict }) => verdict === first.verdict)
    ? first
    : { ...first, verdict: 'unknown', provisos: [], because: DEPENDS };
}

const DEPENDS: Bilingual = {
  en: 'it depends on the unit that the account lies in, which nobody names',
  zh: '取决于账号所在的组织单元，而该单元未知',
};
