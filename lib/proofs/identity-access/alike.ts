import { type AccessPrincipal, sessionOf } from '../access/principals';
import { arnParts, matchesArn } from '../policy/pattern';
import { statementsOn } from '../policy/statement';
import { witness } from './witness';

/**
 * How far the ARN of an example tells what is at stake; what stands behind is as good as any other. Of things that workloads
 * have as well, those of the landing zone begin with its name. The first that matches counts; of what none matches, the
 * example alone is tried.
 */
const BEGINNINGS: readonly RegExp[] = [
  // buckets of workloads may begin with the name as well
  /^arn:\{partition\}:s3:::\{name\}-\w+-/,
  /^.*\{name\}[-/]/,
  /^arn:\{partition\}:organizations:.*\{organizationId\}\//,
  /^arn:\{partition\}:account:.*\{organizationId\}\//,
  /^arn:\{partition\}:iam::\{account\}:user\/(break-glass\/)?/,
  /^arn:\{partition\}:iam::\{account\}:(group|saml-provider|oidc-provider)\//,
  /^arn:\{partition\}:iam::\{account\}:role\/(?=workload\/)/,
  /^arn:\{partition\}:iam::\{account\}:role\/(cdk-hnb659fds-(deploy|file-publishing|cfn-exec)-role-|stacksets-exec-|aws-reserved\/)/,
  /^arn:\{partition\}:iam::\{account\}:(policy|instance-profile)\/(?=workload\/)/,
  /^arn:\{partition\}:lambda:\{region\}:\{account\}:function:/,
  /^arn:\{partition\}:cloudformation:\{region\}:\{account\}:(stack\/CDKToolkit\/|stackset\/)/,
  /^arn:\{partition\}:(sso|identitystore):::\w+\//,
  /^arn:\{partition\}:(rolesanywhere|guardduty|securityhub|config):\{region\}:\{account\}:[\w-]+\//,
  /^arn:\{partition\}:s3:::cdk-hnb659fds-assets-/,
];

export const beginningOf = (example: string): string | undefined =>
  BEGINNINGS.flatMap((expression) => expression.exec(example)?.[0] ?? [])[0];

/**
 * What somebody's own statements on an action name of what an example stands for, wildcards filled; the example first, which
 * speaks for the patterns that take it in; and the example in the regions that they name.
 */
export function alike(
  { identity }: AccessPrincipal,
  action: string,
  example: string,
  fill: (text: string, region?: string) => string,
): readonly string[] {
  const beginning = beginningOf(example);
  const first = fill(example);
  const patterns = identity
    .flatMap((policy) => statementsOn(policy, action))
    .flatMap(({ effect, resources }) => (effect === 'Deny' || resources?.negated ? [] : (resources?.items ?? [])))
    .filter((pattern) => matchesArn(pattern, first) !== true);
  const named = patterns.flatMap((pattern) => {
    const region = regionIn(pattern);
    const arn = beginning === undefined ? undefined : witness(pattern, fill(beginning, region));
    return [fill(example, region), ...(arn !== undefined && matchesArn(pattern, arn) !== false ? [arn] : [])];
  });
  return [...new Set([first, ...named])];
}

const regionIn = (pattern: string): string | undefined => /^[a-z]+(-[a-z]+)+-\d$/.exec(arnParts(pattern)[3] ?? '')?.[0];

/** The accounts that somebody's own statements name. */
export const accountsNamedBy = ({ identity }: AccessPrincipal): readonly string[] => [
  ...new Set(
    identity
      .flatMap(({ statements }) => statements)
      .flatMap(({ resources }) => resources?.items ?? [])
      .flatMap((pattern) => /^\d{12}$/.exec(arnParts(pattern)[4] ?? '')?.[0] ?? []),
  ),
];

/** Who speaks for many accounts asks in a given one, if it is among them. */
export function within(asker: AccessPrincipal, account: string): AccessPrincipal {
  const { place } = asker;
  if (!place?.alike?.includes(account)) return asker;
  const id = asker.id.replace(place.account, account);
  const there = { ...place, account };
  return { ...asker, id, place: there, principal: sessionOf(id, id.slice(id.lastIndexOf('/') + 1), there) };
}

/** Somebody where they are, and in each of the accounts alike that their own statements name. */
export const wherever = (asker: AccessPrincipal): readonly AccessPrincipal[] => [
  asker,
  ...accountsNamedBy(asker)
    .filter((account) => asker.place?.alike?.includes(account))
    .map((account) => within(asker, account)),
];
