import { Tags } from 'aws-cdk-lib';
import { Federation, type FederationProps } from '../../constructs/federated-role/federation';
import { type EmbeddedTemplate, embeddedTemplate } from '../../constructs/member-baseline/embedded-template';
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

/** The templates of federated accounts by unit: units whose groups do the same share one. */
export function federationTemplates(config: OrganizationConfig): (unit: string) => EmbeddedTemplate | undefined {
  const made = new Map<string, EmbeddedTemplate>();
  return (unit) => {
    const props = federationProps(config, reachesUnit(unit, config.organization.units));
    if (!props) return undefined;
    const key = props.functions.join(' ');
    const template = made.get(key) ?? federationTemplate(props, stackTags(config));
    made.set(key, template);
    return template;
  };
}

const federationTemplate = (props: FederationProps, tags: Readonly<Record<string, string>>): EmbeddedTemplate =>
  embeddedTemplate('MemberIdentity', (stack) => {
    new Federation(stack, 'Federation', props);
    for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value);
  });
