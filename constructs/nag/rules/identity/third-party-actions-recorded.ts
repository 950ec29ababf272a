import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { type Rule, verdictFrom } from '../../rule';
import { actionsOf } from '../../service-reference';
import type { Resource } from '../../template';
import { takesIn } from '../../wildcards';
import { dataSelectors } from '../logging/data-selectors';
import { thirdPartyEntries } from './third-parties';
import { NO_THIRD_PARTY } from './third-party-role-expiry';

/** Services of whose data every call is recorded where `trail-data-events-everywhere` holds. */
const RECORDED = ['s3', 'dynamodb'];

/** Kinds of calls that are about settings, not data: they leave management events. */
const OF_SETTINGS = ['List', 'Tagging', 'Permissions management'];

const isOfSettings = (accessLevel: string): boolean => OF_SETTINGS.some((level) => accessLevel.includes(level));

/**
 * Calls that are known to be data events, and the type of resource that a trail has to select to keep them.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const ON_DATA: Readonly<Record<string, string>> = {
  'ebs:GetSnapshotBlock': 'AWS::EC2::Snapshot',
  'ebs:ListChangedBlocks': 'AWS::EC2::Snapshot',
  'ebs:ListSnapshotBlocks': 'AWS::EC2::Snapshot',
  'ebs:PutSnapshotBlock': 'AWS::EC2::Snapshot',
  'lambda:InvokeFunction': 'AWS::Lambda::Function',
};

/**
 * What somebody of a third party may do leaves an event in the trail. A trail records management events of every service; calls on
 * data are events of their own kind, which it has of what it selects alone. Of services other than those known here it is not
 * known which calls are such: what reads or writes there is unknown, and never compliant.
 */
export const thirdPartyActionsRecorded: Rule = {
  id: 'third-party-actions-recorded',
  demand: {
    en: 'What a third party may do leaves an event in the trail.',
    zh: '第三方可执行的操作均在跟踪中留下事件。',
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  judge(role) {
    if (thirdPartyEntries(role).length === 0) return NO_THIRD_PARTY;
    const allows = allowsOf(role);
    const findings = allows.flatMap((allow) => unrecorded(allow, selectedIn(role)));
    if (findings.length > 0) return verdictFrom(findings);
    const attached = role.list('ManagedPolicyArns').length > 0 ? ['*:*'] : [];
    const granted = allows.flatMap(({ actions, notActions }) => (notActions.length > 0 ? ['*:*'] : actions));
    const open = new Set([...attached, ...granted].filter((pattern) => !isRecorded(pattern)));
    return open.size === 0 ? { outcome: 'compliant' } : { outcome: 'unknown', because: undecided([...open]) };
  },
};

const allowsOf = (role: Resource): readonly Statement[] =>
  role
    .list('Policies')
    .flatMap((_, index) => statementsOf(role, `Policies.${index}.PolicyDocument`))
    .filter(({ effect }) => effect === 'Allow');

/** Types of resources whose data events some trail keeps. */
const selectedIn = ({ template: { estate } }: Resource): readonly string[] =>
  estate.ofType('AWS::CloudTrail::Trail').flatMap((trail) => dataSelectors(trail).map(({ type }) => type));

function unrecorded({ path, actions }: Statement, selected: readonly string[]) {
  const missing = Object.entries(ON_DATA)
    .filter(([action, type]) => !selected.includes(type) && actions.some((pattern) => takesIn(pattern, action, 'i')))
    .map(([action]) => action);
  if (missing.length === 0) return [];
  const names = missing.join(', ');
  return [
    finding(`${path}.Action`, `allows ${names}, of which no trail keeps events`, `允许 ${names}，而跟踪未记录其事件`),
  ];
}

const MOST_TOLD = 5;

function undecided(actions: readonly string[]) {
  const names = actions.slice(0, MOST_TOLD);
  const more = actions.length > MOST_TOLD ? ' …' : '';
  return {
    en: `whether calls of ${names.join(', ')}${more} leave an event is not known: trails keep data events of what they select alone`,
    zh: `无法判定 ${names.join('、')}${more} 的调用是否留下事件：跟踪仅记录其所选资源的数据事件`,
  };
}

/** Of a pattern all that it takes in. */
function isRecorded(pattern: string): boolean {
  const [service = '', name = ''] = pattern.toLowerCase().split(':');
  if (RECORDED.includes(service)) return true;
  const taken = actionsOf(service).filter((action) => takesIn(name, action.name, 'i'));
  return (
    taken.length > 0 &&
    taken.every(({ name: known, accessLevel }) => isOfSettings(accessLevel) || `${service}:${known}` in ON_DATA)
  );
}
