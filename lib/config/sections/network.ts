import * as z from 'zod';
import { CENTRAL_SERVICES } from '../../../constructs/isolated-vpc/endpoint-services';
import { ZONES } from '../../../constructs/isolated-vpc/zones';
import { date, email, prose, strict, text } from '../fields';

const terms = {
  port: z
    .int()
    .min(1)
    .max(65_535)
    .describe('Destination port. One on which data would travel in the clear is refused.'),
  lastPort: z
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('Last port of a range that begins at `port`, of at most 10. Left out: `port` alone.'),
  protocol: z.enum(['tcp', 'udp']).default('tcp').describe('Transport protocol.'),
  reason: prose(200).describe('Why it must be open.'),
  owner: email().describe('Who answers for it.'),
  confirmed: date().describe(
    'Day on which the owner last confirmed that it is needed. More than 365 days later the flow counts as undeclared, and what it opens as a finding.',
  ),
  expires: date().describe('Last day on which it is open. A flow past it is an error.'),
};

const flow = strict({
  from: z.enum(ZONES).describe('Zone in which connections begin.'),
  to: z.enum(ZONES).describe('Zone in which they end.'),
  ...terms,
});

const hubFlow = strict({
  from: text('account-name').describe(
    'Where connections begin: an account that has a network, by name or id, or a link of `hybrid`, by name.',
  ),
  to: text('account-name').describe('Where they end, named in the same way.'),
  ...terms,
});

const peering = strict({
  account: text('account-id').describe('Account of the network at the other end: of the organization, or this one.'),
  reason: prose(200).describe('Why the two have to be joined past the hub.'),
  owner: email().describe('Who answers for it.'),
});

const domain = strict({
  domain: text('domain').describe(
    'Name that may be reached over TLS, such as `api.example.com`; with a dot before it, `.example.com`, also all names below it.',
  ),
  reason: prose(200).describe('Why it is needed.'),
  owner: email().describe('Who answers for it.'),
  expires: date().describe('Last day on which it may be reached. A domain past it is an error.'),
});

const hybridLink = strict({
  name: text('identifier').describe('Name of the link, by which flows name it: unique among links and accounts.'),
  kind: z
    .enum(['direct-connect', 'vpn'])
    .describe('`vpn`: a Site-to-Site VPN, not offered in aws-cn. `direct-connect`: a line that people have ordered.'),
  gateways: strict({
    home: prose(50).optional().describe('Gateway of the link in the home region.'),
    recovery: prose(50).optional().describe('The same in the recovery region.'),
  }).describe(
    'For `vpn` the public IPv4 address of the gateway at the other side; for `direct-connect` the id of a Direct Connect gateway ' +
      'that has a transit virtual interface, another one for each region. A region without one has no link.',
  ),
  prefixes: z
    .array(text('cidr'))
    .min(1)
    .max(20)
    .describe('Ranges at the other side: private IPv4. What comes from others is dropped, and nothing goes there.'),
  encryption: z
    .enum(['ipsec', 'macsec', 'tls'])
    .describe(
      'How what travels is encrypted: `ipsec` for `vpn`; `macsec`, or `tls` from end to end, for `direct-connect`.',
    ),
  reason: prose(200).describe('Why it is needed.'),
  owner: email().describe('Who answers for it.'),
  expires: date().describe('Last day on which it may stand. A link past it is an error.'),
});

const service = strict({
  name: text('name').describe('Name of the service, in those of its load balancer and web firewall.'),
  host: text('host-name').describe('Name that users call, and that the certificate is for.'),
  hostedZone: text('hosted-zone-id')
    .optional()
    .describe(
      'Public hosted zone of the network account in which ACM proves that the name is yours. Left out: deployment waits until the ' +
        'record that ACM asks for stands where the name is kept.',
    ),
  account: text('account-id').describe('Account in whose network the targets are.'),
  targets: strict({
    home: z.array(text('ipv4-address')).min(1).max(20).describe('Addresses in its range of the home region.'),
    recovery: z
      .array(text('ipv4-address'))
      .max(20)
      .default([])
      .describe('Addresses in its range of the recovery region. Left out: not published there.'),
  }).describe('Who answers: private addresses that stay the same, such as those of an internal load balancer.'),
  port: z.int().min(1).max(65_535).describe('Port on which the targets speak TLS.'),
  healthPath: text('url-path').default('/').describe('Path that answers 200 where all is well.'),
  reason: prose(200).describe('Why the internet must reach it.'),
  owner: email().describe('Who answers for it.'),
  confirmed: date().describe(
    'Day on which the owner last confirmed that it is needed. More than 365 days later it counts as undeclared, and what it opens as a finding.',
  ),
  expires: date().describe('Last day on which it is published. A service past it is an error.'),
});

const ingress = strict({
  home: text('cidr').describe('Range of the network of load balancers in the home region: private IPv4, /16 to /24.'),
  recovery: text('cidr').describe('Range of the same in the recovery region: private IPv4, /16 to /24.'),
  services: z.array(service).max(20).default([]).describe('What the internet may reach: a load balancer each.'),
}).describe(
  'What the internet may reach, and the only way in: load balancers with a web firewall, from which the firewall of the hub lets ' +
    'through to the listed targets alone. AWS charges by hour for each load balancer, and for the attachment. Left out: nothing is reached.',
);

const hub = strict({
  home: text('cidr').describe('Range of the inspection network in the home region: private IPv4, /16 to /24.'),
  recovery: text('cidr').describe('Range of the inspection network in the recovery region: private IPv4, /16 to /24.'),
  egress: strict({
    domains: z
      .array(domain)
      .max(100)
      .default([])
      .describe('What may be reached in the internet, over TLS on port 443. Everything else is dropped.'),
  })
    .prefault({})
    .describe('Ways to the internet, all of which pass the firewall.'),
  endpoints: strict({
    home: text('cidr').describe('Range of the network of the endpoints in the home region: private IPv4, /16 to /24.'),
    recovery: text('cidr').describe('The same in the recovery region.'),
    services: z
      .array(z.enum(CENTRAL_SERVICES))
      .min(1)
      .max(CENTRAL_SERVICES.length)
      .default([...CENTRAL_SERVICES])
      .describe(
        'Services that are reached, by the names that AWS gives their endpoints. Left out: all of these. S3 and DynamoDB have ' +
          'gateways in each network.',
      ),
    vpcs: z
      .array(text('vpc-id'))
      .max(4)
      .default([])
      .describe(
        'Ids of these networks, once they are made. Only then may instances of other networks call by their own credentials ' +
          'through endpoints of services that do not tell of whose organization an endpoint is.',
      ),
  })
    .optional()
    .describe(
      'Interface endpoints in the network account that all attached networks reach, which AWS charges by hour, endpoint and ' +
        'availability zone, once for all networks. Left out: each network has its own.',
    ),
  hybrid: z
    .array(hybridLink)
    .max(10)
    .default([])
    .describe(
      'Links to data centres, partners and other clouds. Each ends in a table of its own that leads to the firewall; `flows` say ' +
        'what may pass. AWS charges by hour for each VPN connection and attachment.',
    ),
  flows: z
    .array(hubFlow)
    .max(100)
    .default([])
    .describe(
      'Connections between networks of accounts, in each region where both have one. They pass the firewall and its signatures. ' +
        'None leads from production to non-production or back. What is not declared is dropped.',
    ),
  ingress: ingress.optional(),
}).describe(
  'The hub of an organization, in the network account: a transit gateway, and a firewall before the one way to the internet. ' +
    'AWS charges by hour for each attachment, and for each endpoint of the firewall and NAT gateway in each availability zone. Left ' +
    'out: networks stay alone, without a way to the internet.',
);

const members = strict({
  endpoints: z
    .enum(['none', 'minimal'])
    .default('none')
    .describe('Interface endpoints of each network, which AWS charges by hour, endpoint and availability zone.'),
}).describe(
  'Networks for the accounts of an organization that have ranges (`organization.accounts[].network`), made by StackSets: with the zones and ' +
    'flows of this one, and attached to the hub where there is one. Left out: ranges are reserved, and no network is made.',
);

export const network = strict({
  home: text('cidr').describe(
    'Range of the VPC in the home region: private IPv4, /16 to /24. Each zone gets a quarter of it.',
  ),
  recovery: text('cidr').describe(
    'Range of the VPC in the recovery region: private IPv4, /16 to /24, apart from all others.',
  ),
  availabilityZones: z
    .literal([2, 3])
    .default(2)
    .describe('Availability zones that each zone spans, 2 or 3. Interface endpoints cost once per zone.'),
  endpoints: z
    .enum(['none', 'minimal', 'full'])
    .default('minimal')
    .describe(
      'Interface endpoints, which AWS charges by hour, endpoint and availability zone. `minimal`: what the bastion, keys and ' +
        'logs need; `full`: also what usual workloads need; `none`: only the gateway endpoints, which are free, and no bastion ' +
        '(trials only).',
    ),
  defaultNetworks: z
    .enum(['remove', 'keep'])
    .default('remove')
    .describe(
      'Networks that EC2 gives every account in each region, and in which everything gets a public address. `remove`: gone from every ' +
        'account in every allowed region; one in which something stands is kept, and its stack fails with what stands there. `keep`: not ' +
        'touched, and the report says so.',
    ),
  hub: hub.optional(),
  members: members.optional(),
  flows: z
    .array(flow)
    .max(200)
    .default([])
    .describe(
      'Connections that may be made between the zones (ingress, application, data, management). What is not declared is closed.',
    ),
  peerings: z
    .array(peering)
    .max(50)
    .default([])
    .describe(
      'Accounts to whose networks peering may lead. The landing zone makes none; of templates of others, whatever is not declared is a finding.',
    ),
}).describe('The isolated network in each region, and what may pass in it.');
