import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FacetId } from '../../../../constructs/standard';
import { demandsOf, flowsInForce } from '../../../../lib/config';
import { readCdkAssembly } from '../../../../lib/evidence/cloudformation-assembly';
import { JudgedEstate } from '../../../../lib/evidence/estate';
import type { Evidence } from '../../../../lib/evidence/evidence';
import { reachability } from '../../../../lib/proofs/network/reachability';
import { example } from '../../../support/landing-zone';
import {
  entry,
  group,
  host,
  internetGateway,
  list,
  nat,
  type Part,
  privateGateway,
  ref,
  route,
  separateRule,
} from './documents';

type Resource = { Type: string; Properties: Record<string, unknown> };
type Resources = Record<string, Resource>;

const STACK = 'quickstart-operations';
const quickstart = example('quickstart');
const declared = flowsInForce(quickstart.config);

/** An assembly of its own, whose one template is changed and put back. */
class Mutable {
  private readonly directory = mkdtempSync(join(tmpdir(), 'reachability-'));
  private readonly file = join(this.directory, `${STACK}.template.json`);
  private readonly original: string;

  constructor() {
    cpSync(quickstart.cdkOut, this.directory, { recursive: true });
    this.original = readFileSync(this.file, 'utf8');
  }

  proofsAfter(change: (resources: Resources) => void): readonly Evidence[] {
    const document = JSON.parse(this.original) as { Resources: Resources };
    change(document.Resources);
    writeFileSync(this.file, JSON.stringify(document));
    const estate = new JudgedEstate(demandsOf(quickstart.config));
    readCdkAssembly(this.directory, estate);
    return reachability(estate, declared, [STACK]);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}

/** The one resource of a type whose id holds a text. */
function idOf(resources: Resources, type: string, text: string): string {
  const found = Object.keys(resources).filter((id) => resources[id]?.Type === `AWS::${type}` && id.includes(text));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

function propertiesOf(resources: Resources, type: string, text: string): Record<string, unknown> {
  return resources[idOf(resources, type, text)]?.Properties ?? {};
}

const add = (resources: Resources, ...parts: readonly Part[]): void => {
  Object.assign(resources, ...parts);
};

const listOf = (resources: Resources, zone: string) =>
  ref(idOf(resources, 'EC2::NetworkAcl', `Network${zone}AccessList`));
const tableOf = (resources: Resources, zone: string) => idOf(resources, 'EC2::RouteTable', `Network${zone}Routes`);
const vpcOf = (resources: Resources) => idOf(resources, 'EC2::VPC', 'NetworkVpc');
const bastionGroup = (resources: Resources) => idOf(resources, 'EC2::SecurityGroup', 'BastionSecurityGroup');
const endpointGroup = (resources: Resources) => idOf(resources, 'EC2::SecurityGroup', 'EndpointSecurityGroup');
const subnetOf = (resources: Resources, zone: string) => idOf(resources, 'EC2::Subnet', `Network${zone}Subnet1`);

/** Takes away the association of a zone's subnets with their list, so that the default one is theirs. */
function withoutList(resources: Resources, zone: string): void {
  for (const [id, { Type }] of Object.entries(resources)) {
    if (Type === 'AWS::EC2::SubnetNetworkAclAssociation' && id.includes(`${zone}Subnet`)) delete resources[id];
  }
}

function launched(resources: Resources): Record<string, unknown> {
  const data = propertiesOf(resources, 'EC2::LaunchTemplate', 'Bastion')['LaunchTemplateData'];
  const { NetworkInterfaces: interfaces } = data as { NetworkInterfaces: Record<string, unknown>[] };
  return interfaces[0] ?? {};
}

const UNROUTABLE = '8.3/vpc-isolation#data-zone-unroutable';
const MANAGEMENT = '8.3/zoning#management-zone';
const LISTS = '8.3/zoning#zone-access-lists';
const INGRESS = '8.3/boundary#controlled-ingress';
const DECLARED = '8.3/minimal-ports#declared-flows';
const SENSITIVE = '8.3/minimal-ports#sensitive-ports-unreachable';
const EGRESS = '8.3/security-groups#restricted-egress';
const BASTION = '8.2/bastion#no-network-exposure';
const ENTRY = '8.2/bastion#single-entry-path';
const PLAINTEXT = '8.3/traffic-encryption#plaintext-protocols-absent';
const INSPECTED = '8.3/boundary#inspected-egress';

interface Mutation {
  readonly name: string;
  readonly facet: FacetId;
  readonly outcome: 'failed' | 'unknown';
  /** Part of the witness. */
  readonly witness: string;
  readonly change: (resources: Resources) => void;
}

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a host that admits its neighbours to SSH',
    facet: ENTRY,
    outcome: 'failed',
    witness: 'Network/ApplicationSubnet1 → Server: tcp/22',
    change: (all) =>
      add(
        all,
        group('Servers', vpcOf(all), { inbound: ['tcp 22 10.10.0.0/20'], outbound: [] }),
        host('Server', subnetOf(all, 'Application'), { groups: ['Servers'] }),
      ),
  },
  {
    name: 'endpoints that take HTTP without TLS',
    facet: PLAINTEXT,
    outcome: 'failed',
    witness: 'tcp/80',
    change: (all) => add(all, separateRule('Clear', 'Ingress', ref(endpointGroup(all)), 'tcp 80 10.10.0.0/20')),
  },
  {
    name: 'a route to an internet gateway in the data zone',
    facet: UNROUTABLE,
    outcome: 'failed',
    witness: 'Network/DataSubnet1 → Gateway → internet: all',
    change: (all) =>
      add(
        all,
        internetGateway('Gateway', vpcOf(all)),
        route('Way', tableOf(all, 'Data'), ['0.0.0.0/0', 'GatewayId', 'Gateway']),
      ),
  },
  {
    name: 'a route to a NAT gateway in the management zone',
    facet: UNROUTABLE,
    outcome: 'failed',
    witness: 'Network/ManagementSubnet1 → Nat → Gateway → internet',
    change: (all) =>
      add(
        all,
        internetGateway('Gateway', vpcOf(all)),
        nat('Nat', subnetOf(all, 'Ingress')),
        route('Out', tableOf(all, 'Ingress'), ['0.0.0.0/0', 'GatewayId', 'Gateway']),
        route('Way', tableOf(all, 'Management'), ['0.0.0.0/0', 'NatGatewayId', 'Nat']),
      ),
  },
  {
    name: 'a route from the data zone to a transit gateway of another template',
    facet: UNROUTABLE,
    outcome: 'unknown',
    witness: 'Way.TransitGatewayId is known at deployment only',
    change: (all) => add(all, route('Way', tableOf(all, 'Data'), ['0.0.0.0/0', 'TransitGatewayId', ref('Hub')])),
  },
  {
    name: 'a virtual private gateway that propagates routes to the data zone',
    facet: UNROUTABLE,
    outcome: 'unknown',
    witness: 'Vpn is in no template',
    change: (all) =>
      add(all, privateGateway('Vpn', vpcOf(all)), {
        Propagation: {
          Type: 'AWS::EC2::VPNGatewayRoutePropagation',
          Properties: { RouteTableIds: [ref(tableOf(all, 'Data'))], VpnGatewayId: ref('Vpn') },
        },
      }),
  },
  {
    name: 'a route whose table deployment decides',
    facet: UNROUTABLE,
    outcome: 'unknown',
    witness: 'Way.RouteTableId is known at deployment only',
    change: (all) => add(all, route('Way', 'Parameter', ['0.0.0.0/0', 'GatewayId', 'Gateway'])),
  },
  {
    name: 'lists of two zones taken away',
    facet: MANAGEMENT,
    outcome: 'failed',
    witness: 'Network/ApplicationSubnet1 → Network/ManagementSubnet1: ',
    change: (all) => {
      withoutList(all, 'Application');
      withoutList(all, 'Management');
    },
  },
  {
    name: 'peering with a network of no template, and a list that lets it in',
    facet: MANAGEMENT,
    outcome: 'unknown',
    witness: 'the network at the other end of Peer is in no template',
    change: (all) =>
      add(
        all,
        {
          Peer: {
            Type: 'AWS::EC2::VPCPeeringConnection',
            Properties: { VpcId: ref(vpcOf(all)), PeerVpcId: 'vpc-0123456789abcdef0' },
          },
        },
        route('Way', tableOf(all, 'Management'), ['172.16.0.0/12', 'VpcPeeringConnectionId', 'Peer']),
        entry('In', listOf(all, 'Management'), 10, false, 'allow tcp 22 172.16.0.0/12'),
        entry('Back', listOf(all, 'Management'), 10, true, 'allow tcp 32768-65535 172.16.0.0/12'),
      ),
  },
  {
    name: 'SSH from the bastion zone to the data zone, undeclared',
    facet: MANAGEMENT,
    outcome: 'failed',
    witness: 'Network/ManagementSubnet1 → Network/DataSubnet1: tcp/22',
    change: (all) =>
      add(
        all,
        entry('Out', listOf(all, 'Management'), 10, true, 'allow tcp 22 10.10.8.0/22'),
        entry('Answer', listOf(all, 'Management'), 10, false, 'allow tcp 32768-65535 10.10.8.0/22'),
        entry('In', listOf(all, 'Data'), 10, false, 'allow tcp 22 10.10.12.0/22'),
        entry('Back', listOf(all, 'Data'), 10, true, 'allow tcp 32768-65535 10.10.12.0/22'),
      ),
  },
  {
    name: 'an association with the list of the zone taken away',
    facet: LISTS,
    outcome: 'failed',
    witness: 'Network/DataSubnet1 has the default list of Network/Vpc',
    change: (all) => {
      delete all[idOf(all, 'EC2::SubnetNetworkAclAssociation', 'NetworkDataSubnet1')];
    },
  },
  {
    name: 'the list of one zone given to another',
    facet: LISTS,
    outcome: 'failed',
    witness: 'which are of different zones',
    change: (all) => {
      propertiesOf(all, 'EC2::SubnetNetworkAclAssociation', 'NetworkDataSubnet1')['NetworkAclId'] = listOf(
        all,
        'Application',
      );
    },
  },
  {
    name: 'one port more than declared between two zones',
    facet: LISTS,
    outcome: 'failed',
    witness: 'Network/ApplicationSubnet1 → Network/DataSubnet1: tcp/5433',
    change: (all) => {
      const declaredPort = Object.values(all)
        .filter(({ Type }) => Type === 'AWS::EC2::NetworkAclEntry')
        .map(({ Properties }) => Properties['PortRange'] as { From: number; To: number })
        .filter(({ From }) => From === 5432);
      for (const ports of declaredPort) ports.To = 5433;
    },
  },
  {
    name: 'the network access list of a zone decided at deployment',
    facet: LISTS,
    outcome: 'unknown',
    witness: 'the list of Network/DataSubnet1 is known at deployment only',
    change: (all) => {
      propertiesOf(all, 'EC2::SubnetNetworkAclAssociation', 'NetworkDataSubnet1')['NetworkAclId'] = ref('Parameter');
    },
  },
  {
    name: 'a subnet that gives out public addresses',
    facet: INGRESS,
    outcome: 'failed',
    witness: 'Network/IngressSubnet1 gives public addresses',
    change: (all) => {
      propertiesOf(all, 'EC2::Subnet', 'NetworkIngressSubnet1')['MapPublicIpOnLaunch'] = true;
    },
  },
  {
    name: 'a public database host behind an open group',
    facet: SENSITIVE,
    outcome: 'failed',
    witness: 'internet → Gateway → Network/IngressSubnet1 → Database: tcp/5432',
    change: (all) => {
      withoutList(all, 'Ingress');
      add(
        all,
        internetGateway('Gateway', vpcOf(all)),
        route('Way', tableOf(all, 'Ingress'), ['0.0.0.0/0', 'GatewayId', 'Gateway']),
        host('Database', subnetOf(all, 'Ingress'), { groups: [endpointGroup(all)], isPublic: true }),
        separateRule('Wide', 'Ingress', ref(endpointGroup(all)), 'tcp 5432 0.0.0.0/0'),
      );
    },
  },
  {
    name: 'an inbound rule of the bastion',
    facet: BASTION,
    outcome: 'failed',
    witness: 'Bastion/SecurityGroup of Bastion/Hosts has an inbound rule',
    change: (all) => add(all, separateRule('Wide', 'Ingress', ref(bastionGroup(all)), 'tcp 22 10.10.0.0/20')),
  },
  {
    name: 'a public address of the bastion',
    facet: BASTION,
    outcome: 'failed',
    witness: 'Bastion/Hosts has a public address',
    change: (all) => {
      launched(all)['AssociatePublicIpAddress'] = true;
    },
  },
  {
    name: 'a public address of the bastion that deployment decides',
    facet: BASTION,
    outcome: 'unknown',
    witness: 'deployment decides whether Bastion/Hosts has a public address',
    change: (all) => {
      launched(all)['AssociatePublicIpAddress'] = ref('Parameter');
    },
  },
  {
    name: 'groups of the bastion that deployment decides',
    facet: BASTION,
    outcome: 'unknown',
    witness: 'the groups of Bastion/Hosts are in no template',
    change: (all) => {
      launched(all)['Groups'] = [ref('Parameter')];
    },
  },
  {
    name: 'a deny before the allow that the endpoints need',
    facet: BASTION,
    outcome: 'failed',
    witness: 'not every tcp/443 session is answered: Network/ApplicationAccessList does not let it in',
    change: (all) => add(all, entry('First', listOf(all, 'Application'), 1, false, 'deny tcp 443 10.10.12.0/22')),
  },
  {
    name: 'half of the ephemeral ports closed to answers',
    facet: BASTION,
    outcome: 'failed',
    witness: 'not every tcp/443 session is answered',
    change: (all) => {
      const ports = propertiesOf(all, 'EC2::NetworkAclEntry', 'NetworkManagementAccessListIngress1')['PortRange'];
      (ports as { From: number }).From = 49_152;
    },
  },
  {
    name: 'the rule of the endpoints for the bastion taken away',
    facet: BASTION,
    outcome: 'failed',
    witness: 'the security groups of Network/SsmEndpoint do not let it in',
    change: (all) => {
      delete all[idOf(all, 'EC2::SecurityGroupIngress', 'EndpointSecurityGroup')];
    },
  },
  {
    name: 'private names of an endpoint switched off',
    facet: BASTION,
    outcome: 'failed',
    witness: 'Network/SsmmessagesEndpoint has no private names',
    change: (all) => {
      propertiesOf(all, 'EC2::VPCEndpoint', 'SsmmessagesEndpoint')['PrivateDnsEnabled'] = false;
    },
  },
  {
    name: 'the one outbound rule of the bastion taken away, so that everything is let out',
    facet: EGRESS,
    outcome: 'failed',
    witness: 'Bastion/SecurityGroup lets everything out',
    change: (all) => {
      delete all[idOf(all, 'EC2::SecurityGroupEgress', 'BastionSecurityGroup')];
    },
  },
  {
    name: 'a host of the data zone whose group lets HTTPS out to any address',
    facet: EGRESS,
    outcome: 'failed',
    witness: 'the groups of Store in the data zone let it out to the internet',
    change: (all) =>
      add(
        all,
        host('Store', subnetOf(all, 'Data'), { groups: [endpointGroup(all)] }),
        separateRule('Wide', 'Egress', ref(endpointGroup(all)), 'tcp 443 0.0.0.0/0'),
      ),
  },
  {
    name: 'a way from the application zone to the internet that passes no firewall',
    facet: INSPECTED,
    outcome: 'failed',
    witness: 'Network/ApplicationSubnet1 → Nat → Gateway → internet passes no firewall',
    change: (all) => {
      withoutList(all, 'Ingress');
      add(
        all,
        internetGateway('Gateway', vpcOf(all)),
        nat('Nat', subnetOf(all, 'Ingress')),
        route('Out', tableOf(all, 'Ingress'), ['0.0.0.0/0', 'GatewayId', 'Gateway']),
        route('Way', tableOf(all, 'Application'), ['0.0.0.0/0', 'NatGatewayId', 'Nat']),
      );
    },
  },
];

describe('the network of the quickstart', () => {
  const assembly = new Mutable();
  afterAll(() => assembly.remove());

  test('is proved as it is', () => {
    const proofs = assembly.proofsAfter(() => undefined);

    expect(proofs.map(({ facets, outcome }) => `${facets[0]} ${outcome}`)).toEqual([
      `${ENTRY} passed`,
      `${BASTION} passed`,
      `${LISTS} passed`,
      `${MANAGEMENT} passed`,
      `${INGRESS} passed`,
      `${PLAINTEXT} passed`,
      '8.3/boundary#dns-filtering passed',
      `${EGRESS} passed`,
      `${UNROUTABLE} passed`,
      `${DECLARED} passed`,
      `${SENSITIVE} passed`,
      '8.3/interface-security#private-service-interfaces passed',
    ]);
  });

  test('stays proved when something is added that changes nothing', () => {
    const proofs = assembly.proofsAfter((all) =>
      add(
        all,
        list('Unused', vpcOf(all), { inbound: ['allow all 0.0.0.0/0'] }),
        route('Nowhere', tableOf(all, 'Ingress'), ['10.99.0.0/16', 'GatewayId', 'Absent']),
        entry('Same', listOf(all, 'Data'), 900, false, 'deny all 0.0.0.0/0'),
      ),
    );

    expect(proofs.filter(({ outcome }) => outcome !== 'passed').map(({ message }) => message.en)).toEqual([]);
  });

  test.each(MUTATIONS)('$facet is $outcome with $name', ({ facet, outcome, witness, change }) => {
    const found = assembly.proofsAfter(change).filter(({ facets }) => facets.includes(facet));

    expect(found.map((proof) => proof.outcome)).toEqual([outcome]);
    expect(found[0]?.message.en).toContain(witness);
    expect(found[0]?.message.zh).not.toBe('');
  });
});
