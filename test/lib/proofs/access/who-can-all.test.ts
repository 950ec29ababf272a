import { unitsOf } from '../../../../lib/config';
import { AccessEstate } from '../../../../lib/proofs/access/access-estate';
import { actionNamed, actionsOf, services } from '../../../../lib/proofs/access/catalogue';
import type { AccessPrincipal } from '../../../../lib/proofs/access/principals';
import { whoCan } from '../../../../lib/proofs/access/who-can';
import type { PolicyStatement } from '../../../../lib/proofs/policy/model';
import { matches } from '../../../../lib/proofs/policy/pattern';
import { EXAMPLES, example } from '../../../support/landing-zone';
import { oracleVerdict } from '../policy/oracle';

/** Keys and roles are nobody's without a policy of their own, which the oracle is not told here. */
const WITH_POLICIES = /^(kms|sts):/;

const FULL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** As a document: an Allow without its conditions, which are the answer's to tell, a Deny with them. */
const documentOf = (statements: readonly PolicyStatement[]) => ({
  Version: '2012-10-17',
  Statement: statements.flatMap(({ effect, actions, resources, conditions, doubt }) =>
    doubt
      ? []
      : {
          Effect: effect,
          [actions?.negated ? 'NotAction' : 'Action']: actions?.items ?? ['*'],
          [resources?.negated ? 'NotResource' : 'Resource']: resources?.items ?? ['*'],
          ...(effect === 'Deny' && { Condition: conditionsOf(conditions) }),
        },
  ),
});

function conditionsOf(conditions: PolicyStatement['conditions']) {
  const found: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of conditions) found[operator] = { ...found[operator], [key]: values };
  return found;
}

/** Made without what `who-can` makes its candidates with. */
const someOf = (pattern: string, { place }: AccessPrincipal): string =>
  pattern
    .split(':')
    .map((part, nth) => (part !== '*' ? part : nth === 3 ? place?.region : nth === 4 ? place?.account : part))
    .join(':')
    .replaceAll(/\$\{[^}]*\}|\*/g, 'widget')
    .replaceAll('?', 'w');

/** The first and the last action that a pattern takes in. */
async function sampleOf(pattern: string): Promise<readonly string[]> {
  const [service = ''] = pattern.split(':');
  const known = (await services()).filter((one) => matches(service, one, { wildcards: true, ignoreCase: true }));
  const actions = (await Promise.all(known.map(actionsOf))).flat();
  const taken = actions.filter((action) => matches(pattern, action, { wildcards: true, ignoreCase: true }) === true);
  return [...new Set([taken[0], taken.at(-1)])].filter((one) => one !== undefined);
}

interface Granted {
  readonly asker: AccessPrincipal;
  readonly action: string;
  readonly resource: string;
}

/** What a StackSet makes is alike in its accounts: the first stands for all. */
const onePerName = (principals: readonly AccessPrincipal[]): readonly AccessPrincipal[] => [
  ...new Map(
    [...principals].reverse().flatMap((one) => (one.place ? [[`${one.kind} ${one.name}`, one]] : [])),
  ).values(),
];

async function grantsIn({ principals }: AccessEstate): Promise<readonly Granted[]> {
  const found: Granted[] = [];
  for (const asker of onePerName(principals)) {
    for (const { effect, actions, resources, doubt } of asker.identity.flatMap(({ statements }) => statements)) {
      if (effect !== 'Allow' || doubt || !actions || actions.negated || !resources || resources.negated) continue;
      for (const pattern of actions.items) {
        for (const action of (await sampleOf(pattern)).filter((one) => !WITH_POLICIES.test(one))) {
          found.push(...resources.items.map((item) => ({ asker, action, resource: item })));
        }
      }
    }
  }
  return found;
}

/** What follows of the principal alone. */
const contextOf = ({ principal, place }: AccessPrincipal) => ({
  'aws:PrincipalArn': principal.kind === 'role-session' ? principal.roleArn : 'arn' in principal ? principal.arn : '',
  'aws:PrincipalAccount': place?.account ?? '',
  'aws:ResourceAccount': place?.account ?? '',
  'aws:RequestedRegion': place?.region ?? '',
  'aws:PrincipalIsAWSService': 'false',
});

/** Leaves out statements on actions of other services alone, which cannot matter: the oracle takes its time for each. */
const mayName =
  (action: string) =>
  ({ actions }: PolicyStatement): boolean =>
    !actions ||
    actions.negated ||
    actions.items.some((item) => matches(item.split(':')[0] ?? '', action.split(':')[0] ?? '', LOOSELY) !== false);

const LOOSELY = { wildcards: true, ignoreCase: true } as const;

/** Whether the oracle allows it by the policies of the principal and the guardrails; a resource that the action does not take is refused. */
async function isAllowed({ asker, action, resource }: Granted, estate: AccessEstate): Promise<boolean> {
  const account = asker.place?.account ?? '';
  const arn = resource === '*' ? '*' : someOf(resource, asker);
  const owner = estate.holderOf(arn)?.place.account ?? (arn.split(':')[4] || account);
  if (owner !== account) return false;
  const guardrails = estate.guardrailsOn(asker).map(({ statement }) => statement);
  const about = (statements: readonly PolicyStatement[]) => documentOf(statements.filter(mayName(action)));
  const verdict = await oracleVerdict({
    request: { principal: asker.principal, action, resource: { arn, account }, context: contextOf(asker) },
    documents: {
      identity: [about(asker.identity.flatMap(({ statements }) => statements))],
      ...(asker.boundary && { boundary: about(asker.boundary.statements) }),
      serviceControl: [{ node: 'root', documents: [FULL, about(guardrails)] }],
      resourceControl: [],
    },
  }).catch(() => 'not taken');
  return verdict === 'allowed';
}

test.each(EXAMPLES)(
  '%s: whomever iam-simulate allows something, who-can names',
  async (name) => {
    const { config } = example(name);
    const access = new AccessEstate(example(name).estate(), unitsOf(config));
    const named = new Map<string, ReadonlySet<AccessPrincipal>>();
    const missed: string[] = [];
    let allowed = 0;
    for (const granted of await grantsIn(access)) {
      if (!(await isAllowed(granted, access))) continue;
      allowed++;
      const action = await actionNamed(granted.action);
      if (!action) throw new Error(`${granted.action} is no action`);
      const able =
        named.get(action.name) ??
        new Set(
          whoCan(access, { action }).able.flatMap(({ asker, answer }) => (answer.verdict === 'unknown' ? [] : asker)),
        );
      named.set(action.name, able);
      if (!able.has(granted.asker)) missed.push(`${granted.asker.id} ${granted.action} ${granted.resource}`);
    }

    expect(missed).toEqual([]);
    expect(allowed).toBeGreaterThan(50);
  },
  300_000,
);
