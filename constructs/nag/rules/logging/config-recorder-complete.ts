import { finding, unlessTrue } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

const GROUP = 'RecordingGroup';
const EXCLUSION = 'EXCLUSION_BY_RESOURCE_TYPES';

/**
 * The recorder records every type of resource that AWS Config knows, the global ones included, whenever one changes.
 *
 * Global types need only be recorded in one region: a recorder without them is compliant beside one that has them.
 */
export const configRecorderComplete: Rule = {
  id: 'config-recorder-complete',
  demand: {
    en: 'The configuration recorder records all types of resources, global ones included, at every change.',
    zh: '配置记录器记录全部资源类型（含全局资源）的每次变更。',
  },
  types: ['AWS::Config::ConfigurationRecorder'],
  reference: 'https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html',
  judge: (recorder) => verdictFromEach([typeFindings, globalFindings, frequencyFindings], (judge) => judge(recorder)),
};

function typeFindings(recorder: Resource): readonly Finding[] {
  if (recorder.literal(`${GROUP}.RecordingStrategy.UseOnly`) !== EXCLUSION) {
    return unlessTrue(recorder, `${GROUP}.AllSupported`, 'types are left out', '有资源类型未被记录');
  }
  const path = `${GROUP}.ExclusionByResourceTypes.ResourceTypes`;
  const excluded = recorder.list(path);
  if (excluded.length === 0) return [];
  return [finding(path, `leaves out ${excluded.join(', ')}`, `排除了 ${excluded.join('、')}`)];
}

function globalFindings(recorder: Resource): readonly Finding[] {
  if (recordsGlobalTypes(recorder)) return [];
  const others = recorder.template.estate.ofType(recorder.type).filter((other) => other !== recorder);
  if (others.some((other) => isSameAccount(recorder, other) && recordsGlobalTypes(other))) return [];
  return unlessTrue(
    recorder,
    `${GROUP}.IncludeGlobalResourceTypes`,
    'changes of users, groups, roles and policies are recorded nowhere',
    '用户、组、角色与策略的变更无处记录',
  );
}

/** With the exclusion strategy, global types are in unless they are listed. */
const recordsGlobalTypes = (recorder: Resource): boolean =>
  recorder.literal(`${GROUP}.RecordingStrategy.UseOnly`) === EXCLUSION ||
  recorder.flag(`${GROUP}.IncludeGlobalResourceTypes`) === true;

const isSameAccount = (one: Resource, other: Resource): boolean =>
  one.template.environment.account === other.template.environment.account;

function frequencyFindings(recorder: Resource): readonly Finding[] {
  const path = 'RecordingMode.RecordingFrequency';
  const frequency = recorder.literal(path) ?? 'CONTINUOUS';
  if (frequency === 'CONTINUOUS') return [];
  return [
    finding(
      path,
      `is ${frequency}: what changes and changes back goes unnoticed`,
      `为 ${frequency}：变更后又还原的情况无法发现`,
    ),
  ];
}
