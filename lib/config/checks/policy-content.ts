import { meaninglessIn } from '../../../constructs/guardrails/vocabulary';
import { charactersOf, documentOf, type Grant } from '../../../constructs/job-functions/grant';
import { INLINE_POLICY_CHARACTERS } from '../../../constructs/job-functions/quotas';
import { type Statement, statementsOf } from '../../../constructs/nag/policy';
import { verdictOf } from '../../../constructs/nag/rule';
import { identityRules } from '../../../constructs/nag/rules/identity';
import { sessionsRules } from '../../../constructs/nag/rules/sessions';
import { isKnownAction } from '../../../constructs/nag/service-reference';
import { type Resource, Template } from '../../../constructs/nag/template';
import type { Fault, Location, Path } from '../problem';
import { escalatingGrantsIn } from './escalating-grants';
import { mendForAction } from './known-actions';

/** The rules that will judge the synthesized permission set. */
const RULES = [...identityRules, ...sessionsRules].filter(({ types }) => types.includes('AWS::SSO::PermissionSet'));

const at = (index: number, ...rest: Path): Path => ['identity', 'permissionSets', index, ...rest];

/** Where a policy is written. */
export interface Written {
  readonly index: number;
  /** Where something stands in a file of their own. @default - the statements stand in the configuration */
  readonly locate?: (path: Path) => Location | undefined;
}

/** Parts of a statement: as the configuration calls them, and as IAM does. Conditions stand in files only. */
const PARTS = { actions: 'Action', resources: 'Resource', conditions: 'Condition' } as const;

/** Where part of a statement stands: in the configuration itself, or named within the file. */
export function placeOf({ index, locate }: Written, nth: number, key: keyof typeof PARTS, item: number | undefined) {
  const rest = item === undefined ? [] : [item];
  if (!locate) return { place: { path: at(index, 'statements', nth, key, ...rest) }, where: { en: '', zh: '' } };
  const inFile = `Statement[${nth}].${PARTS[key]}`;
  const within = locate(['Statement', nth, PARTS[key], ...rest]);
  return {
    place: { path: at(index, 'policy'), ...(within && { within }) },
    where: { en: `(${inFile}) `, zh: `的 ${inFile} ` },
  };
}

/** What is wrong with what a permission set grants: unknown actions and conditions, too much at once, ways to more, too many characters. */
export function* faultsIn(grants: readonly Grant[], written: Written): Iterable<Fault> {
  for (const [nth, { Action: actions = [] }] of grants.entries()) {
    for (const [item, action] of [actions].flat().entries()) {
      if (isKnownAction(action)) continue;
      const { place, where } = placeOf(written, nth, 'actions', item);
      yield {
        code: 'unknown-action',
        ...place,
        message: {
          en: `${where.en}names ${action}, which no service of AWS knows`,
          zh: `${where.zh}引用了 ${action}，AWS 没有该操作`,
        },
        mend: mendForAction(action),
        requirement: '8.2/least-privilege',
      };
    }
  }
  yield* unknownConditions(grants, written);
  yield* tooBroad(grants, written);
  const characters = charactersOf(documentOf(grants));
  if (characters <= INLINE_POLICY_CHARACTERS) return;
  yield {
    code: 'policy-too-long',
    path: at(written.index, written.locate ? 'policy' : 'statements'),
    message: {
      en: `makes a policy of ${characters} characters, and ${INLINE_POLICY_CHARACTERS} are allowed`,
      zh: `生成的策略共 ${characters} 个字符，而上限为 ${INLINE_POLICY_CHARACTERS} 个`,
    },
    mend: { en: 'Divide it into two permission sets.', zh: '请拆分为两个权限集。' },
    requirement: '8.2/least-privilege',
  };
}

/**
 * Operators and keys that do not exist, operators that do not fit their key, and values that do not fit either. Whether requests for the actions carry the key is
 * left open: an Allow may name keys of some of its actions only.
 */
function* unknownConditions(grants: readonly Grant[], written: Written): Iterable<Fault> {
  for (const [nth, { Condition }] of grants.entries()) {
    if (Condition === undefined) continue;
    const { place, where } = placeOf(written, nth, 'conditions', undefined);
    for (const { message, mend } of meaninglessIn({ Condition })) {
      yield {
        code: 'unknown-condition',
        ...place,
        message: {
          en: `${where.en}has a condition without meaning: ${message.en}`,
          zh: `${where.zh}含无意义的条件：${message.zh}`,
        },
        mend: { en: `${mend.en.charAt(0).toUpperCase()}${mend.en.slice(1)}.`, zh: `${mend.zh}。` },
        requirement: '8.2/least-privilege',
      };
    }
  }
}

/** The rules that judge the synthesized permission set judge it here already, where the line is known. */
function* tooBroad(grants: readonly Grant[], written: Written): Iterable<Fault> {
  for (const { rule, nth, part, message } of objectionsTo(grants)) {
    const { place, where } = placeOf(written, nth, part.endsWith('Action') ? 'actions' : 'resources', undefined);
    yield {
      code: 'grants-too-much',
      ...place,
      message: {
        en: `${where.en}${message.en}${part === 'Condition' ? ' (Condition)' : ''}`,
        zh: `${where.zh}${message.zh}${part === 'Condition' ? '（Condition）' : ''}`,
      },
      mend: rule.demand,
      requirement: '8.2/least-privilege',
    };
  }
  yield* escalating(grants, written);
}

/** Numbers of the statements of which it is told here that they grant too much. */
export const toldIn = (grants: readonly Grant[]): ReadonlySet<number> =>
  new Set([
    ...objectionsTo(grants).map(({ nth }) => nth),
    ...statementsIn(grants).flatMap((statement, nth) => (escalatingGrantsIn(statement).length > 0 ? [nth] : [])),
  ]);

const statementsIn = (grants: readonly Grant[]): readonly Statement[] =>
  statementsOf(asPermissionSet(grants), 'InlinePolicy');

/** Ways to more rights, in statements of which nothing was told yet. */
function* escalating(grants: readonly Grant[], written: Written): Iterable<Fault> {
  const told = new Set(objectionsTo(grants).map(({ nth }) => nth));
  for (const [nth, statement] of statementsIn(grants).entries()) {
    if (told.has(nth)) continue;
    for (const { actions, message, mend, requirement } of escalatingGrantsIn(statement)) {
      const { place, where } = placeOf(written, nth, 'actions', statement.actions.indexOf(actions[0] ?? ''));
      yield {
        code: 'grants-too-much',
        ...place,
        message: {
          en: `${where.en}grants ${actions.join(', ')} ${message.en}`,
          zh: `${where.zh}授予 ${actions.join('、')}，${message.zh}`,
        },
        mend,
        requirement,
      };
    }
  }
}

/** Resources that an Allow names in accounts of which nothing is known. */
export function* foreignAccounts(
  grants: readonly Grant[],
  written: Written,
  known: ReadonlySet<string>,
): Iterable<Fault> {
  for (const [nth, { Effect, Resource: resources = [] }] of grants.entries()) {
    for (const [item, resource] of Effect === 'Allow' ? [resources].flat().entries() : []) {
      const account = resource.split(':')[4] ?? '';
      if (!/^\d{12}$/.test(account) || known.has(account)) continue;
      const { place, where } = placeOf(written, nth, 'resources', item);
      yield {
        code: 'foreign-account',
        ...place,
        message: {
          en: `${where.en}names account ${account}, which is neither of the organization nor of a supplier`,
          zh: `${where.zh}引用了账号 ${account}，该账号既不属于本组织，也不属于任何供应商`,
        },
        mend: { en: 'Correct it, or add it to accounts of a supplier.', zh: '请更正，或将其列入供应商的 accounts。' },
        requirement: '8.2/no-excess-access',
      };
    }
  }
}

/** The permission set as it will be synthesized. */
const asPermissionSet = (grants: readonly Grant[]): Resource =>
  Template.cloudFormation({
    Resources: { Set: { Type: 'AWS::SSO::PermissionSet', Properties: { InlinePolicy: documentOf(grants) } } },
  }).ofType('AWS::SSO::PermissionSet')[0] as Resource;

/**
 * What rules find in the statements, by the number of the statement: of each the first objection, which says enough of it. That an
 * action does not exist is told by itself.
 */
function objectionsTo(grants: readonly Grant[]) {
  const subject = asPermissionSet(grants.map(withKnownActions));
  const objections = RULES.flatMap((rule) => {
    const verdict = verdictOf(rule, subject);
    const findings = verdict.outcome === 'non-compliant' ? verdict.findings : [];
    return findings.map(({ property, message }) => {
      const [, nth = '0', part = ''] = /Statement\.(\d+)\.(\w+)/.exec(property) ?? [];
      return { rule, nth: Number(nth), part, message };
    });
  });
  return [...new Map([...objections].reverse().map((objection) => [objection.nth, objection])).values()].reverse();
}

const withKnownActions = (grant: Grant): Grant =>
  grant.Action === undefined ? grant : { ...grant, Action: [grant.Action].flat().filter(isKnownAction) };
