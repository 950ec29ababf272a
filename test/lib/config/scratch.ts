import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CheckedConfig, checkConfig, type Problem } from '../../../lib/config';

/** The day on which the tests take place. */
export const TODAY = '2026-11-23';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with files, removed after the tests. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'isms-config-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Checks a configuration, with files beside it. */
export function checked(
  text: string | Uint8Array,
  beside: Readonly<Record<string, string | Uint8Array>> = {},
): CheckedConfig {
  const folder = folderWith({ 'landing-zone.yaml': text, ...beside });
  return checkConfig(join(folder, 'landing-zone.yaml'), { asOf: TODAY });
}

export const problemsOf = (
  text: string | Uint8Array,
  beside?: Readonly<Record<string, string | Uint8Array>>,
): readonly Problem[] => checked(text, beside).problems;

export const codesOf = (problems: readonly Problem[]): readonly string[] => problems.map(({ code }) => code);

/** `code key` of each problem: what most tests are about. */
export const told = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ code, key }) => `${code} ${key}`);

export const MINIMAL_ACCOUNT = `version: 1
name: acme
owner: platform@example.com
profile: single-account
partition: aws
regions: { home: eu-central-1, recovery: eu-west-1 }
account: "111111111111"
network: { home: 10.0.0.0/16, recovery: 10.1.0.0/16 }
`;

export const MINIMAL_ORGANIZATION = `version: 1
name: acme
owner: platform@example.com
profile: organization
partition: aws
regions: { home: eu-central-1, recovery: eu-west-1 }
organization:
  id: o-exampleorg1
  rootId: r-ab12
  units:
    - { name: Core, environment: shared }
    - { name: Production, environment: production }
  accounts:
    - { name: Management, id: "111111111111", email: m@example.com, role: management }
    - { name: Archive, id: "222222222222", email: a@example.com, role: log-archive, unit: Core }
    - { name: Security, id: "333333333333", email: s@example.com, role: security, unit: Core }
    - { name: Network, id: "444444444444", email: n@example.com, role: network, unit: Core }
    - { name: Operations, id: "555555555555", email: o@example.com, role: operations, unit: Core }
    - { name: Backup, id: "666666666666", email: b@example.com, role: backup, unit: Core }
    - { name: Shop, id: "777777777777", email: w@example.com, unit: Production }
network: { home: 10.0.0.0/16, recovery: 10.1.0.0/16 }
contacts:
  - { name: platform, email: platform@example.com }
  - { name: deputy, email: deputy@example.com }
onCall: { primary: platform, deputy: deputy, escalation: platform }
`;

/** A text with one passage changed; a passage that is not there is a mistake of the test. */
export function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the text has no "${from}"`);
  return text.replace(from, () => to);
}
