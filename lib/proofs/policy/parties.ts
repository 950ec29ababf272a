import type { Context, Principal } from './model';
import type { Scene } from './scene';

/** Who may stand behind a call. */
export type Party =
  | 'administrator'
  | 'root'
  | 'platform'
  /** Somebody in whose role people work from day to day. */
  | 'person'
  | 'break-glass'
  /** A role of another account of the organization. */
  | 'neighbour'
  /** A role of an account that belongs to no organization, or to another. */
  | 'outsider'
  /** A service of AWS that acts for the organization, or for a stranger. */
  | 'service'
  | 'deputy';

/** Somebody of an account that belongs to nobody known. */
export const OUTSIDER = {
  kind: 'role-session',
  arn: 'arn:aws:sts::999999999990:assumed-role/mallory/session',
  roleArn: 'arn:aws:iam::999999999990:role/mallory',
  account: '999999999990',
} as const satisfies Principal;

/** Whose a resource is, where its ARN does not say. */
export type Owner = 'neighbour' | 'outsider' | 'aws';

/** A party as a request shows it. */
export interface Caller {
  readonly principal: Principal;
  readonly context: Context;
}

/** A service that writes into buckets, which stands for any that acts for others. */
const DELIVERY = 'delivery.logs.amazonaws.com';

/**
 * @param role the role of an administrator, or of the platform
 */
export function callerOf(party: Party, role: string, scene: Scene): Caller {
  const { name, account, neighbour, outsider, organizationId } = scene;
  const member = { 'aws:PrincipalOrgID': organizationId };
  switch (party) {
    case 'root':
      return {
        principal: { kind: 'root', arn: `arn:${scene.partition}:iam::${account}:root`, account },
        context: member,
      };
    case 'person':
      return { principal: session(`${name}-developer`, account, scene), context: member };
    case 'break-glass':
      return { principal: session(`${name}-break-glass`, account, scene), context: member };
    case 'neighbour':
      return { principal: session(role, neighbour, scene), context: member };
    case 'outsider':
      return { principal: session(role, outsider, scene), context: {} };
    case 'service':
      return serviceFor(account, { 'aws:SourceOrgID': organizationId });
    case 'deputy':
      return serviceFor(outsider, {});
    default:
      return { principal: session(role, account, scene), context: member };
  }
}

const session = (role: string, account: string, { partition }: Scene): Principal => ({
  kind: 'role-session',
  arn: `arn:${partition}:sts::${account}:assumed-role/${role}/session`,
  roleArn: `arn:${partition}:iam::${account}:role/${role}`,
  account,
});

const serviceFor = (account: string, organization: Context): Caller => ({
  principal: { kind: 'service', name: DELIVERY },
  context: { 'aws:SourceAccount': account, ...organization },
});

/** Whether service control policies of the organization bind a principal. */
export const isMember = (principal: Principal, { account, neighbour }: Scene): boolean =>
  'account' in principal && [account, neighbour].includes(principal.account);

/** What a request says of the resource's owner. */
export const ownerContext = (owner: string, { account, neighbour, organizationId }: Scene): Context =>
  [account, neighbour].includes(owner) ? { 'aws:ResourceOrgID': organizationId } : {};
