import type { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { KeyUse } from '../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { ThreatFindings, threatLogName } from '../../constructs/threat-detection/threat-findings';
import type { LandingZoneConfig } from '../config/schema';
import { LandingZoneStack } from './landing-zone-stack';
import { logRetention } from './log-groups';
import { alertEmails } from './people';
import type { PlannedStack } from './plan';

/** What accounts detect, in one place: findings are kept and told. */
export class SecurityStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Findings of threat detection: kept, and told to those on call' });
    const { name, profile } = config;
    const { key } = new PurposeKey(this, 'Key', {
      name,
      purpose: 'threat-findings',
      uses: [KeyUse.cloudWatchLogs(threatLogName(name)), KeyUse.publishing('cloudwatch.amazonaws.com')],
    });
    const { topic } = new AlertTopic(this, 'Alerts', { name, subject: 'threat', emails: alertEmails(config), key });
    new ThreatFindings(this, 'Findings', {
      name,
      key,
      topic,
      retention: logRetention(config),
      ...(profile === 'organization' && { organizationId: config.organization.id }),
    });
  }
}
