/** The tag that says to which supplier of the register something belongs. */
export const SUPPLIER_TAG = 'isms:supplier';

/** One role or user of a supplier by its ARN, without wildcards, or the account of the supplier. */
export const SUPPLIER_PRINCIPAL = /^(?:\d{12}|arn:aws(?:-cn)?:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]{1,512})$/;

/** Characters below which an external id is guessed. */
export const SHORTEST_EXTERNAL_ID = 16;

/** What the names of all roles of suppliers begin with. */
export const thirdPartyRolePrefix = (name: string): string => `${name}-supplier-`;

/** The name of a supplier's role: from it, records of use tell whose it was. */
export const thirdPartyRoleName = (name: string, supplier: string): string =>
  `${thirdPartyRolePrefix(name)}${supplier}`;
