import { parseArn } from '../../arns';
import { binds, coversAction } from '../../callers';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { refersToResource } from '../../references';
import type { Finding, Rule } from '../../rule';
import type { Resource } from '../../template';
import { IDENTITY_POLICY_TYPES, judgeGrants } from './identity-policies';

/**
 * Whoever may pass any role to any service may do what the strongest role may. An Allow that takes in `iam:PassRole`,
 * by wildcard too, names the roles (a prefix will do) and the services that get them.
 */
export const iamPassRoleBounded: Rule = {
  id: 'iam-pass-role-bounded',
  demand: {
    en: 'An Allow of iam:PassRole names the roles and, in iam:PassedToService, the services.',
    zh: '授予 iam:PassRole 时须指定角色，并以 iam:PassedToService 指定服务。',
  },
  types: IDENTITY_POLICY_TYPES,
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  judge: (resource) =>
    judgeGrants(resource, PASSES_NO_ROLE, (allow) =>
      coversAction(allow, 'iam:PassRole') ? [...anyRole(allow, resource), ...anyService(allow)] : undefined,
    ),
};

const PASSES_NO_ROLE = { en: 'it lets nobody pass a role', zh: '其未授予传递角色的权限' };

function anyRole(allow: Statement, resource: Resource): readonly Finding[] {
  const property = allow.notResources.length > 0 ? 'NotResource' : 'Resource';
  if (property === 'Resource' && !allow.resources.some((text) => isAnyRole(text, resource, allow.path))) return [];
  return [
    finding(`${allow.path}.${property}`, 'takes in any role, the strongest included', '涵盖任意角色，包括权限最高者'),
  ];
}

function isAnyRole(text: string, resource: Resource, path: string): boolean {
  if (refersToResource(text, resource, `${path}.Resource`)) return false;
  const name = parseArn(text)?.resource ?? text;
  return /^(role\/)?[*?/:]+$/.test(name) || /^(arn:)?[*?:]+$/.test(text);
}

const anyService = (allow: Statement): readonly Finding[] =>
  binds(allow, 'iam:passedtoservice')
    ? []
    : [
        finding(
          `${allow.path}.Condition`,
          'does not name the services in iam:PassedToService',
          '未以 iam:PassedToService 指定服务',
        ),
      ];
