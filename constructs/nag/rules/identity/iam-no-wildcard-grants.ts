import { parseArn } from '../../arns';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import type { Statement } from '../../policy';
import { refersToResource } from '../../references';
import type { Finding, Rule } from '../../rule';
import { actionsOf } from '../../service-reference';
import { type Resource, Unresolved } from '../../template';
import { takesInAny } from '../../unnamed-resources';
import { takesIn } from '../../wildcards';
import { IDENTITY_POLICY_TYPES, judgeGrants } from './identity-policies';

/** Wildcards that stand for metadata only. `Get*` is none of them: it reads objects, secrets and parameters. */
const READS_METADATA = /^(Describe|List)[A-Za-z]*\*$/;

const ONLY_WILDCARDS = /^[*?]+$/;

/**
 * No Allow grants everything, a whole service (`s3:*`, on whatever resource), or a wildcard within a service (`s3:Get*`)
 * on all resources, or on all of a type; none uses `NotAction` or `NotResource`, which grant whatever comes to exist.
 *
 * `Describe…*` and `List…*` may stand with all resources: they read metadata, and most of them know no resources.
 * Exact actions may, too: whether a resource could be named is for the proof of privilege escalation. Resource policies,
 * such as those of keys, have rules of their own.
 */
export const iamNoWildcardGrants: Rule = {
  id: 'iam-no-wildcard-grants',
  demand: {
    en: 'A policy grants neither everything, nor a whole service, nor a wildcard of actions on all resources.',
    zh: '策略不得授予全部权限、整项服务，或对全部资源以通配符授予操作。',
  },
  types: IDENTITY_POLICY_TYPES,
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  judge: (resource) =>
    judgeGrants(resource, GRANTS_NOTHING, (allow) => {
      const findings = [...negations(allow), ...broadActions(allow)];
      return findings.length > 0 ? findings : wildcardsOnAll(allow, resource);
    }),
};

const GRANTS_NOTHING = { en: 'it grants nothing itself', zh: '其自身未授予任何权限' };

const negations = (allow: Statement): readonly Finding[] => [
  ...(allow.notActions.length > 0
    ? [
        finding(
          `${allow.path}.NotAction`,
          'grants every other action, future ones included',
          '授予除所列之外的全部操作，包括将来新增的',
        ),
      ]
    : []),
  ...(allow.notResources.length > 0
    ? [
        finding(
          `${allow.path}.NotResource`,
          'reaches every other resource, future ones included',
          '涵盖除所列之外的全部资源，包括将来新增的',
        ),
      ]
    : []),
];

/** `*`, `s3:*`, `*:Get*`: what is granted is not even one service's. */
function broadActions(allow: Statement): readonly Finding[] {
  const broad = allow.actions.filter(isBroad);
  if (broad.length === 0) return [];
  const actions = broad.join(', ');
  return [
    finding(
      `${allow.path}.Action`,
      `grants ${actions}: a whole service or more`,
      `授予 ${actions}：范围为整项服务甚至更大`,
    ),
  ];
}

function isBroad(action: string): boolean {
  const [service = '', name] = action.split(':');
  return /[*?]/.test(service) || (name !== undefined && ONLY_WILDCARDS.test(name));
}

function wildcardsOnAll(allow: Statement, resource: Resource): readonly Finding[] {
  const wildcards = allow.actions.filter((action) => isWildcardWithin(action, `${allow.path}.Action`));
  const named = allow.resources.filter((text) => !refersToResource(text, resource, `${allow.path}.Resource`));
  const broad = wildcards.filter((action) => named.some((text) => isAll(text) || isAllOf(text, action)));
  if (broad.length === 0) return [];
  const actions = broad.join(', ');
  return [finding(`${allow.path}.Resource`, `is a wildcard for ${actions}`, `对 ${actions} 使用了通配符`)];
}

/** `s3:Get*`, but neither `s3:*`, which fails on its own, nor `s3:ListBucket*`, which reads metadata. */
function isWildcardWithin(action: string, path: string): boolean {
  if (isOpen(action)) throw new Unresolved(path);
  const [, name = ''] = action.split(':');
  return /[*?]/.test(name) && !isBroad(action) && !READS_METADATA.test(name);
}

/** `*`, and ARNs that name nothing, such as `arn:aws:s3:::*`. */
const isAll = (text: string): boolean =>
  /^(arn:)?[*?:]+$/.test(text) || /^[*?/:]+$/.test(parseArn(text)?.resource ?? '');

/** ARNs that name no more than a type of which an action reads or changes all: `arn:aws:dynamodb:*:*:table/*`. */
function isAllOf(text: string, pattern: string): boolean {
  // most name more than a type, and the reference need not be read
  if (!/^[\w-]*[:/][*?:/]+$/.test(parseArn(text)?.resource ?? '')) return false;
  const [service = '', name = ''] = pattern.toLowerCase().split(':');
  return actionsOf(service).some((action) => takesIn(name, action.name, 'i') && takesInAny(text, service, action));
}
