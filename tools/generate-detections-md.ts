import type { PartitionName } from '../constructs/partition';
import type { Bilingual } from '../constructs/standard';
import type { Count, Detection } from '../constructs/trail-alarms/detection';
import { DELIVERY_DELAY, DETECTIONS } from '../constructs/trail-alarms/detections';

/** Where the page stands, from the root of the repository. */
export const DETECTIONS_FILE = 'docs/detections.md';

const INTRODUCTION = `# Detections · 检测规则

What the audit trail is searched for, and what each search does not see. A match raises the alarm \`<name>-<id>\`. ${DELIVERY_DELAY.en}:
alarms within 15 minutes are what the average allows, not what anybody promises. How they are made is told in
[constructs/trail-alarms/README.md](../constructs/trail-alarms/README.md).

在审计跟踪中查找的内容及各项不可见之处。匹配即触发告警 \`<name>-<id>\`。${DELIVERY_DELAY.zh}：15 分钟内告警依平均值可达，并非任何一方的承诺。

Techniques are those of [Stratus Red Team](https://stratus-red-team.cloud/attack-techniques/AWS/) whose events raise the alarm; where a guardrail refuses
one, the attempt does. 技术编号取自 Stratus Red Team，其事件会触发告警；被护栏拒绝的技术，其尝试会触发告警。

This page is generated from the detections: \`npm run generate\`. 本页由检测规则数据自动生成。
`;

const PARTITIONS: Readonly<Record<PartitionName, Bilingual>> = {
  aws: { en: 'not in China', zh: '不含中国区' },
  'aws-cn': { en: 'in China only', zh: '仅中国区' },
};

/** The page, from the data of the detections. */
export const detectionsMarkdown = (): string => [INTRODUCTION, ...DETECTIONS.map(section)].join('\n');

function section(detection: Detection): string {
  const { id, title, titleInChina, sight, facets, techniques = [] } = detection;
  return [
    `## <a id="${id}"></a>\`${id}\`: ${title.en} · ${title.zh}\n`,
    `${sight.en}\n`,
    `${sight.zh}\n`,
    ...bullets([
      ['Title in China', '中国区标题', titleInChina ? `${titleInChina.en} · ${titleInChina.zh}` : ''],
      ['Alarm', '告警', raised(detection.count)],
      ['Partition', '分区', partitions(detection)],
      ['Facets', '要求项', facets.map(code).join(', ')],
      ['Techniques', '技术', techniques.map(code).join(', ')],
    ]),
  ].join('\n');
}

const bullets = (rows: readonly (readonly [string, string, string])[]): readonly string[] =>
  rows
    .filter(([, , text]) => text !== '')
    .map(([en, zh, text], index, all) => `- ${en} · ${zh}: ${text}${index === all.length - 1 ? '\n' : ''}`);

const raised = (count: Count | undefined): string =>
  count
    ? `${count.atLeast} within ${count.minutes} minutes, since ${count.because.en} · ${count.minutes} 分钟内 ${count.atLeast} 次，因${count.because.zh}`
    : 'the first match · 首次匹配';

const partitions = ({ partitions: only = [] }: Detection): string =>
  only.map((partition) => `${PARTITIONS[partition].en} · ${PARTITIONS[partition].zh}`).join(', ');

const code = (text: string): string => `\`${text}\``;
