import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';

/** A word for a shell, quoted where it must be, and so that it stays readable. */
export function word(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!text.includes("'")) return `'${text}'`;
  // inside double quotes these would mean something; `!=` does not
  return /[$`"\\]|!(?!=)/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}

/** The region whose endpoint serves Organizations: one in each partition. */
export const organizationsRegion = ({ partition }: LandingZoneConfig): string =>
  partition === 'aws-cn' ? 'cn-northwest-1' : 'us-east-1';

/** The name under which the AWS CLI knows the credentials of an account: `<name>`, or `<name>-<role>` in an organization. */
export function profileOf(config: LandingZoneConfig, account: string): string {
  if (config.profile === 'single-account') return config.name;
  const role = config.organization.accounts.find(({ id }) => id === account)?.role ?? 'workload';
  return `${config.name}-${role}`;
}

/**
 * The account whose credentials deploy into another: operations, which the others trust, and nobody but itself for the
 * management account, on which everything else depends.
 */
export function deployerOf(config: LandingZoneConfig, account: string): string {
  if (config.profile === 'single-account' || account === accountFor(config, 'management')) return account;
  return accountFor(config, 'operations');
}

/** A command of the AWS CLI in an account and region. */
export const aws = (config: LandingZoneConfig, account: string, region: string, command: string): string =>
  `aws ${command} --region ${region} --profile ${profileOf(config, account)}`;

/** A command of Organizations, in the management account. */
export const awsOrganizations = (config: LandingZoneConfig, command: string): string =>
  aws(config, accountFor(config, 'management'), organizationsRegion(config), command);

/** Prints what a command answers without quotes and brackets, so that a shell can go on with it. */
export const text = (query: string): string => `--query ${word(query)} --output text`;

/**
 * For each row of a table with tabs, its columns as variables; `_` skips one.
 * @param file quoted as a shell needs it
 */
export const forEachRow = (file: string, columns: readonly string[], body: readonly string[]): string =>
  [`while IFS=$'\\t' read -r ${columns.join(' ')}; do`, ...body.map((line) => `  ${line}`), `done < ${file}`].join(
    '\n',
  );
