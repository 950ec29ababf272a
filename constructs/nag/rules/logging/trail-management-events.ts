import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import { compliant, type Finding, nonCompliant, type Rule, type Verdict, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** Fields by which an advanced selector of management events says what they are, without leaving any out. */
const DESCRIBING = new Set(['eventCategory']);

/**
 * A trail keeps every management event, reads and writes of all services: what a trail without selectors does. A selector
 * that leaves some out is a finding unless another one takes them in.
 */
export const trailManagementEvents: Rule = {
  id: 'trail-management-events',
  demand: {
    en: 'A trail keeps all management events, reads and writes alike, of every service.',
    zh: '跟踪保留所有服务的全部管理事件，包括读与写。',
  },
  types: ['AWS::CloudTrail::Trail'],
  reference:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  judge(trail) {
    if (trail.has('AdvancedEventSelectors')) return verdictOnSelectors(trail, 'AdvancedEventSelectors', advanced);
    if (trail.has('EventSelectors')) return verdictOnSelectors(trail, 'EventSelectors', basic);
    return compliant;
  },
};

/** Compliant where any selector takes in everything; otherwise each tells what it leaves out. */
function verdictOnSelectors(
  trail: Resource,
  path: string,
  leftOut: (trail: Resource, selector: string) => readonly Finding[],
): Verdict {
  const selectors = trail.list(path).map((_, index) => `${path}.${index}`);
  const verdicts = selectors.map((selector) => verdictFromEach([selector], () => leftOut(trail, selector)));
  if (verdicts.some(({ outcome }) => outcome === 'compliant')) return compliant;
  const findings = verdicts.flatMap((verdict) => (verdict.outcome === 'non-compliant' ? verdict.findings : []));
  const open = verdicts.find(({ outcome }) => outcome === 'unknown');
  return open ?? nonCompliant(...(findings.length > 0 ? findings : [nothingKept(path)]));
}

const nothingKept = (path: string): Finding => finding(path, 'selects no management events', '未选择任何管理事件');

function basic(trail: Resource, selector: string): readonly Finding[] {
  const included = trail.flag(`${selector}.IncludeManagementEvents`) ?? true;
  if (!included) {
    return [
      finding(
        `${selector}.IncludeManagementEvents`,
        'is false: management events are left out',
        '为 false：不含管理事件',
      ),
    ];
  }
  const kind = trail.literal(`${selector}.ReadWriteType`) ?? 'All';
  const excluded = trail.list(`${selector}.ExcludeManagementEventSources`);
  return [
    ...(kind === 'All'
      ? []
      : [finding(`${selector}.ReadWriteType`, `is ${kind}: the others are left out`, `为 ${kind}：其余事件未记录`)]),
    ...(excluded.length === 0
      ? []
      : [
          finding(
            `${selector}.ExcludeManagementEventSources`,
            `leaves out ${excluded.join(', ')}`,
            `排除了 ${excluded.join('、')}`,
          ),
        ]),
  ];
}

function advanced(trail: Resource, selector: string): readonly Finding[] {
  const path = `${selector}.FieldSelectors`;
  const fields = trail.list(path);
  const category = fields.find((field) => isObject(field) && field['Field'] === 'eventCategory');
  const categories = isObject(category) && Array.isArray(category['Equals']) ? category['Equals'] : [];
  if (!categories.includes('Management')) return [nothingKept(path)];
  return fields.flatMap((field, index) => {
    const name = isObject(field) ? String(field['Field']) : '';
    if (DESCRIBING.has(name)) return [];
    return [
      finding(`${path}.${index}`, `keeps only some management events (${name})`, `仅保留部分管理事件（${name}）`),
    ];
  });
}
