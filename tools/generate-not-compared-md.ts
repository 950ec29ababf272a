import { NOT_COMPARED } from '../lib/collect/not-compared';

export const NOT_COMPARED_FILE = 'docs/not-compared.md';

/** What templates say of resources that are read, and nothing holds against what is live. */
export function notComparedMarkdown(): string {
  const rows = NOT_COMPARED.map(([type, path, why]) => {
    const of = type === '' ? 'each · 各类型' : `\`${type}\``;
    return `| ${of} | \`${path}\` | ${why.en} | ${why.zh} |`;
  });
  return `# Not compared

Made by \`npm run generate\` from \`lib/collect/not-compared.ts\`. What a template says of a resource that is [read](collect.md) is held against what is
live, by itself or as a part of what it belongs to, except for what stands here. A test holds that nothing else of both profiles is left out, and that
nothing stands here without need.

| type | property | why | 原因 |
|---|---|---|---|
${rows.join('\n')}
`;
}
