import { App, Stack } from 'aws-cdk-lib';
import { type Guardrail, statementOf } from '../../../constructs/guardrails/guardrail';
import { Guardrails, type GuardrailsProps } from '../../../constructs/guardrails/guardrails';
import { charactersOf } from '../../../constructs/guardrails/pack';
import { PERIMETER_GUARDRAILS } from '../../../constructs/guardrails/perimeter';
import { platformRoles } from '../../../constructs/guardrails/platform-roles';
import { RESOURCE_GUARDRAILS } from '../../../constructs/guardrails/resource-control-policies';
import { ResourceControls } from '../../../constructs/guardrails/resource-controls';
import { GUARDRAILS } from '../../../constructs/guardrails/service-control-policies';
import { THEME_IDS, THEMES } from '../../../constructs/guardrails/themes';
import { organizationQuotas } from '../../../constructs/partition';
import { guardrailOf } from './guardrail-of';
import { holds } from './held';

const ALL: readonly Guardrail[] = [...GUARDRAILS, ...PERIMETER_GUARDRAILS];

/** Landing zones from the smallest to the one with the longest name and every list filled, in both partitions. */
const LANDING_ZONES = (
  [
    { partition: 'aws', name: 'acme', allowedRegions: ['eu-west-1'] },
    {
      partition: 'aws',
      name: 'organization-of-20-c',
      allowedRegions: ['eu-west-1', 'eu-central-1', 'us-east-1'],
      organizationId: 'o-exampleorg1',
      expectedNetworks: ['203.0.113.0/24', '198.51.100.0/24'],
      trustedAccounts: ['333333333333'],
    },
    { partition: 'aws-cn', name: 'acme', allowedRegions: ['cn-north-1'] },
    { partition: 'aws-cn', name: 'acme', allowedRegions: ['cn-north-1'], organizationId: 'o-exampleorg1' },
    {
      partition: 'aws-cn',
      name: 'organization-of-20-c',
      allowedRegions: ['cn-north-1', 'cn-northwest-1'],
      organizationId: 'o-exampleorg1',
      expectedNetworks: ['203.0.113.0/24'],
      trustedAccounts: ['333333333333'],
      delivery: 'self-managed',
    },
  ] as const
).map((props) => ({
  ...props,
  targetIds: ['r-ab12'],
  title: `${props.name} in ${props.partition}, ${'organizationId' in props ? 'with' : 'without'} a perimeter`,
}));

type LandingZone = (typeof LANDING_ZONES)[number];

const made = (props: GuardrailsProps) => new Guardrails(new Stack(new App(), 'Stack'), 'Guardrails', props);

const stated = (guardrails: readonly Guardrail[], props: LandingZone, roles: readonly string[]) =>
  guardrails
    .filter(({ partitions }) => partitions?.includes(props.partition) ?? true)
    .flatMap((guardrail) => {
      const statement = statementOf(guardrail, props, roles);
      return statement ? [{ guardrail, statement }] : [];
    });

/** What the description of a policy lists. */
const listedIn = (description = ''): readonly string[] =>
  description
    .replace(/^Stops: /, '')
    .replace(/\.$/, '')
    .split('; ');

describe.each(LANDING_ZONES)('the policies of $title', (props) => {
  const { policies, documents } = made(props);
  const guardrails = stated(ALL, props, platformRoles(props));

  test('each say all that they stop, and nothing else', () => {
    const said = policies.map(({ description }) => [...listedIn(description)].sort());
    const held = documents.map(({ Statement }) =>
      guardrails
        .filter(({ statement }) => holds(Statement, statement))
        .map(({ guardrail: { brief } }) => brief)
        .sort(),
    );

    expect(said).toEqual(held);
    expect(said.flat()).toHaveLength(guardrails.length);
  });

  test('are named by the themes of what they stop', () => {
    for (const { name, description } of policies) {
      const briefs = listedIn(description);
      const themes = new Set(
        guardrails.filter(({ guardrail }) => briefs.includes(guardrail.brief)).map(({ guardrail }) => guardrail.theme),
      );
      const titles = THEME_IDS.filter((id) => themes.has(id)).map((id) => THEMES[id]);

      expect(name.replace(/^[a-z0-9-]+-guardrails-\d: /, '').split('; ')).toEqual(titles);
    }
  });

  test('leave nothing to be guessed, within what Organizations takes', () => {
    const { policyName, policyDescription, serviceControlPoliciesPerNode, serviceControlPolicySize } =
      organizationQuotas[props.partition];

    expect(policies.length).toBeLessThan(serviceControlPoliciesPerNode);
    for (const { name, description = '' } of policies) {
      expect(`${name} ${description}`).not.toMatch(/\bmore\b|…|\.\.\./);
      expect(name.length).toBeLessThanOrEqual(policyName);
      expect(description.length).toBeLessThanOrEqual(policyDescription);
    }
    for (const document of documents) expect(charactersOf(document)).toBeLessThanOrEqual(serviceControlPolicySize);
  });

  test('hold whole themes', () => {
    const policiesOf = THEME_IDS.map((id) =>
      policies.filter(({ name }) => name.split(/: |; /).slice(1).includes(THEMES[id])),
    );

    expect(policiesOf.filter(({ length }) => length > 1)).toEqual([]);
  });

  test.each(THEME_IDS.filter((id) => guardrails.some(({ guardrail }) => guardrail.theme === id)))(
    'keep their names and all that they stop when a guardrail is added to %s',
    (theme) => {
      const added: Guardrail = {
        ...guardrailOf('added', { actions: ['inspector2:Disable', 'inspector2:UpdateConfiguration'] }, 'platform'),
        theme,
      };
      const withOne = made({ ...props, guardrails: [...guardrails.map(({ guardrail }) => guardrail), added] });

      expect(withOne.policies.map(({ name }) => name)).toEqual(policies.map(({ name }) => name));
      expect(
        withOne.policies.map(({ description }) => listedIn(description).filter((brief) => brief !== added.brief)),
      ).toEqual(policies.map(({ description }) => listedIn(description)));
    },
  );
});

describe.each(LANDING_ZONES.filter((props) => 'organizationId' in props))(
  'the resource control policies of $title',
  (props) => {
    const { organizationId = '' } = props as { organizationId?: string };
    const { policies, documents } = new ResourceControls(new Stack(new App(), 'Stack'), 'Controls', {
      ...props,
      organizationId,
    });
    const guardrails = stated(RESOURCE_GUARDRAILS, props, []);

    test('each say all that they stop, and nothing else', () => {
      const held = documents.map(({ Statement }) =>
        guardrails.filter(({ statement }) => holds(Statement, statement)).map(({ guardrail: { brief } }) => brief),
      );

      expect(policies.map(({ description }) => listedIn(description))).toEqual(held);
      expect(held.flat()).toHaveLength(guardrails.length);
      expect(policies.map(({ name }) => name.replace(/^.*: /, ''))).toEqual(['data perimeter', 'requests without TLS']);
    });
  },
);

describe('the words of guardrails', () => {
  const briefs = [...ALL, ...RESOURCE_GUARDRAILS].map(({ brief }) => brief);

  test('are their own, and could not be taken for two', () => {
    expect(new Set(briefs).size).toBe(briefs.length);
    expect(briefs.filter((brief) => /[;.]/.test(brief) || brief.length < 9)).toEqual([]);
  });
});

describe('many guardrails', () => {
  const many = (count: number, brief: (index: number) => string): readonly Guardrail[] =>
    Array.from({ length: count }, (_, index) => ({
      ...guardrailOf(
        `own-${index}`,
        {
          actions: ['s3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
          resources: [`arn:aws:s3:::own-bucket-number-${index}`],
        },
        'platform',
      ),
      theme: THEME_IDS[index % THEME_IDS.length] ?? 'evidence',
      brief: brief(index),
    }));
  const props = { name: 'acme', partition: 'aws', allowedRegions: ['eu-west-1'], targetIds: ['r-ab12'] } as const;

  test('200 of few words are all named', () => {
    const guardrails = many(200, (index) => `emptying bucket ${index}`);
    const { policies } = made({ ...props, guardrails });
    const said = policies.flatMap(({ description }) => listedIn(description));

    expect(policies.length).toBeLessThanOrEqual(9);
    expect([...said].sort()).toEqual(guardrails.map(({ brief }) => brief).sort());
  });

  test('throws for 200 of more words than descriptions have room for, rather than say less', () => {
    const guardrails = many(200, (index) => `emptying, opening or deleting bucket ${index}`);

    expect(() => made({ ...props, guardrails })).toThrow(
      /the guardrails take 1\d policies, and 9 more can be attached in aws .* Each policy's description says all that it stops in 512 characters: where their words are too long, which have \d{4}, shorten brief\./,
    );
  });
});
