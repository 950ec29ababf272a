import type { Construct } from 'constructs';
import { Bastion } from '../../constructs/bastion/bastion';
import { hostLogName } from '../../constructs/bastion/host-log';
import { handlerRoleName } from '../../constructs/handler-function/names';
import { SessionAccess } from '../../constructs/leaver-reconciliation/session-access';
import { ARCHIVE_KEY, archiveBucketName } from '../../constructs/log-archive/names';
import { KeyUse } from '../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { sessionControlTable } from '../../constructs/session-control/names';
import { SessionControl } from '../../constructs/session-control/session-control';
import { SessionStarts, sessionLookRoleName } from '../../constructs/session-reconciliation/session-starts';
import { AGENT_FOLDER } from '../../constructs/session-recording/names';
import { accountFor } from '../config/accounts';
import { farFlowsOfAll } from '../config/far-flows';
import type { LandingZoneConfig } from '../config/schema';
import { LandingZoneStack } from './landing-zone-stack';
import { streamedRetention } from './log-groups';
import type { PlannedStack } from './plan';
import { sendersOf } from './senders';
import { zonedNetwork } from './zoned-network';

/** The isolated network of one region, and the bastion in its management zone. */
export class OperationsStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Isolated network, and the bastion as the one way in' });
    const { name, network, sessions } = config;
    const archive = accountFor(config, 'log-archive');
    const place = planned.regionRole === 'home' ? 'home' : 'recovery';
    const { network: vpc, topic } = zonedNetwork(this, config, {
      region: planned.region,
      cidr: planned.regionRole === 'home' ? network.home : network.recovery,
      endpoints: network.endpoints,
      farFlows: farFlowsOfAll(config, [planned.account], place),
      packages: 'amazon-linux',
    });
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
        bucketName: archiveBucketName('recordings', { name, account: archive, region: planned.region }),
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
