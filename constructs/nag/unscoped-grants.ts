import { parseArn } from './arns';
import { finding } from './findings';
import { isOpen } from './intrinsics';
import type { Statement } from './policy';
import { refersToResource } from './references';
import type { Finding } from './rule';
import { knowsNoResource } from './service-reference';
import { type Resource, Unresolved } from './template';

/** What is wrong with the resources of an Allow of a role: they take in all there are, of actions of which IAM knows resources. */
export function unscopedFindings(allow: Statement, policy: Resource): readonly Finding[] {
  if (allow.notResources.length > 0) {
    return [finding(`Role.${allow.path}.NotResource`, 'reaches every other resource', '涵盖除所列之外的全部资源')];
  }
  const nameable = allow.actions.filter((action) => !knowsNoResource(action));
  if (nameable.length === 0 || !allow.resources.some((text) => isAny(text, policy, `${allow.path}.Resource`)))
    return [];
  return [
    finding(
      `Role.${allow.path}.Resource`,
      `takes in all resources for ${nameable.join(', ')}`,
      `对 ${nameable.join('、')} 涵盖全部资源`,
    ),
  ];
}

/** `*`, and ARNs that name neither a resource nor its kind. */
function isAny(text: string, policy: Resource, path: string): boolean {
  if (refersToResource(text, policy, path)) return false;
  const resource = parseArn(text)?.resource;
  if (resource === undefined && isOpen(text)) throw new Unresolved(path);
  return /^[*?:/]*$/.test(resource ?? text);
}
