import type { Resource } from '../../../constructs/nag/template';
import { type Capability, gapOf } from '../../../constructs/partition';
import { type Bilingual, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence, Outcome } from '../../evidence/evidence';
import { ATTACKS, type Attack, type Call } from './attacks';
import { FULL_ACCESS, type OrganizationEstate, type OrganizationPath, organizationsIn, policyNameOf } from './estate';
import { evaluate } from './evaluate';
import type { Decision, Policies, Policy, Verdict } from './model';
import { parsePolicy } from './parse';
import { type Caller, callerOf, isMember, ownerContext, type Party } from './parties';
import { PERIMETER_ATTACKS } from './perimeter-attacks';
import { type Scene, sceneOf } from './scene';

/** The proof's name, as facets demand it. */
export const POLICY_SIMULATION = 'policy-simulation';

/**
 * Tries each attack on the synthesized policies, with their inheritance, at every place where an account may lie: the
 * attempt by an ordinary administrator has to be refused by a statement, the roles that deploy the landing zone have to be
 * allowed (or refused, where nobody is exempt), and a look-alike that does no harm has to be allowed.
 *
 * Empty where the templates make no organization policy.
 */
export function policySimulation(estate: JudgedEstate): readonly Evidence[] {
  return organizationsIn(estate).flatMap((organization) => {
    const scene = sceneOf(estate, organization);
    return EVERY_ATTACK.filter((attack) => isConcerned(attack, organization, scene)).map((attack) =>
      evidenceOf(attack, tried(attack, organization, scene), estate, organization),
    );
  });
}

const EVERY_ATTACK: readonly Attack[] = [...ATTACKS, ...PERIMETER_ATTACKS];

/** Whether the organization is one in which an attack has to be refused. */
function isConcerned({ partitions, needs }: Attack, { paths }: OrganizationEstate, scene: Scene): boolean {
  if (partitions && !partitions.includes(scene.partition)) return false;
  if (needs === 'expected-networks') return scene.expectedAddress !== '';
  if (needs !== 'resource-control') return true;
  return paths.some(({ resourceControl }) => resourceControl.length > 0) || !lacks(scene, 'resource-control-policies');
}

const lacks = ({ partition }: Scene, capability: Capability): boolean => gapOf(partition, capability) !== undefined;

/** What had to come out for a call, and what did. */
interface Trial {
  readonly call: Call;
  readonly who: Party;
  readonly wanted: 'refused' | 'allowed';
  readonly at: string;
  readonly decision: Decision;
}

function tried(attack: Attack, organization: OrganizationEstate, scene: Scene): readonly Trial[] {
  const by = attack.by ?? 'administrator';
  const exempted = attack.exempt === 'platform' ? 'allowed' : 'refused';
  return distinct(organization.paths).flatMap((path) => {
    const trial = (call: Call, who: Trial['who'], wanted: Trial['wanted'], role = ORDINARY_ROLE): Trial => ({
      call,
      who,
      wanted,
      at: path.name,
      decision: decide(call, callerOf(who, role, scene), path, organization, scene),
    });
    const platform = scene.platformRoles.flatMap((role) =>
      attack.attempts.map((call) => trial(call, 'platform', exempted, role)),
    );
    return [
      ...attack.attempts.map((call) => trial(call, by, 'refused')),
      // the others are of their own kind: no role of the platform does what they do
      ...(by === 'administrator' ? platform : []),
      ...attack.harmless.map((call) => trial(call, call.by ?? 'administrator', 'allowed')),
    ];
  });
}

/** Places with the same policies decide the same; one trial speaks for all. */
function distinct(paths: readonly OrganizationPath[]): readonly OrganizationPath[] {
  const alike = new Map<string, OrganizationPath[]>();
  for (const path of paths) {
    const key = JSON.stringify(
      [path.serviceControl, path.resourceControl].map((levels) => levels.flatMap(namesOf).sort()),
    );
    alike.set(key, [...(alike.get(key) ?? []), path]);
  }
  return [...alike.values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, name: [first, ...more].map(({ name }) => name).join(', ') }] : [],
  );
}

/** Names of attached policies; `FullAWSAccess` on one more level limits nothing. */
const namesOf = ({ policies }: { readonly policies: readonly Policy[] }): readonly string[] =>
  policies.map(({ name }) => name).filter((name) => name !== FULL_ACCESS.name);

/** Every resource of a call is decided by itself; the worst decides. */
function decide(
  call: Call,
  { principal, context }: Caller,
  path: OrganizationPath,
  { managementAccount }: OrganizationEstate,
  scene: Scene,
): Decision {
  const policies: Policies = {
    identity: [FULL_ACCESS],
    ...(isMember(principal, scene) && { serviceControl: path.serviceControl }),
    managementAccount,
    ...(call.resourcePolicy && { resource: RESOURCE_POLICIES[call.resourcePolicy](scene) }),
  };
  const decisions = call.resources.map((resource) => {
    const arn = scene.fill(resource);
    const account = ownerOf(arn, call, scene);
    const inside = ownerContext(account, scene);
    return evaluate(
      {
        principal,
        action: call.action,
        resource: { arn, account },
        context: { 'aws:RequestedRegion': scene.region, ...context, ...inside, ...filled(call.context, scene) },
      },
      {
        ...policies,
        ...('aws:ResourceOrgID' in inside && { resourceControl: path.resourceControl }),
        // what another account has is open to this one, and so is what was left open: whatever its own policy is
        ...(!('account' in principal && principal.account === account) && { resource: OPEN }),
      },
    );
  });
  return WORST.map((verdict) => decisions.find((decision) => decision.verdict === verdict)).find(Boolean) ?? NOTHING;
}

/** Snapshots and documents of AWS have no account in their ARN: taken for one's own, the fewest statements refuse. */
function ownerOf(arn: string, { owner }: Call, scene: Scene): string {
  if (owner !== undefined) return owner === 'aws' ? ACCOUNT_OF_AWS : scene[owner];
  return arn.split(':')[4] || scene.account;
}

/** Stands for the accounts of AWS, which belong to no organization of ours. */
const ACCOUNT_OF_AWS = '999999999980';

const WORST: readonly Verdict[] = ['explicitDeny', 'implicitDeny', 'unknown', 'allowed'];

const NOTHING: Decision = { verdict: 'unknown', deciding: [], because: { en: 'nothing was decided', zh: '无可判定' } };

/** What lets every call pass that its account lets pass: whatever refuses then is a guardrail. */
const RESOURCE_POLICIES: Readonly<Record<'key' | 'trust', (scene: Scene) => Policy>> = {
  key: (scene) => ofAccount('default key policy', 'kms:*', scene),
  trust: (scene) => ofAccount('trust in the account', 'sts:AssumeRole', scene),
};

const ofAccount = (name: string, action: string, { partition, account }: Scene): Policy =>
  parsePolicy(
    {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: action, Resource: '*' },
      ],
    },
    { name },
  );

const OPEN: Policy = parsePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
  { name: 'shared with all' },
);

const filled = (context: Call['context'], scene: Scene): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    Object.entries(context ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? scene.fill(value) : value.map(scene.fill),
    ]),
  );

/** The role of somebody who may do everything in one account, as far as that account goes. */
const ORDINARY_ROLE = 'orders-administrator';

/** A refusal counts only where a statement makes it: a lack of permissions is no guardrail. */
const VERDICTS: Readonly<Record<Trial['wanted'], Verdict>> = { refused: 'explicitDeny', allowed: 'allowed' };

const isAsWanted = ({ wanted, decision }: Trial): boolean => decision.verdict === VERDICTS[wanted];

function evidenceOf(
  attack: Attack,
  trials: readonly Trial[],
  estate: JudgedEstate,
  { policies }: OrganizationEstate,
): Evidence {
  const amiss = trials.filter((trial) => !isAsWanted(trial));
  const undecided = amiss.filter(({ decision }) => decision.verdict === 'unknown');
  const outcome = outcomeOf(amiss.length, undecided.length);
  const shown = amiss.filter(({ decision }) => outcome === 'unknown' || decision.verdict !== 'unknown');
  return {
    kind: 'proof',
    check: POLICY_SIMULATION,
    outcome,
    subject: subjectOf(trials, estate, policies),
    message: shown.length > 0 ? failure(attack, shown) : success(attack, trials),
    requirements: [...new Set([...(attack.requirements ?? []), ...attack.facets.map((id) => facetOf(id).requirement)])],
    facets: attack.facets,
    cloud: 'aws',
  };
}

/** The policy that decides, or the first where none does. */
function subjectOf(trials: readonly Trial[], estate: JudgedEstate, policies: readonly Resource[]): Evidence['subject'] {
  const decisive = new Set(trials.flatMap(({ decision }) => refusing(decision)).map(({ policy }) => policy));
  const policy = policies.find((resource) => decisive.has(policyNameOf(resource))) ?? policies[0];
  return policy ? estate.subjectOf(policy) : null;
}

const refusing = ({ verdict, deciding }: Decision): Decision['deciding'] =>
  verdict === 'explicitDeny' ? deciding : [];

function outcomeOf(amiss: number, undecided: number): Outcome {
  if (amiss === 0) return 'passed';
  return amiss === undecided ? 'unknown' : 'failed';
}

const WHO = {
  administrator: { en: 'an administrator', zh: '管理员' },
  root: { en: 'the root user', zh: '根用户' },
  platform: { en: 'a role that deploys the landing zone', zh: '部署着陆区的角色' },
  person: { en: 'somebody at work', zh: '日常工作中的人员' },
  'break-glass': { en: 'the break-glass role', zh: '应急角色' },
  neighbour: { en: 'a role of another member account', zh: '其他成员账号的角色' },
  outsider: { en: 'an identity outside the organization', zh: '组织外身份' },
  service: { en: 'a service that acts for the organization', zh: '代表本组织的 AWS 服务' },
  deputy: { en: 'a service that acts for a stranger', zh: '代表组织外主体的 AWS 服务' },
} as const satisfies Readonly<Record<Party, Bilingual>>;

const WANTED: Readonly<Record<Trial['wanted'], Bilingual>> = {
  refused: { en: 'be refused', zh: '被拒绝' },
  allowed: { en: 'be allowed', zh: '被允许' },
};

const VERDICT_WORDS: Readonly<Record<Verdict, Bilingual>> = {
  allowed: { en: 'allowed', zh: '允许' },
  explicitDeny: { en: 'refused', zh: '明确拒绝' },
  implicitDeny: { en: 'not granted', zh: '未授权' },
  unknown: { en: 'undecided', zh: '无法判定' },
};

function failure({ id, title }: Attack, trials: readonly Trial[]): Bilingual {
  const what = trials.map(amissWords);
  return {
    en: `${id} (${title.en}): ${[...new Set(what.map(({ en }) => en))].join('; ')}`,
    zh: `${id}（${title.zh}）：${[...new Set(what.map(({ zh }) => zh))].join('；')}`,
  };
}

function amissWords({ call, who, wanted, at, decision }: Trial): Bilingual {
  const by = statementsIn([decision]);
  const verdict = VERDICT_WORDS[decision.verdict];
  return {
    en: `${call.action} by ${WHO[who].en} has to ${WANTED[wanted].en}, and is ${verdict.en} in ${at}${by && ` by ${by}`}: ${decision.because.en}`,
    zh: `${WHO[who].zh}执行 ${call.action} 应${WANTED[wanted].zh}，但在 ${at} 的结果为${verdict.zh}${by && `（${by}）`}：${decision.because.zh}`,
  };
}

function success({ id, title, exempt, by = 'administrator' }: Attack, trials: readonly Trial[]): Bilingual {
  const refusals = trials.filter(({ wanted }) => wanted === 'refused').map(({ decision }) => decision);
  const statements = statementsIn(refusals);
  const places = [...new Set(trials.map(({ at }) => at))].join(', ');
  const spared = by === 'administrator' ? EXEMPTION[exempt] : undefined;
  return {
    en: `${id} (${title.en}): refused to ${WHO[by].en} in ${places} by ${statements}; ${spared ? `${spared.en}; ` : ''}look-alikes are allowed`,
    zh: `${id}（${title.zh}）：在 ${places} 被 ${statements} 拒绝（${WHO[by].zh}）；${spared ? `${spared.zh}；` : ''}相似的无害调用被允许`,
  };
}

const EXEMPTION: Readonly<Record<Attack['exempt'], Bilingual>> = {
  platform: { en: 'the roles that deploy the landing zone may do it', zh: '部署着陆区的角色可以执行' },
  nobody: { en: 'nobody is exempt', zh: '无人豁免' },
};

/** `TrailTampering (acme-guardrails-1, Content.Statement.7)`. */
const statementsIn = (decisions: readonly Decision[]): string =>
  [
    ...new Set(
      decisions.flatMap(refusing).map(({ sid, policy, path }) => `${sid ?? 'a statement'} (${policy}, ${path})`),
    ),
  ].join(', ');
