/** What a group may do where: one permission set, in the accounts of units and in single accounts. Spelt as CloudFormation spells properties. */
export interface Assignment {
  /** The permission set. */
  readonly PermissionSetArn: string;
  /** Rights are given to groups, never to single persons. */
  readonly PrincipalType: 'GROUP';
  /** The group's id in the identity store. */
  readonly PrincipalId: string;
  /** Ids of organizational units; of the units below them as well. A root's id stands for the whole organization. */
  readonly Units?: readonly string[];
  /** Ids of single accounts. */
  readonly Accounts?: readonly string[];
}

/** One assignment in one account, as IAM Identity Center has it. */
export interface Grant {
  readonly account: string;
  readonly permissionSet: string;
  readonly principalType: string;
  readonly principal: string;
}

/** The same for the same grant. */
export const keyOf = ({ account, permissionSet, principalType, principal }: Grant): string =>
  [account, permissionSet, principalType, principal].join(' ');

/**
 * The assignments of an event, whether of the schedule or of CloudFormation.
 * @throws when the list is none, or an element is not what the construct writes.
 */
export function assignmentsOf(properties: Readonly<Record<string, unknown>>): readonly Assignment[] {
  const { Assignments: list } = properties;
  if (!Array.isArray(list) || list.length === 0) throw new Error('the event names no assignments');
  const wrong = list.findIndex((element) => !isAssignment(element));
  if (wrong >= 0) throw new Error(`assignment ${wrong} is none: ${JSON.stringify(list[wrong])}`);
  return list;
}

function isAssignment(element: unknown): element is Assignment {
  const {
    PermissionSetArn,
    PrincipalType,
    PrincipalId,
    Units = [],
    Accounts = [],
  } = (element ?? {}) as Record<string, unknown>;
  return (
    [PermissionSetArn, PrincipalId].every((text) => typeof text === 'string' && text !== '') &&
    PrincipalType === 'GROUP' &&
    [Units, Accounts].every((ids) => Array.isArray(ids) && ids.every((id) => typeof id === 'string')) &&
    [Units, Accounts].flat().length > 0
  );
}
