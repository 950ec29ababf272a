import { RESOURCE_CONTROLLED_SERVICES } from '../partition';
import type { Stated } from './lots';

/**
 * What of guardrails a resource control policy cannot say, or says without effect: it spares nobody by itself, names its actions
 * one by one, and those of services that it reaches.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-rcp-syntax-error-action
 */
export const resourceControlFaults = (stated: readonly Stated[]): readonly string[] =>
  stated.flatMap(({ guardrail: { id, exempt }, statement: { Action, NotAction } }) => [
    ...(exempt === 'platform'
      ? [
          `${id} spares the platform, which resource control policies bind as well: exempt nobody, and spare by its condition`,
        ]
      : []),
    ...(NotAction === undefined
      ? []
      : [`${id} refuses all actions but some, which resource control policies cannot say: name those that it refuses`]),
    ...[Action ?? []]
      .flat()
      .filter((action) => !RESOURCE_CONTROLLED_SERVICES.includes(action.split(':')[0]?.toLowerCase() ?? ''))
      .map(
        (action) =>
          `${id} names ${action}, and resource control policies do not reach that: name actions of ${REACHED}`,
      ),
  ]);

const REACHED = 'services such as s3, kms or sqs';
