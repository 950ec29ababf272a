import type { Ledger } from '../evidence/ledger';
import type { Remark } from './inspection';

/** What of the judged templates was not judged: a gate that is silent about it would lie. */
export const leftOut = (ledger: Ledger): readonly Remark[] => [...unknownTypes(ledger), ...unseenTemplates(ledger)];

/** Types of resources that no rule judges and no reason excuses, by stack. */
function unknownTypes({ resources }: Ledger): readonly Remark[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { subject, judgedBy, supporting } of resources) {
    if (judgedBy.length > 0 || supporting) continue;
    const types = counts.get(subject.stack) ?? new Map<string, number>();
    counts.set(subject.stack, types.set(subject.type, (types.get(subject.type) ?? 0) + 1));
  }
  return [...counts].map(([stack, types]) => {
    const list = [...types].map(([type, count]) => `${count} × ${type}`);
    return {
      file: stack,
      message: { en: `no rule knows ${list.join(', ')}`, zh: `没有规则识别 ${list.join('、')}` },
    };
  });
}

/** Types that deploy a template of their own. */
const DEPLOYING: ReadonlySet<string> = new Set(['AWS::CloudFormation::Stack', 'AWS::CloudFormation::StackSet']);

/** Nested stacks and StackSets whose template is elsewhere: none of its resources was seen. */
function unseenTemplates({ resources }: Ledger): readonly Remark[] {
  const seen = new Set(resources.map(({ subject }) => subject.stack));
  return resources
    .filter(({ subject, holdsTemplate }) => DEPLOYING.has(subject.type) && !holdsTemplate)
    .filter(({ subject }) => !seen.has(`${subject.stack}/${subject.logicalId}`))
    .map(({ subject }) => ({
      file: subject.stack,
      message: {
        en: `${subject.logicalId} (${subject.type}) deploys a template that is not here: name it with --template`,
        zh: `${subject.logicalId}（${subject.type}）部署的模板不在此处，请用 --template 指定`,
      },
    }));
}
