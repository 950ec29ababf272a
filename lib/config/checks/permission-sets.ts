import { JOB_FUNCTION_IDS, SHORT_IDS } from '../../../constructs/job-functions/names';
import { PERMISSION_SET_NAME_CHARACTERS } from '../../../constructs/job-functions/quotas';
import { accountsOfSupplier } from '../accounts';
import type { GrantingConfig } from '../granted-estate';
import { grantsIn, grantsOf, statementsAsGrants } from '../identity-documents';
import type { Fault, Location, Path } from '../problem';
import type { ParsedConfig } from '../schema';
import { type CheckContext, check, duplicates, unknownReferences } from './check';
import { depthOf } from './organization';
import type { Written } from './policy-content';

type PermissionSet = ParsedConfig['identity']['permissionSets'][number];

const at = (index: number, ...rest: Path): Path => ['identity', 'permissionSets', index, ...rest];

const centralOnly = check(['profile', 'identity'], function* ({ profile, identity }) {
  if (identity.permissionSets.length === 0) return;
  if (profile === 'organization' && identity.source === 'identity-center') return;
  yield {
    code: 'not-with-source',
    path: ['identity', 'permissionSets'],
    at: 'key',
    message: {
      en: 'has no meaning without IAM Identity Center in an organization',
      zh: '仅在组织使用 IAM Identity Center 时有意义',
    },
    mend: { en: 'Remove it, or change the source.', zh: '请删除，或更改 source。' },
    requirement: '8.2/identity',
  };
});

const namesFree = check(['name', 'identity'], function* ({ name, identity: { permissionSets, groups } }) {
  const named = permissionSets.map((set, index) => ({ path: at(index, 'name'), value: set.name }));
  yield* duplicates(named, 'duplicate-permission-set', { en: 'permission set', zh: '权限集' }, '8.2/least-privilege');
  const taken: readonly string[] = JOB_FUNCTION_IDS.map((id) => SHORT_IDS[id]);
  for (const { path, value } of named) {
    if (taken.includes(value)) yield nameTaken(path, value);
    const whole = `${name}-${value}`;
    if (whole.length > PERMISSION_SET_NAME_CHARACTERS) yield nameTooLong(path, whole);
  }
  yield* unknownReferences(
    permissionSets.flatMap((set, index) =>
      set.groups.map((group, nth) => ({
        path: at(index, 'groups', nth),
        name: group,
        kind: { en: 'group', zh: '组' },
        known: groups.map((known) => known.name),
        collection: ['identity', 'groups'],
        requirement: '8.2/identity',
      })),
    ),
  );
});

const nameTaken = (path: Path, value: string): Fault => ({
  code: 'name-taken',
  path,
  message: { en: `is ${value}, the name of a job function`, zh: `为 ${value}，与岗位职能重名` },
  mend: { en: 'Choose another name.', zh: '请换一个名称。' },
  requirement: '8.2/least-privilege',
});

const nameTooLong = (path: Path, whole: string): Fault => ({
  code: 'name-too-long',
  path,
  message: {
    en: `makes ${whole}, of ${whole.length} characters, and ${PERMISSION_SET_NAME_CHARACTERS} are allowed`,
    zh: `将得到 ${whole}，共 ${whole.length} 个字符，而上限为 ${PERMISSION_SET_NAME_CHARACTERS} 个`,
  },
  mend: { en: 'Shorten it.', zh: '请缩短。' },
});

const policiesFit = check(['identity'], function* ({ identity }, context) {
  for (const [index, set] of identity.permissionSets.entries()) yield* faultsOf(set, index, context);
});

function* faultsOf(set: PermissionSet, index: number, context: CheckContext): Iterable<Fault> {
  const fromFile = set.policy !== undefined;
  if (fromFile === set.statements.length > 0) {
    yield {
      code: fromFile ? 'policy-twice' : 'missing-key',
      path: at(index, fromFile ? 'policy' : 'statements'),
      // one that could not be read may have granted something
      lacks: [at(index, 'statements')],
      message: fromFile
        ? { en: 'stands beside statements: which of them holds is unclear', zh: '与 statements 并存，以何者为准不明' }
        : { en: 'is missing: it would grant nothing', zh: '缺失，该权限集不授予任何权限' },
      mend: { en: 'Write either statements or policy.', zh: '请在 statements 与 policy 中二选一。' },
      requirement: '8.2/least-privilege',
    };
    return;
  }
  const grants = set.policy === undefined ? statementsAsGrants(set) : yield* grantsFrom(set.policy, index, context);
  if (grants) yield* policyContent().faultsIn(grants, writtenAt(set, index, context));
}

/** Asks the simulation of policies, as the proof does with what is synthesized. */
const policiesReachNothing = check(
  ['name', 'profile', 'partition', 'regions', 'organization', 'identity', 'suppliers', 'threatDetection'],
  function* (config, context) {
    const { organization, identity } = config;
    if (config.profile !== 'organization' || !organization || identity.permissionSets.length === 0) return;
    if (organization.units.some(({ name }) => depthOf(name, organization.units) === Number.POSITIVE_INFINITY)) return;
    if (!PLATFORM_ROLES.every((role) => organization.accounts.some((account) => account.role === role))) return;
    const sets = identity.permissionSets.map((set, index) => ({
      name: set.name,
      groups: set.groups,
      grants: grantsOf(set, context),
      written: writtenAt(set, index, context),
    }));
    yield* reachingGrants().reachingFaults(
      { ...config, profile: 'organization', organization } as GrantingConfig,
      sets,
    );
  },
);

/** Accounts of others are known by their supplier: what people reach there is what the organization answers for. */
const accountsKnown = check(['organization', 'identity', 'suppliers'], function* (config, context) {
  const { organization, identity, suppliers } = config;
  if (!organization || identity.permissionSets.length === 0) return;
  const known = new Set([...organization.accounts.map(({ id }) => id), ...suppliers.flatMap(accountsOfSupplier)]);
  for (const [index, set] of identity.permissionSets.entries()) {
    const grants = grantsOf(set, context);
    yield* policyContent().foreignAccounts(grants, writtenAt(set, index, context), known);
  }
});

/** Accounts without which it is not known where evidence lies; that they are missing is told elsewhere. */
const PLATFORM_ROLES = ['management', 'log-archive', 'backup', 'operations'] as const;

const writtenAt = (set: PermissionSet, index: number, context: CheckContext): Written => ({
  index,
  ...(set.policy !== undefined && { locate: locateIn(set, context) }),
});

/** Where in its file part of a policy stands. */
const locateIn =
  ({ policy = '' }: PermissionSet, { document }: CheckContext) =>
  (path: Path): Location | undefined => {
    const reading = document(policy);
    return 'text' in reading ? reading.locate(path) : undefined;
  };

function* grantsFrom(file: string, index: number, { document }: CheckContext) {
  const reading = document(file);
  const path = at(index, 'policy');
  if (!('text' in reading)) {
    yield { ...reading.unreadable, path, requirement: '8.2/least-privilege' } as const satisfies Fault;
    return undefined;
  }
  const grants = grantsIn(reading.text());
  if (grants) return grants;
  yield {
    code: 'no-policy',
    path,
    message: {
      en: 'is no policy document: JSON with statements of Effect, Action and Resource',
      zh: '不是策略文档：应为 JSON，各语句含 Effect、Action 与 Resource',
    },
    mend: { en: 'Correct the file.', zh: '请更正该文件。' },
    requirement: '8.2/least-privilege',
  } as const satisfies Fault;
  return undefined;
}

/** Loaded only where a permission set is written: the command line starts at once. */
const policyContent = () => require('./policy-content') as typeof import('./policy-content');

const reachingGrants = () => require('./reaching-grants') as typeof import('./reaching-grants');

export const permissionSetChecks = [centralOnly, namesFree, policiesFit, accountsKnown, policiesReachNothing];
