import type { Resource } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';
import type { Doubt } from './truth';

/** What a policy says, with the name by which a person finds it. */
export interface Policy {
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

/** A list of patterns, or with `negated` everything that is in none of them (`NotAction`, `NotResource`, `NotPrincipal`). */
export interface Choice<Item> {
  readonly negated: boolean;
  readonly items: readonly Item[];
}

/** `{ kind: 'AWS', name: '111111111111' }`; a bare `*` is `{ kind: 'AWS', name: '*' }`. */
export interface NamedPrincipal {
  readonly kind: string;
  readonly name: string;
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface PolicyStatement {
  /** Name of the policy it stands in. */
  readonly policy: string;
  readonly sid?: string;
  /** Where it stands in the document, such as `Content.Statement.2`. */
  readonly path: string;
  /** The resource of a template that holds the policy, where one does. */
  readonly resource?: Resource;
  /** Undefined where the document does not tell: the statement may do either. */
  readonly effect?: 'Allow' | 'Deny';
  readonly actions?: Choice<string>;
  readonly resources?: Choice<string>;
  readonly principals?: Choice<NamedPrincipal>;
  readonly conditions: readonly Condition[];
  /** False in the old language version, which takes `${aws:username}` literally. */
  readonly variables: boolean;
  /** Why it cannot be evaluated, where it cannot. */
  readonly doubt?: Doubt;
}

/**
 * Who asks. Root users, IAM users and sessions belong to an account; a federated principal is one that an identity provider
 * vouches for and that asks to assume a role.
 */
export type Principal =
  | { readonly kind: 'root'; readonly arn: string; readonly account: string }
  | { readonly kind: 'user'; readonly arn: string; readonly account: string }
  | {
      readonly kind: 'role-session';
      readonly arn: string;
      readonly account: string;
      /** With its path, which the session's ARN has lost. */
      readonly roleArn: string;
    }
  | {
      readonly kind: 'federated-user';
      readonly arn: string;
      readonly account: string;
      /** The IAM user, or root, who called `GetFederationToken`. */
      readonly userArn: string;
    }
  | { readonly kind: 'federated'; readonly provider: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'anonymous' };

/** Condition keys, in any case, with their values. A key that is left out, or has no values, is absent from the request. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export interface Request {
  readonly principal: Principal;
  /** `service:Action`. */
  readonly action: string;
  /** Its ARN, or `*` for actions that take no resource, and the account that owns it. */
  readonly resource: { readonly arn: string; readonly account: string };
  /** Beside what follows from principal and resource. */
  readonly context?: Context;
  /**
   * Keys of which it is not known whether the request has them: whatever depends on them is undecided. `others`: all that
   * neither follow from the request nor stand in its context.
   */
  readonly undetermined?: readonly string[] | 'others';
}

/** The policies attached to one node of an organization. */
export interface OrganizationLevel {
  /** `r-ab12`, a unit's name, an account id. */
  readonly node: string;
  readonly policies: readonly Policy[];
}

/** Every policy that bears on a request. What is left out does not exist. */
export interface Policies {
  /** Of the principal: managed and inline, those of its groups included. */
  readonly identity?: readonly Policy[];
  readonly boundary?: Policy;
  /** Passed when the session was made. */
  readonly session?: readonly Policy[];
  /** Of the resource. */
  readonly resource?: Policy;
  /** From the root down to the principal's account; left out where it is in no organization. */
  readonly serviceControl?: readonly OrganizationLevel[];
  /** From the root down to the resource's account. */
  readonly resourceControl?: readonly OrganizationLevel[];
  /** Of the VPC endpoint that the request passes. */
  readonly endpoint?: Policy;
  /** Neither its principals nor its resources are bound by the organization's policies. */
  readonly managementAccount?: string;
}

export type PolicyKind =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'resource'
  | 'service-control'
  | 'resource-control'
  | 'endpoint';

/** A statement that decided, and where it is attached. */
export interface DecidingStatement {
  readonly kind: PolicyKind;
  readonly policy: string;
  readonly sid?: string;
  readonly path: string;
  /** The node of the organization. */
  readonly node?: string;
  /** The resource of a template that holds the policy, where one does. */
  readonly resource?: Resource;
}

export type Verdict = 'allowed' | 'explicitDeny' | 'implicitDeny' | 'unknown';

export interface Decision {
  readonly verdict: Verdict;
  /** The statements that refuse, or those without which the request would not be allowed. */
  readonly deciding: readonly DecidingStatement[];
  readonly because: Bilingual;
}
