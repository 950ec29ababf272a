import type { Policy } from './model';
import { opaquePolicy, parsePolicy } from './parse';

/**
 * Policies that AWS keeps, as far as their text is known and does not change in what it lets through. All others may allow
 * and deny anything.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
 */
const KNOWN: Readonly<Record<string, Policy>> = {
  AdministratorAccess: parsePolicy(
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    { name: 'AdministratorAccess' },
  ),
};

/**
 * The policy of AWS that an ARN names.
 * @param arn such as `arn:aws-cn:iam::aws:policy/AdministratorAccess`
 */
export function awsManaged(arn: string): Policy {
  const [, name = arn] = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return KNOWN[name] ?? opaquePolicy(name, '');
}
