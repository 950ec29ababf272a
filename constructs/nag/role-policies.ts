import type { Resource } from './template';

/** Policies of their own that are attached to roles, and where they name them. */
const ATTACHED = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'] as const;

/** Where a policy document stands. */
export interface PolicyAt {
  readonly resource: Resource;
  readonly path: string;
}

/** Those that the role holds, those that name it, and customer-managed ones that it names. */
export function policiesOf(role: Resource): readonly PolicyAt[] {
  const inline = role
    .list('Policies')
    .map((_, index) => ({ resource: role, path: `Policies.${index}.PolicyDocument` }));
  const attaching = ATTACHED.flatMap((type) => role.template.ofType(type)).filter((policy) =>
    policy.list('Roles').some((_, index) => policy.referent(`Roles.${index}`) === role),
  );
  const own = role.template.ofType('AWS::IAM::RolePolicy').filter((policy) => policy.referent('RoleName') === role);
  const named = role
    .list('ManagedPolicyArns')
    .map((_, index) => role.referent(`ManagedPolicyArns.${index}`))
    .filter((policy): policy is Resource => policy?.type === 'AWS::IAM::ManagedPolicy');
  return [
    ...inline,
    ...[...new Set([...attaching, ...own, ...named])].map((resource) => ({ resource, path: 'PolicyDocument' })),
  ];
}
