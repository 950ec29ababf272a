import type { Bilingual } from '../../../constructs/standard';
import { SHORTEST_EXTERNAL_ID } from '../../../constructs/third-party-role/names';
import { accountIn } from '../accounts';
import { daysBetween } from '../calendar';
import type { Fault, Path } from '../problem';
import { disputed, matricesOf, SHARED_CLAUSES, SHARED_CONTROLS, unassigned } from '../responsibilities';
import type { ParsedConfig, Supplier, SupplierAccess } from '../schema';
import { check, duplicates, unknownReferences } from './check';

const YEAR_DAYS = 365;

const named = check(['suppliers'], function* ({ suppliers }) {
  const names = suppliers.map(({ name }, index) => ({ path: ['suppliers', index, 'name'], value: name }));
  yield* duplicates(names, 'duplicate-supplier', { en: 'supplier', zh: '供应商' });
  for (const key of ['accounts', 'hosts'] as const) {
    const values = suppliers.flatMap((supplier, index) =>
      supplier[key].map((value, nth) => ({ path: ['suppliers', index, key, nth], value })),
    );
    yield* duplicates(values, 'duplicate-integration', INTEGRATIONS[key], '4.4/outsourced');
  }
});

const INTEGRATIONS = { accounts: { en: 'account', zh: '账号' }, hosts: { en: 'host', zh: '主机' } } as const;

const current = check(['suppliers'], function* ({ suppliers }, { asOf }) {
  for (const [index, supplier] of suppliers.entries()) {
    if (supplier.contractEnds < asOf) yield contractEnded(supplier, index);
    if (daysBetween(supplier.assessed, asOf) > YEAR_DAYS) {
      yield {
        code: 'assessment-overdue',
        severity: 'warning',
        path: ['suppliers', index, 'assessed'],
        message: {
          en: `is ${supplier.assessed}, more than ${YEAR_DAYS} days ago`,
          zh: `为 ${supplier.assessed}，已超过 ${YEAR_DAYS} 天`,
        },
        mend: { en: 'Assess the supplier again.', zh: '请重新评估该供应商。' },
        requirement: '8.7/assessment',
      };
    }
  }
});

/** A warning, but an error as long as the supplier can still enter. */
function contractEnded({ contractEnds, access }: Supplier, index: number): Fault {
  const fault = { path: ['suppliers', index, 'contractEnds'] };
  if (access) {
    return {
      ...fault,
      code: 'access-after-contract',
      message: {
        en: `was ${contractEnds}: the contract has ended, and access is still configured`,
        zh: `为 ${contractEnds}，合同已到期，但仍配置了访问权限`,
      },
      mend: { en: 'Remove access, or renew the contract (8.7/exit).', zh: '请删除 access，或续签合同（8.7/exit）。' },
      requirement: '4.4/outsourced',
    };
  }
  return {
    ...fault,
    code: 'contract-ended',
    severity: 'warning',
    message: { en: `was ${contractEnds}: the contract has ended`, zh: `为 ${contractEnds}，合同已到期` },
    mend: { en: 'Renew it, or let the supplier go (8.7/exit).', zh: '请续签，或办理退出（8.7/exit）。' },
    requirement: '8.7/contract',
  };
}

const apart = check(['suppliers'], function* ({ suppliers }) {
  const entries = accesses(suppliers);
  for (const [key, code, kind] of UNIQUE) {
    const values = entries.map(({ path, access }) => ({ path: [...path, key], value: access[key] }));
    yield* duplicates(values, code, kind, '4.4/outsourced');
  }
});

/** What two suppliers must not share, or nobody could tell them apart. */
const UNIQUE = [
  ['id', 'duplicate-supplier-id', { en: 'id', zh: '编号' }],
  ['principal', 'duplicate-principal', { en: 'principal', zh: '主体' }],
  ['externalId', 'shared-external-id', { en: 'external id', zh: '外部 ID' }],
] as const satisfies readonly (readonly [keyof SupplierAccess, string, Bilingual])[];

const FEWEST_DIFFERENT = 8;

const hardToGuess = check(['suppliers', 'name', 'account', 'organization'], function* (config) {
  for (const { path, access } of accesses(config.suppliers)) {
    const known = [config.name, access.id, accountIn(access.principal), ...ownAccounts(config)];
    const why = weakness(access.externalId, known);
    if (!why) continue;
    yield {
      code: 'weak-external-id',
      path: [...path, 'externalId'],
      message: why,
      mend: { en: 'Draw one at random, such as with uuidgen.', zh: '请随机生成，例如使用 uuidgen。' },
      requirement: '4.4/outsourced',
    };
  }
});

function weakness(id: string, known: readonly string[]): Bilingual | undefined {
  if (id.length < SHORTEST_EXTERNAL_ID) {
    return {
      en: `has ${id.length} characters, fewer than ${SHORTEST_EXTERNAL_ID}: it can be guessed`,
      zh: `仅 ${id.length} 个字符，少于 ${SHORTEST_EXTERNAL_ID} 个，易被猜出`,
    };
  }
  if (new Set(id).size < FEWEST_DIFFERENT) {
    return {
      en: `has fewer than ${FEWEST_DIFFERENT} different characters: it can be guessed`,
      zh: `不同字符少于 ${FEWEST_DIFFERENT} 个，易被猜出`,
    };
  }
  if (LONG_RUN.some((run) => runsAlong(id.toLowerCase(), run))) {
    return { en: 'goes along the alphabet or the digits: it can be guessed', zh: '按字母或数字顺序排列，易被猜出' };
  }
  const part = known.find((word) => id.toLowerCase().includes(word));
  if (part === undefined) return undefined;
  return { en: `contains ${part}, which others know: it can be guessed`, zh: `包含他人知晓的 ${part}，易被猜出` };
}

/** What people type who draw nothing. */
const LONG_RUN = ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

const FEWEST_ALONG = 8;

const runsAlong = (id: string, run: string): boolean =>
  [...run].some((_, at) => run.length - at >= FEWEST_ALONG && id.includes(run.slice(at, at + FEWEST_ALONG)));

const strangers = check(['suppliers', 'partition', 'account', 'organization'], function* (config) {
  const own = ownAccounts(config);
  for (const { path, access } of accesses(config.suppliers)) {
    const { principal } = access;
    if (principal.startsWith('arn:') && !principal.startsWith(`arn:${config.partition}:`)) {
      yield {
        code: 'arn-of-other-partition',
        path: [...path, 'principal'],
        message: { en: `does not belong to ${config.partition}`, zh: `不属于 ${config.partition}` },
        mend: {
          en: `Give a role there: arn:${config.partition}:iam::…`,
          zh: `请给出该分区的角色：arn:${config.partition}:iam::…`,
        },
        requirement: '4.4/outsourced',
      };
    }
    const account = accountIn(principal);
    if (own.includes(account)) yield isOwn([...path, 'principal'], account);
  }
  for (const [index, { accounts }] of config.suppliers.entries()) {
    for (const [nth, account] of accounts.entries()) {
      if (own.includes(account)) yield isOwn(['suppliers', index, 'accounts', nth], account);
    }
  }
});

const isOwn = (path: Path, account: string): Fault => ({
  code: 'own-account',
  path,
  message: { en: `is of ${account}, an account of ours`, zh: `属于我方账号 ${account}` },
  mend: { en: "Give the supplier's own account.", zh: '请给出供应商自己的账号。' },
  requirement: '4.4/outsourced',
});

const withinContract = check(['suppliers'], function* ({ suppliers }, { asOf }) {
  for (const { path, access, supplier } of accesses(suppliers)) {
    const { window } = access;
    if (!window) continue;
    const fault = { path: [...path, 'window', 'until'], requirement: '4.4/outsourced' } as const;
    if (window.until < window.from) {
      yield {
        ...fault,
        code: 'window-reversed',
        message: { en: `is ${window.until}, before from`, zh: `为 ${window.until}，早于 from` },
        mend: { en: 'Give a day after from.', zh: '请给出 from 之后的日期。' },
      };
    } else if (window.until > supplier.contractEnds) {
      yield {
        ...fault,
        code: 'window-after-contract',
        message: {
          en: `is ${window.until}, after the contract ends (${supplier.contractEnds})`,
          zh: `为 ${window.until}，晚于合同到期日（${supplier.contractEnds}）`,
        },
        mend: { en: 'End it with the contract at the latest.', zh: '请不晚于合同到期日。' },
      };
    }
    if (window.until < asOf) {
      yield {
        ...fault,
        code: 'window-over',
        message: { en: `was ${window.until}: the window is over`, zh: `为 ${window.until}，访问窗口已结束` },
        mend: { en: 'Remove access, or have a new window approved.', zh: '请删除 access，或批准新的窗口。' },
      };
    }
  }
});

const unitsKnown = check(['suppliers', 'organization', 'profile'], function* ({ suppliers, organization, profile }) {
  const units = organization?.units ?? [];
  const entries = accesses(suppliers);
  yield* unknownReferences(
    entries.flatMap(({ path, access }) =>
      access.units.map((name, nth) => ({
        path: [...path, 'units', nth],
        name,
        kind: { en: 'organizational unit', zh: '组织单元' },
        known: units.map((unit) => unit.name),
        collection: ['organization', 'units'],
        requirement: '4.4/outsourced' as const,
      })),
    ),
  );
  for (const { path, access } of entries) {
    if (profile === 'organization' && access.units.length === 0) yield withoutUnits(path);
    for (const [nth, name] of access.units.entries()) {
      if (above(name, units).some((other) => access.units.includes(other)) || access.units.indexOf(name) < nth)
        yield unitTwice([...path, 'units', nth], name);
    }
  }
});

const withoutUnits = (path: Path): Fault => ({
  code: 'missing-key',
  path: [...path, 'units'],
  message: { en: 'names no unit, so that the role stands nowhere', zh: '未指定组织单元，角色无处部署' },
  mend: { en: 'Name the units whose accounts it may enter.', zh: '请指定其可进入账号所在的组织单元。' },
  requirement: '4.4/outsourced',
});

const unitTwice = (path: Path, name: string): Fault => ({
  code: 'unit-named-twice',
  path,
  message: {
    en: `names ${name}, which another of the units takes in already`,
    zh: `${name} 已包含在其他所列组织单元之中`,
  },
  mend: { en: 'Leave it out.', zh: '请删除该项。' },
});

/** The units above one, nearest first. A ring among them is for another check to tell of. */
function above(name: string, units: NonNullable<ParsedConfig['organization']>['units']): readonly string[] {
  const found: string[] = [];
  let parent = units.find((unit) => unit.name === name)?.parent;
  while (parent !== undefined && !found.includes(parent)) {
    found.push(parent);
    const next = parent;
    parent = units.find((unit) => unit.name === next)?.parent;
  }
  return found;
}

const responsibilitiesComplete = check(['suppliers'], function* ({ suppliers }) {
  for (const [index, supplier] of suppliers.entries()) {
    for (const { cloud, matrix } of matricesOf(supplier)) {
      const path: Path = ['suppliers', index, 'responsibilities', cloud];
      for (const [party, controls] of Object.entries(matrix)) {
        const references = controls.map((name, nth) => ({
          path: [...path, party, nth],
          name,
          kind: { en: 'clause or control', zh: '条款或控制项' },
          known: [...SHARED_CLAUSES, ...SHARED_CONTROLS],
          collection: path,
          requirement: '4.4/outsourced' as const,
        }));
        // the controls are the catalogue's, not a list in the file
        for (const { lacks: _, ...fault } of unknownReferences(references)) yield fault;
      }
      yield* assignmentFaults(path, unassigned(matrix), NOBODY);
      yield* assignmentFaults(path, disputed(matrix), SEVERAL);
    }
  }
});

interface AssignmentWords {
  readonly code: string;
  readonly message: Bilingual;
  readonly mend: Bilingual;
}

const NOBODY: AssignmentWords = {
  code: 'control-unassigned',
  message: { en: 'leaves to nobody', zh: '未指定责任方' },
  mend: { en: 'Say who answers for each.', zh: '请逐项指定责任方。' },
};

const SEVERAL: AssignmentWords = {
  code: 'control-disputed',
  message: { en: 'leaves to more than one party', zh: '同时指定了多个责任方' },
  mend: { en: 'Name one party for each.', zh: '请逐项仅指定一个责任方。' },
};

function* assignmentFaults(
  path: Path,
  controls: readonly string[],
  { code, message, mend }: AssignmentWords,
): Iterable<Fault> {
  if (controls.length === 0) return;
  const more = controls.length > 6 ? ' …' : '';
  yield {
    code,
    path,
    at: 'key',
    message: {
      en: `${message.en}: ${controls.slice(0, 6).join(', ')}${more}`,
      zh: `${message.zh}：${controls.slice(0, 6).join('、')}${more}`,
    },
    mend,
    requirement: '4.4/outsourced',
  };
}

interface Entry {
  readonly path: Path;
  readonly supplier: Supplier;
  readonly access: SupplierAccess;
}

/** Suppliers that may enter, with the path of their access. */
export const accesses = (suppliers: readonly Supplier[]): readonly Entry[] =>
  suppliers.flatMap((supplier, index) =>
    supplier.access ? [{ path: ['suppliers', index, 'access'], supplier, access: supplier.access }] : [],
  );

const ownAccounts = ({ account, organization }: Pick<ParsedConfig, 'account' | 'organization'>): readonly string[] => [
  ...(account === undefined ? [] : [account]),
  ...(organization?.accounts ?? []).map(({ id }) => id),
];

export const supplierChecks = [
  named,
  current,
  apart,
  hardToGuess,
  strangers,
  withinContract,
  unitsKnown,
  responsibilitiesComplete,
];
