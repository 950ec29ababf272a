import { type Statement, statementsOf } from '../../../constructs/nag/policy';
import { rightsOf } from '../../../constructs/nag/rules/identity/third-party-rights';
import { tagOf } from '../../../constructs/nag/tags';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import { SUPPLIER_TAG } from '../../../constructs/third-party-role/names';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { COMPLETENESS } from './names';
import type { Register, RegisteredEntry } from './register';

const FACET: FacetId = '4.4/outsourced#third-party-access-conditions';

/**
 * Holds each role of a supplier against the entry of the register that it is for: who enters, with what, until when, to do what,
 * within which boundary. What the register says stands in the templates, in every unit, and nothing else does.
 */
export function registeredEntries(estate: JudgedEstate, { suppliers }: Register): readonly Evidence[] {
  const entries = suppliers.flatMap(({ entry }) => entry ?? []);
  const roles = estate.estate.ofType('AWS::IAM::Role');
  return [
    ...entries.flatMap((entry) => absences(entry, roles, estate)),
    ...roles.flatMap((role) => {
      const entry = entries.find(({ roleName }) => role.text('RoleName') === roleName);
      if (entry) return [evidenceOn(role, compared(role, entry, estate), estate)];
      return isOfSupplier(role) ? [evidenceOn(role, { outcome: 'failed', message: UNREGISTERED }, estate)] : [];
    }),
  ];
}

type Ruling = Pick<Evidence, 'outcome' | 'message'>;

const UNREGISTERED: Bilingual = {
  en: 'is the role of a supplier, and no supplier of the configuration enters by it',
  zh: '为供应商角色，但配置中没有供应商经由该角色进入',
};

/** A tag that deployment decides says nothing of whose the role is; that it has one at all is the rules' to tell. */
function isOfSupplier(role: Resource): boolean {
  try {
    return tagOf(role, SUPPLIER_TAG) !== undefined;
  } catch (error) {
    if (error instanceof Unresolved) return false;
    throw error;
  }
}

/** The unit that a template goes to; undefined where it goes to one account. */
const unitOf = (role: Resource, estate: JudgedEstate): string | undefined => estate.originOf(role.template).target?.ou;

function absences(
  { roleName, units }: RegisteredEntry,
  roles: readonly Resource[],
  estate: JudgedEstate,
): readonly Evidence[] {
  const own = roles.filter((role) => role.text('RoleName') === roleName);
  const wanted = units.length > 0 ? units : [undefined];
  const missing = wanted.filter((unit) => !own.some((role) => unit === undefined || unitOf(role, estate) === unit));
  return missing.map((unit) =>
    evidence(null, {
      outcome: 'failed',
      message: {
        en: `${roleName}: no template makes the role${unit === undefined ? '' : ` in ${unit}`}, as the configuration says`,
        zh: `${roleName}：没有模板${unit === undefined ? '' : `在 ${unit} 中`}创建该角色，与配置不符`,
      },
    }),
  );
}

function compared(role: Resource, entry: RegisteredEntry, estate: JudgedEstate): Ruling {
  try {
    const wanted = new Set(wantedOf(entry));
    const found = new Set([...foundIn(role), ...placeIn(role, entry, estate)]);
    const lacking = [...wanted].filter((item) => !found.has(item));
    const beyond = [...found].filter((item) => !wanted.has(item));
    return lacking.length + beyond.length === 0 ? AS_REGISTERED(entry) : differing(lacking, beyond);
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    return { outcome: 'unknown', message: error.because };
  }
}

const AS_REGISTERED = ({ roleName, end }: RegisteredEntry): Ruling => ({
  outcome: 'passed',
  message: {
    en: `${roleName} is as the configuration has it: who enters, how, until ${end}, to do what, within which boundary`,
    zh: `${roleName} 与配置一致：进入者、进入方式、截止时间 ${end}、可执行操作与权限边界`,
  },
});

const differing = (lacking: readonly string[], beyond: readonly string[]): Ruling => ({
  outcome: 'failed',
  message: {
    en: [
      ...listed('lacks what the configuration says', lacking),
      ...listed('has beyond the configuration', beyond),
    ].join('; '),
    zh: [...listed('缺少配置所列', lacking), ...listed('超出配置', beyond)].join('；'),
  },
});

const listed = (words: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`${words}: ${items.join(', ')}`];

/** What an entry of the register comes to, item by item. */
function wantedOf({
  principal,
  externalId,
  people,
  ticketPrefix,
  from,
  end,
  ...entry
}: RegisteredEntry): readonly string[] {
  const who = principal.startsWith('arn:') ? principal : `arn:aws:iam::${principal}:root`;
  const conditions = [
    `StringEquals sts:externalid ${externalId}`,
    ...people.map((person) => `StringEquals sts:sourceidentity ${person}`),
    `StringLike sts:rolesessionname ${ticketPrefix}?*`,
    ...(from === undefined ? [] : [`DateGreaterThanEquals aws:currenttime ${from}`]),
    `DateLessThan aws:currenttime ${end}`,
  ];
  return [
    ...conditions.map((condition) => `${inPartition(`AWS:${who}`)}: sts:AssumeRole if ${condition}`),
    inPartition(`AWS:${who}: sts:SetSourceIdentity`),
    ...entry.statements.flatMap(({ actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => inPartition(`Allow ${action} on ${resource}`))),
    ),
    `Deny * on * if DateGreaterThanEquals aws:currenttime ${end}`,
    `sessions of ${LONGEST_SESSION} seconds`,
    `boundary ${entry.boundary}`,
  ];
}

const LONGEST_SESSION = 3600;

/** What a role comes to, in the same words. */
const foundIn = (role: Resource): readonly string[] => [
  ...statementsOf(role, 'AssumeRolePolicyDocument').flatMap(entriesIn),
  ...rightsOf(role).flatMap(rightsIn),
  ...role.list('ManagedPolicyArns').map((_, index) => `attached ${role.text(`ManagedPolicyArns.${index}`)}`),
  `sessions of ${role.text('MaxSessionDuration') || LONGEST_SESSION} seconds`,
  `boundary ${role.text('PermissionsBoundary').split(':policy/').at(-1) || 'none'}`,
];

const entriesIn = (statement: Statement): readonly string[] =>
  [...statement.principals, ...statement.notPrincipals.map((one) => `all but ${one}`)].flatMap((principal) =>
    [...statement.actions, ...statement.notActions.map((one) => `all but ${one}`)].flatMap((action) =>
      conditional(inPartition(`${statement.effect === 'Allow' ? '' : 'Deny '}${principal}: ${action}`), statement),
    ),
  );

const rightsIn = (statement: Statement): readonly string[] =>
  [...statement.actions, ...statement.notActions.map((one) => `all but ${one}`)].flatMap((action) =>
    [...statement.resources, ...statement.notResources.map((one) => `all but ${one}`)].flatMap((resource) =>
      conditional(inPartition(`${statement.effect} ${action} on ${resource}`), statement),
    ),
  );

/** Once for each value that a condition names; without conditions, once. */
function conditional(what: string, { conditions }: Statement): readonly string[] {
  const all = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => values.map((value) => `${operator} ${key} ${value}`)),
  );
  return all.length === 0 ? [what] : all.map((condition) => `${what} if ${condition}`);
}

/** Templates for many accounts leave the partition to deployment. */
const inPartition = (text: string): string => text.replace(/arn:(aws|aws-cn|\$\{AWS::Partition\}):/g, 'arn:…:');

/** A unit of which the register says nothing. */
function placeIn(role: Resource, { units }: RegisteredEntry, estate: JudgedEstate): readonly string[] {
  const unit = unitOf(role, estate);
  return unit === undefined || units.includes(unit) ? [] : [`a role in ${unit}`];
}

const evidenceOn = (role: Resource, ruling: Ruling, estate: JudgedEstate): Evidence =>
  evidence(estate.subjectOf(role), ruling);

const evidence = (subject: Evidence['subject'], { outcome, message }: Ruling): Evidence => ({
  kind: 'proof',
  check: COMPLETENESS,
  outcome,
  message,
  subject,
  requirements: [facetOf(FACET).requirement],
  facets: [FACET],
  cloud: 'aws',
});
