import type { Conditions } from '../purpose-key/senders';

/** One statement of an identity policy, as IAM reads it. */
export interface Grant {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/** A policy document of such statements. */
export interface GrantDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Grant[];
}

/** What a grant has to know of the landing zone. */
export interface GrantContext {
  /** `aws` or `aws-cn`: how ARNs begin. */
  readonly partition: string;
  /** The landing zone's name, with which the names of its resources begin. */
  readonly name: string;
  /**
   * The account of the bastion, for whose document sessions are started: another account may share one of the same name.
   * @default - no sessions on a bastion are granted
   */
  readonly bastionAccount?: string;
}

/**
 * An Allow.
 * @param resources default: all, for actions that know no resources or where the account is the bound
 */
export const allow = (
  sid: string,
  actions: readonly string[],
  resources: readonly string[] = ['*'],
  condition?: Conditions,
): Grant => grant('Allow', sid, actions, resources, condition);

/** A Deny, which no Allow outweighs. */
export const deny = (
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  condition?: Conditions,
): Grant => grant('Deny', sid, actions, resources, condition);

const grant = (
  effect: Grant['Effect'],
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  condition: Conditions | undefined,
): Grant => ({
  Sid: sid,
  Effect: effect,
  Action: actions,
  Resource: resources,
  ...(condition && { Condition: condition }),
});

/** `actionsOf('sqs', 'SendMessage ReceiveMessage')`: names of one service's actions, written once. */
export const actionsOf = (service: string, names: string): readonly string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${service}:${name}`);

/** A policy document of these statements. */
export const documentOf = (grants: readonly Grant[]): GrantDocument => ({ Version: '2012-10-17', Statement: grants });

/** Characters as IAM counts them: white space, which is not sent, is free. */
export const charactersOf = (document: unknown): number => JSON.stringify(document).length;
