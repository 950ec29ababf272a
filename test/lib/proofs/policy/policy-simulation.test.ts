import type { Evidence } from '../../../../lib/evidence/evidence';
import { policySimulation as simulation } from '../../../../lib/proofs/policy/policy-simulation';
import { type Document, estateOf, guardedTemplate } from './guarded';

const policySimulation = (estate: Parameters<typeof simulation>[0]) => simulation(estate).evidence;

const PARTITIONS = ['aws', 'aws-cn'] as const;
const templates = { aws: guardedTemplate('aws'), 'aws-cn': guardedTemplate('aws-cn') };

const idOf = ({ message }: Evidence): string => message.en.split(' ')[0] ?? '';

const amiss = (evidence: readonly Evidence[]): readonly string[] =>
  evidence.filter(({ outcome }) => outcome !== 'passed').map(({ message }) => message.en);

/** A copy of a template with every policy document rewritten. */
function changed(document: Document, change: (content: PolicyContent) => PolicyContent): Document {
  const copy = structuredClone(document) as Document;
  for (const { Type, Properties } of Object.values(copy.Resources)) {
    if (Type !== 'AWS::Organizations::Policy') continue;
    Object.assign(Properties, { Content: change(Properties['Content'] as PolicyContent) });
  }
  return copy;
}

interface PolicyContent {
  readonly Version: string;
  readonly Statement: readonly { readonly Sid: string }[];
}

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
    const blanket = changed(templates.aws, (content) => ({
      ...content,
      Statement: [
        { Sid: 'Everything', Effect: 'Deny', Action: '*', Resource: '*' } as PolicyContent['Statement'][number],
      ],
    }));

    const evidence = policySimulation(estateOf(blanket));

    expect(new Set(evidence.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
    expect(trail(evidence)?.message.en).toContain('cloudtrail:GetTrailStatus by an administrator has to be allowed');
    expect(trail(evidence)?.message.en).toContain('by a role that deploys the landing zone has to be allowed');
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
    const document = {
      Resources: {
        Policy: {
          Type: 'AWS::Organizations::Policy',
          Properties: {
            Type: 'SERVICE_CONTROL_POLICY',
            Name: 'acme-guardrails-1',
            TargetIds: ['r-ab12'],
            Content: { Ref: 'Text' },
          },
        },
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
