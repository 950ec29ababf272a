import { changed, MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION, problemsOf, told } from './scratch';

type Case = readonly [mistake: string, text: string, ...expected: string[]];

const account = (from: string, to: string): string => changed(MINIMAL_ACCOUNT, from, to);
const organization = (from: string, to: string): string => changed(MINIMAL_ORGANIZATION, from, to);
const withKeys = (keys: string): string => `${MINIMAL_ACCOUNT}${keys}\n`;
const inChina = (text: string): string =>
  changed(
    changed(text, 'partition: aws', 'partition: aws-cn'),
    '{ home: eu-central-1, recovery: eu-west-1 }',
    '{ home: cn-northwest-1, recovery: cn-north-1 }',
  );

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
const GROUP = '00000000-0000-0000-0000-0000000000c1';

/** One mistake each; what it gives is all that it gives. */
function shows(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, text, ...expected) => {
    expect(told(problemsOf(text))).toEqual(expected);
  });
}

describe('profile', () => {
  shows([
    ['a single account without its id', account('account: "111111111111"\n', ''), 'missing-key account'],
    [
      'an organization without its section',
      account('profile: single-account', 'profile: organization').replace('account: "111111111111"\n', ''),
      'missing-key organization',
      'missing-key onCall',
    ],
    ['both sections', organization('network:', 'account: "111111111111"\nnetwork:'), 'not-in-profile account'],
    [
      'governance locks in an organization',
      organization('network:', 'lock: governance\nnetwork:'),
      'governance-lock lock',
    ],
    ['governance locks in a trial', withKeys('lock: governance')],
    [
      'no endpoints in an organization',
      organization('10.1.0.0/16 }', '10.1.0.0/16, endpoints: none }'),
      'no-endpoints network.endpoints',
    ],
    ['no endpoints in a trial', account('10.1.0.0/16 }', '10.1.0.0/16, endpoints: none }')],
    [
      'nobody on call in an organization',
      organization('onCall: { primary: platform, deputy: deputy, escalation: platform }\n', ''),
      'missing-key onCall',
    ],
  ]);
});

describe('sessions', () => {
  const moderated = (access: string, sessions: string): string =>
    organization(
      'network:',
      `identity: { instanceArn: "${INSTANCE}", groups: [{ name: group, id: ${GROUP}, access: ${access} }] }\nsessions: ${sessions}\nnetwork:`,
    );
  shows([
    [
      'an approval that nobody can give',
      moderated('operations', '{ approval: required }'),
      'nobody-moderates sessions.approval',
    ],
    [
      'a watcher whom nobody can be',
      moderated('operations', '{ watcher: required }'),
      'nobody-moderates sessions.watcher',
    ],
    ['both, with moderators', moderated('moderation', '{ approval: required, watcher: required }')],
    ['neither, without moderators', moderated('operations', '{}')],
    ['both where roles are made elsewhere', withKeys('sessions: { approval: required, watcher: required }')],
  ]);
});

describe('regions', () => {
  const eu = (keys: string) =>
    withKeys(`residency:\n  - { name: eu, dataClasses: [personal], basis: contract, ${keys} }`);
  shows([
    [
      'a region of the other partition',
      account('recovery: eu-west-1', 'recovery: cn-north-1'),
      'region-not-in-partition regions.recovery',
    ],
    [
      'a region that is none',
      account('recovery: eu-west-1', 'recovery: eu-wset-1'),
      'region-not-in-partition regions.recovery',
    ],
    [
      'recovery in the home region',
      account('recovery: eu-west-1', 'recovery: eu-central-1'),
      'recovery-is-home regions.recovery',
    ],
    [
      'a home region that is not allowed',
      account('recovery: eu-west-1 }', 'recovery: eu-west-1, allowed: [eu-west-1] }'),
      'region-not-allowed regions.home',
    ],
    [
      'an allowed region of the other partition',
      account('recovery: eu-west-1 }', 'recovery: eu-west-1, allowed: [eu-central-1, eu-west-1, cn-north-1] }'),
      'region-not-in-partition regions.allowed[2]',
    ],
    [
      'a recovery region outside the residency of a class',
      eu('regions: [eu-central-1]'),
      'region-outside-residency regions.recovery',
    ],
    ['regions within the residency', eu('regions: [eu-central-1, eu-west-1]')],
    ['a residency rule that has ended', eu('regions: [eu-central-1], expires: 2026-01-01')],
    [
      'a residency rule for an unknown class',
      withKeys('residency: [{ name: eu, dataClasses: [persnal], regions: [eu-central-1, eu-west-1], basis: law }]'),
      'unknown-reference residency[0].dataClasses[0]',
    ],
  ]);

  const classes = (regions: string) =>
    withKeys(`dataClasses:
  - { name: core, level: core, handling: { retention: 183, tier: tier-1, regions: [${regions}] } }
  - { name: important, level: important, handling: { retention: 183, tier: tier-2 } }
  - { name: personal, level: personal, handling: { retention: 183, longest: 365, tier: tier-2 } }
  - { name: general, level: general, handling: { retention: 183, tier: tier-3 } }`);
  shows([
    ['a class in an allowed region', classes('eu-west-1')],
    [
      'a class in a region that is not allowed',
      classes('us-east-1'),
      'region-not-allowed dataClasses[0].handling.regions[0]',
    ],
    [
      'a class with regions of its own is outside a rule there',
      `${classes('eu-west-1')}residency: [{ name: de, dataClasses: [core], regions: [eu-central-1], basis: law }]\n`,
      'region-outside-residency dataClasses[0].handling.regions[0]',
    ],
  ]);
});

describe('organization', () => {
  const shop = '{ name: Shop, id: "777777777777", email: w@example.com, unit: Production }';
  const two = (second: string) => organization(shop, `${shop}\n    - ${second}`);
  shows([
    [
      'an account id given twice',
      two('{ name: Other, id: "777777777777", email: x@example.com, unit: Production }'),
      'duplicate-account organization.accounts[7].id',
    ],
    [
      'an account name given twice',
      two('{ name: shop, id: "888888888888", email: x@example.com, unit: Production }'),
      'duplicate-account organization.accounts[7].name',
    ],
    [
      'an e-mail given twice, in other letters',
      two('{ name: Other, id: "888888888888", email: W@example.com, unit: Production }'),
      'duplicate-email organization.accounts[7].email',
    ],
    [
      'a role without an account',
      organization('role: log-archive', 'role: workload'),
      'missing-role-account organization.accounts',
    ],
    [
      'a role with two accounts',
      organization('unit: Production }\nnetwork', 'unit: Production, role: backup }\nnetwork'),
      'duplicate-role-account organization.accounts[6].role',
    ],
    ['an account without a unit', organization(', unit: Production', ''), 'missing-key organization.accounts[6].unit'],
    [
      'an account in an unknown unit',
      organization('unit: Production', 'unit: Prodution'),
      'unknown-reference organization.accounts[6].unit',
    ],
    [
      'a unit given twice',
      organization(
        '{ name: Core, environment: shared }',
        '{ name: Core, environment: shared }\n    - { name: core, environment: shared }',
      ),
      'duplicate-unit organization.units[1].name',
    ],
    [
      'an unknown parent',
      organization('{ name: Core, environment: shared }', '{ name: Core, environment: shared, parent: Nowhere }'),
      'unknown-reference organization.units[0].parent',
    ],
    [
      'a unit below itself',
      organization('{ name: Core, environment: shared }', '{ name: Core, environment: shared, parent: Core }'),
      'unit-depth organization.units[0].parent',
    ],
    [
      'units deeper than five levels',
      organization(
        '{ name: Core, environment: shared }',
        `{ name: Core, environment: shared }${[1, 2, 3, 4, 5].map((n) => `\n    - { name: U${n}, environment: shared, parent: ${n === 1 ? 'Core' : `U${n - 1}`} }`).join('')}`,
      ),
      'unit-depth organization.units[5].parent',
    ],
    [
      'guardrails without service control policies',
      organization('  units:', '  policyTypes: [tag]\n  units:'),
      'missing-policy-type organization.policyTypes',
      'policy-type-left-out organization.policyTypes',
      'policy-type-left-out organization.policyTypes',
    ],
    [
      'no kind of policy at all',
      organization('  units:', '  policyTypes: []\n  units:'),
      'missing-policy-type organization.policyTypes',
      'policy-type-left-out organization.policyTypes',
      'policy-type-left-out organization.policyTypes',
    ],
    [
      'strangers whom no resource control policy would refuse',
      organization('  units:', '  policyTypes: [service-control, declarative-ec2]\n  units:'),
      'policy-type-left-out organization.policyTypes',
    ],
  ]);

  describe('quotas of Organizations', () => {
    const selfManaged = organization('  units:', '  delivery: self-managed\n  units:');
    const units = (count: number) =>
      Array.from({ length: count }, (_, n) => `    - { name: U${n}, environment: shared }\n`).join('');
    const withUnits = (count: number) => changed(selfManaged, '  units:\n', `  units:\n${units(count)}`);
    shows([
      [
        'more units than an organization can have in China',
        inChina(withUnits(1001)),
        'beyond-quota organization.units',
      ],
      ['as many elsewhere', withUnits(1001)],
    ]);
  });

  describe('what aws-cn lacks', () => {
    const china = (keys: string) => inChina(organization('  units:', `${keys}\n  units:`));
    shows([
      ['self-managed StackSets are fine', china('  delivery: self-managed')],
      [
        'service-managed StackSets are unproven',
        china('  delivery: service-managed'),
        'unproven-in-partition organization.delivery',
      ],
      ['also by default', inChina(MINIMAL_ORGANIZATION), 'unproven-in-partition organization.delivery'],
      ['unless that is accepted', china('  delivery: service-managed\n  unproven: accept')],
      [
        'resource control policies are unproven',
        china('  delivery: self-managed\n  policyTypes: [service-control, resource-control]'),
        'unproven-in-partition organization.policyTypes[1]',
      ],
      [
        'backup policies are not there, accepted or not',
        china('  delivery: self-managed\n  unproven: accept\n  policyTypes: [service-control, backup]'),
        'not-in-partition organization.policyTypes[1]',
      ],
      [
        'resource control policies are unproven, accepted after a trial',
        china(
          '  delivery: self-managed\n  unproven: accept\n  policyTypes: [service-control, resource-control, declarative-ec2]',
        ),
      ],
      [
        'an instance of the other partition',
        inChina(withKeys('identity: { instanceArn: "arn:aws:sso:::instance/ssoins-1111111111111111" }')),
        'arn-of-other-partition identity.instanceArn',
      ],
    ]);
  });
});

describe('peering', () => {
  const peering = (id: string) =>
    organization(
      'recovery: 10.1.0.0/16 }',
      `recovery: 10.1.0.0/16, peerings: [{ account: "${id}", reason: a feed, owner: o@example.com }] }`,
    );
  shows([
    ['an account of the organization', peering('777777777777')],
    ['another account', peering('999999999999'), 'peering-outside network.peerings[0].account'],
    [
      'an account twice',
      peering('777777777777').replace(
        'o@example.com }]',
        'o@example.com }, { account: "777777777777", reason: a feed, owner: o@example.com }]',
      ),
      'duplicate-peering network.peerings[1].account',
    ],
  ]);
});

describe('networks of members', () => {
  const members = (text = '{}') => organization('recovery: 10.1.0.0/16 }', `recovery: 10.1.0.0/16, members: ${text} }`);
  shows([
    ['of accounts that have ranges', members()],
    [
      'in a single account',
      account('recovery: 10.1.0.0/16', 'recovery: 10.1.0.0/16, members: {}'),
      'not-in-profile network.members',
    ],
    [
      'of the account that has the network of operations already',
      changed(members(), 'role: operations,', 'role: operations, network: { home: 10.9.0.0/24 },'),
      'network-apart organization.accounts[4].network',
    ],
  ]);

  /** In the network of a member, so many flows between each pair of zones. */
  const flows = (count: number) =>
    Array.from({ length: count }, (_, nth) =>
      ['ingress', 'application', 'data', 'management'].map(
        (to) =>
          `{ from: application, to: ${to}, port: ${20000 + nth}, reason: orders, owner: o@example.com, confirmed: 2026-10-01, expires: 2030-12-31 }`,
      ),
    ).flat();
  const withFlows = (count: number) => `recovery: 10.1.0.0/16, members: {}, flows: [${flows(count).join(', ')}] }`;

  test.each([
    ['that fit', 7, []],
    ['that do not', 9, ['template-too-large network.flows']],
  ])('with flows in a template %s', (_, count, expected) => {
    const shop = changed(
      organization('recovery: 10.1.0.0/16 }', withFlows(count)),
      'id: "777777777777", email: w@example.com, unit: Production }',
      'id: "777777777777", email: w@example.com, unit: Production, network: { home: 10.64.0.0/24 } }',
    );

    expect(told(problemsOf(shop))).toEqual(expected);
  });

  test.each([
    ['that follow each other', (nth: number) => `10.${64 + (nth >> 8)}.${nth & 255}.0/24`, []],
    ['that lie apart', (nth: number) => `10.${64 + nth}.0.0/24`, ['ranges-scattered network.members']],
  ])('of seventeen accounts with ranges %s', (_, range, expected) => {
    const shop = (nth: number): string =>
      `{ name: Shop-${nth}, id: "${700_000_000_000 + nth}", email: s${nth}@example.com, unit: Production, network: { home: ${range(nth)} } }`;
    const first = '{ name: Shop, id: "777777777777", email: w@example.com, unit: Production }';
    const shops = Array.from({ length: 17 }, (_, nth) => shop(nth));
    const text = changed(members(), first, [first, ...shops].join('\n    - '));

    expect(told(problemsOf(text))).toEqual(expected);
  });
});

describe('hub', () => {
  const RANGES = 'home: 10.2.0.0/22, recovery: 10.2.4.0/22';
  const hub = (text: string) => organization('recovery: 10.1.0.0/16 }', `recovery: 10.1.0.0/16, hub: { ${text} } }`);
  const reaching = (...domains: readonly string[]) => hub(`${RANGES}, egress: { domains: [${domains.join(', ')}] }`);
  const domain = (name: string, expires = '2030-12-31') =>
    `{ domain: ${name}, reason: payments, owner: orders@example.com, expires: ${expires} }`;
  const DOMAINS = 'network.hub.egress.domains';
  shows([
    ['without ways out', hub(RANGES)],
    ['with a domain, and all below another', reaching(domain('api.example.com'), domain('.example.org'))],
    [
      'in a single account',
      account('recovery: 10.1.0.0/16', `recovery: 10.1.0.0/16, hub: { ${RANGES} }`),
      'not-in-profile network.hub',
    ],
    [
      'on addresses of the landing zone',
      hub('home: 10.0.4.0/22, recovery: 10.2.4.0/22'),
      'overlapping-ranges network.hub.home',
    ],
    ['too small', hub('home: 10.2.0.0/25, recovery: 10.2.4.0/22'), 'range-too-small network.hub.home'],
    ['with endpoints', hub(`${RANGES}, endpoints: { home: 10.2.8.0/24, recovery: 10.2.9.0/24 }`)],
    [
      'with endpoints on addresses of its own',
      hub(`${RANGES}, endpoints: { home: 10.2.0.0/24, recovery: 10.2.9.0/24 }`),
      'overlapping-ranges network.hub.endpoints.home',
    ],
    [
      'with endpoints in too small a network',
      hub(`${RANGES}, endpoints: { home: 10.2.8.0/25, recovery: 10.2.9.0/24 }`),
      'range-too-small network.hub.endpoints.home',
    ],
    [
      'a service of the endpoints twice',
      hub(`${RANGES}, endpoints: { home: 10.2.8.0/24, recovery: 10.2.9.0/24, services: [kms, logs, kms] }`),
      'duplicate-service network.hub.endpoints.services[2]',
    ],
    [
      'a domain past its end',
      reaching(domain('api.example.com', '2020-01-01')),
      `expired-domain ${DOMAINS}[0].expires`,
    ],
    [
      'a domain twice',
      reaching(domain('api.example.com'), domain('api.example.com')),
      `duplicate-domain ${DOMAINS}[1].domain`,
    ],
  ]);

  describe('flows between networks', () => {
    const FLOWS = 'network.hub.flows';
    const SHOP = '{ name: Shop, id: "777777777777", email: w@example.com, unit: Production }';
    const accounts = [
      '{ name: Shop, id: "777777777777", email: w@example.com, unit: Production, network: { home: 10.100.0.0/20 } }',
      '{ name: Stock, id: "777777777778", email: w1@example.com, unit: Production, network: { home: 10.100.16.0/20 } }',
      '{ name: Trial, id: "777777777779", email: w2@example.com, unit: Test, network: { home: 10.100.32.0/20 } }',
      '{ name: Far, id: "777777777780", email: w3@example.com, unit: Production, network: { recovery: 10.100.48.0/20 } }',
    ];
    const flows = (...list: readonly string[]) =>
      changed(
        changed(hub(`${RANGES}, flows: [${list.join(', ')}]`), SHOP, accounts.join('\n    - ')),
        '    - { name: Production,',
        '    - { name: Test, environment: non-production }\n    - { name: Production,',
      );
    const flow = (from: string, to: string, rest = '') =>
      `{ from: ${from}, to: ${to}, port: 8443, reason: stock, owner: o@example.com, confirmed: 2026-10-30, expires: 2030-12-31${rest} }`;
    shows([
      ['by name, by id, and with the operations', flows(flow('Shop', '"777777777778"'), flow('Operations', 'Far'))],
      ['to an account that is none', flows(flow('Shop', 'Stick')), `unknown-reference ${FLOWS}[0].to`],
      ['to one without a network', flows(flow('Archive', 'Stock')), `flow-without-network ${FLOWS}[0].from`],
      ['within a network', flows(flow('Shop', 'Shop')), `flow-within-network ${FLOWS}[0].to`],
      ['from production to non-production', flows(flow('Shop', 'Trial')), `flow-between-environments ${FLOWS}[0].to`],
      ['and back', flows(flow('Trial', 'Shop')), `flow-between-environments ${FLOWS}[0].to`],
      ['between networks of two regions', flows(flow('Shop', 'Far')), `flow-between-regions ${FLOWS}[0].to`],
      [
        'past its end',
        flows(flow('Shop', 'Stock').replace('2030-12-31', '2026-01-01')),
        `expired-flow ${FLOWS}[0].expires`,
      ],
      [
        'that nobody confirms',
        flows(flow('Shop', 'Stock').replace('2026-10-30', '2025-01-01')),
        `unconfirmed-flow ${FLOWS}[0].confirmed`,
      ],
      [
        'twice, once by name and once by id',
        flows(flow('Shop', 'Stock'), flow('"777777777777"', '"777777777778"')),
        `overlapping-flow ${FLOWS}[1].port`,
      ],
      [
        'in a range of ports that is open in part',
        flows(flow('Shop', 'Stock'), flow('Shop', 'Stock', ', lastPort: 8449').replace('8443', '8440')),
        `overlapping-flow ${FLOWS}[1].port`,
      ],
      [
        'on the same port the other way, and over another protocol',
        flows(flow('Shop', 'Stock'), flow('Stock', 'Shop'), flow('Shop', 'Stock', ', protocol: udp')),
      ],
      ['in the clear', flows(flow('Shop', 'Stock').replace('8443', '80')), `plaintext-port ${FLOWS}[0].port`],
      ['of many ports', flows(flow('Shop', 'Stock', ', lastPort: 9443')), `broad-port-range ${FLOWS}[0].lastPort`],
      [
        'on more ports than lists have lines',
        flows(...Array.from({ length: 19 }, (_, nth) => flow('Shop', 'Stock').replace('8443', String(9100 + 2 * nth)))),
        `too-many-ports ${FLOWS}[18].port`,
      ],
    ]);
  });

  describe('links to data centres', () => {
    const HYBRID = 'network.hub.hybrid';
    const FLOW =
      '{ from: NAME, to: Operations, port: 8443, reason: stock, owner: o@example.com, confirmed: 2026-10-30, expires: 2030-12-31 }';
    const UUID = '0f5b6c1e-8a3d-4c2b-9e77-1d2c3b4a5f60';
    const vpn = (rest = '') =>
      `{ name: plant, kind: vpn, gateways: { home: 203.0.113.7, recovery: 203.0.113.8 }, prefixes: [172.20.0.0/16], encryption: ipsec, reason: stock, owner: o@example.com, expires: 2030-12-31${rest} }`;
    const line = (rest = '') =>
      vpn(rest)
        .replace('vpn', 'direct-connect')
        .replace('ipsec', 'macsec')
        .replace('{ home: 203.0.113.7, recovery: 203.0.113.8 }', `{ home: ${UUID} }`);
    const links = (list: readonly string[], ...flows: readonly string[]) =>
      hub(`${RANGES}, hybrid: [${list.join(', ')}], flows: [${flows.join(', ')}]`);
    const link = (text: string) => links([text], FLOW.replace('NAME', 'plant'));
    shows([
      ['a VPN', link(vpn())],
      ['a line', link(line())],
      ['a line with TLS', link(line().replace('macsec', 'tls'))],
      [
        'a VPN that is not encrypted as VPNs are',
        link(vpn().replace('ipsec', 'tls')),
        `link-encryption ${HYBRID}[0].encryption`,
      ],
      [
        'a line that is not encrypted as lines are',
        link(line().replace('macsec', 'ipsec')),
        `link-encryption ${HYBRID}[0].encryption`,
      ],
      [
        'a gateway of the other kind',
        link(line().replace(UUID, '203.0.113.7')),
        `gateway-of-other-kind ${HYBRID}[0].gateways.home`,
      ],
      [
        'a private address',
        link(vpn().replace('203.0.113.8', '10.9.9.9')),
        `gateway-of-other-kind ${HYBRID}[0].gateways.recovery`,
      ],
      [
        'an address that is none',
        link(vpn().replace('203.0.113.8', '203.0.113.800')),
        `gateway-of-other-kind ${HYBRID}[0].gateways.recovery`,
      ],
      ...['127.0.0.1', '0.0.0.0', '169.254.1.1', '224.0.0.1', '255.255.255.255'].map(
        (address): [string, string, string] => [
          `${address}, at which nobody answers`,
          link(vpn().replace('203.0.113.8', address)),
          `gateway-of-other-kind ${HYBRID}[0].gateways.recovery`,
        ],
      ),
      [
        'one Direct Connect gateway for two hubs',
        link(line().replace(`home: ${UUID}`, `home: ${UUID}, recovery: ${UUID}`)),
        `gateway-shared ${HYBRID}[0].gateways.recovery`,
      ],
      [
        'no gateway',
        link(vpn().replace('{ home: 203.0.113.7, recovery: 203.0.113.8 }', '{}')),
        `link-without-gateway ${HYBRID}[0].gateways`,
        'flow-between-regions network.hub.flows[0].to',
      ],
      ['past its end', link(vpn().replace('2030-12-31', '2026-01-01')), `expired-link ${HYBRID}[0].expires`],
      ['that no flow uses', links([vpn()]), `link-without-flow ${HYBRID}[0].name`],
      [
        'a name twice',
        links([vpn(), line().replace('172.20', '172.21')], FLOW.replace('NAME', 'plant')),
        `duplicate-link ${HYBRID}[1].name`,
      ],
      [
        'from one to another',
        links(
          [vpn(), line().replace('172.20', '172.21').replace('plant', 'depot')],
          FLOW.replace('NAME', 'plant').replace('Operations', 'depot'),
        ),
        'flow-between-links network.hub.flows[0].to',
      ],
      [
        'on addresses of the landing zone',
        link(vpn().replace('172.20.0.0/16', '10.0.0.0/20')),
        `overlapping-ranges ${HYBRID}[0].prefixes[0]`,
      ],
      [
        'public addresses',
        link(vpn().replace('172.20.0.0/16', '198.51.100.0/24')),
        `public-range ${HYBRID}[0].prefixes[0]`,
      ],
      [
        'a VPN in China',
        inChina(changed(link(vpn()), '  units:', '  delivery: self-managed\n  units:')),
        `not-in-partition ${HYBRID}[0].kind`,
      ],
      ['a line in China', inChina(changed(link(line()), '  units:', '  delivery: self-managed\n  units:'))],
    ]);
  });

  test.each([
    [499, []],
    [500, ['too-many-networks organization.accounts[506]']],
  ])('with the networks of %i accounts beside its own', (count, expected) => {
    const shop = (nth: number): string =>
      `{ name: Shop-${nth}, id: "${700_000_000_000 + nth}", email: s${nth}@example.com, unit: Production, network: { home: 10.${100 + (nth >> 8)}.${nth & 255}.0/24 } }`;
    const many = organization(
      '{ name: Shop, id: "777777777777", email: w@example.com, unit: Production }',
      [
        '{ name: Shop, id: "777777777777", email: w@example.com, unit: Production }',
        ...Array.from({ length: count }, (_, nth) => shop(nth)),
      ].join('\n    - '),
    ).replace('recovery: 10.1.0.0/16 }', `recovery: 10.1.0.0/16, hub: { ${RANGES} } }`);

    expect(told(problemsOf(many))).toEqual(expected);
  });

  test('8.3/vpc-isolation: names both owners of addresses that are given twice', () => {
    const text = hub('home: 10.0.4.0/22, recovery: 10.2.4.0/22');
    const [problem] = problemsOf(text);
    const line = text.split('\n').findIndex((each) => each.includes('home: 10.0.0.0/16')) + 1;

    expect(problem?.message.en).toBe(
      `10.0.4.0/22 of the hub overlaps 10.0.0.0/16 of the landing zone (network.home, line ${line})`,
    );
    expect(problem?.message.zh).toContain('枢纽');
  });
});

describe('ingress', () => {
  const RANGES = 'home: 10.3.0.0/24, recovery: 10.3.1.0/24';
  const SERVICES = 'network.hub.ingress.services';
  const ingress = (text: string) =>
    organization(
      'recovery: 10.1.0.0/16 }',
      `recovery: 10.1.0.0/16, hub: { home: 10.2.0.0/22, recovery: 10.2.4.0/22, ingress: { ${text} } } }`,
    );
  const SERVICE = {
    name: 'orders',
    host: 'orders.example.com',
    account: '"555555555555"',
    targets: '{ home: [10.0.64.10] }',
    port: '8443',
    reason: 'customers order here',
    owner: 'orders@example.com',
    confirmed: '2026-10-30',
    expires: '2030-12-31',
  };
  const service = (changes: Partial<typeof SERVICE> = {}): string =>
    `{ ${Object.entries({ ...SERVICE, ...changes })
      .map(([key, value]) => `${key}: ${value}`)
      .join(', ')} }`;
  const publishing = (...services: readonly string[]) => ingress(`${RANGES}, services: [${services.join(', ')}]`);
  shows([
    ['with nothing to publish', ingress(RANGES)],
    ['with a service', publishing(service())],
    [
      'with two, one of them in both regions',
      publishing(
        service(),
        service({ name: 'shop', host: 'shop.example.com', targets: '{ home: [10.0.64.10], recovery: [10.1.64.10] }' }),
      ),
    ],
    [
      'on addresses of the hub',
      ingress('home: 10.2.0.0/24, recovery: 10.3.1.0/24'),
      'overlapping-ranges network.hub.ingress.home',
    ],
    ['too small', ingress('home: 10.3.0.0/25, recovery: 10.3.1.0/24'), 'range-too-small network.hub.ingress.home'],
    ['public', ingress('home: 11.0.0.0/24, recovery: 10.3.1.0/24'), 'public-range network.hub.ingress.home'],
    [
      'a target of another network',
      publishing(service({ targets: '{ home: [10.0.64.10, 10.9.0.1] }' })),
      `target-outside-network ${SERVICES}[0].targets.home[1]`,
    ],
    [
      'a target in the other region',
      publishing(service({ targets: '{ home: [10.0.64.10], recovery: [10.0.64.10] }' })),
      `target-outside-network ${SERVICES}[0].targets.recovery[0]`,
    ],
    [
      'a target of another zone',
      publishing(service({ targets: '{ home: [10.0.128.10, 10.0.64.10] }' })),
      `target-outside-zone ${SERVICES}[0].targets.home[0]`,
    ],
    [
      'a target of the zone in no subnet',
      publishing(service({ targets: '{ home: [10.0.96.10] }' })),
      `target-outside-zone ${SERVICES}[0].targets.home[0]`,
    ],
    [
      'addresses that AWS keeps',
      publishing(service({ targets: '{ home: [10.0.64.3, 10.0.64.4, 10.0.95.254, 10.0.79.255] }' })),
      `target-reserved ${SERVICES}[0].targets.home[0]`,
      `target-reserved ${SERVICES}[0].targets.home[3]`,
    ],
    [
      'an account of somebody else',
      publishing(service({ account: '"999999999999"' })),
      `account-without-network ${SERVICES}[0].account`,
    ],
    [
      'an account without a network',
      publishing(service({ account: '"777777777777"' })),
      `account-without-network ${SERVICES}[0].account`,
    ],
    ['a port in the clear', publishing(service({ port: '80' })), `plaintext-port ${SERVICES}[0].port`],
    ['past its end', publishing(service({ expires: '2026-01-01' })), `expired-flow ${SERVICES}[0].expires`],
    [
      'that nobody confirms',
      publishing(service({ confirmed: '2025-01-01' })),
      `unconfirmed-flow ${SERVICES}[0].confirmed`,
    ],
    ['a host that is an address', publishing(service({ host: '10.0.0.1' })), `wrong-form ${SERVICES}[0].host`],
    [
      'a host with two services',
      publishing(service(), service({ name: 'shop' })),
      `duplicate-host ${SERVICES}[1].host`,
    ],
    [
      'a target twice',
      publishing(service({ targets: '{ home: [10.0.64.20, 10.0.64.21, 10.0.64.20] }' })),
      `duplicate-target ${SERVICES}[0].targets.home[2]`,
    ],
    [
      'more targets than a list holds',
      publishing(
        service({ targets: `{ home: [${Array.from({ length: 14 }, (_, nth) => `10.0.64.${10 + nth}`).join(', ')}] }` }),
        service({ name: 'shop', host: 'shop.example.com', targets: '{ home: [10.0.64.30] }' }),
      ),
      `too-many-targets ${SERVICES}[1].targets.home`,
    ],
    [
      'a name that no load balancer takes',
      publishing(service({ name: 'orders-and-payments' })).replace('name: acme', 'name: acme-of-two-oceans'),
      `name-too-long ${SERVICES}[0].name`,
    ],
    [
      'a name twice',
      publishing(service(), service({ host: 'shop.example.com' })),
      `duplicate-name ${SERVICES}[1].name`,
    ],
  ]);
});

describe('ranges', () => {
  const ranges = (home: string, recovery: string) =>
    account('home: 10.0.0.0/16, recovery: 10.1.0.0/16', `home: ${home}, recovery: ${recovery}`);
  const shop = (network: string) =>
    organization('unit: Production }\nnetwork', `unit: Production, network: { ${network} } }\nnetwork`);
  shows([
    ['the same twice', ranges('10.0.0.0/16', '10.0.0.0/16'), 'overlapping-ranges network.recovery'],
    ['one within the other', ranges('10.0.0.0/20', '10.0.0.0/16'), 'overlapping-ranges network.home'],
    ['neighbours', ranges('10.0.0.0/17', '10.0.128.0/17')],
    ['the smallest', ranges('10.0.0.0/24', '10.0.1.0/24')],
    ['too small', ranges('10.0.0.0/25', '10.0.1.0/24'), 'range-too-small network.home'],
    ['too large', ranges('10.0.0.0/15', '10.2.0.0/16'), 'range-too-large network.home'],
    ['public', ranges('11.0.0.0/16', '10.2.0.0/16'), 'public-range network.home'],
    ['half public', ranges('172.32.0.0/16', '192.168.0.0/16'), 'public-range network.home'],
    ['an address instead of a range', ranges('10.0.0.1/16', '10.2.0.0/16'), 'range-not-aligned network.home'],
    ['those of an account', shop('home: 10.0.64.0/20'), 'overlapping-ranges organization.accounts[6].network.home'],
    ['those of an account, apart', shop('home: 10.2.0.0/20, recovery: 10.3.0.0/20')],
    [
      'three zones where two are sure',
      changed(account('eu-west-1', 'us-west-1'), '10.1.0.0/16 }', '10.1.0.0/16, availabilityZones: 3 }'),
      'too-few-availability-zones network.availabilityZones',
    ],
  ]);

  const networks = (list: string) => withKeys(`identity: { expectedNetworks: [${list}] }`);
  shows([
    ['networks that are expected', networks('203.0.113.0/24, 198.51.100.7/32')],
    [
      'a private network, from which nobody is seen',
      networks('10.0.0.0/8'),
      'private-range identity.expectedNetworks[0]',
    ],
    ['everybody', networks('203.0.113.0/24, 0.0.0.0/0'), 'range-too-large identity.expectedNetworks[1]'],
    [
      'a good part of the internet, in pieces',
      networks('11.0.0.0/8, 12.0.0.0/8, 13.0.0.0/8, 14.0.0.0/8, 15.0.0.0/8'),
      'range-too-large identity.expectedNetworks',
    ],
    ['a few large networks', networks('11.0.0.0/8, 12.0.0.0/8, 13.0.0.0/8, 14.0.0.0/8')],
    ['an address within a network', networks('203.0.113.7/24'), 'range-not-aligned identity.expectedNetworks[0]'],
  ]);

  test('a range inside a large one is found although others lie between', () => {
    const shops = organization(
      '{ name: Shop, id: "777777777777", email: w@example.com, unit: Production }',
      ['10.2.0.0/20', '10.0.16.0/24', '10.0.255.0/24']
        .map(
          (home, n) =>
            `{ name: S${n}, id: "70000000000${n}", email: s${n}@example.com, unit: Production, network: { home: ${home} } }`,
        )
        .join('\n    - '),
    );

    expect(told(problemsOf(shops))).toEqual([
      'overlapping-ranges organization.accounts[7].network.home',
      'overlapping-ranges organization.accounts[8].network.home',
    ]);
  });

  /** An organization with a thousand accounts more, each with ranges of its own in both regions. */
  const manyAccounts = (networkOf: (nth: number) => string): string =>
    organization(
      '{ name: Shop, id: "777777777777", email: w@example.com, unit: Production }',
      Array.from(
        { length: 1000 - 6 },
        (_, nth) =>
          `{ name: Shop-${nth}, id: "${700_000_000_000 + nth}", email: s${nth}@example.com, unit: Production, network: ${networkOf(nth)} }`,
      ).join('\n    - '),
    );
  const block = (second: number, nth: number): string => `10.${second + Math.floor(nth / 256)}.${nth % 256}.0/24`;

  test('ranges of a thousand accounts that share no address are right', () => {
    expect(problemsOf(manyAccounts((nth) => `{ home: ${block(100, nth)}, recovery: ${block(110, nth)} }`))).toEqual([]);
  });

  test('8.3/vpc-isolation: among a thousand accounts, two that overlap are named', () => {
    const text = manyAccounts((nth) => `{ home: ${block(100, nth)}, recovery: ${block(110, nth === 900 ? 17 : nth)} }`);
    const [problem, ...others] = problemsOf(text);
    const lineOf = (name: string): number => text.split('\n').findIndex((line) => line.includes(`name: ${name},`)) + 1;

    expect(others).toEqual([]);
    expect(problem?.key).toBe('organization.accounts[906].network.recovery');
    expect(problem?.line).toBe(lineOf('Shop-900'));
    expect(problem?.message).toEqual({
      en: `10.110.17.0/24 of the account "Shop-900" overlaps 10.110.17.0/24 of the account "Shop-17" (organization.accounts[23].network.recovery, line ${lineOf('Shop-17')})`,
      zh: `账号“Shop-900”的 10.110.17.0/24 与账号“Shop-17”的 10.110.17.0/24（organization.accounts[23].network.recovery，第 ${lineOf('Shop-17')} 行）重叠`,
    });
  });

  test('a range that runs out names the last subscription that has addresses and the first that has none', () => {
    const subscriptions = ['first', 'second', 'third']
      .map((name, nth) => `{ name: ${name}, id: 00000000-0000-0000-0000-00000000000${nth}, environment: production }`)
      .join(', ');
    const [problem] = problemsOf(
      withKeys(`azure:
  environment: global
  tenantId: 00000000-0000-0000-0000-000000000009
  regions: { home: westeurope, recovery: northeurope }
  subscriptions: [${subscriptions}]
  network: 10.2.0.0/24`),
    );

    expect(problem).toMatchObject({ code: 'range-too-small', key: 'azure.network' });
    expect(problem?.message.en).toBe(
      '10.2.0.0/24 is too small: its addresses are exhausted after "second", and "third" gets none',
    );
  });
});

describe('flows', () => {
  const flow = (port: number, expires: string, more = 'confirmed: 2026-10-30') =>
    account(
      '10.1.0.0/16 }',
      `10.1.0.0/16, flows: [{ from: application, to: data, port: ${port}, reason: r, owner: o@example.com, expires: ${expires}, ${more} }] }`,
    );
  const twice = (port: number) =>
    flow(
      5432,
      '2027-06-01',
      `confirmed: 2026-10-30 }, { from: application, to: data, port: ${port}, reason: r, owner: p@example.com, expires: 2027-06-01, confirmed: 2026-10-30`,
    );
  shows([
    ['in force', flow(5432, '2026-12-25')],
    ['on its last day', flow(5432, '2026-11-23'), 'flow-expires-soon network.flows[0].expires'],
    ['31 days before its end', flow(5432, '2026-12-24'), 'flow-expires-soon network.flows[0].expires'],
    ['that nobody ever confirmed', flow(5432, '2027-06-01', 'protocol: tcp'), 'missing-key network.flows[0].confirmed'],
    ['confirmed 333 days ago', flow(5432, '2027-06-01', 'confirmed: 2025-12-25')],
    [
      'confirmed 365 days ago',
      flow(5432, '2027-06-01', 'confirmed: 2025-11-23'),
      'confirmation-due network.flows[0].confirmed',
    ],
    [
      'confirmed 366 days ago',
      flow(5432, '2027-06-01', 'confirmed: 2025-11-22'),
      'unconfirmed-flow network.flows[0].confirmed',
    ],
    ['confirmed tomorrow', flow(5432, '2027-06-01', 'confirmed: 2026-11-24'), 'future-date network.flows[0].confirmed'],
    ['of ten ports', flow(9092, '2027-06-01', 'confirmed: 2026-10-30, lastPort: 9101')],
    [
      'of eleven ports',
      flow(9092, '2027-06-01', 'confirmed: 2026-10-30, lastPort: 9102'),
      'broad-port-range network.flows[0].lastPort',
    ],
    [
      'of ports that run backwards',
      flow(9092, '2027-06-01', 'confirmed: 2026-10-30, lastPort: 9091'),
      'broad-port-range network.flows[0].lastPort',
    ],
    [
      'of ports with one in the clear among them',
      flow(140, '2027-06-01', 'confirmed: 2026-10-30, lastPort: 145'),
      'plaintext-port network.flows[0].port',
    ],
    ['past its end', flow(5432, '2026-11-22'), 'expired-flow network.flows[0].expires'],
    ['twice', twice(5432), 'overlapping-flow network.flows[1].port'],
    ['twice, on different ports', twice(5433)],
    ['in the clear', flow(23, '2027-01-01'), 'plaintext-port network.flows[0].port'],
    ['no port', flow(0, '2027-01-01'), 'out-of-bounds network.flows[0].port'],
    ['no day of the calendar', flow(5432, '2027-02-30'), 'wrong-form network.flows[0].expires'],
  ]);

  test('8.3/minimal-ports#flow-expiry: past its end is an error, soon past it or unconfirmed a warning', () => {
    const severities = (expires: string, confirmed = '2026-10-30') =>
      problemsOf(flow(5432, expires, `confirmed: ${confirmed}`)).map(({ severity }) => severity);

    expect(severities('2026-11-22')).toEqual(['error']);
    expect(severities('2026-12-24')).toEqual(['warning']);
    expect(severities('2027-06-01', '2025-11-22')).toEqual(['warning']);
    expect(severities('2027-06-01')).toEqual([]);
  });
});

describe('data and retention', () => {
  const scheme = (core: string, personal = 'retention: 183, longest: 365, tier: tier-2') =>
    withKeys(`dataClasses:
  - { name: core, level: core, handling: { ${core} } }
  - { name: important, level: important, handling: { retention: 183, tier: tier-2 } }
  - { name: personal, level: personal, handling: { ${personal} } }
  - { name: general, level: general, handling: { retention: 183, tier: tier-3 } }`);
  shows([
    ['logs below the law', withKeys('retention: { logs: 182 }'), 'retention-too-short retention.logs'],
    ['logs as long as the law says', withKeys('retention: { logs: 183 }')],
    ['recordings below the law', withKeys('retention: { recordings: 30 }'), 'retention-too-short retention.recordings'],
    ['records below the law', withKeys('retention: { records: 365 }'), 'retention-too-short retention.records'],
    ['a minimum that what is left out follows', withKeys('retention: { minimum: 1200 }')],
    [
      'a minimum that a tier falls short of',
      withKeys(
        'retention: { minimum: 400 }\ncontinuity:\n  tiers:\n    - { name: tier-1, rto: 30m, rpo: 15m, strategy: warm-standby, backupEvery: 1h, backupRetention: 365 }\n    - { name: tier-2, rto: 8h, rpo: 4h, strategy: backup-restore, backupEvery: 1h }\n    - { name: tier-3, rto: 1d, rpo: 1d, strategy: backup-restore, backupEvery: 12h }',
      ),
      'retention-too-short continuity.tiers[0].backupRetention',
    ],
    ['a minimum below the law', withKeys('retention: { minimum: 90 }'), 'out-of-bounds retention.minimum'],
    [
      'logs below the raised minimum',
      scheme('retention: 365, tier: tier-1', 'retention: 365, longest: 365, tier: tier-2')
        .replaceAll('retention: 183', 'retention: 365')
        .concat('retention: { minimum: 365, logs: 200 }\n'),
      'retention-too-short retention.logs',
    ],
    [
      'a class below the minimum',
      scheme('retention: 100, tier: tier-1'),
      'retention-too-short dataClasses[0].handling.retention',
    ],
    [
      'a class in an unknown tier',
      scheme('retention: 183, tier: tier-4'),
      'unknown-reference dataClasses[0].handling.tier',
    ],
    [
      'personal data without end',
      scheme('retention: 183, tier: tier-1', 'retention: 183, tier: tier-2'),
      'missing-key dataClasses[2].handling.longest',
    ],
    [
      'an end before the beginning',
      scheme('retention: 183, tier: tier-1', 'retention: 183, longest: 100, tier: tier-2'),
      'contradicting-retention dataClasses[2].handling.longest',
    ],
    [
      'export of core data for all',
      scheme('retention: 183, tier: tier-1, export: allowed'),
      'free-export dataClasses[0].handling.export',
    ],
    [
      'approval by nobody',
      scheme('retention: 183, tier: tier-1, export: approval'),
      'missing-key dataClasses[0].handling.approvers',
    ],
    [
      'approval by an unknown group',
      scheme('retention: 183, tier: tier-1, export: approval, approvers: bosses'),
      'unknown-reference dataClasses[0].handling.approvers',
    ],
    [
      'a scheme without personal data',
      withKeys(
        'dataClasses: [{ name: a, level: core, handling: { retention: 183, tier: tier-1 } }, { name: b, level: important, handling: { retention: 183, tier: tier-1 } }, { name: c, level: general, handling: { retention: 183, tier: tier-1 } }]',
      ),
      'missing-data-level dataClasses',
    ],
    [
      'a class given twice',
      `${scheme('retention: 183, tier: tier-1')}  - { name: core, level: core, handling: { retention: 183, tier: tier-1 } }\n`,
      'duplicate-data-class dataClasses[4].name',
    ],
  ]);
});

describe('continuity', () => {
  const classes = ['core', 'important', 'personal', 'general']
    .map((level) => `  - { name: ${level}, level: ${level}, handling: { retention: 183, longest: 365, tier: gold } }`)
    .join('\n');
  const tier = (keys: string) => withKeys(`continuity: { tiers: [{ name: gold, ${keys} }] }\ndataClasses:\n${classes}`);
  shows([
    ['an RPO that backups reach', tier('rto: 4h, rpo: 3h, strategy: backup-restore, backupEvery: 1h')],
    [
      'an RPO shorter than backup and copy take',
      tier('rto: 4h, rpo: 179m, strategy: backup-restore, backupEvery: 1h'),
      'unreachable-rpo continuity.tiers[0].rpo',
    ],
    [
      'an RTO shorter than a restore takes',
      tier('rto: 239m, rpo: 1d, strategy: backup-restore, backupEvery: 1h'),
      'unreachable-rto continuity.tiers[0].rto',
    ],
    ['a pilot light at its best', tier('rto: 30m, rpo: 10m, strategy: pilot-light, backupEvery: 1h')],
    [
      'a pilot light faster than that',
      tier('rto: 29m, rpo: 9m, strategy: pilot-light, backupEvery: 1h'),
      'unreachable-rto continuity.tiers[0].rto',
      'unreachable-rpo continuity.tiers[0].rpo',
    ],
    [
      'backups more often than AWS Backup offers',
      tier('rto: 1h, rpo: 1h, strategy: warm-standby, backupEvery: 30m'),
      'backup-interval continuity.tiers[0].backupEvery',
    ],
    [
      'backups that miss the day',
      tier('rto: 1h, rpo: 1h, strategy: warm-standby, backupEvery: 5h'),
      'backup-interval continuity.tiers[0].backupEvery',
    ],
    [
      'backups kept too short',
      tier('rto: 1h, rpo: 1h, strategy: warm-standby, backupEvery: 1h, backupRetention: 30'),
      'retention-too-short continuity.tiers[0].backupRetention',
    ],
    [
      'a duration without a unit',
      tier('rto: "4", rpo: 1h, strategy: warm-standby, backupEvery: 1h'),
      'wrong-form continuity.tiers[0].rto',
    ],
  ]);

  const service = (keys: string) => withKeys(`continuity: { services: [{ name: shop, ${keys} }] }`);
  const failover = (keys: string) => service(`tier: tier-1, failover: { zoneId: Z1, zoneName: example.com, ${keys} }`);
  shows([
    ['a service in an unknown tier', service('tier: tier-9'), 'unknown-reference continuity.services[0].tier'],
    [
      'a service with an unknown class',
      service('tier: tier-2, dataClass: sekret'),
      'unknown-reference continuity.services[0].dataClass',
    ],
    [
      'a fast tier that people must switch',
      service('tier: tier-1'),
      'missing-failover continuity.services[0].failover',
    ],
    ['a slow tier that people switch', service('tier: tier-3')],
    ['a failover', failover('recordName: shop.example.com, primary: a.example.com, recovery: b.example.com')],
    [
      'a record outside its zone',
      failover('recordName: shop.badexample.com, primary: a.example.com, recovery: b.example.com'),
      'record-outside-zone continuity.services[0].failover.recordName',
    ],
    [
      'one host for both regions',
      failover('recordName: shop.example.com, primary: a.example.com, recovery: a.example.com'),
      'same-host continuity.services[0].failover.recovery',
    ],
    [
      'one path to watch',
      failover('recordName: shop.example.com, primary: a.example.com, recovery: b.example.com, healthPaths: [/]'),
      'out-of-bounds continuity.services[0].failover.healthPaths',
    ],
  ]);

  const switching = `continuity: { services: [{ name: shop, tier: tier-1, failover: { zoneId: Z1, zoneName: example.com, recordName: shop.example.com, primary: a.example.com, recovery: b.example.com } }] }`;
  const allowing = (regions: string) =>
    organization('recovery: eu-west-1 }', `recovery: eu-west-1, allowed: [eu-central-1, eu-west-1${regions}] }`);
  shows([
    [
      'a failover whose region the guardrails refuse',
      `${allowing('')}${switching}\n`,
      'failover-region-denied continuity.services[0].failover',
    ],
    ['a failover whose region is allowed', `${allowing(', us-east-1')}${switching}\n`],
  ]);
});

describe('an exception', () => {
  const excepting = (rule: string) =>
    withKeys(
      `exceptions: [{ id: e1, check: ${rule}, resource: a/b, reason: r, owner: o@example.com, expires: 2099-01-01 }]`,
    );
  shows([
    ['from a rule that does not exist', excepting('s3-objct-lock'), 'unknown-reference exceptions[0].check'],
    ['from a rule for AWS', excepting('s3-object-lock')],
    ['from a rule for Azure', excepting('azure-key-vault-purge-protection')],
  ]);
});

describe('people', () => {
  const supplier = (contractEnds: string, assessed: string) =>
    withKeys(
      `suppliers: [{ name: S, owner: s@example.com, services: [x], contractEnds: ${contractEnds}, assessed: ${assessed} }]`,
    );
  shows([
    ['an unknown contact on call', organization('deputy: deputy', 'deputy: nobody'), 'unknown-reference onCall.deputy'],
    ['one person on call', organization('deputy: deputy', 'deputy: platform'), 'same-deputy onCall.deputy'],
    [
      'a group of an unknown unit',
      organization(
        'network:',
        `identity: { instanceArn: "${INSTANCE}", groups: [{ name: dev, id: ${GROUP}, access: development, units: [Dev] }] }\nnetwork:`,
      ),
      'unknown-reference identity.groups[0].units[0]',
    ],
    [
      'a group given twice',
      organization(
        'network:',
        `identity: { instanceArn: "${INSTANCE}", groups: [{ name: dev, id: ${GROUP}, access: security }, { name: Dev, id: ${GROUP.replace('c1', 'c2')}, access: audit }] }\nnetwork:`,
      ),
      'duplicate-group identity.groups[1].name',
    ],
    ['SAML without a provider', withKeys('identity: { source: saml }'), 'missing-key identity.provider'],
    [
      'SAML without its metadata',
      withKeys('identity: { source: saml, provider: { name: idp, metadata: idp.xml } }'),
      'missing-document identity.provider.metadata',
    ],
    [
      'a shared user on the bastion',
      withKeys('identity: { operators: [ec2-user] }'),
      'wrong-form identity.operators[0]',
    ],
    ['a user given twice', withKeys('identity: { operators: [ann, ann] }'), 'duplicate-operator identity.operators[1]'],
    [
      'a supplier whose contract ended',
      supplier('2026-11-22', '2026-11-01'),
      'contract-ended suppliers[0].contractEnds',
    ],
    [
      'a supplier not assessed for a year',
      supplier('2027-01-01', '2025-11-22'),
      'assessment-overdue suppliers[0].assessed',
    ],
    ['a supplier in order', supplier('2026-11-23', '2025-11-23')],
  ]);

  test('what ends by itself is a warning, and the configuration can be used', () => {
    expect(problemsOf(supplier('2026-11-22', '2026-11-01')).map(({ severity }) => severity)).toEqual(['warning']);
  });
});

describe('Azure', () => {
  const azure = (
    keys: string,
    subscriptions = '{ name: a, id: 00000000-0000-0000-0000-0000000000a1 }',
    network = '10.5.0.0/16',
  ) =>
    withKeys(
      `azure: { ${keys}, tenantId: 00000000-0000-0000-0000-000000000001, subscriptions: [${subscriptions}], network: ${network} }`,
    );
  const europe = 'environment: global, regions: { home: westeurope, recovery: northeurope }';
  shows([
    ['a pair', azure(europe)],
    ['the China pair', azure('environment: china, regions: { home: chinanorth3, recovery: chinaeast3 }')],
    [
      'locations of the other cloud',
      azure('environment: china, regions: { home: westeurope, recovery: northeurope }'),
      'region-not-in-environment azure.regions.home',
      'region-not-in-environment azure.regions.recovery',
    ],
    [
      'a location that is none',
      azure('environment: global, regions: { home: westeurop, recovery: northeurope }'),
      'region-not-in-environment azure.regions.home',
    ],
    [
      'a recovery location that is not the pair',
      azure('environment: global, regions: { home: westeurope, recovery: uksouth }'),
      'recovery-is-not-the-pair azure.regions.recovery',
    ],
    [
      'recovery at home',
      azure('environment: global, regions: { home: westeurope, recovery: westeurope }'),
      'recovery-is-home azure.regions.recovery',
    ],
    [
      'a subscription given twice',
      azure(
        europe,
        '{ name: a, id: 00000000-0000-0000-0000-0000000000a1 }, { name: b, id: 00000000-0000-0000-0000-0000000000a1 }',
      ),
      'duplicate-subscription azure.subscriptions[1].id',
    ],
    [
      'a range that overlaps that of AWS',
      azure(europe, undefined, '10.1.128.0/20'),
      'overlapping-ranges azure.network',
    ],
    ['the smallest range for one subscription', azure(europe, undefined, '10.5.0.0/25')],
    ['a range too small for one', azure(europe, undefined, '10.5.0.0/26'), 'range-too-small azure.network'],
  ]);
});

describe('exceptions and tags', () => {
  const exception = (id: string, expires: string) =>
    `{ id: ${id}, check: s3-object-lock, resource: stack/Bucket, reason: r, owner: o@example.com, expires: ${expires} }`;
  shows([
    ['an exception on its last day', withKeys(`exceptions: [${exception('e1', '2026-11-23')}]`)],
    [
      'an expired exception',
      withKeys(`exceptions: [${exception('e1', '2026-11-22')}]`),
      'expired-exception exceptions[0].expires',
    ],
    [
      'an exception without an owner',
      withKeys(`exceptions: [${exception('e1', '2027-01-01').replace('owner: o@example.com, ', '')}]`),
      'missing-key exceptions[0].owner',
    ],
    [
      'an id given twice',
      withKeys(`exceptions: [${exception('e1', '2027-01-01')}, ${exception('e1', '2027-01-01')}]`),
      'duplicate-exception exceptions[1].id',
    ],
    ['a tag of ours', withKeys('tags: { "isms:owner": me }'), 'wrong-form tags.isms:owner'],
    ['a tag of theirs', withKeys('tags: { "aws:x": me }'), 'wrong-form tags.aws:x'],
    [
      'more tags than fit',
      withKeys(`tags: { ${Array.from({ length: 41 }, (_, n) => `t${n}: x`).join(', ')} }`),
      'too-many-tags tags',
    ],
  ]);
});
