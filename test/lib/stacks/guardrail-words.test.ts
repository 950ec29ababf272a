import { type Guardrail, type Statement, statementOf } from '../../../constructs/guardrails/guardrail';
import { PERIMETER_GUARDRAILS } from '../../../constructs/guardrails/perimeter';
import { platformRoles } from '../../../constructs/guardrails/platform-roles';
import { RESOURCE_GUARDRAILS } from '../../../constructs/guardrails/resource-control-policies';
import { GUARDRAILS } from '../../../constructs/guardrails/service-control-policies';
import { organizationQuotas } from '../../../constructs/partition';
import type { OrganizationConfig } from '../../../lib/config';
import { accountsOfSupplier } from '../../../lib/config/accounts';
import { holds } from '../../constructs/guardrails/held';
import { EXAMPLES, example } from '../../support/landing-zone';

/** A policy of the organization, as the template has it. */
interface Attached {
  readonly Type: string;
  readonly Name: string;
  readonly Description: string;
  readonly Content: { readonly Statement: readonly Statement[] };
}

const KINDS = [
  { type: 'SERVICE_CONTROL_POLICY', guardrails: [...GUARDRAILS, ...PERIMETER_GUARDRAILS] },
  { type: 'RESOURCE_CONTROL_POLICY', guardrails: RESOURCE_GUARDRAILS },
];

/** What the guardrails refuse in a configuration, with the words for it. */
function refusedIn(config: OrganizationConfig, type: string, guardrails: readonly Guardrail[]) {
  const { partition, name, regions, organization, identity, suppliers } = config;
  const context = {
    partition,
    name,
    allowedRegions: regions.allowed,
    organizationId: organization.id,
    expectedNetworks: identity.expectedNetworks,
    trustedAccounts: suppliers.flatMap(accountsOfSupplier),
  };
  const roles = type === 'SERVICE_CONTROL_POLICY' ? platformRoles({ partition, delivery: organization.delivery }) : [];
  return guardrails
    .filter(({ partitions }) => partitions?.includes(partition) ?? true)
    .flatMap((guardrail) => {
      const statement = statementOf(guardrail, context, roles);
      return statement ? [{ brief: guardrail.brief, statement }] : [];
    });
}

const attachedIn = (name: (typeof EXAMPLES)[number]): readonly Attached[] =>
  example(name).stacks.flatMap(({ template }) =>
    Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::Organizations::Policy')
      .map(({ Properties }) => Properties as unknown as Attached),
  );

const organizations = EXAMPLES.flatMap((name) => {
  const { config } = example(name);
  return config.profile === 'organization' ? [{ name, config }] : [];
});

test('both partitions have an example with an organization', () => {
  expect(new Set(organizations.map(({ config }) => config.partition))).toEqual(new Set(['aws', 'aws-cn']));
});

describe.each(organizations)('the policies of the example $name', ({ name, config }) => {
  const attached = attachedIn(name);

  test.each(KINDS.filter(({ type }) => attached.some(({ Type }) => Type === type)))(
    'say all that they stop: $type',
    ({ type, guardrails }) => {
      const policies = attached.filter(({ Type }) => Type === type);
      const refused = refusedIn(config, type, guardrails);
      const { policyName, policyDescription } = organizationQuotas[config.partition];

      for (const { brief, statement } of refused) {
        const holding = policies.filter(({ Content }) => holds(Content.Statement, statement));

        expect([brief, holding.map(({ Description }) => Description.includes(brief))]).toEqual([brief, [true]]);
      }
      for (const { Name, Description } of policies) {
        expect(`${Name} ${Description}`).not.toMatch(/\bmore\b|…/);
        expect(Name.length).toBeLessThanOrEqual(policyName);
        expect(Description.length).toBeLessThanOrEqual(policyDescription);
      }
    },
  );

  test('are of every kind that the configuration asks for', () => {
    const types = new Set(attached.map(({ Type }) => Type));

    expect(types.has('SERVICE_CONTROL_POLICY')).toBe(true);
    expect(types.has('RESOURCE_CONTROL_POLICY')).toBe(config.organization.policyTypes.includes('resource-control'));
  });
});
