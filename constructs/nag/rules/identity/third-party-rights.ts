import { type Statement, statementsOf } from '../../policy';
import { type Resource, Unresolved } from '../../template';

/** Types of policies that are attached to roles of their template. */
const ATTACHED = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];

/** The policies of the role itself, and those of the template that are attached to it. */
export const rightsOf = (role: Resource): readonly Statement[] =>
  documentsOf(role).flatMap(({ holder, path }) => statementsOf(holder, path));

const documentsOf = (role: Resource): readonly { readonly holder: Resource; readonly path: string }[] => [
  ...role.list('Policies').map((_, index) => ({ holder: role, path: `Policies.${index}.PolicyDocument` })),
  ...ATTACHED.flatMap((type) => role.template.ofType(type))
    .filter((policy) => isAttachedTo(policy, role))
    .map((holder) => ({ holder, path: 'PolicyDocument' })),
];

const isAttachedTo = (policy: Resource, role: Resource): boolean =>
  policy.list('Roles').some((_, index) => policy.referent(`Roles.${index}`) === role) ||
  role.list('ManagedPolicyArns').some((_, index) => role.referent(`ManagedPolicyArns.${index}`) === policy);

/**
 * What a role allows, one by one: all but some actions or resources counts as all. One whose text deployment decides throws when
 * it is looked at, so that it hides nothing in another.
 */
export const grantsOfThirdParty = (role: Resource): readonly (() => Statement)[] =>
  documentsOf(role).flatMap(({ holder, path }) => {
    try {
      return statementsOf(holder, path)
        .filter(({ effect }) => effect !== 'Deny')
        .map((statement) => () => settled(statement));
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error;
      return [
        () => {
          throw error;
        },
      ];
    }
  });

function settled(statement: Statement): Statement {
  const { actions, notActions, resources, notResources, path } = statement;
  if (actions.some((action) => action.includes('${'))) throw new Unresolved(`${path}.Action`);
  return {
    ...statement,
    actions: notActions.length > 0 ? ['*:*'] : actions.map((action) => (action === '*' ? '*:*' : action)),
    resources: notResources.length > 0 ? ['*'] : resources,
  };
}
