import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment, LandingZoneConfig } from '../config/schema';
import type { PlannedStack } from './plan';

export interface LandingZoneStackProps {
  readonly config: LandingZoneConfig;
  readonly planned: PlannedStack;
  /** What the stack holds, for the person who finds it in the console. */
  readonly description: string;
}

/** A stack of the landing zone: a concrete account and region, tags, and no deletion by mistake. */
export class LandingZoneStack extends Stack {
  constructor(scope: Construct, { config, planned, description }: LandingZoneStackProps) {
    super(scope, planned.id, {
      env: { account: planned.account, region: planned.region },
      description,
      terminationProtection: true,
    });
    for (const [key, value] of Object.entries(stackTags(config))) Tags.of(this).add(key, value);
  }
}

/** The tags of everything that the landing zone makes for itself. */
export function stackTags(config: LandingZoneConfig): Readonly<Record<string, string>> {
  return {
    ...config.tags,
    'isms:owner': config.owner,
    'isms:environment': environmentOf(config),
    'isms:data-class': recordsClass(config),
  };
}

/** In an organization the landing zone serves all environments; a single account is what the configuration says. */
const environmentOf = (config: LandingZoneConfig): Environment =>
  config.profile === 'organization' ? 'shared' : config.environment;

/** Logs and recordings tell of everything: they are handled as important data, or as the gravest class there is. */
export function recordsClass({ dataClasses }: LandingZoneConfig): string {
  const found = dataClasses.find(({ level }) => level === 'important') ?? dataClasses[0];
  return found?.name ?? 'important';
}
