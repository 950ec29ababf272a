import { Netmask } from 'netmask';
import { MOST_TARGET_PORTS, MOST_TARGETS } from '../../../constructs/ingress-vpc/access-entries';
import { HUB_ZONE } from '../../../constructs/isolated-vpc/flows';
import { carve } from '../../../constructs/isolated-vpc/zones';
import type { Fault, Path } from '../problem';
import type { IngressService, ParsedConfig } from '../schema';
import { check, duplicates } from './check';

const PLACES = ['home', 'recovery'] as const;
type Place = (typeof PLACES)[number];

const SERVICES: Path = ['network', 'hub', 'ingress', 'services'];

type Networked = Pick<ParsedConfig, 'network' | 'organization'>;

const servicesOf = ({ network }: Pick<ParsedConfig, 'network'>): readonly IngressService[] =>
  network.hub?.ingress?.services ?? [];

/** A name has one load balancer: two services behind one would join the networks of both. */
const differ = check(['network'], function* (config) {
  const services = servicesOf(config);
  const entries = (key: 'name' | 'host') =>
    services.map((service, index) => ({ path: [...SERVICES, index, key], value: service[key] }));
  yield* duplicates(entries('name'), 'duplicate-name', { en: 'name', zh: '名称' });
  yield* duplicates(entries('host'), 'duplicate-host', { en: 'host', zh: '主机名' }, '8.3/boundary');
});

/** Elastic Load Balancing takes up to 32 characters as a name. */
const LONGEST_NAME = 32;

const nameable = check(['name', 'network'], function* (config) {
  for (const [index, { name }] of servicesOf(config).entries()) {
    const made = `${config.name}-${name}`;
    if (made.length <= LONGEST_NAME) continue;
    yield {
      code: 'name-too-long',
      path: [...SERVICES, index, 'name'],
      message: {
        en: `makes "${made}", and a load balancer takes ${LONGEST_NAME} characters`,
        zh: `生成名称“${made}”，超过负载均衡名称上限 ${LONGEST_NAME} 个字符`,
      },
      mend: { en: 'Give a shorter name.', zh: '请缩短名称。' },
    };
  }
});

const listsHold = check(['network'], function* (config) {
  for (const place of PLACES) {
    const targets = servicesOf(config).flatMap(({ targets: of, port }, index) =>
      of[place].map((address) => ({ index, port, target: `${address}:${port}` })),
    );
    const ports = [...new Set(targets.map(({ port }) => port))];
    const beyond = [...new Set(targets.map(({ target }) => target))][MOST_TARGETS];
    const first = targets.find(({ target, port }) => target === beyond || port === ports[MOST_TARGET_PORTS]);
    if (first) yield tooMany([...SERVICES, first.index, 'targets', place]);
  }
});

/** A target group takes an address once. */
const targetsDiffer = check(['network'], function* (config) {
  for (const [index, { targets }] of servicesOf(config).entries()) {
    for (const place of PLACES) {
      const path = [...SERVICES, index, 'targets', place];
      const entries = targets[place].map((value, nth) => ({ path: [...path, nth], value }));
      yield* duplicates(entries, 'duplicate-target', { en: 'address', zh: '地址' }, '8.3/boundary');
    }
  }
});

const tooMany = (path: Path): Fault => ({
  code: 'too-many-targets',
  path,
  message: {
    en: `are beyond the ${MOST_TARGETS} addresses and ports, with ${MOST_TARGET_PORTS} different ports, that an access list holds`,
    zh: `超出访问控制列表可容纳的 ${MOST_TARGETS} 个地址与端口（其中不同端口至多 ${MOST_TARGET_PORTS} 个）`,
  },
  mend: {
    en: 'Put a load balancer before the targets inside the account, and give its addresses.',
    zh: '请在账号内为目标设置负载均衡，并填写其地址。',
  },
  requirement: '8.3/zoning',
});

const targetsThere = check(['network', 'organization'], function* (config) {
  for (const [index, service] of servicesOf(config).entries()) {
    const ranges = rangesOf(config, service.account);
    if (ranges === undefined) yield stranger(service, [...SERVICES, index, 'account']);
    else {
      for (const place of PLACES) {
        const room = roomIn(ranges[place], config.network.availabilityZones);
        yield* misplaced(service, place, room, [...SERVICES, index, 'targets', place]);
      }
    }
  }
});

/** Of the network of an account; undefined where it has none, or is none of the organization. */
function rangesOf({ network, organization }: Networked, id: string) {
  const account = organization?.accounts.find((one) => one.id === id);
  return account?.role === 'operations' ? network : account?.network;
}

const stranger = ({ account }: IngressService, path: Path): Fault => ({
  code: 'account-without-network',
  path,
  message: {
    en: `is ${account}, which is no account of the organization with a network`,
    zh: `为 ${account}，本组织没有使用网络的该账号`,
  },
  mend: {
    en: 'Name the account of the targets, and give it ranges in organization.accounts.',
    zh: '请填写目标所在账号，并在 organization.accounts 中为其分配地址段。',
  },
  requirement: '8.3/boundary',
});

/** Where targets may stand. */
interface Room {
  /** That of the network; undefined where it has none in the region. */
  readonly range: string | undefined;
  /** Of the zone into which load balancers are let; none where the range is none, which other checks tell. */
  readonly subnets: readonly Netmask[];
}

function roomIn(range: string | undefined, zonesOfAvailability: number): Room {
  try {
    const cidrs = range === undefined ? [] : carve(range, zonesOfAvailability)[HUB_ZONE].subnets;
    return { range, subnets: cidrs.map((subnet) => new Netmask(subnet)) };
  } catch {
    return { range, subnets: [] };
  }
}

function misplaced({ targets, account }: IngressService, place: Place, room: Room, path: Path): readonly Fault[] {
  return targets[place].flatMap((address, nth) => {
    const refusal = refused(address, room, account);
    return refusal ? [{ ...refusal, path: [...path, nth] }] : [];
  });
}

function refused(address: string, { range, subnets }: Room, account: string): Omit<Fault, 'path'> | undefined {
  if (range === undefined || !new Netmask(range).contains(address)) return outside(address, range, account);
  if (subnets.length === 0) return undefined;
  const subnet = subnets.find((one) => one.contains(address));
  if (!subnet) return outsideZone(address, subnets);
  return isReserved(subnet, new Netmask(address)) ? reserved(address, subnet) : undefined;
}

/**
 * AWS keeps the first four addresses of a subnet, and the last.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const isReserved = ({ netLong: first, size }: Netmask, { netLong: address }: Netmask): boolean =>
  address - first < 4 || address - first === size - 1;

const outside = (address: string, range: string | undefined, account: string): Omit<Fault, 'path'> => ({
  code: 'target-outside-network',
  message: {
    en: `is ${address}, outside ${range ?? 'any range'} of ${account} there`,
    zh: `为 ${address}，不在 ${account} 的${range === undefined ? '任何地址段' : `地址段 ${range} `}内`,
  },
  mend: { en: 'Give addresses of that network.', zh: '请给出该网络内的地址。' },
  requirement: '8.3/boundary',
});

function outsideZone(address: string, subnets: readonly Netmask[]): Omit<Fault, 'path'> {
  const room = subnets.map(String).join(', ');
  return {
    code: 'target-outside-zone',
    message: {
      en: `is ${address}, outside the subnets of the application zone (${room}): nothing comes through to it`,
      zh: `为 ${address}，不在应用区的子网（${room}）内：流量无法到达`,
    },
    mend: { en: 'Give addresses of those subnets.', zh: '请给出这些子网内的地址。' },
    requirement: '8.3/zoning',
  };
}

const reserved = (address: string, subnet: Netmask): Omit<Fault, 'path'> => ({
  code: 'target-reserved',
  message: {
    en: `is ${address}, one of the five addresses that AWS keeps in ${subnet}`,
    zh: `为 ${address}，是 AWS 在 ${subnet} 中保留的五个地址之一`,
  },
  mend: { en: 'Give another address of that subnet.', zh: '请给出该子网内的其他地址。' },
  requirement: '8.3/zoning',
});

export const ingressChecks = [differ, nameable, targetsDiffer, listsHold, targetsThere];
