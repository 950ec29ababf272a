import { App, Stack } from 'aws-cdk-lib';
import { Template as Synthesized } from 'aws-cdk-lib/assertions';
import { CfnOrganizationalUnit } from 'aws-cdk-lib/aws-organizations';
import { Guardrails } from '../../../../constructs/guardrails/guardrails';
import { ResourceControls } from '../../../../constructs/guardrails/resource-controls';
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

/** The template of an organization with two units, one below the other, and the guardrails at its root. */
export function guardedTemplate(partition: PartitionName): Document {
  const [home] = REGIONS[partition];
  const stack = new Stack(new App(), 'acme-organization', { env: { account: MANAGEMENT, region: home } });
  const unit = new CfnOrganizationalUnit(stack, 'Workloads', { name: 'Workloads', parentId: 'r-ab12' });
  new CfnOrganizationalUnit(stack, 'Production', { name: 'Production', parentId: unit.attrId });
  const context = {
    name: 'acme',
    partition,
    allowedRegions: REGIONS[partition],
    organizationId: 'o-exampleorg1',
    expectedNetworks: ['203.0.113.0/24'],
    targetIds: ['r-ab12'],
  };
  new Guardrails(stack, 'Guardrails', context);
  if (partition === 'aws') new ResourceControls(stack, 'ResourceControls', context);
  return Synthesized.fromStack(stack).toJSON() as Document;
}

/** A template as it would be read from an assembly. */
export function estateOf(document: unknown, partition: PartitionName = 'aws'): JudgedEstate {
  const [region] = REGIONS[partition];
  const estate = new JudgedEstate();
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
