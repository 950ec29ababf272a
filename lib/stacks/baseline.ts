import { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { BreakGlass } from '../../constructs/break-glass/break-glass';
import { Federation } from '../../constructs/federated-role/federation';
import { archiveBucketName } from '../../constructs/log-archive/names';
import { MemberBaseline, type MemberBaselineProps } from '../../constructs/member-baseline/member-baseline';
import { ThirdPartyRole } from '../../constructs/third-party-role/third-party-role';
import { WorkloadBoundary } from '../../constructs/workload-boundary/workload-boundary';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import { shortestBackup } from './continuity';
import { reachesEverywhere } from './identity';
import { LandingZoneStack } from './landing-zone-stack';
import { streamedRetention } from './log-groups';
import { boundaryProps, federationProps } from './member-identity';
import { alertEmails } from './people';
import type { PlannedStack } from './plan';
import { supplierEntries } from './suppliers';

/**
 * The baseline of an account that no StackSet reaches: the single account, or the management account of an organization.
 * The sealed users are there: no guardrail holds in the management account, and so none can lock them out (ADR 7).
 */
export class BaselineStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, {
      config,
      planned,
      description: 'Baseline of an account: session document, configuration record, backup, emergency access',
    });
    new MemberBaseline(this, 'Baseline', baselineProps(config));
    if (planned.regionRole !== 'home') return;
    const workloadBoundary = new WorkloadBoundary(this, 'WorkloadBoundary', boundaryProps(config));
    new BreakGlass(this, 'BreakGlass', { name: config.name });
    this.people(config, workloadBoundary);
    if (config.profile === 'single-account') this.suppliers(config, workloadBoundary);
  }

  /** Roles for people whom another provider signs in. */
  private people(config: LandingZoneConfig, boundary: WorkloadBoundary): void {
    const federation = federationProps(config, reachesEverywhere);
    if (!federation) return;
    const { roles } = new Federation(this, 'Federation', federation);
    for (const { role } of roles.values()) role.node.addDependency(boundary);
  }

  /** In an organization StackSets bring them to the units that they may enter. */
  private suppliers(config: LandingZoneConfig, boundary: WorkloadBoundary): void {
    for (const { role } of supplierEntries(config)) {
      new ThirdPartyRole(this, `Supplier-${role.supplier}`, role).node.addDependency(boundary);
    }
  }
}

/** What the baseline is made with: the same for every account, so that one template serves a thousand. */
export function baselineProps(config: LandingZoneConfig): MemberBaselineProps {
  const { name, regions, continuity, lock } = config;
  const account = accountFor(config, 'log-archive');
  const bucket = (kind: 'config' | 'recordings'): string =>
    archiveBucketName(kind, { name, account, region: regions.home });
  return {
    name,
    homeRegion: regions.home,
    recoveryRegion: regions.recovery,
    archive: { configBucketName: bucket('config'), recordingsBucketName: bucket('recordings') },
    retention: streamedRetention(config) satisfies RetentionDays,
    ...(config.threatDetection === 'full' && {
      threatDetection: {
        partition: config.partition,
        findingsTo: { account: accountFor(config, 'security'), region: regions.home },
      },
    }),
    backup: {
      onCall: alertEmails(config),
      lockMode: lock,
      minimumRetention: shortestBackup(config),
      tiers: continuity.tiers.map(({ name: tier, backupEvery, backupRetention }) => ({
        name: tier,
        objective: Duration.minutes(backupEvery),
        retention: Duration.days(backupRetention),
      })),
    },
  };
}
