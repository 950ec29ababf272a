import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FacetId } from '../../../../constructs/standard';
import { demandsOf, flowsInForce } from '../../../../lib/config';
import { readCdkAssembly } from '../../../../lib/evidence/cloudformation-assembly';
import { JudgedEstate } from '../../../../lib/evidence/estate';
import { reachability } from '../../../../lib/proofs/network/reachability';
import { example } from '../../../support/landing-zone';
import { type Part, ref } from './documents';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}
type Resources = Record<string, Resource>;
type Change = (resources: Resources) => void;

const HUB = 'acme-network';
const SPOKE = 'acme-operations';
const organization = example('organization');
const { config } = organization;

/** An assembly of its own, whose templates are changed and put back. */
class Mutable {
  private readonly directory = mkdtempSync(join(tmpdir(), 'hub-'));

  constructor() {
    cpSync(organization.cdkOut, this.directory, { recursive: true });
  }

  /** What becomes of each facet in the home region, the worst first. */
  outcomesAfter(changes: Readonly<Record<string, Change>>): ReadonlyMap<FacetId, string> {
    const originals = Object.entries(changes).map(([stack, change]) => this.changed(stack, change));
    try {
      const estate = new JudgedEstate(demandsOf(config));
      readCdkAssembly(this.directory, estate);
      return worst(reachability(estate, flowsInForce(config), [HUB, SPOKE]));
    } finally {
      for (const { file, original } of originals) writeFileSync(file, original);
    }
  }

  private changed(stack: string, change: Change): { readonly file: string; readonly original: string } {
    const file = join(this.directory, `${stack}.template.json`);
    const original = readFileSync(file, 'utf8');
    const document = JSON.parse(original) as { Resources: Resources };
    change(document.Resources);
    writeFileSync(file, JSON.stringify(document));
    return { file, original };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}

const ORDER = ['failed', 'unknown', 'passed'];

function worst(entries: ReturnType<typeof reachability>): ReadonlyMap<FacetId, string> {
  const found = new Map<FacetId, string>();
  for (const { facets, outcome } of entries) {
    for (const facet of facets) {
      const before = found.get(facet);
      if (before === undefined || ORDER.indexOf(outcome) < ORDER.indexOf(before)) found.set(facet, outcome);
    }
  }
  return found;
}

let mutable: Mutable;
let unchanged: ReadonlyMap<FacetId, string>;
beforeAll(() => {
  mutable = new Mutable();
  unchanged = mutable.outcomesAfter({});
});
afterAll(() => mutable.remove());

/** The one resource of a type whose id begins with a text. */
function idOf(resources: Resources, type: string, start: string): string {
  const found = Object.keys(resources).filter((id) => resources[id]?.Type === type && id.startsWith(start));
  expect([start, found.length]).toEqual([start, 1]);
  return found[0] ?? '';
}

const propertiesOf = (resources: Resources, type: string, start: string): Record<string, unknown> =>
  resources[idOf(resources, type, start)]?.Properties ?? {};

const routeOf = (resources: Resources, start: string) => propertiesOf(resources, 'AWS::EC2::Route', start);
const add = (resources: Resources, ...parts: readonly Part[]): void => {
  Object.assign(resources, ...parts);
};
const tableOf = (resources: Resources, start: string) => ({
  'Fn::GetAtt': [idOf(resources, 'AWS::EC2::TransitGatewayRouteTable', start), 'TransitGatewayRouteTableId'],
});
const attachmentOf = (resources: Resources) => ({
  'Fn::GetAtt': [idOf(resources, 'AWS::EC2::TransitGatewayAttachment', 'TransitInspection'), 'Id'],
});
const gatewayOf = (resources: Resources) => ({
  'Fn::GetAtt': [idOf(resources, 'AWS::EC2::TransitGateway', 'TransitGateway'), 'Id'],
});
const spokesOf = (resources: Resources) =>
  propertiesOf(resources, 'Custom::TransitSpokes', 'TransitSpokes')['Spokes'] as Record<string, unknown>[];

const endpointsAttachmentOf = (resources: Resources) => ({
  'Fn::GetAtt': [idOf(resources, 'AWS::EC2::TransitGatewayAttachment', 'TransitEndpoints'), 'Id'],
});
/** The association of the endpoints' attachment with its table. */
const placeOfEndpoints = (resources: Resources) =>
  propertiesOf(resources, 'AWS::EC2::TransitGatewayRouteTableAssociation', 'TransitEndpoints');
const linkOf = (resources: Resources) => ({
  'Fn::GetAtt': [
    idOf(resources, 'Custom::HybridAttachment', 'HybridWarehouseAttachment'),
    'TransitGatewayAttachmentId',
  ],
});
const flowRules = (resources: Resources) =>
  propertiesOf(resources, 'AWS::NetworkFirewall::RuleGroup', 'InspectionEgressFlows')['RuleGroup'] as {
    RulesSource: { RulesString: string };
  };

const EGRESS: FacetId = '8.3/boundary#inspected-egress';
const DNS: FacetId = '8.3/boundary#dns-filtering';
const SYMMETRIC: FacetId = '8.3/cloud-firewall#symmetric-high-availability';
const DOMAINS: FacetId = '8.3/vpc-isolation#route-domain-separation';
const ENVIRONMENTS: FacetId = '8.3/zoning#environment-separation';
const INGRESS: FacetId = '8.3/boundary#controlled-ingress';
const INLINE: FacetId = '8.3/intrusion#inline-prevention';
const UNROUTABLE: FacetId = '8.3/vpc-isolation#data-zone-unroutable';
const PRIVATE: FacetId = '8.3/interface-security#private-service-interfaces';
const HYBRID: FacetId = '8.3/boundary#hybrid-and-partner-entry';

test.each([EGRESS, DNS, SYMMETRIC, DOMAINS, ENVIRONMENTS, UNROUTABLE, PRIVATE, HYBRID])(
  '%s: is proved of the organization and its hub',
  (facet) => {
    expect(unchanged.get(facet)).toBe('passed');
  },
);

/** A resource of a type that the hub has not. */
const adding =
  (Type: string, properties: (resources: Resources) => object = () => ({})): Change =>
  (resources) =>
    add(resources, { Added: { Type, Properties: properties(resources) } });

/** What somebody may change in the hub, the facet that it breaks, and what the proof then says. */
const CHANGES: readonly (readonly [
  what: string,
  facet: FacetId,
  outcome: 'failed' | 'unknown',
  stack: string,
  change: Change,
])[] = [
  [
    'a route server that writes into a table of the firewall',
    EGRESS,
    'unknown',
    HUB,
    adding('AWS::EC2::RouteServerPropagation', (resources) => ({
      RouteServerId: 'rs-1',
      RouteTableId: ref(idOf(resources, 'AWS::EC2::RouteTable', 'InspectionAttachmentRoutes1')),
    })),
  ],
  [
    'an appliance at the gateway',
    DOMAINS,
    'unknown',
    HUB,
    adding('AWS::EC2::TransitGatewayConnect', (resources) => ({
      TransportTransitGatewayAttachmentId: attachmentOf(resources),
    })),
  ],
  ['a server for files on the internet', INGRESS, 'failed', SPOKE, adding('AWS::Transfer::Server')],
  ['an accelerator before a host', INGRESS, 'unknown', SPOKE, adding('AWS::GlobalAccelerator::EndpointGroup')],
  [
    'connections that go on in the middle, so that rules by direction say nothing',
    HYBRID,
    'unknown',
    HUB,
    (resources) => {
      const policy = propertiesOf(resources, 'AWS::NetworkFirewall::FirewallPolicy', 'Inspection');
      const { StatefulEngineOptions } = policy['FirewallPolicy'] as { StatefulEngineOptions: Record<string, unknown> };
      StatefulEngineOptions['StreamExceptionPolicy'] = 'CONTINUE';
    },
  ],
  [
    'a small range for all that is external',
    HYBRID,
    'failed',
    HUB,
    (resources) => {
      for (const group of Object.values(resources)) {
        if (group.Type !== 'AWS::NetworkFirewall::RuleGroup') continue;
        const { RuleVariables } = group.Properties['RuleGroup'] as {
          RuleVariables: { IPSets: Record<string, unknown> };
        };
        RuleVariables.IPSets['EXTERNAL_NET'] = { Definition: ['203.0.113.0/24'] };
      }
    },
  ],
  [
    'a default route round the firewall',
    EGRESS,
    'failed',
    HUB,
    (resources) => {
      for (const zone of [1, 2, 3]) {
        const route = routeOf(resources, `InspectionAttachmentRoutes${zone}Internet`);
        delete route['VpcEndpointId'];
        route['NatGatewayId'] = ref(idOf(resources, 'AWS::EC2::NatGateway', `InspectionNat${zone}`));
      }
    },
  ],
  [
    'a more specific route round the firewall',
    EGRESS,
    'failed',
    HUB,
    (resources) => {
      for (const zone of [1, 2, 3]) {
        add(resources, {
          [`Past${zone}`]: {
            Type: 'AWS::EC2::Route',
            Properties: {
              RouteTableId: {
                'Fn::GetAtt': [
                  idOf(resources, 'AWS::EC2::RouteTable', `InspectionAttachmentRoutes${zone}`),
                  'RouteTableId',
                ],
              },
              DestinationCidrBlock: '8.8.8.0/24',
              NatGatewayId: ref(idOf(resources, 'AWS::EC2::NatGateway', `InspectionNat${zone}`)),
            },
          },
        });
      }
    },
  ],
  [
    'answers that leave round the firewall',
    SYMMETRIC,
    'failed',
    HUB,
    (resources) => {
      const route = routeOf(resources, 'InspectionEgressRoutes1Answers1');
      delete route['VpcEndpointId'];
      route['TransitGatewayId'] = gatewayOf(resources);
    },
  ],
  [
    'a route to the endpoint of another zone',
    SYMMETRIC,
    'failed',
    HUB,
    (resources) => {
      const other = routeOf(resources, 'InspectionAttachmentRoutes2Internet');
      routeOf(resources, 'InspectionAttachmentRoutes1Internet')['VpcEndpointId'] = other['VpcEndpointId'];
    },
  ],
  [
    'a route to the first endpoint of a list whose order nobody knows',
    SYMMETRIC,
    'unknown',
    HUB,
    (resources) => {
      const firewall = idOf(resources, 'AWS::NetworkFirewall::Firewall', 'InspectionFirewall');
      routeOf(resources, 'InspectionAttachmentRoutes1Internet')['VpcEndpointId'] = {
        'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': [firewall, 'EndpointIds'] }] }] }],
      };
    },
  ],
  [
    'a NAT gateway of another zone',
    SYMMETRIC,
    'failed',
    HUB,
    (resources) => {
      const other = routeOf(resources, 'InspectionFirewallRoutes2Internet');
      routeOf(resources, 'InspectionFirewallRoutes1Internet')['NatGatewayId'] = other['NatGatewayId'];
    },
  ],
  [
    'appliance mode off',
    SYMMETRIC,
    'failed',
    HUB,
    (resources) => {
      const attachment = propertiesOf(resources, 'AWS::EC2::TransitGatewayAttachment', 'TransitInspection');
      attachment['Options'] = { ApplianceModeSupport: 'disable' };
    },
  ],
  [
    'an endpoint less than there are zones',
    SYMMETRIC,
    'failed',
    HUB,
    (resources) => {
      const firewall = propertiesOf(resources, 'AWS::NetworkFirewall::Firewall', 'InspectionFirewall');
      (firewall['SubnetMappings'] as unknown[]).pop();
    },
  ],
  [
    'production in the table of non-production',
    DOMAINS,
    'failed',
    HUB,
    (resources) => {
      const [production] = spokesOf(resources);
      if (production) production['RouteTableId'] = tableOf(resources, 'TransitNonProductionTable');
    },
  ],
  [
    'networks of accounts in the table of the firewall',
    DOMAINS,
    'failed',
    HUB,
    (resources) => {
      const [production] = spokesOf(resources);
      Object.assign(production ?? {}, {
        Domain: 'inspection',
        RouteTableId: tableOf(resources, 'TransitInspectionTable'),
      });
    },
  ],
  [
    'an account in two tables',
    DOMAINS,
    'failed',
    HUB,
    (resources) => {
      const [production, other] = spokesOf(resources);
      if (production && other) other['Accounts'] = production['Accounts'];
    },
  ],
  [
    'an attachment in two tables',
    DOMAINS,
    'failed',
    HUB,
    (resources) => {
      add(resources, {
        Second: {
          Type: 'AWS::EC2::TransitGatewayRouteTableAssociation',
          Properties: {
            TransitGatewayAttachmentId: attachmentOf(resources),
            TransitGatewayRouteTableId: tableOf(resources, 'TransitProductionTable'),
          },
        },
      });
    },
  ],
  [
    'an attachment in none',
    DOMAINS,
    'failed',
    HUB,
    (resources) => {
      delete resources[idOf(resources, 'AWS::EC2::TransitGatewayRouteTableAssociation', 'TransitInspection')];
    },
  ],
  [
    'a table that tells no domain',
    DOMAINS,
    'failed',
    HUB,
    (resources) => {
      delete propertiesOf(resources, 'AWS::EC2::TransitGatewayRouteTable', 'TransitSharedTable')['Tags'];
    },
  ],
  ...['DefaultRouteTableAssociation', 'DefaultRouteTablePropagation'].map(
    (property) =>
      [
        `${property} on`,
        DOMAINS,
        'failed',
        HUB,
        (resources: Resources) => {
          propertiesOf(resources, 'AWS::EC2::TransitGateway', 'TransitGateway')[property] = 'enable';
        },
      ] as const,
  ),
  [
    'a blackhole taken away, so that the default route leads on',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      delete resources[idOf(resources, 'AWS::EC2::TransitGatewayRoute', 'TransitProductionTablePrivate1')];
    },
  ],
  [
    'the endpoints in the table of production, and known to non-production',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      placeOfEndpoints(resources)['TransitGatewayRouteTableId'] = tableOf(resources, 'TransitProductionTable');
      add(resources, {
        Known: {
          Type: 'AWS::EC2::TransitGatewayRouteTablePropagation',
          Properties: {
            TransitGatewayAttachmentId: endpointsAttachmentOf(resources),
            TransitGatewayRouteTableId: tableOf(resources, 'TransitNonProductionTable'),
          },
        },
      });
    },
  ],
  [
    'shared networks in the table that answers for the endpoints',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      const shared = spokesOf(resources).find(({ Domain: domain }) => domain === 'shared');
      Object.assign(shared ?? {}, { RouteTableId: tableOf(resources, 'TransitEndpointsTable') });
    },
  ],
  [
    'a host beside the endpoints, which could pass on what reaches it',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      add(resources, {
        Host: {
          Type: 'AWS::EC2::NetworkInterface',
          Properties: { SubnetId: ref(idOf(resources, 'AWS::EC2::Subnet', 'EndpointsSubnet1')) },
        },
      });
    },
  ],
  [
    'more than their own addresses routed to the endpoints',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      const route = propertiesOf(resources, 'AWS::EC2::TransitGatewayRoute', 'TransitProductionTableEndpoints');
      route['DestinationCidrBlock'] = '10.12.0.0/16';
    },
  ],
  [
    'an endpoint without a private name',
    PRIVATE,
    'failed',
    HUB,
    (resources) => {
      propertiesOf(resources, 'AWS::EC2::VPCEndpoint', 'EndpointsKmsEndpoint')['PrivateDnsEnabled'] = false;
    },
  ],
  [
    'endpoints with a way in from the internet',
    PRIVATE,
    'failed',
    HUB,
    (resources) => {
      const vpc = ref(idOf(resources, 'AWS::EC2::VPC', 'EndpointsVpc'));
      const gateway = ref(idOf(resources, 'AWS::EC2::InternetGateway', 'Inspection'));
      const group = propertiesOf(resources, 'AWS::EC2::SecurityGroup', 'EndpointsSecurityGroup');
      group['SecurityGroupIngress'] = [{ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }];
      for (const subnet of [1, 2, 3]) {
        propertiesOf(resources, 'AWS::EC2::Subnet', `EndpointsSubnet${subnet}`)['MapPublicIpOnLaunch'] = true;
      }
      for (const [index, egress] of [false, true].entries()) {
        add(resources, {
          [`Open${index}`]: {
            Type: 'AWS::EC2::NetworkAclEntry',
            Properties: {
              NetworkAclId: ref(idOf(resources, 'AWS::EC2::NetworkAcl', 'EndpointsAccessList')),
              RuleNumber: 50,
              RuleAction: 'allow',
              Egress: egress,
              CidrBlock: '0.0.0.0/0',
              Protocol: -1,
            },
          },
        });
      }
      add(resources, {
        Entrance: {
          Type: 'AWS::EC2::VPCGatewayAttachment',
          Properties: { VpcId: vpc, InternetGatewayId: gateway },
        },
        Open: {
          Type: 'AWS::EC2::Route',
          Properties: {
            RouteTableId: ref(idOf(resources, 'AWS::EC2::RouteTable', 'EndpointsRoutes')),
            DestinationCidrBlock: '0.0.0.0/0',
            GatewayId: gateway,
          },
        },
        Public: {
          Type: 'AWS::EC2::EIPAssociation',
          Properties: {
            NetworkInterfaceId: ref(idOf(resources, 'AWS::EC2::VPCEndpoint', 'EndpointsKmsEndpoint')),
          },
        },
      });
    },
  ],
  [
    'a route that is more specific than the blackhole',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      add(resources, {
        Leak: {
          Type: 'AWS::EC2::TransitGatewayRoute',
          Properties: {
            TransitGatewayRouteTableId: tableOf(resources, 'TransitNonProductionTable'),
            DestinationCidrBlock: '10.10.0.0/16',
            TransitGatewayAttachmentId: attachmentOf(resources),
          },
        },
      });
    },
  ],
  [
    'a network that production’s table learns of',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      add(resources, {
        Leak: {
          Type: 'AWS::EC2::TransitGatewayRouteTablePropagation',
          Properties: {
            TransitGatewayRouteTableId: tableOf(resources, 'TransitProductionTable'),
            TransitGatewayAttachmentId: attachmentOf(resources),
          },
        },
      });
    },
  ],
  [
    'a route to a network that no flow leads to',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      const start = 'TransitProductionTableTo10100016';
      propertiesOf(resources, 'AWS::EC2::TransitGatewayRoute', start)['DestinationCidrBlock'] = '10.100.0.0/16';
    },
  ],
  [
    'a route to a declared network round the firewall',
    ENVIRONMENTS,
    'failed',
    HUB,
    (resources) => {
      const start = 'TransitProductionTableTo1722000';
      propertiesOf(resources, 'AWS::EC2::TransitGatewayRoute', start)['TransitGatewayAttachmentId'] = linkOf(resources);
    },
  ],
  [
    'a link in the table of production',
    HYBRID,
    'failed',
    HUB,
    (resources) => {
      const start = 'HybridWarehouseTableLink';
      propertiesOf(resources, 'AWS::EC2::TransitGatewayRouteTableAssociation', start)['TransitGatewayRouteTableId'] =
        tableOf(resources, 'TransitProductionTable');
    },
  ],
  [
    'a link in no table',
    HYBRID,
    'unknown',
    HUB,
    (resources) => {
      delete resources[idOf(resources, 'AWS::EC2::TransitGatewayRouteTableAssociation', 'HybridWarehouseTableLink')];
    },
  ],
  [
    'what a link announces, learned by the table of the firewall',
    HYBRID,
    'failed',
    HUB,
    (resources) => {
      add(resources, {
        Learned: {
          Type: 'AWS::EC2::TransitGatewayRouteTablePropagation',
          Properties: {
            TransitGatewayRouteTableId: tableOf(resources, 'TransitInspectionTable'),
            TransitGatewayAttachmentId: linkOf(resources),
          },
        },
      });
    },
  ],
  [
    'a wider route to a link than its prefixes',
    HYBRID,
    'failed',
    HUB,
    (resources) => {
      propertiesOf(resources, 'AWS::EC2::TransitGatewayRoute', 'HybridWarehousePrefix1')['DestinationCidrBlock'] =
        '172.16.0.0/12';
    },
  ],
  [
    'a way from a link into a network round the firewall',
    HYBRID,
    'failed',
    HUB,
    (resources) => {
      for (const zone of [1, 2, 3]) {
        const route = routeOf(resources, `InspectionAttachmentRoutes${zone}Internet`);
        delete route['VpcEndpointId'];
        route['TransitGatewayId'] = gatewayOf(resources);
      }
    },
  ],
  [
    'a flow from addresses that no link has',
    HYBRID,
    'failed',
    HUB,
    (resources) => {
      const { RulesSource: source } = flowRules(resources);
      source.RulesString = source.RulesString.replace('pass tcp 172.20.0.0/16 any', 'pass tcp 172.16.0.0/12 any');
    },
  ],
  [
    'nothing dropped between private networks after the flows',
    HYBRID,
    'failed',
    HUB,
    (resources) => {
      const { RulesSource: source } = flowRules(resources);
      source.RulesString = source.RulesString.replace(/^drop .*$/m, '');
    },
  ],
  [
    'a rule that cannot be read',
    HYBRID,
    'unknown',
    HUB,
    (resources) => {
      const { RulesSource: source } = flowRules(resources);
      source.RulesString = `pass tcp @STRANGERS any -> any any (sid:1;)\n${source.RulesString}`;
    },
  ],
  [
    'a route of the data zone to the hub',
    UNROUTABLE,
    'unknown',
    SPOKE,
    (resources) => {
      const route = routeOf(resources, 'HubInternet');
      const table = idOf(resources, 'AWS::EC2::RouteTable', 'NetworkDataRoutes');
      add(resources, {
        Leak: {
          Type: 'AWS::EC2::Route',
          Properties: { ...route, RouteTableId: { 'Fn::GetAtt': [table, 'RouteTableId'] } },
        },
      });
    },
  ],
  [
    'a route of the load balancers to the targets round the firewall',
    INLINE,
    'failed',
    HUB,
    (resources) => {
      for (const nth of [1, 2, 3]) {
        delete resources[idOf(resources, 'AWS::EC2::TransitGatewayRoute', `IngressTransitTarget${nth}`)];
      }
      propertiesOf(resources, 'Custom::TransitSpokes', 'TransitSpokes')['AnswersTableId'] = tableOf(
        resources,
        'IngressTransitIngressTable',
      );
    },
  ],
  [
    'answers of the targets round the firewall',
    INLINE,
    'failed',
    HUB,
    (resources) => {
      const route = propertiesOf(resources, 'AWS::EC2::TransitGatewayRoute', 'TransitSharedTableTo101210');
      route['TransitGatewayAttachmentId'] = {
        'Fn::GetAtt': [idOf(resources, 'AWS::EC2::TransitGatewayAttachment', 'IngressTransitAttachment'), 'Id'],
      };
    },
  ],
  [
    'no way back for the answers of the targets',
    INLINE,
    'failed',
    HUB,
    (resources) => {
      delete resources[idOf(resources, 'AWS::EC2::TransitGatewayRoute', 'TransitSharedTableTo101210')];
    },
  ],
  [
    'a host with a public address beside the load balancers',
    INGRESS,
    'failed',
    HUB,
    (resources) => {
      add(resources, {
        Host: {
          Type: 'AWS::EC2::Instance',
          Properties: {
            NetworkInterfaces: [
              {
                DeviceIndex: '0',
                AssociatePublicIpAddress: true,
                SubnetId: {
                  'Fn::GetAtt': [idOf(resources, 'AWS::EC2::Subnet', 'IngressNetworkIngressSubnet1'), 'SubnetId'],
                },
              },
            ],
          },
        },
      });
    },
  ],
  [
    'a host among the load balancers',
    DOMAINS,
    'failed',
    HUB,
    (resources) => {
      add(resources, {
        Host: {
          Type: 'AWS::EC2::Instance',
          Properties: {
            SubnetId: {
              'Fn::GetAtt': [idOf(resources, 'AWS::EC2::Subnet', 'IngressNetworkIngressSubnet1'), 'SubnetId'],
            },
          },
        },
      });
    },
  ],
  [
    'a network of load balancers that carries on what comes to it',
    DOMAINS,
    'failed',
    HUB,
    (resources) => {
      add(resources, {
        Onward: {
          Type: 'AWS::EC2::Route',
          Properties: {
            RouteTableId: {
              'Fn::GetAtt': [idOf(resources, 'AWS::EC2::RouteTable', 'IngressNetworkAttachmentRoutes'), 'RouteTableId'],
            },
            DestinationCidrBlock: '10.100.0.0/20',
            TransitGatewayId: gatewayOf(resources),
          },
        },
      });
    },
  ],
  [
    'the gateway of another account',
    EGRESS,
    'unknown',
    SPOKE,
    (resources) => {
      propertiesOf(resources, 'Custom::SharedTransitGateway', 'HubGateway')['OwnerId'] = '999999999999';
    },
  ],
];

test.each(CHANGES)('%s: %s is %s', (_, facet, outcome, stack, change) => {
  expect(mutable.outcomesAfter({ [stack]: change }).get(facet)).toBe(outcome);
});

/** Entries of UDP to port 53 in the lists whose names begin so. */
const lookups =
  (...starts: readonly string[]): Change =>
  (resources) => {
    for (const [id, { Type }] of Object.entries(resources)) {
      if (Type !== 'AWS::EC2::NetworkAcl' || !starts.some((start) => id.startsWith(start))) continue;
      for (const Egress of [true, false]) {
        add(resources, {
          [`${id}Lookups${Egress}`]: {
            Type: 'AWS::EC2::NetworkAclEntry',
            Properties: {
              NetworkAclId: { 'Fn::GetAtt': [id, 'Id'] },
              RuleNumber: 1,
              RuleAction: 'allow',
              Egress,
              CidrBlock: '0.0.0.0/0',
              Protocol: 17,
              PortRange: { From: 53, To: 53 },
            },
          },
        });
      }
    }
  };

test('8.3/boundary#dns-filtering: lookups are stopped by the lists of the network and by those of the hub, each alone', () => {
  const [ofNetwork, ofHub] = [lookups('NetworkApplicationAccessList'), lookups('Inspection')];

  expect(mutable.outcomesAfter({ [SPOKE]: ofNetwork }).get(DNS)).toBe('passed');
  expect(mutable.outcomesAfter({ [HUB]: ofHub, [SPOKE]: ofNetwork }).get(DNS)).not.toBe('passed');
});

test('8.3/boundary#hybrid-and-partner-entry: is open where no configuration lists prefixes', () => {
  const estate = new JudgedEstate();
  readCdkAssembly(organization.cdkOut, estate);

  expect(worst(reachability(estate)).get(HYBRID)).toBe('unknown');
});
