import { App, Stack } from 'aws-cdk-lib';
import { Template as Synthesized } from 'aws-cdk-lib/assertions';
import { CfnOrganizationalUnit, CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import {
  type Guardrail,
  type GuardrailContext,
  type Statement,
  statementOf,
} from '../../../../constructs/guardrails/guardrail';
import { Guardrails } from '../../../../constructs/guardrails/guardrails';
import { PERIMETER_GUARDRAILS } from '../../../../constructs/guardrails/perimeter';
import { platformRoles } from '../../../../constructs/guardrails/platform-roles';
import { RESOURCE_GUARDRAILS } from '../../../../constructs/guardrails/resource-control-policies';
import { ResourceControls } from '../../../../constructs/guardrails/resource-controls';
import { GUARDRAILS } from '../../../../constructs/guardrails/service-control-policies';
import type { Demands } from '../../../../constructs/nag/demands';
import { Template } from '../../../../constructs/nag/template';
import type { PartitionName } from '../../../../constructs/partition';
import { JudgedEstate } from '../../../../lib/evidence/estate';

export const MANAGEMENT = '111111111111';

const REGIONS: Readonly<Record<PartitionName, readonly [string, string]>> = {
  aws: ['eu-central-1', 'eu-west-1'],
  'aws-cn': ['cn-northwest-1', 'cn-north-1'],
};

interface Body {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Document {
  readonly Resources: Record<string, Body>;
}

const ROOT = 'r-ab12';

const contextOf = (partition: PartitionName) =>
  ({
    name: 'acme',
    partition,
    allowedRegions: REGIONS[partition],
    organizationId: 'o-exampleorg1',
    expectedNetworks: ['203.0.113.0/24'],
  }) satisfies GuardrailContext;

/** The template of an organization with two units, one below the other, and what is put at its root. */
function organizationTemplate(partition: PartitionName, guard: (stack: Stack) => void): Document {
  const [home] = REGIONS[partition];
  const stack = new Stack(new App(), 'acme-organization', { env: { account: MANAGEMENT, region: home } });
  const unit = new CfnOrganizationalUnit(stack, 'Workloads', { name: 'Workloads', parentId: ROOT });
  new CfnOrganizationalUnit(stack, 'Production', { name: 'Production', parentId: unit.attrId });
  guard(stack);
  return Synthesized.fromStack(stack).toJSON() as Document;
}

/** With the guardrails, packed into policies as they are attached. */
export const guardedTemplate = (partition: PartitionName): Document =>
  organizationTemplate(partition, (stack) => {
    const props = { ...contextOf(partition), targetIds: [ROOT] };
    new Guardrails(stack, 'Guardrails', props);
    if (partition === 'aws') new ResourceControls(stack, 'ResourceControls', props);
  });

/** With the same guardrails, each a statement of its own, in one policy of each kind whatever its size. */
export const unpackedTemplate = (partition: PartitionName): Document =>
  organizationTemplate(partition, (stack) => {
    const statements = (guardrails: readonly Guardrail[], roles: readonly string[]): readonly Statement[] =>
      guardrails
        .filter(({ partitions }) => partitions?.includes(partition) ?? true)
        .flatMap((guardrail) => statementOf(guardrail, contextOf(partition), roles) ?? []);
    const policy = (id: string, type: string, Statement: readonly object[]) =>
      new CfnPolicy(stack, id, {
        name: `acme-${id}-1`,
        type,
        targetIds: [ROOT],
        content: { Version: '2012-10-17', Statement },
      });
    const guardrails = statements([...GUARDRAILS, ...PERIMETER_GUARDRAILS], platformRoles({ partition }));
    policy('guardrails', 'SERVICE_CONTROL_POLICY', guardrails);
    if (partition !== 'aws') return;
    const controls = statements(RESOURCE_GUARDRAILS, []).map((statement) => ({ ...statement, Principal: '*' }));
    policy('resource-controls', 'RESOURCE_CONTROL_POLICY', controls);
  });

/**
 * A template as it would be read from an assembly.
 * @param demands of a configuration; without one, what holds for everyone's templates
 */
export function estateOf(document: unknown, partition: PartitionName = 'aws', demands: Demands = {}): JudgedEstate {
  const [region] = REGIONS[partition];
  const estate = new JudgedEstate(demands);
  const template = Template.cloudFormation(document, {
    name: 'acme-organization',
    environment: { partition, account: MANAGEMENT, region },
    estate: estate.estate,
  });
  estate.add(template, {
    cloud: 'aws',
    partition,
    account: MANAGEMENT,
    region,
    stack: 'acme-organization',
    locate: () => undefined,
    declarations: [],
  });
  return estate;
}
