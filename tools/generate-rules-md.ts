import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { azureRuleAreas } from '../cdktf/nag/registry';
import { awsRuleAreas, type RuleArea } from '../constructs/nag/registry';
import type { Rule } from '../constructs/nag/rule';
import { facetsShownBy } from '../constructs/standard/mapping';

/** Where the page stands, from the root of the repository. */
export const RULES_FILE = 'docs/RULES.md';

const INTRODUCTION = `# Rules · 规则

Every rule judges one resource as it stands in the synthesized template. What a rule shows of Q/BJKB 012-2026 is said by
the mapping, not by the rule: the facets below. How to write one is told in
[constructs/nag/README.md](../constructs/nag/README.md).

每条规则针对合成模板中的单个资源作出判定。规则所证明的 Q/BJKB 012-2026 要求项由映射数据给出，见下列“要求项”一栏。

This page is generated from the rules and the mapping: \`npm run generate\`. 本页由规则与映射自动生成。
`;

/** The page, from the rules of every cloud. */
export function rulesMarkdown(): string {
  const clouds = [
    { title: 'AWS', areas: awsRuleAreas },
    { title: 'Azure', areas: azureRuleAreas },
  ];
  const sections = clouds.map(({ title, areas }) => [`## ${title}\n`, ...areas.map(section)].join('\n'));
  return [INTRODUCTION, ...sections].join('\n');
}

function section({ title, rules }: RuleArea): string {
  const rows = [
    ['Rule · 规则', 'Demand', '要求', 'Types · 类型', 'Facets · 要求项', 'Reference · 依据'],
    Array<string>(6).fill('---'),
    ...rules.map(row),
  ];
  return `### ${title.en} · ${title.zh}\n\n${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

const row = ({ id, demand, types, reference }: Rule): string[] => [
  `<a id="${id}"></a>\`${id}\``,
  cell(demand.en),
  cell(demand.zh),
  types.map(code).join('<br>'),
  facetsShownBy(id).map(code).join('<br>') || '–',
  `[${new URL(reference).hostname}](${reference})`,
];

const code = (text: string): string => `\`${text}\``;

const cell = (text: string): string => text.replaceAll('|', '\\|');

if (require.main === module) writeFileSync(join(__dirname, '..', RULES_FILE), rulesMarkdown());
