/**
 * `leave-organization` → `LeaveOrganization`: ids of constructs are written so, and a statement's Sid takes letters and digits
 * only.
 */
export const pascalCase = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
