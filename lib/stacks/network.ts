import type { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { CentralEndpoints } from '../../constructs/central-endpoints/central-endpoints';
import { EmptyDefaultSecurityGroup } from '../../constructs/default-security-group/empty-default-security-group';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import { HybridLinks } from '../../constructs/hybrid-link/hybrid-links';
import { InspectionVpc } from '../../constructs/inspection-vpc/inspection-vpc';
import { availabilityZonesOf } from '../../constructs/isolated-vpc/zones';
import { archiveBucketName } from '../../constructs/log-archive/names';
import { KeyUse } from '../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { TransitHub } from '../../constructs/transit-hub/transit-hub';
import { WebFirewall } from '../../constructs/web-firewall/web-firewall';
import { accountFor } from '../config/accounts';
import { crossingsOf, inspectedFlows, linksOf, networksOf, spokesOf } from '../config/hub-flows';
import { ingressCrossings, ingressInspected, publishedIn } from '../config/ingress';
import type { LandingZoneConfig } from '../config/schema';
import { HubIngress } from './ingress';
import { LandingZoneStack } from './landing-zone-stack';
import { logRetention } from './log-groups';
import { alertEmails } from './people';
import type { PlannedStack } from './plan';

/** The hub of an organization in one region: the transit gateway, and the firewall before the one way to the internet. */
export class NetworkStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Hub: transit gateway, inspection and the way to the internet' });
    const { name, network } = config;
    const { hub } = network;
    if (hub === undefined || config.profile !== 'organization') throw new Error('network.hub: nothing is to be made');

    const { region, regionRole } = planned;
    const place = regionRole === 'home' ? 'home' : 'recovery';
    const flows = inspectedFlows(config, place);
    const published = publishedIn(config, place);
    const links = linksOf(config, place, flows);
    const { key } = new PurposeKey(this, 'Key', {
      name,
      purpose: 'hub',
      uses: [
        ...HandlerFunction.keyUses(name, region),
        KeyUse.publishing('cloudwatch.amazonaws.com'),
        ...(published ? [WebFirewall.keyUse(name)] : []),
        ...(links.some(({ kind }) => kind === 'vpn') ? [HybridLinks.keyUse(name)] : []),
      ],
    });
    const { topic } = new AlertTopic(this, 'Alerts', { name, subject: 'hub', emails: alertEmails(config), key });
    const retention = logRetention(config);
    const surroundings = {
      name,
      availabilityZones: availabilityZonesOf(region, network.availabilityZones),
      logBucketName: archiveBucketName('flow', { name, account: accountFor(config, 'log-archive'), region }),
    };
    const networks = networksOf(config);
    const inspection = new InspectionVpc(this, 'Inspection', {
      ...surroundings,
      cidr: hub[place],
      networks,
      domains: hub.egress.domains,
      flows: [...flows, ...(published ? ingressInspected(published) : [])],
      topic,
    });
    const organization = { managementAccount: accountFor(config, 'management'), id: config.organization.id };
    const endpoints =
      hub.endpoints &&
      new CentralEndpoints(this, 'Endpoints', {
        ...surroundings,
        cidr: hub.endpoints[place],
        networks,
        services: hub.endpoints.services,
        organization,
      });
    const ingress = published && HubIngress.networkIn(this, published, surroundings);
    const others = [endpoints, ingress].flatMap((network) => network?.vpc ?? []);
    new EmptyDefaultSecurityGroup(this, 'DefaultGroup', {
      name,
      vpc: inspection.vpc,
      ...(others.length > 0 && { others }),
      key,
      topic,
      retention,
    });
    const spokes = spokesOf(config);
    const transit = new TransitHub(this, 'Transit', {
      name,
      organization,
      inspection,
      ...(endpoints && { endpoints }),
      spokes,
      crossings: [...crossingsOf(flows), ...(published ? ingressCrossings(published, spokes) : [])],
      key,
      topic,
      retention,
    });
    if (links.length > 0) new HybridLinks(this, 'Hybrid', { name, hub: transit, links, key, topic, retention });
    if (published && ingress) {
      const common = { config, planned, published, key, topic, retention };
      new HubIngress(this, 'Ingress', { ...common, hub: transit, network: ingress });
    }
  }
}
