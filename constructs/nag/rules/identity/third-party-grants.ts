import { parseArn } from '../../arns';
import type { Statement } from '../../policy';
import { actionsOf, type ReferenceAction } from '../../service-reference';
import { takesInAny, takesInAnyName } from '../../unnamed-resources';
import { takesIn } from '../../wildcards';

/** What of an Allow counts here, as a policy or a configuration has it. */
export type Grants = Pick<Statement, 'actions' | 'resources'>;

/** An item of an Allow that a third party must not have, by its place in the list. */
export interface Overreach {
  readonly item: number;
  /** The action that shows it, `service:Action`. */
  readonly action: string;
}

/** Services that say who comes in, and to whom things are given: all that changes something in them is for ourselves. */
const ADMITTING: readonly string[] = [
  'account',
  'iam',
  'identitystore',
  'organizations',
  'ram',
  'rolesanywhere',
  'sso',
  'sso-directory',
];

/** Share something with an account, and are no permissions management to the Service Authorization Reference. */
const SHARING: readonly string[] = [
  'ec2:modifyimageattribute',
  'rds:modifydbclustersnapshotattribute',
  'rds:modifydbsnapshotattribute',
];

/** Make the caller, or what it starts, somebody else. */
const BECOMING: readonly string[] = ['iam:PassRole', 'sts:AssumeRole', 'sts:AssumeRoot'];

/** Of what is permissions management, names that stand for a policy, a grant or an access list; the rest is misfiled there. */
const OF_POLICIES = /^(?!Get|List|Describe).*(Polic(y|ies)|Permissions?|Grants?|Acl|Attribute)$/;

interface Taken {
  readonly service: string;
  readonly action: ReferenceAction;
}

/** The actions that a pattern takes in. */
function takenBy(pattern: string): readonly Taken[] {
  const [service = '', name = ''] = pattern.toLowerCase().split(':');
  return actionsOf(service).flatMap((action) => (takesIn(name, action.name, 'i') ? { service, action } : []));
}

const nameOf = ({ service, action }: Taken): string => `${service}:${action.name}`;

const isReading = ({ accessLevel }: ReferenceAction): boolean => ['Read', 'List'].includes(accessLevel);

const becomes = (name: string): boolean => BECOMING.includes(name);

/** Whether an action lets others in, or hands something out. */
function admits(taken: Taken): boolean {
  const { service, action } = taken;
  if (becomes(nameOf(taken))) return false;
  if (ADMITTING.includes(service)) return !isReading(action);
  const isManaged = action.accessLevel.includes('Permissions management') && OF_POLICIES.test(action.name);
  return isManaged || SHARING.includes(nameOf(taken).toLowerCase());
}

/** Actions by which a third party lets others in, or itself by another way: none of these is bound to its contract. */
export const admissionsIn = ({ actions }: Grants): readonly Overreach[] =>
  actions.flatMap((pattern, item) => {
    if (isOfEveryService(pattern)) return [{ item, action: pattern }];
    const found = takenBy(pattern).find(admits);
    return found ? [{ item, action: nameOf(found) }] : [];
  });

const isOfEveryService = (pattern: string): boolean => /[*?]/.test(pattern.split(':')[0] ?? '');

/** Resources by which a third party becomes, or passes, roles that nobody has named. */
export function becomingIn({ actions, resources }: Grants): readonly Overreach[] {
  const action = BECOMING.find((name) => actions.some((pattern) => takesIn(pattern, name, 'i')));
  if (action === undefined) return [];
  return resources.flatMap((resource, item) =>
    /[*?]/.test(parseArn(resource)?.resource ?? resource) ? [{ item, action }] : [],
  );
}

/** Resources that name none, though an action knows some: `*`, `arn:aws:s3:::*`. What only lists may do so. */
export const unnamedIn = ({ actions, resources }: Grants): readonly Overreach[] =>
  resources.flatMap((resource, item) => {
    const { service, resource: name } = parseArn(resource) ?? { service: '*', resource };
    const everything = actions.find(isOfEveryService);
    if (everything !== undefined && /[*?]/.test(service) && takesInAnyName(name)) return [{ item, action: everything }];
    const found = actions
      .map((pattern) => (isOfEveryService(pattern) ? `${service}:${pattern.split(':')[1] ?? '*'}` : pattern))
      .flatMap(takenBy)
      .find((taken) => !taken.action.accessLevel.includes('List') && takesInAny(resource, taken.service, taken.action));
    return found ? [{ item, action: nameOf(found) }] : [];
  });
