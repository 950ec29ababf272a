/** What `isms init` needs to know. */
export interface Answers {
  readonly name: string;
  readonly owner: string;
  readonly profile: 'single-account' | 'organization';
  readonly partition: 'aws' | 'aws-cn';
  readonly home: string;
  readonly recovery: string;
  /** Single account only. */
  readonly account?: string;
  /** Organization only: its id, the id of its root, a CSV file of accounts, and who stands in for the owner. */
  readonly organization?: string;
  readonly root?: string;
  readonly accounts?: string;
  readonly deputy?: string;
}

/** A configuration with what must be decided; all else has strict defaults, which docs/configuration.md lists. */
export function configurationText(answers: Answers, schema: string): string {
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    'version: 1',
    `name: ${quoted(answers.name)}`,
    `owner: ${quoted(answers.owner)}`,
    `profile: ${quoted(answers.profile)}`,
    `partition: ${quoted(answers.partition)}`,
    'regions:',
    `  home: ${quoted(answers.home)}`,
    `  recovery: ${quoted(answers.recovery)}`,
    '# ranges that overlap no network you will connect',
    'network:',
    '  home: 10.0.0.0/16',
    '  recovery: 10.1.0.0/16',
    ...(answers.profile === 'organization'
      ? organizationLines(answers)
      : [`account: ${quoted(answers.account ?? '', 'text')}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const units = [
  ['Security', 'shared'],
  ['Infrastructure', 'shared'],
  ['Production', 'production'],
  ['NonProduction', 'non-production'],
  ['Sandbox', 'non-production'],
] as const;

function organizationLines({
  partition,
  organization = '',
  root = '',
  accounts = '',
  owner,
  deputy = '',
}: Answers): readonly string[] {
  return [
    'organization:',
    `  id: ${quoted(organization)}`,
    `  rootId: ${quoted(root)}`,
    ...(partition === 'aws-cn'
      ? ['  # service-managed StackSets are unproven in aws-cn', '  delivery: self-managed']
      : []),
    '  units:',
    ...units.map(([name, environment]) => `    - { name: ${name}, environment: ${environment} }`),
    '  accounts:',
    `    include: ${quoted(accounts)}`,
    'contacts:',
    `  - { name: owner, email: ${quoted(owner)} }`,
    `  - { name: deputy, email: ${quoted(deputy)} }`,
    'onCall: { primary: owner, deputy: deputy, escalation: owner }',
  ];
}

/** As plain as YAML lets it be; whatever might be read as something else is quoted, as JSON is, which YAML contains. */
function quoted(value: string, as: 'plain' | 'text' = 'plain'): string {
  const plain = /^[A-Za-z][A-Za-z0-9@._/-]*$/.test(value) && !/^(?:true|false|null)$/i.test(value);
  return as === 'plain' && plain ? value : JSON.stringify(value);
}
