import { type Stack, Tags } from 'aws-cdk-lib';
import { Federation, type FederationProps } from '../../constructs/federated-role/federation';
import { type EmbeddedTemplate, embeddedTemplate } from '../../constructs/member-baseline/embedded-template';
import { WorkloadBoundary, type WorkloadBoundaryProps } from '../../constructs/workload-boundary/workload-boundary';
import type { Group, LandingZoneConfig, OrganizationConfig } from '../config/schema';
import { functionsOf, grantContext, reachesUnit } from './identity';
import { stackTags } from './landing-zone-stack';

/** What accounts are federated with: a role for each job function of the groups that reach them. Undefined without SAML. */
export function federationProps(
  config: LandingZoneConfig,
  reaches: (group: Group) => boolean,
): FederationProps | undefined {
  const { identity } = config;
  if (identity.source !== 'saml' || !identity.provider) return undefined;
  const { provider } = identity;
  return {
    ...grantContext(config),
    provider: { name: provider.name, metadata: provider.xml },
    functions: functionsOf(config, reaches),
  };
}

/** What workloads are bounded by, in every account. */
export const boundaryProps = ({ name, partition, regions }: LandingZoneConfig): WorkloadBoundaryProps => ({
  name,
  partition,
  allowedRegions: regions.allowed,
});

/** The template that brings the boundary of workloads to member accounts, the same to all. */
export const boundaryTemplate = (config: OrganizationConfig): EmbeddedTemplate =>
  memberTemplate('MemberBoundary', config, (stack) => {
    new WorkloadBoundary(stack, 'WorkloadBoundary', boundaryProps(config));
  });

/** The templates of federated accounts by unit: units whose groups do the same share one. */
export function federationTemplates(config: OrganizationConfig): (unit: string) => EmbeddedTemplate | undefined {
  const made = new Map<string, EmbeddedTemplate>();
  return (unit) => {
    const props = federationProps(config, reachesUnit(unit, config.organization.units));
    if (!props) return undefined;
    const key = props.functions.join(' ');
    const template =
      made.get(key) ??
      memberTemplate('MemberIdentity', config, (stack) => {
        new Federation(stack, 'Federation', props);
      });
    made.set(key, template);
    return template;
  };
}

const memberTemplate = (id: string, config: OrganizationConfig, build: (stack: Stack) => void): EmbeddedTemplate =>
  embeddedTemplate(id, (stack) => {
    build(stack);
    for (const [key, value] of Object.entries(stackTags(config))) Tags.of(stack).add(key, value);
  });
