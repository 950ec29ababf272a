/** What the names of all roles of suppliers begin with. */
export const thirdPartyRolePrefix = (name: string): string => `${name}-supplier-`;

/** The name of a supplier's role: from it, records of use tell whose it was. */
export const thirdPartyRoleName = (name: string, supplier: string): string =>
  `${thirdPartyRolePrefix(name)}${supplier}`;
