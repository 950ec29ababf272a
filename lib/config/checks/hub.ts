import { linesOf, MOST_LINES } from '../../../constructs/inspection-vpc/access-entries';
import { MOST_SPOKES } from '../../../constructs/transit-hub/route-domains';
import { endNamed, type HubEnd, hubEnds, networksOf, PLACES } from '../hub-flows';
import type { Fault, Path } from '../problem';
import type { HubFlow, ParsedConfig } from '../schema';
import { check, duplicates, unknownReferences } from './check';
import { type Ending, endFaults } from './endings';
import { hybridChecks } from './hybrid';
import { ofOrganizationsAlone } from './profile';

const needsOrganization = ofOrganizationsAlone('hub', '8.3/boundary');

const domainsInForce = check(['network'], function* ({ network }, { asOf }) {
  for (const [index, { expires }] of (network.hub?.egress.domains ?? []).entries()) {
    yield* endFaults(DOMAIN, expires, ['network', 'hub', 'egress', 'domains', index, 'expires'], asOf);
  }
});

const DOMAIN: Ending = {
  code: 'domain',
  what: { en: 'the domain', zh: '该域名许可' },
  mend: {
    en: 'Remove the domain, or let its owner confirm it and give a later day.',
    zh: '请删除该域名，或经责任人确认后延期。',
  },
  requirement: '8.3/cloud-firewall',
};

const domainsDiffer = check(['network'], function* ({ network }) {
  const domains = network.hub?.egress.domains ?? [];
  for (const [index, { domain, owner }] of domains.entries()) {
    const first = domains.findIndex((other) => other.domain === domain);
    if (first === index) continue;
    const other = domains[first]?.owner ?? '';
    yield {
      code: 'duplicate-domain',
      path: ['network', 'hub', 'egress', 'domains', index, 'domain'],
      message: {
        en: `is ${domain} for ${owner}, which ${other} answers for already`,
        zh: `为 ${owner} 的 ${domain}，已由 ${other} 负责`,
      },
      mend: { en: 'Keep one entry, with one owner.', zh: '请只保留一项，并由一人负责。' },
      requirement: '8.3/cloud-firewall',
    };
  }
});

const servicesDiffer = check(['network'], function* ({ network }) {
  const services = network.hub?.endpoints?.services ?? [];
  yield* duplicates(
    services.map((value, index) => ({ path: ['network', 'hub', 'endpoints', 'services', index], value })),
    'duplicate-service',
    { en: 'service', zh: '服务' },
    '8.3/interface-security',
  );
});

const networksFit = check(['network', 'organization'], function* ({ network, organization }) {
  if (network.hub === undefined) return;
  const accounts = (organization?.accounts ?? []).map((account, index) => ({ ...account, index }));
  const attached = accounts.filter((account) => account.role === 'operations' || account.network !== undefined);
  const beyond = attached[MOST_SPOKES];
  if (beyond === undefined) return;
  yield {
    code: 'too-many-networks',
    path: ['organization', 'accounts', beyond.index],
    message: {
      en: `"${beyond.name}" is beyond the ${MOST_SPOKES} networks that a hub attaches: there are ${attached.length}`,
      zh: `“${beyond.name}”超出枢纽可连接的 ${MOST_SPOKES} 个网络：共 ${attached.length} 个`,
    },
    mend: {
      en: 'Give ranges to those accounts alone whose networks are attached.',
      zh: '请仅为网络需要连接的账号给出地址段。',
    },
    requirement: '8.3/vpc-isolation',
  };
});

const ENDS_OF_A_FLOW = ['from', 'to'] as const;

const ZONING = { requirement: '8.3/zoning' } as const satisfies Pick<Fault, 'requirement'>;

const flowsMeet = check(['network', 'organization'], function* (config) {
  const ends = hubEnds(config);
  for (const [index, flow] of (config.network.hub?.flows ?? []).entries()) {
    const path = ['network', 'hub', 'flows', index];
    const [from, to] = [endNamed(ends, flow.from), endNamed(ends, flow.to)];
    if (from && to) yield* betweenNetworks(path, from, to);
    else yield* ENDS_OF_A_FLOW.flatMap((key) => [...endsMissing(config, ends, flow[key], [...path, key])]);
  }
});

function* endsMissing(
  { organization }: Pick<ParsedConfig, 'organization'>,
  ends: readonly HubEnd[],
  name: string,
  path: Path,
): Iterable<Fault> {
  const accounts = organization?.accounts ?? [];
  if (endNamed(ends, name)) return;
  const account = accounts.find((one) => one.id === name || one.name === name);
  const collection = ['organization', 'accounts'];
  if (account === undefined) {
    const kind = { en: 'account or link', zh: '账号或链路' };
    const known = ends.flatMap(({ name: one, account: id }) => [one, ...(id === undefined ? [] : [id])]);
    yield* unknownReferences([{ path, name, kind, known, collection, requirement: '8.3/minimal-ports' }]);
    return;
  }
  yield {
    ...ZONING,
    code: 'flow-without-network',
    path,
    lacks: [[...collection, '*', 'network']],
    message: {
      en: `names "${account.name}", which has no network to attach to the hub`,
      zh: `所指的“${account.name}”没有可接入枢纽的网络`,
    },
    mend: {
      en: 'Give the account ranges (`network`), or name one that has them.',
      zh: '请为该账号给出地址段（`network`），或改用已有地址段的账号。',
    },
  };
}

/** Whether two ends are of environments that do not meet. */
const isApart = (...ends: readonly HubEnd[]): boolean =>
  ['production', 'non-production'].every((environment) => ends.some(({ domain }) => domain === environment));

const BETWEEN_ZONES = { en: 'Declare it between zones, in network.flows.', zh: '请在 network.flows 中按区域声明。' };
const OTHER_END = { en: 'Name a network at the other end.', zh: '请填写另一端的网络。' };

function* betweenNetworks(path: Path, from: HubEnd, to: HubEnd): Iterable<Fault> {
  if (from === to) {
    yield {
      ...ZONING,
      code: 'flow-within-network',
      path: [...path, 'to'],
      message: { en: `is "${to.name}", where the flow begins`, zh: `为“${to.name}”，与流量起点相同` },
      mend: from.account === undefined ? OTHER_END : BETWEEN_ZONES,
    };
    return;
  }
  if (isApart(from, to)) {
    yield {
      ...ZONING,
      code: 'flow-between-environments',
      path: [...path, 'to'],
      message: {
        en: `is "${to.name}" of ${to.domain}, and the flow begins in ${from.domain}: the two do not meet`,
        zh: `为 ${to.domain} 的“${to.name}”，而流量始于 ${from.domain}：两者不得互通`,
      },
      mend: {
        en: 'Remove the flow; hand data over through a shared account.',
        zh: '请删除该流量，并经共享账号交接数据。',
      },
    };
  }
  if (from.account === undefined && to.account === undefined) {
    yield {
      requirement: '8.3/boundary',
      code: 'flow-between-links',
      path: [...path, 'to'],
      message: {
        en: `is "${to.name}", a link as "${from.name}" is: the hub joins nobody's networks with each other`,
        zh: `“${to.name}”与“${from.name}”均为链路：枢纽不为外部网络互相转接`,
      },
      mend: { en: 'Let one end be a network of the organization.', zh: '请使一端为本组织的网络。' },
    };
  }
  if (!PLACES.some((place) => from.ranges[place].length > 0 && to.ranges[place].length > 0)) {
    yield {
      ...ZONING,
      code: 'flow-between-regions',
      path: [...path, 'to'],
      message: {
        en: `is "${to.name}", which has no network in a region where "${from.name}" has one: hubs do not meet`,
        zh: `为“${to.name}”，其与“${from.name}”在任一区域均不同时拥有网络：各区域枢纽互不相连`,
      },
      mend: { en: 'Give both one in the same region.', zh: '请使双方在同一区域均有网络。' },
    };
  }
}

/** Lists of the inspection network have few lines, and a few ports take one each. */
const portsFit = check(['network', 'organization'], function* ({ network, organization }) {
  const flows: readonly HubFlow[] = network.hub?.flows ?? [];
  const networks = networksOf({ network, organization });
  const beyond = flows.findIndex((_, index) => isBeyond(networks, flows.slice(0, index + 1)));
  if (beyond < 0) return;
  yield {
    code: 'too-many-ports',
    path: ['network', 'hub', 'flows', beyond, 'port'],
    message: {
      en: `is one port more than access lists of ${MOST_LINES} lines can hold`,
      zh: `超出 ${MOST_LINES} 行访问控制列表可容纳的端口数`,
    },
    mend: {
      en: 'Let flows use the same ports, or give one range for those that follow each other.',
      zh: '请让各流量使用相同端口，或将相邻端口合并为一个范围。',
    },
    requirement: '8.3/minimal-ports',
  };
});

const isBeyond = (networks: readonly string[], flows: readonly HubFlow[]): boolean =>
  Object.values(linesOf(networks, flows)).some((lines) =>
    [true, false].some((egress) => lines.filter((line) => line.egress === egress).length > MOST_LINES),
  );

export const hubChecks = [
  needsOrganization,
  domainsInForce,
  domainsDiffer,
  servicesDiffer,
  networksFit,
  flowsMeet,
  portsFit,
  ...hybridChecks,
];
