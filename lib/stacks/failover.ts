import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { FailoverRecord } from '../../constructs/failover/failover-record';
import type { LandingZoneConfig, Service } from '../config/schema';
import { LandingZoneStack } from './landing-zone-stack';
import { alertEmails } from './people';
import type { PlannedStack } from './plan';

/** The names that move to the recovery region by themselves. */
export class FailoverStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Health checks and failover records' });
    const { topic } = new AlertTopic(this, 'Alerts', {
      name: config.name,
      subject: 'failover',
      emails: alertEmails(config),
    });
    for (const { name, failover } of config.continuity.services) {
      if (!failover) continue;
      const { zoneId: hostedZoneId, zoneName, recordName, primary, recovery } = failover;
      new FailoverRecord(this, `Service-${name}`, {
        zone: HostedZone.fromHostedZoneAttributes(this, `Zone-${name}`, { hostedZoneId, zoneName }),
        recordName,
        primary: side(primary, failover),
        secondary: side(recovery, failover),
        topic,
      });
    }
  }
}

type Failover = NonNullable<Service['failover']>;

const side = (host: string, { healthPaths }: Failover) => ({
  target: { name: host },
  observations: healthPaths.map((path, index) => ({ name: `check-${index + 1}`, host, path })),
});
