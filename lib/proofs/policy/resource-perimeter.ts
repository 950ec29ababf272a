import type { Resource } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence, Outcome } from '../../evidence/evidence';
import { OUTSIDER } from './askers';
import { FULL_ACCESS, identitiesIn, resourcePoliciesIn } from './estate';
import { evaluate } from './evaluate';
import type { Context, Decision, Policy, Principal, Verdict } from './model';
import { POLICY_SIMULATION } from './policy-simulation';

/** What strangers would do with a resource, by the type that holds its policy. */
export interface Probe {
  /** Stands for the resource, whose ARN deployment decides. */
  readonly arn: string;
  /** Actions, with what follows the ARN in the resource that each is authorised on. */
  readonly actions: Readonly<Record<string, string>>;
  /**
   * Whether a service acts on it for whoever asks. A role is passed to a service in its own account only, and many services say
   * of nobody for whom they assume it.
   */
  readonly deputies: boolean;
}

const PROBES: Readonly<Record<string, Probe>> = {
  'AWS::Backup::BackupVault': {
    arn: 'arn:aws:backup:eu-west-1:111111111111:backup-vault:itself',
    actions: { 'backup:CopyIntoBackupVault': '', 'backup:DeleteBackupVault': '' },
    deputies: true,
  },
  'AWS::IAM::Role': {
    arn: 'arn:aws:iam::111111111111:role/itself',
    actions: { 'sts:AssumeRole': '' },
    deputies: false,
  },
  'AWS::KMS::Key': {
    arn: 'arn:aws:kms:eu-west-1:111111111111:key/itself',
    actions: { 'kms:Decrypt': '', 'kms:GenerateDataKey': '', 'kms:CreateGrant': '', 'kms:PutKeyPolicy': '' },
    deputies: true,
  },
  'AWS::S3::BucketPolicy': {
    arn: 'arn:aws:s3:::itself',
    actions: { 's3:GetObject': '/1', 's3:PutObject': '/1', 's3:DeleteObject': '/1', 's3:ListBucket': '' },
    deputies: true,
  },
  'AWS::SNS::TopicPolicy': {
    arn: 'arn:aws:sns:eu-west-1:111111111111:itself',
    actions: { 'sns:Publish': '', 'sns:Subscribe': '' },
    deputies: true,
  },
  'AWS::SQS::QueuePolicy': {
    arn: 'arn:aws:sqs:eu-west-1:111111111111:itself',
    actions: { 'sqs:SendMessage': '', 'sqs:ReceiveMessage': '' },
    deputies: true,
  },
  'AWS::SecretsManager::ResourcePolicy': {
    arn: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:itself',
    actions: { 'secretsmanager:GetSecretValue': '' },
    deputies: true,
  },
};

/**
 * Tries every policy that the templates attach to a resource, and every trust policy of a role, with a stranger who may do
 * everything as far as their own account goes, and with the services of AWS that the policy names, acting for a stranger: none
 * may be let in. It holds without resource control policies: in a single account, and in a partition that lacks them.
 * @param probed what is tried, where it has been read before
 */
export const resourcePerimeter = (estate: JudgedEstate, probed = probedIn(estate)): readonly Evidence[] =>
  probed.map(({ resource, policy, probe }) => evidenceOf(resource, tried(policy, probe), estate));

/** A policy that says who may use a resource, with the resource and its place filled in, and what is tried with it. */
export interface Probed {
  readonly resource: Resource;
  readonly policy: Policy;
  readonly probe: Probe;
}

/** Every policy that the templates attach to a resource, and every trust policy of a role, as far as a probe is known for it. */
export function probedIn(estate: JudgedEstate): readonly Probed[] {
  const roles = identitiesIn(estate).flatMap(({ resource, trust }) =>
    trust === undefined ? [] : [{ resource, attachedTo: [resource], policy: trust }],
  );
  return [...resourcePoliciesIn(estate), ...roles].flatMap(({ resource, attachedTo, policy }) => {
    const probe = PROBES[resource.type];
    return probe === undefined ? [] : [{ resource, policy: named(policy, attachedTo, probe), probe }];
  });
}

interface Trial {
  readonly action: string;
  readonly decision: Decision;
}

/** Where a template of a StackSet is deployed, it is somewhere of one's own: the same stands for that. */
const SOMEWHERE: Readonly<Record<string, string>> = {
  '${AWS::AccountId}': '111111111111',
  '${AWS::Region}': 'eu-west-1',
  '${AWS::Partition}': 'aws',
  '${AWS::URLSuffix}': 'amazonaws.com',
};

/** The policy with stand-ins for the resource and its place, which deployment fills in. */
function named(policy: Policy, attachedTo: readonly Resource[], { arn }: Probe): Policy {
  const known = {
    ...SOMEWHERE,
    ...Object.fromEntries(
      attachedTo.flatMap(({ id }) => [
        [`\${${id}.Arn}`, arn],
        [`\${${id}}`, arn],
      ]),
    ),
  };
  const filled = (text: string): string =>
    Object.entries(known).reduce((now, [placeholder, value]) => now.replaceAll(placeholder, value), text);
  const statements = policy.statements.map(({ resources, principals, conditions, ...statement }) => ({
    ...statement,
    ...(resources && { resources: { ...resources, items: resources.items.map(filled) } }),
    ...(principals && {
      principals: { ...principals, items: principals.items.map(({ kind, name }) => ({ kind, name: filled(name) })) },
    }),
    conditions: conditions.map((condition) => ({ ...condition, values: condition.values.map(filled) })),
  }));
  return { ...policy, statements };
}

function tried(policy: Policy, { arn, actions, deputies }: Probe): readonly Trial[] {
  const callers = [{ principal: OUTSIDER, context: {} }, ...(deputies ? servicesIn(policy) : [])];
  return Object.entries(actions).flatMap(([action, suffix]) =>
    callers.map(({ principal, context }) => ({
      action,
      decision: evaluate(
        { principal, action, resource: { arn: `${arn}${suffix}`, account: '111111111111' }, context },
        { identity: [FULL_ACCESS], resource: policy },
      ),
    })),
  );
}

/** Each service that a policy lets in, on behalf of a stranger's account. */
function servicesIn({ statements }: Policy): readonly { readonly principal: Principal; readonly context: Context }[] {
  const names = statements
    .filter(({ effect, principals }) => effect !== 'Deny' && principals?.negated === false)
    .flatMap(({ principals }) => principals?.items ?? [])
    .filter(({ kind }) => kind === 'Service')
    .map(({ name }) => name);
  return [...new Set(names)].map((name) => ({
    principal: { kind: 'service', name },
    context: { 'aws:SourceAccount': OUTSIDER.account, 'aws:SourceArn': `arn:aws:any:eu-west-1:${OUTSIDER.account}:x` },
  }));
}

const WORST: readonly Verdict[] = ['allowed', 'unknown'];

const OUTCOMES: Readonly<Record<Verdict, Outcome>> = {
  allowed: 'failed',
  unknown: 'unknown',
  implicitDeny: 'passed',
  explicitDeny: 'passed',
};

function evidenceOf(resource: Resource, trials: readonly Trial[], estate: JudgedEstate): Evidence {
  const verdict = WORST.find((one) => trials.some(({ decision }) => decision.verdict === one)) ?? 'implicitDeny';
  const shown = trials.filter(({ decision }) => decision.verdict === verdict);
  const actions = [...new Set(shown.map(({ action }) => action))].join(', ');
  return {
    kind: 'proof',
    check: POLICY_SIMULATION,
    outcome: OUTCOMES[verdict],
    subject: estate.subjectOf(resource),
    message: MESSAGES[verdict](actions, shown[0]?.decision.because ?? KEPT_OUT()),
    requirements: ['8.2/no-excess-access'],
    facets: ['8.2/no-excess-access#data-perimeter'],
    cloud: 'aws',
  };
}

const KEPT_OUT = (): Bilingual => ({
  en: 'strangers, and services that act for strangers, are not let in by the policy of this resource',
  zh: '该资源的策略未放行外部主体，也未放行代表外部主体的服务',
});

const MESSAGES: Readonly<Record<Verdict, (actions: string, because: Bilingual) => Bilingual>> = {
  implicitDeny: KEPT_OUT,
  explicitDeny: KEPT_OUT,
  allowed: (actions) => ({
    en: `the policy of this resource lets strangers in: ${actions}`,
    zh: `该资源的策略放行了外部主体：${actions}`,
  }),
  unknown: (actions, because) => ({
    en: `whether strangers are let in is undecided for ${actions}: ${because.en}`,
    zh: `无法判定外部主体能否执行 ${actions}：${because.zh}`,
  }),
};
