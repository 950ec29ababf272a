import { isOpen } from '../../intrinsics';
import type { Finding } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** Types that stand for a key whose policy and life the customer decides. */
const KEY_TYPES: ReadonlySet<string> = new Set(['AWS::KMS::Key', 'AWS::KMS::ReplicaKey', 'AWS::KMS::Alias']);

/** What CloudFormation fills in by itself without naming another key. */
const PSEUDO_PARAMETERS = /\$\{AWS::\w+\}/g;

/**
 * What is wrong with the key at a path: nothing where it is the customer's own.
 * @throws Unresolved when deployment alone decides which key it is.
 */
export function customerKeyFindings(resource: Resource, path: string): readonly Finding[] {
  if (!resource.has(path)) {
    return [
      {
        property: path,
        message: {
          en: 'is missing: no key of your own guards the content',
          zh: '未设置：内容不受自有密钥保护',
        },
      },
    ];
  }
  const referent = resource.referent(path);
  if (referent && KEY_TYPES.has(referent.type)) return [];
  const key = resource.text(path);
  if (/(^|[:/])alias\/aws\//.test(key)) {
    return [
      {
        property: path,
        message: {
          en: `is ${key}, the provider's key: its policy, rotation and deletion are not yours to decide`,
          zh: `为云服务商托管密钥 ${key}：其策略、轮换与删除均不由用户决定`,
        },
      },
    ];
  }
  if (isOpen(key.replace(PSEUDO_PARAMETERS, '')) || key.includes('{{resolve:')) throw new Unresolved(path);
  return [];
}
