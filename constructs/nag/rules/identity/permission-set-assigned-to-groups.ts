import { finding } from '../../findings';
import { isIntrinsic, isObject } from '../../intrinsics';
import { type Finding, nonCompliant, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** Assignments are made one by one, or all of them by the landing zone's own resource. */
const MANY = 'Custom::IdentityAssignments';

/** Rights go to groups of the directory: who joins and leaves is decided there, for all accounts at once. */
export const permissionSetAssignedToGroups: Rule = {
  id: 'permission-set-assigned-to-groups',
  demand: {
    en: 'A permission set is assigned to groups, never to a single person.',
    zh: '权限集仅分配给组，不分配给个人。',
  },
  types: ['AWS::SSO::Assignment', MANY],
  reference: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sso-assignment.html',
  judge(assignment) {
    const paths =
      assignment.type === MANY
        ? assignment.list('Assignments').map((_, index) => `Assignments.${index}.PrincipalType`)
        : ['PrincipalType'];
    if (paths.length === 0) return nonCompliant(NOBODY);
    return verdictFromEach(paths, (path) => toOnePerson(assignment, path));
  },
};

const NOBODY = finding('Assignments', 'is empty: nothing says who holds what', '为空：未说明谁持有何权限');

function toOnePerson(assignment: Resource, path: string): readonly Finding[] {
  const entry = assignment.raw(path.split('.').slice(0, -1).join('.'));
  if (path.includes('.') && (!isObject(entry) || isIntrinsic(entry))) throw new Unresolved(path);
  const type = assignment.literal(path);
  if (type === 'GROUP') return [];
  return [finding(path, `is ${type ?? 'missing'}, and not GROUP`, `为 ${type ?? '空'}，而非 GROUP`)];
}
