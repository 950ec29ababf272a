/**
 * What guardrails are about, and the words for it in the names of policies. A policy holds whole themes where they fit; where
 * there are fewer places than themes they share policies, each taking the first that has room for it, in this order: the larger
 * ones come first.
 */
export const THEMES = {
  evidence: 'logs, evidence, detection',
  'landing-zone': 'organization, regions, landing zone',
  hosts: 'sessions, hosts, code',
  exposure: 'sharing, publishing, mail',
  identities: 'root, users, sign-in',
  keys: 'keys, secrets, backups',
  perimeter: 'data perimeter',
  transport: 'requests without TLS',
} as const;

/** One of `THEMES`. */
export type ThemeId = keyof typeof THEMES;

export const THEME_IDS = Object.keys(THEMES) as readonly ThemeId[];
