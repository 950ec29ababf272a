import { pascalCase } from '../naming/pascal-case';
import type { PartitionName } from '../partition';
import type { Conditions } from '../purpose-key/senders';
import type { Bilingual, FacetId } from '../standard';
import type { ThemeId } from './themes';

/** What a guardrail has to know of the landing zone it guards. */
export interface GuardrailContext {
  /** Which decides what can be refused, and how ARNs begin. */
  readonly partition: PartitionName;
  /** The landing zone's name, with which the names of its resources begin. */
  readonly name: string;
  /** Regions in which people and workloads may work. */
  readonly allowedRegions: readonly string[];
  /**
   * Id of the organization, such as `o-a1b2c3d4e5`: the inside of the data perimeter.
   * @default - none is known, and no guardrail tells inside from outside
   */
  readonly organizationId?: string;
  /**
   * Public IPv4 ranges from which people work, in CIDR notation.
   * @default - from anywhere
   */
  readonly expectedNetworks?: readonly string[];
  /**
   * Ids of VPCs with central endpoints, through which instances of other networks call.
   * @default - an instance calls through endpoints of its own network, or through those that tell of whose organization they are
   */
  readonly endpointNetworks?: readonly string[];
  /**
   * Accounts outside the organization, of suppliers, which may reach its resources and whose resources it may reach.
   * @default - none
   */
  readonly trustedAccounts?: readonly string[];
}

/** Who is not held back: nobody at all, or the roles that deploy the landing zone. */
export type Exemption = 'nobody' | 'platform';

/** A refusal, without its name and its exemption. */
export interface Refusal {
  /** IAM actions, `*` allowed; or all but these. */
  readonly actions: readonly string[] | { readonly allBut: readonly string[] };
  /** @default - every resource */
  readonly resources?: readonly string[] | { readonly allBut: readonly string[] };
  /** @default - always */
  readonly condition?: Conditions;
}

/** Something that no administrator of a member account can do, whatever the account's own policies allow. */
export interface Guardrail {
  /** Kebab case; the statement's Sid is made of it. */
  readonly id: string;
  /** Which policy it stands in, where there are places for one a theme. */
  readonly theme: ThemeId;
  /** What it stops, as a noun phrase. */
  readonly stops: Bilingual;
  /**
   * The same in so few words of English that the description of a policy, of 512 characters, has room for those of all that it
   * holds: about 30 characters.
   */
  readonly brief: string;
  /** What it helps to show. */
  readonly facets: readonly FacetId[];
  /** Who is not held back. */
  readonly exempt: Exemption;
  /** @default - both partitions */
  readonly partitions?: readonly PartitionName[];
  /** What it refuses in a landing zone; undefined where the context leaves it nothing to refuse. */
  readonly refuses: (context: GuardrailContext) => Refusal | undefined;
}

/** A statement of a service or resource control policy, as the service reads it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  /** Everybody; in resource control policies alone, which cannot name anybody. */
  readonly Principal?: '*';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/**
 * A guardrail as a statement, or undefined where it has nothing to refuse.
 * @param platformRoles ARN patterns of the roles that deploy the landing zone
 */
export function statementOf(
  guardrail: Guardrail,
  context: GuardrailContext,
  platformRoles: readonly string[],
): Statement | undefined {
  const refusal = guardrail.refuses(context);
  if (refusal === undefined) return undefined;
  const { actions, resources = ['*'] } = refusal;
  const condition = conditionOf(refusal, guardrail.exempt === 'platform' ? platformRoles : []);
  return {
    Sid: sidOf(guardrail.id),
    Effect: 'Deny',
    ...('allBut' in actions ? { NotAction: short(actions.allBut) } : { Action: short(actions) }),
    ...('allBut' in resources ? { NotResource: short(resources.allBut) } : { Resource: short(resources) }),
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
}

/** The refusal's own condition, which spares the exempt roles beside those that it spares by itself. */
function conditionOf({ condition = {} }: Refusal, exempt: readonly string[]): Conditions {
  if (exempt.length === 0) return condition;
  const sparing = condition['ArnNotLike'] ?? {};
  const spared = [sparing['aws:PrincipalArn'] ?? [], exempt].flat();
  return { ...condition, ArnNotLike: { ...sparing, 'aws:PrincipalArn': spared } };
}

/** `leave-organization` → `LeaveOrganization`: a Sid takes letters and digits only. */
export const sidOf = (id: string): string => pascalCase(id);

/** A list of one is written without brackets: every character counts. */
export const short = (values: readonly string[]): string | readonly string[] => {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
};
