import type { AccessPrincipal } from '../access/principals';
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
 * speaks for the patterns that take it in.
 */
export function alike(
  { identity }: AccessPrincipal,
  action: string,
  example: string,
  fill: (text: string, region?: string) => string,
): readonly string[] {
  const beginning = beginningOf(example);
  const first = fill(example);
  if (beginning === undefined) return [first];
  const named = identity
    .flatMap((policy) => statementsOn(policy, action))
    .flatMap(({ effect, resources }) => (effect === 'Deny' || resources?.negated ? [] : (resources?.items ?? [])))
    .filter((pattern) => matchesArn(pattern, first) !== true)
    .flatMap((pattern) => witness(pattern, fill(beginning, regionIn(pattern))) ?? []);
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
