import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { Bastion } from '../../constructs/bastion/bastion';
import { hostLogName } from '../../constructs/bastion/host-log';
import { EmptyDefaultSecurityGroup } from '../../constructs/default-security-group/empty-default-security-group';
import { HandlerFunction, handlerRoleName } from '../../constructs/handler-function/handler-function';
import { IsolatedVpc } from '../../constructs/isolated-vpc/isolated-vpc';
import { SessionAccess } from '../../constructs/leaver-reconciliation/session-access';
import { ARCHIVE_KEY, archiveBucketName } from '../../constructs/log-archive/names';
import { KeyUse } from '../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { sessionControlTable } from '../../constructs/session-control/names';
import { SessionControl } from '../../constructs/session-control/session-control';
import { SessionStarts, sessionLookRoleName } from '../../constructs/session-reconciliation/session-starts';
import { AGENT_FOLDER } from '../../constructs/session-recording/names';
import { TransitSpoke } from '../../constructs/transit-spoke/transit-spoke';
import { accountFor } from '../config/accounts';
import { farFlowsOf } from '../config/hub-flows';
import { farIngressOf, publishedIn } from '../config/ingress';
import type { LandingZoneConfig } from '../config/schema';
import { LandingZoneStack } from './landing-zone-stack';
import { logRetention, streamedRetention } from './log-groups';
import { alertEmails } from './people';
import type { PlannedStack } from './plan';
import { sendersOf } from './senders';

/** The isolated network of one region, and the bastion in its management zone. */
export class OperationsStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Isolated network, and the bastion as the one way in' });
    const { name, network, profile, sessions } = config;
    const archive = accountFor(config, 'log-archive');
    const bucket = (kind: 'flow' | 'recordings'): string =>
      archiveBucketName(kind, { name, account: archive, region: planned.region });

    const place = planned.regionRole === 'home' ? 'home' : 'recovery';
    const published = publishedIn(config, place);
    const vpc = new IsolatedVpc(this, 'Network', {
      name,
      cidr: planned.regionRole === 'home' ? network.home : network.recovery,
      availabilityZones: network.availabilityZones,
      endpoints: network.endpoints,
      flows: network.flows,
      farFlows: [
        ...farFlowsOf(config, planned.account, place),
        ...(published ? farIngressOf(published, planned.account) : []),
      ],
      domains: network.hub?.egress.domains.map(({ domain }) => domain) ?? [],
      flowLogBucketName: bucket('flow'),
      packages: 'amazon-linux',
      perimeter: profile === 'organization' ? { organizationId: config.organization.id } : {},
    });
    const topic = this.surround(config, planned, vpc);
    this.sessionAccess(config, planned);
    // without endpoints a host could reach nothing, Session Manager included
    if (network.endpoints === 'none') return;
    const bastion = new Bastion(this, 'Bastion', {
      name,
      network: vpc,
      sessionKey: new PurposeKey(this, 'SessionKey', {
        name,
        purpose: 'bastion',
        uses: [
          KeyUse.sessionManager({ accounts: [planned.account] }),
          KeyUse.cloudWatchLogs(`/${name}/bastion`, hostLogName(name)),
        ],
      }).key,
      diskKey: new PurposeKey(this, 'DiskKey', { name, purpose: 'operations', uses: [KeyUse.autoScaling()] }).key,
      archive: {
        bucketName: bucket('recordings'),
        account: archive,
        keyPrefix: AGENT_FOLDER,
        keyArn: PurposeKey.aliasArn(this, { name, purpose: ARCHIVE_KEY, account: archive }),
      },
      topic,
      verifiers: sendersOf(config),
      operators: config.identity.operators,
      retention: streamedRetention(config),
      alerts: sessions.alerts,
      control: {
        host: vpc.endpointName('dynamodb'),
        tableName: sessionControlTable(name),
        approval: sessions.approval,
        watcher: sessions.watcher,
      },
    });
    const control = new SessionControl(this, 'SessionControl', {
      name,
      key: new PurposeKey(this, 'ControlKey', {
        name,
        purpose: 'session-control',
        uses: [...SessionControl.keyUses(name), KeyUse.readersThroughDynamoDb(reconcilerOf(config, planned.region))],
      }).key,
    });
    control.admitHosts(bastion.role);
    this.sessionStarts(config);
  }

  /** In an organization, sessions are reconciled where they are archived. */
  private sessionStarts(config: LandingZoneConfig): void {
    if (config.profile !== 'organization') return;
    const { name, organization, sessions } = config;
    new SessionStarts(this, 'SessionStarts', {
      name,
      reconciledFrom: accountFor(config, 'log-archive'),
      organizationId: organization.id,
      approval: sessions.approval,
    });
  }

  /** What a network needs beside itself: its default group emptied, and the hub where there is one. @returns who is told of it */
  private surround(config: LandingZoneConfig, { region }: PlannedStack, network: IsolatedVpc): ITopic {
    const { name } = config;
    const { key } = new PurposeKey(this, 'NetworkKey', {
      name,
      purpose: 'network',
      uses: [...HandlerFunction.keyUses(name, region), KeyUse.publishing('cloudwatch.amazonaws.com')],
    });
    const { topic } = new AlertTopic(this, 'Alerts', { name, subject: 'network', emails: alertEmails(config), key });
    const retention = logRetention(config);
    const shared = { name, key, topic, retention };
    new EmptyDefaultSecurityGroup(this, 'DefaultGroup', { vpc: network.vpc, ...shared });
    if (config.network.hub)
      new TransitSpoke(this, 'Hub', { network, hubAccount: accountFor(config, 'network'), ...shared });
    return topic;
  }

  /** The search for leavers, which runs where the directory is, ends their sessions here. Roles know no region. */
  private sessionAccess(config: LandingZoneConfig, { regionRole }: PlannedStack): void {
    if (config.profile !== 'organization' || regionRole !== 'home') return;
    const { name, regions, organization } = config;
    new SessionAccess(this, 'SessionAccess', {
      name,
      reconciledFrom: accountFor(config, 'management'),
      organizationId: organization.id,
      regions: [regions.home, regions.recovery],
    });
  }
}

/** The role in which approvals are read again: where sessions are reconciled from another account, one of this account. */
const reconcilerOf = ({ profile, name }: LandingZoneConfig, region: string): string =>
  profile === 'organization'
    ? sessionLookRoleName(name, region)
    : handlerRoleName(name, 'session-reconciliation', region);
