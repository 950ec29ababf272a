import { pascalCase } from '../naming/pascal-case';
import type { PartitionName } from '../partition';
import type { Conditions } from '../purpose-key/senders';
import type { Bilingual, FacetId } from '../standard';

/** What a guardrail has to know of the landing zone it guards. */
export interface GuardrailContext {
  /** Which decides what can be refused, and how ARNs begin. */
  readonly partition: PartitionName;
  /** The landing zone's name, with which the names of its resources begin. */
  readonly name: string;
  /** Regions in which people and workloads may work. */
  readonly allowedRegions: readonly string[];
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
  /** What it stops, as a noun phrase. */
  readonly stops: Bilingual;
  /** What it helps to show. */
  readonly facets: readonly FacetId[];
  /** Who is not held back. */
  readonly exempt: Exemption;
  /** @default - both partitions */
  readonly partitions?: readonly PartitionName[];
  /** What it refuses in a landing zone. */
  readonly refuses: (context: GuardrailContext) => Refusal;
}

/** A statement of a service control policy, as the service reads it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/**
 * A guardrail as a statement.
 * @param platformRoles ARN patterns of the roles that deploy the landing zone
 */
export function statementOf(
  guardrail: Guardrail,
  context: GuardrailContext,
  platformRoles: readonly string[],
): Statement {
  const { actions, resources = ['*'], condition } = guardrail.refuses(context);
  const exemption: Conditions =
    guardrail.exempt === 'platform' ? { ArnNotLike: { 'aws:PrincipalArn': platformRoles } } : {};
  const all = together(condition ?? {}, exemption);
  return {
    Sid: sidOf(guardrail.id),
    Effect: 'Deny',
    ...('allBut' in actions ? { NotAction: short(actions.allBut) } : { Action: short(actions) }),
    ...('allBut' in resources ? { NotResource: short(resources.allBut) } : { Resource: short(resources) }),
    ...(Object.keys(all).length > 0 ? { Condition: all } : {}),
  };
}

/** Two conditions of which both have to hold; they have no key in common. */
const together = (one: Conditions, other: Conditions): Conditions => ({
  ...one,
  ...Object.fromEntries(Object.entries(other).map(([operator, keys]) => [operator, { ...one[operator], ...keys }])),
});

/** `leave-organization` → `LeaveOrganization`: a Sid takes letters and digits only. */
export const sidOf = (id: string): string => pascalCase(id);

/** A list of one is written without brackets: every character counts. */
const short = (values: readonly string[]): string | readonly string[] => {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
};
