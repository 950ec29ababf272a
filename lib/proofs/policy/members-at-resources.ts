import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { OUTSIDER } from './askers';
import { FULL_ACCESS } from './estate';
import { evaluate } from './evaluate';
import type { Policy } from './model';
import { POLICY_SIMULATION } from './policy-simulation';
import { type Probed, probedIn } from './resource-perimeter';

/** What an organization shares by names of accounts and roles alone: evidence, alarms, and what is secret. */
const NOT_FOR_EVERYBODY: ReadonlySet<string> = new Set([
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::ResourcePolicy',
]);

/**
 * Tries every policy of such a resource that lets in anybody of an organization that it names with an identity of just any of its accounts, which may do
 * everything as far as that account goes: membership alone must let nobody in.
 * @param probed what is tried, where it has been read before
 */
export const membersAtResources = (estate: JudgedEstate, probed = probedIn(estate)): readonly Evidence[] =>
  probed
    .filter(({ resource }) => NOT_FOR_EVERYBODY.has(resource.type))
    .flatMap((one) => {
      const [organization] = isOpen(one.policy) ? organizationsNamedIn(one.policy) : [];
      return organization === undefined ? [] : [evidenceOf(one, organization, estate)];
    });

/** Whether it lets in others than those whom it names. */
const isOpen = ({ statements }: Policy): boolean =>
  statements.some(
    ({ effect, principals }) =>
      effect !== 'Deny' && (principals?.negated || principals?.items.some(({ name }) => name === '*')),
  );

const organizationsNamedIn = ({ statements }: Policy): readonly string[] =>
  statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => /^aws:principalorg(id|paths)$/i.test(key))
    .flatMap(({ values }) => values.map((value) => value.split('/')[0] ?? ''));

function evidenceOf({ resource, policy, probe }: Probed, organization: string, estate: JudgedEstate): Evidence {
  const context = { 'aws:PrincipalOrgID': organization, 'aws:PrincipalOrgPaths': [`${organization}/r-x/ou-x/`] };
  const trials = Object.entries(probe.actions).map(([action, suffix]) => {
    const request = {
      principal: OUTSIDER,
      action,
      resource: { arn: `${probe.arn}${suffix}`, account: OWNER },
      context,
    };
    return { action, ...evaluate(request, { identity: [FULL_ACCESS], resource: policy }) };
  });
  const allowed = trials.filter(({ verdict }) => verdict === 'allowed').map(({ action }) => action);
  const undecided = trials.find(({ verdict }) => verdict === 'unknown');
  return {
    kind: 'proof',
    check: POLICY_SIMULATION,
    ...told(allowed, undecided),
    subject: estate.subjectOf(resource),
    requirements: ['8.2/no-excess-access'],
    facets: ['8.2/no-excess-access#tenant-isolation'],
    cloud: 'aws',
  };
}

/** The account of the resource, in which the stranger of the organization is not. */
const OWNER = '111111111111';

function told(
  allowed: readonly string[],
  undecided: { readonly action: string; readonly because: Evidence['message'] } | undefined,
): Pick<Evidence, 'outcome' | 'message'> {
  if (allowed.length > 0) {
    const actions = { en: allowed.join(', '), zh: allowed.join('、') };
    return {
      outcome: 'failed',
      message: {
        en: `the policy of this resource lets everybody of the organization in: ${actions.en}`,
        zh: `该资源的策略放行了组织内任意身份：${actions.zh}`,
      },
    };
  }
  if (undecided) {
    return {
      outcome: 'unknown',
      message: {
        en: `whether everybody of the organization is let in is undecided for ${undecided.action}: ${undecided.because.en}`,
        zh: `无法判定组织内任意身份能否执行 ${undecided.action}：${undecided.because.zh}`,
      },
    };
  }
  return {
    outcome: 'passed',
    message: {
      en: 'to be of the organization is not enough for the policy of this resource',
      zh: '仅凭组织成员身份无法通过该资源的策略',
    },
  };
}
