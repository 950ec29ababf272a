import type { Evidence } from '../../../../lib/evidence/evidence';
import type { SimulationRow } from '../../../../lib/evidence/simulation';
import { MATRIX } from '../../../../lib/proofs/policy/matrix';
import { policySimulation as simulation } from '../../../../lib/proofs/policy/policy-simulation';
import { type Document, estateOf, guardedTemplate } from './guarded';

const policySimulation = (estate: Parameters<typeof simulation>[0]) => simulation(estate).evidence;

const PARTITIONS = ['aws', 'aws-cn'] as const;
const templates = { aws: guardedTemplate('aws'), 'aws-cn': guardedTemplate('aws-cn') };

const idOf = ({ message }: Evidence): string => message.en.split(' ')[0] ?? '';

const amiss = (evidence: readonly Evidence[]): readonly string[] =>
  evidence.filter(({ outcome }) => outcome !== 'passed').map(({ message }) => message.en);

/** A copy of a template with every policy document rewritten. */
function changed(document: Document, change: (content: PolicyContent, type: string) => PolicyContent): Document {
  const copy = structuredClone(document) as Document;
  for (const { Type, Properties } of Object.values(copy.Resources)) {
    if (Type !== 'AWS::Organizations::Policy') continue;
    const content = Properties['Content'] as PolicyContent;
    Object.assign(Properties, { Content: change(content, String(Properties['Type'])) });
  }
  return copy;
}

interface PolicyContent {
  readonly Version: string;
  readonly Statement: readonly { readonly Sid: string }[];
}

const without = (document: Document, sid: string): Document =>
  changed(document, (content) => ({ ...content, Statement: content.Statement.filter(({ Sid }) => Sid !== sid) }));

describe.each(PARTITIONS)('the guardrails in %s', (partition) => {
  const template = templates[partition];
  const evidence = policySimulation(estateOf(template, partition));

  test('8.2/no-excess-access#attack-matrix: refuse every attack, spare whom they exempt, and let look-alikes pass', () => {
    expect(amiss(evidence)).toEqual([]);
  });

  test('are decided for every place of the organization', () => {
    for (const { message } of evidence)
      expect(message.en).toContain('r-ab12, r-ab12/Workloads, r-ab12/Workloads/Production');
  });
});

describe('policySimulation', () => {
  const trail = (evidence: readonly Evidence[]) => evidence.find((entry) => idOf(entry) === 'trail-silenced');

  test('names verdict and deciding statement in both languages', () => {
    const entry = trail(policySimulation(estateOf(templates.aws)));

    expect(entry).toMatchObject({
      kind: 'proof',
      check: 'policy-simulation',
      outcome: 'passed',
      facets: ['8.2/operation-audit#audit-tamper-protection', '8.2/no-excess-access#attack-matrix'],
      requirements: ['8.2/operation-audit', '8.2/no-excess-access'],
      subject: { type: 'AWS::Organizations::Policy' },
    });
    expect(entry?.message.en).toMatch(
      /refused to an administrator in .* by TrailTampering \(acme-guardrails-1, Content\.Statement\.\d+\)/,
    );
    expect(entry?.message.zh).toContain('TrailTampering');
  });

  test('says nothing where no organization policy is made', () => {
    expect(policySimulation(estateOf({ Resources: { Key: { Type: 'AWS::KMS::Key', Properties: {} } } }))).toEqual([]);
  });

  test('a blanket refusal does not pass: look-alikes are refused too', () => {
    const everything = { Sid: 'Everything', Effect: 'Deny', Action: '*', Resource: '*' };
    const blanket = changed(templates.aws, (content, type) => ({
      ...content,
      Statement: [type === 'RESOURCE_CONTROL_POLICY' ? { ...everything, Principal: '*' } : everything],
    }));

    const evidence = policySimulation(estateOf(blanket));

    expect(new Set(evidence.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
    expect(trail(evidence)?.message.en).toContain('cloudtrail:GetTrailStatus by an administrator has to be allowed');
    expect(trail(evidence)?.message.en).toContain('by a role that deploys the landing zone has to be allowed');
  });

  test.each<[string, object]>([
    ['that there is somebody', { Null: { 'aws:userid': 'false' } }],
    ['for a session', { StringLike: { 'aws:userid': '*:*' } }],
    ['for any client', { StringLike: { 'aws:UserAgent': '*' } }],
    ['for a time that has passed', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }],
    ['for a second that has passed', { NumericGreaterThan: { 'aws:EpochTime': '1000000' } }],
    ['for credentials of late', { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } }],
    ['for any unit', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/*' } }],
    ['for what lies in any unit', { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': 'o-exampleorg1/*' } }],
  ])('nor does one that asks %s, which every request fulfils', (_, Condition) => {
    const everything = { Sid: 'Everything', Effect: 'Deny', Action: '*', Resource: '*', Condition };
    const blanket = changed(templates.aws, (content, type) =>
      type === 'RESOURCE_CONTROL_POLICY' ? content : { ...content, Statement: [everything] },
    );

    expect(trail(policySimulation(estateOf(blanket)))?.message.en).toContain(
      'cloudtrail:GetTrailStatus by an administrator has to be allowed',
    );
  });

  test('an exemption for everybody does not pass', () => {
    const open = changed(
      templates.aws,
      (content) => JSON.parse(JSON.stringify(content).replaceAll('role/cdk-*', 'role/*')) as PolicyContent,
    );

    expect(trail(policySimulation(estateOf(open)))?.message.en).toContain(
      'cloudtrail:DeleteTrail by an administrator has to be refused, and is allowed',
    );
  });

  test('a lack of permissions is no guardrail', () => {
    const closed = changed(templates.aws, (content) => ({ ...content, Statement: [] }));

    expect(trail(policySimulation(estateOf(closed)))?.outcome).toBe('failed');
  });

  test('a policy whose text is known at deployment only is unknown', () => {
    const policy = (Type: string, Name: string) => ({
      Type: 'AWS::Organizations::Policy',
      Properties: { Type, Name, TargetIds: ['r-ab12'], Content: { Ref: 'Text' } },
    });
    const document = {
      Resources: {
        Policy: policy('SERVICE_CONTROL_POLICY', 'acme-guardrails-1'),
        ResourcePolicy: policy('RESOURCE_CONTROL_POLICY', 'acme-resource-controls-1'),
      },
    };

    expect(new Set(policySimulation(estateOf(document)).map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
  });

  test('a policy whose targets are known at deployment only is unknown', () => {
    const document = structuredClone(templates.aws) as Document;
    for (const { Type, Properties } of Object.values(document.Resources)) {
      if (Type === 'AWS::Organizations::Policy') Object.assign(Properties, { TargetIds: [{ Ref: 'Root' }] });
    }

    expect(trail(policySimulation(estateOf(document)))?.outcome).toBe('unknown');
  });

  test('a policy attached to one unit alone leaves the others open', () => {
    const document = structuredClone(templates.aws) as Document;
    for (const { Type, Properties } of Object.values(document.Resources)) {
      if (Type === 'AWS::Organizations::Policy')
        Object.assign(Properties, { TargetIds: [{ 'Fn::GetAtt': ['Production', 'Id'] }] });
    }

    const message = trail(policySimulation(estateOf(document)))?.message.en;

    expect(message).toContain('is allowed in r-ab12, r-ab12/Workloads:');
    expect(message).not.toContain('Workloads/Production');
  });
});

describe('the data perimeter', () => {
  const rows = (document: Document, partition: (typeof PARTITIONS)[number] = 'aws') =>
    new Map(simulation(estateOf(document, partition)).rows.map((row) => [row.id, row]));
  const outcome = (document: Document, id: string, partition?: (typeof PARTITIONS)[number]) =>
    rows(document, partition).get(id)?.outcome;
  const only = (document: Document, type: string): Document => ({
    Resources: Object.fromEntries(
      Object.entries(document.Resources).filter(
        ([, { Type, Properties }]) => Type !== 'AWS::Organizations::Policy' || Properties['Type'] === type,
      ),
    ),
  });
  const actors = (row: SimulationRow | undefined, purpose: SimulationRow['trials'][number]['purpose']) =>
    new Set(row?.trials.filter((trial) => trial.purpose === purpose).map(({ actor }) => actor));

  test.each(['bucket-backdoored', 'role-backdoored', 'resource-shared-abroad', 'deputy-confused'])(
    '8.2/no-excess-access#data-perimeter: %s is refused by resource control policies, and not without them',
    (id) => {
      expect(outcome(templates.aws, id)).toBe('passed');
      expect(outcome(only(templates.aws, 'SERVICE_CONTROL_POLICY'), id)).toBe('failed');
    },
  );

  test.each(['data-carried-out', 'instance-credentials-stolen', 'unexpected-network-used'])(
    '8.2/no-excess-access#data-perimeter: %s is refused in both partitions',
    (id) => {
      for (const partition of PARTITIONS) expect(outcome(templates[partition], id, partition)).toBe('passed');
    },
  );

  test('findings are of a policy of the kind that should refuse, of none where there is none', () => {
    const subjectOf = (document: Document, id: string) =>
      policySimulation(estateOf(document)).find(({ attack, outcome }) => attack === id && outcome === 'failed')
        ?.subject;
    const controls = only(templates.aws, 'RESOURCE_CONTROL_POLICY');
    const guardrails = only(templates.aws, 'SERVICE_CONTROL_POLICY');

    expect(subjectOf(without(templates.aws, 'PlaintextRequests'), 'plaintext-requested')).toMatchObject({
      logicalId: expect.stringMatching(/^ResourceControls/),
    });
    expect(subjectOf(without(templates.aws, 'TrailTampering'), 'trail-silenced')).toMatchObject({
      logicalId: expect.stringMatching(/^Guardrails/),
    });
    expect(subjectOf(guardrails, 'plaintext-requested')).toBeNull();
    expect(subjectOf(controls, 'trail-silenced')).toBeNull();
  });

  test('is tried by whom the rows name, and spared are those whom their look-alikes name', () => {
    const row = rows(templates.aws).get('bucket-backdoored');

    expect(row?.family).toBe('perimeter');
    expect(actors(row, 'attempt')).toEqual(new Set(['outsider']));
    expect(actors(row, 'exemption')).toEqual(new Set());
    expect(actors(row, 'look-alike')).toEqual(new Set(['administrator', 'neighbour', 'service']));
    expect(row?.trials.map(({ principal }) => principal)).toContain('delivery.logs.amazonaws.com');
  });

  test('where a partition is not known to have resource control policies, what needs them is not tried, and says so', () => {
    const inChina = rows(templates['aws-cn'], 'aws-cn');

    expect(inChina.get('bucket-backdoored')).toMatchObject({ met: 'detected', detection: 'bucket-policy-changed' });
    expect(inChina.get('role-backdoored')).toMatchObject({ met: 'detected', detection: 'role-trust-changed' });
    for (const id of ['resource-shared-abroad', 'deputy-confused', 'plaintext-requested']) {
      expect(inChina.get(id)).toMatchObject({
        met: 'left-out',
        outcome: 'not-applicable',
        note: { zh: expect.stringContaining('资源控制策略') },
        trials: [],
      });
    }
  });

  test('where no document says whose endpoint a request came through, the condition key is named', () => {
    expect(rows(templates['aws-cn'], 'aws-cn').get('foreign-endpoint-used')).toMatchObject({
      met: 'left-out',
      note: { en: expect.stringContaining('aws:VpceOrgID'), zh: expect.stringContaining('aws:VpceOrgID') },
      trials: [],
    });
    expect(outcome(templates.aws, 'foreign-endpoint-used')).toBe('passed');
    expect(outcome(without(templates.aws, 'ForeignEndpoints'), 'foreign-endpoint-used')).toBe('failed');
  });

  test('where no network is expected, people are not tried from elsewhere', () => {
    const anywhere = without(templates.aws, 'UnexpectedNetworks');
    const text = JSON.stringify(anywhere).replaceAll('"NotIpAddressIfExists":{"aws:SourceIp":["203.0.113.0/24"]},', '');

    expect(rows(JSON.parse(text) as Document).get('unexpected-network-used')).toMatchObject({
      met: 'left-out',
      note: { en: expect.stringContaining('no networks') },
      trials: [],
    });
    expect(outcome(anywhere, 'unexpected-network-used')).toBe('failed');
  });
});

test('rows have ids of their own', () => {
  const ids = MATRIX.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
});
