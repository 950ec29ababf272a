import type { Choice, NamedPrincipal, Principal } from './model';
import { matches } from './pattern';
import { Doubt, type Truth } from './truth';

/**
 * How closely a statement names who asks: by its account, by its role (or the user behind a federated session), or by
 * itself, for which `*` counts too. What is granted by account needs a grant of the account; what is granted by role is
 * limited by boundary and session policy; what is granted directly is limited by neither.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export const REACH = { none: 0, account: 1, role: 2, direct: 3 } as const;
export type Reach = (typeof REACH)[keyof typeof REACH];

/** How closely a statement is known to name a principal, and why it may do so more closely. */
export interface Naming {
  readonly reach: Reach;
  readonly doubt?: Doubt;
}

/** True where the principal is named at least that closely. */
export const reaches = ({ reach, doubt }: Naming, wanted: Reach): Truth => (reach >= wanted ? true : (doubt ?? false));

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function namingOf(choice: Choice<NamedPrincipal> | undefined, principal: Principal): Naming {
  if (choice === undefined) return { reach: REACH.direct };
  return choice.negated ? spared(choice.items, principal) : named(choice.items, principal);
}

function named(items: readonly NamedPrincipal[], principal: Principal): Naming {
  let reach: Reach = REACH.none;
  let doubt: Doubt | undefined;
  for (const item of items) {
    const found = reachOf(item, principal);
    if (found instanceof Doubt) doubt ??= found;
    else if (found > reach) reach = found;
  }
  return { reach, ...(doubt && { doubt }) };
}

/**
 * `NotPrincipal` spares who is named in full: a user with its account, a session with its role and account. Of those who
 * are named in part the documentation says that they may be refused.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function spared(items: readonly NamedPrincipal[], principal: Principal): Naming {
  if (items.some(({ kind, name }) => kind === 'AWS' && name === '*')) return { reach: REACH.none };
  const unclear = items.map((item) => reachOf(item, principal)).find((found) => found instanceof Doubt);
  const parts = partsOf(principal);
  const listed = parts.filter((part) => items.some((item) => part.includes(`${item.kind}:${item.name}`)));
  if (parts.length > 0 && listed.length === parts.length) return { reach: REACH.none };
  if (unclear) return { reach: REACH.none, doubt: unclear };
  if (listed.length === 0) return { reach: REACH.direct };
  return {
    reach: REACH.none,
    doubt: new Doubt({
      en: 'NotPrincipal names the principal in part only, without its account or role',
      zh: 'NotPrincipal 仅部分列出该主体，未同时列出其账号或角色',
    }),
  };
}

/** What has to be named to name a principal in full, each with its spellings. */
function partsOf(principal: Principal): readonly (readonly string[])[] {
  const account = (id: string, arn: string) => [`AWS:${id}`, `AWS:arn:${arn.split(':')[1]}:iam::${id}:root`];
  switch (principal.kind) {
    case 'anonymous':
      return [];
    case 'service':
      return [[`Service:${principal.name}`]];
    case 'federated':
      return [[`Federated:${principal.provider}`]];
    case 'root':
      return [account(principal.account, principal.arn)];
    case 'user':
      return [[`AWS:${principal.arn}`], account(principal.account, principal.arn)];
    case 'role-session':
      return [[`AWS:${principal.arn}`], [`AWS:${principal.roleArn}`], account(principal.account, principal.arn)];
    case 'federated-user':
      return [[`AWS:${principal.arn}`], [`AWS:${principal.userArn}`], account(principal.account, principal.arn)];
  }
}

function reachOf({ kind, name }: NamedPrincipal, principal: Principal): Reach | Doubt {
  if (name === '*') return kind === 'AWS' ? REACH.direct : unsupportedPrincipal(kind, name);
  switch (kind) {
    case 'AWS':
      return 'account' in principal ? reachOfAws(name, principal) : REACH.none;
    case 'Service':
      return exactly(name, principal.kind === 'service' ? principal.name : undefined);
    case 'Federated':
      return exactly(name, principal.kind === 'federated' ? principal.provider : undefined);
    default:
      return unsupportedPrincipal(kind, name);
  }
}

type AccountPrincipal = Extract<Principal, { readonly account: string }>;

function reachOfAws(name: string, principal: AccountPrincipal): Reach | Doubt {
  if (name.includes('${') || name.includes('{{')) return openName(name, principal);
  const account = accountNamed(name);
  if (account !== undefined) {
    if (account !== principal.account) return REACH.none;
    return principal.kind === 'root' ? REACH.direct : REACH.account;
  }
  if (!name.startsWith('arn:') || /[*?]/.test(name)) return unsupportedPrincipal('AWS', name);
  if (name === principal.arn) return REACH.direct;
  return behind(principal) === name ? REACH.role : REACH.none;
}

/** `111111111111` and `arn:aws:iam::111111111111:root` are the same account. */
const accountNamed = (name: string): string | undefined => /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];

/** The role of a session, the user of a federated one. */
const behind = (principal: AccountPrincipal): string | undefined => {
  if (principal.kind === 'role-session') return principal.roleArn;
  return principal.kind === 'federated-user' ? principal.userArn : undefined;
};

function openName(name: string, principal: AccountPrincipal): Reach | Doubt {
  const partition = principal.arn.split(':')[1];
  const own = [principal.arn, behind(principal), principal.account, `arn:${partition}:iam::${principal.account}:root`];
  const found = own.flatMap((arn) => (arn === undefined ? [] : [matches(name, arn, { wildcards: false })]));
  return found.find((truth) => truth instanceof Doubt) ?? REACH.none;
}

function exactly(name: string, actual: string | undefined): Reach | Doubt {
  if (actual === undefined) return REACH.none;
  const truth = matches(name, actual, { wildcards: false });
  if (truth instanceof Doubt) return truth;
  return truth ? REACH.direct : REACH.none;
}

const unsupportedPrincipal = (kind: string, name: string): Doubt =>
  new Doubt({
    en: `the principal ${kind} ${name} cannot be compared`,
    zh: `无法比对主体 ${kind} ${name}`,
  });
