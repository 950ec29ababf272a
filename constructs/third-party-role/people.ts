/**
 * Words that stand for a function, a team or nobody, beside those of RFC 2142.
 * @see https://www.rfc-editor.org/rfc/rfc2142
 */
const FUNCTIONS: ReadonlySet<string> = new Set([
  ...['abuse', 'ftp', 'hostmaster', 'info', 'marketing', 'news', 'noc', 'postmaster', 'sales', 'security', 'support'],
  ...['trouble', 'usenet', 'uucp', 'webmaster', 'www', 'admin', 'administrator', 'alert', 'alerts', 'all', 'billing'],
  ...['contact', 'customer', 'desk', 'dev', 'developer', 'developers', 'devops', 'duty', 'engineer', 'engineering'],
  ...['everyone', 'generic', 'group', 'help', 'helpdesk', 'hotline', 'it', 'mail', 'mailbox', 'nobody', 'noreply'],
  ...['office', 'oncall', 'operations', 'operator', 'operators', 'ops', 'root', 'secops'],
  ...['service', 'servicedesk', 'shared', 'shift', 'sre', 'staff', 'team', 'user', 'users'],
]);

/** Whether an address is that of a function, such as `it-support@example.com`, and no natural person's own. */
export function isSharedMailbox(address: string): boolean {
  const [local = ''] = address.toLowerCase().split('@');
  const words = local.split(/[^a-z]+/).filter((word) => word !== '');
  return words.length > 0 && (words.every((word) => FUNCTIONS.has(word)) || FUNCTIONS.has(words.join('')));
}
