import { ADMITS, BECOMES } from '../../../constructs/nag/rules/identity/third-party-admits-nobody';
import { admissionsIn, becomingIn, unnamedIn } from '../../../constructs/nag/rules/identity/third-party-grants';
import { isKnownAction } from '../../../constructs/nag/service-reference';
import { isSharedMailbox } from '../../../constructs/third-party-role/people';
import { unitsTo } from '../accounts';
import type { Fault, Path } from '../problem';
import type { SupplierAccess } from '../schema';
import { check } from './check';
import { mendForAction } from './known-actions';
import { accesses } from './suppliers';

type SupplierStatement = SupplierAccess['statements'][number];

/** The rules that judge the synthesized role judge it here already, where the line is known. */
const grantsBounded = check(['suppliers'], function* ({ suppliers }) {
  for (const { path, access } of accesses(suppliers)) {
    for (const [nth, statement] of access.statements.entries()) {
      yield* faultsOf(statement, [...path, 'statements', nth]);
    }
  }
});

function* faultsOf({ actions, resources }: SupplierStatement, path: Path): Iterable<Fault> {
  for (const [item, action] of actions.entries()) {
    if (!isKnownAction(action)) yield unknownAction([...path, 'actions', item], action);
  }
  // of one action at a time, so that what is said of it does not hang on the others
  for (const [item, action] of actions.entries()) {
    if (admissionsIn({ actions: [action], resources }).length > 0) yield admits([...path, 'actions', item], action);
  }
  const becoming = becomingIn({ actions, resources });
  for (const { item, action } of becoming) yield becomes([...path, 'resources', item], action);
  for (const { item, action } of unnamedIn({ actions, resources })) {
    if (!becoming.some((other) => other.item === item)) yield unnamed([...path, 'resources', item], action);
  }
}

const unknownAction = (path: Path, action: string): Fault => ({
  code: 'unknown-action',
  path,
  message: { en: `names ${action}, which no service of AWS knows`, zh: `引用了 ${action}，AWS 没有该操作` },
  mend: mendForAction(action),
  requirement: '4.4/outsourced',
});

const admits = (path: Path, action: string): Fault => ({
  code: 'admits-others',
  path,
  message: { en: `is ${action}: ${ADMITS.en}`, zh: `为 ${action}：${ADMITS.zh}` },
  mend: { en: 'Remove the action, and do that yourselves.', zh: '请删除该操作，由本组织自行执行。' },
  requirement: '4.4/outsourced',
});

const becomes = (path: Path, action: string): Fault => ({
  code: 'becomes-others',
  path,
  message: { en: `${BECOMES.en} (${action})`, zh: `${BECOMES.zh}（${action}）` },
  mend: { en: 'Name the role, without wildcards.', zh: '请指定角色，不使用通配符。' },
  requirement: '4.4/outsourced',
});

const unnamed = (path: Path, action: string): Fault => ({
  code: 'resource-not-named',
  path,
  message: {
    en: `names nothing: it takes in all that ${action} may be about`,
    zh: `未指定任何资源，涵盖 ${action} 可作用的全部资源`,
  },
  mend: {
    en: 'Name what the contract is about, by a prefix at least; * stays for actions that know no resources or only list.',
    zh: '请指定合同所涉资源，至少给出前缀；* 仅用于不支持资源级权限或仅作列举的操作。',
  },
  requirement: '4.4/outsourced',
});

const personsNamed = check(['suppliers'], function* ({ suppliers }) {
  for (const { path, access } of accesses(suppliers)) {
    for (const [nth, person] of access.people.entries()) {
      if (!isSharedMailbox(person)) continue;
      yield {
        code: 'shared-mailbox',
        path: [...path, 'people', nth],
        message: {
          en: `is ${person}, the mailbox of a function: nobody could tell which person acted`,
          zh: `为 ${person}，属职能邮箱，无法确定操作者本人`,
        },
        mend: { en: 'Name each person by their own address.', zh: '请以本人邮箱逐一列出人员。' },
        requirement: '4.4/outsourced',
      };
    }
  }
});

/** Whoever supplies something is not among the evidence of what it did. */
const archiveApart = check(['suppliers', 'organization'], function* ({ suppliers, organization }) {
  if (!organization) return;
  const archive = organization.accounts.find(({ role }) => role === 'log-archive')?.unit;
  const around = unitsTo(archive, organization.units);
  for (const { path, access } of accesses(suppliers)) {
    for (const [nth, unit] of access.units.entries()) {
      if (around.includes(unit)) yield withArchive([...path, 'units', nth]);
    }
  }
});

const withArchive = (path: Path): Fault => ({
  code: 'reaches-too-far',
  path,
  message: {
    en: 'has the account of the archive, where the evidence of what suppliers do is',
    zh: '包含日志归档账号，而供应商操作的证据存放其中',
  },
  mend: { en: 'Name the units of the workloads that it serves.', zh: '请指定其所服务工作负载的组织单元。' },
  requirement: '4.4/outsourced',
});

export const supplierAccessChecks = [grantsBounded, personsNamed, archiveApart];
