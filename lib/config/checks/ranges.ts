import { Netmask } from 'netmask';
import {
  MOST_EXPECTED_ADDRESSES,
  PRIVATE_NETWORKS,
  WIDEST_EXPECTED_NETWORK,
} from '../../../constructs/guardrails/expected-networks';
import { availabilityZonesOf } from '../../../constructs/isolated-vpc/zones';
import type { Bilingual } from '../../../constructs/standard';
import { type Fault, keyOf, type Path } from '../problem';
import type { Azure, Ingress, ParsedConfig } from '../schema';
import { check } from './check';

interface Range {
  readonly path: Path;
  /** Whose addresses they are. */
  readonly owner: Bilingual;
  readonly cidr: string;
  readonly first: number;
  readonly last: number;
  readonly bits: number;
  readonly block: Netmask;
}

/** What EC2 accepts, and what four zones over three availability zones need. */
const largestVpc = 16;
const smallestVpc = 24;

/** Each region of each Azure subscription has a network of its own, with a zone of /28 at the least. */
const smallestAzureNetwork = 26;

/** The plan as a whole: ranges are read once, of a thousand accounts too. */
const planned = check(['network', 'organization', 'azure'], function* (config) {
  const aws = awsRanges(config);
  const all = [...aws, ...linkRanges(config), ...(config.azure ? [azureRange(config.azure)] : [])];
  yield* sizes(aws, config.azure);
  yield* written(all);
  yield* overlaps(all);
});

function* sizes(aws: readonly Range[], azure: Azure | undefined): Iterable<Fault> {
  for (const range of aws) {
    if (range.bits < largestVpc) yield tooLarge(range);
    if (range.bits > smallestVpc) yield tooSmall(range, `/${smallestVpc}`);
  }
  if (!azure) return;
  const networks = azure.subscriptions.length * 2;
  const largestPrefix = smallestAzureNetwork - Math.ceil(Math.log2(networks));
  const range = azureRange(azure);
  if (range.bits > largestPrefix) yield exhausted(range, azure.subscriptions, `/${largestPrefix}`);
}

function* written(ranges: readonly Range[]): Iterable<Fault> {
  for (const range of ranges) {
    if (range.block.base !== range.cidr.split('/')[0]) yield notABase(range);
    if (!liesInPrivate(range)) yield isPublic(range);
  }
}

/** Sorted by their first address, a range overlaps an earlier one just when it begins before the furthest end so far. */
function* overlaps(ranges: readonly Range[]): Iterable<Fault> {
  const sorted = [...ranges].sort((a, b) => a.first - b.first || a.bits - b.bits);
  let furthest: Range | undefined;
  for (const range of sorted) {
    if (furthest && range.first <= furthest.last) yield overlapping(range, furthest);
    if (!furthest || range.last > furthest.last) furthest = range;
  }
}

/** By numbers: the library would read and write each address as text. */
const liesInPrivate = ({ first, last }: Range): boolean =>
  PRIVATE_NETWORKS.some(({ netLong, size }) => first >= netLong && last < netLong + size);

const EXPECTED: Bilingual = { en: 'the networks that people work from', zh: '人员办公网络' };

const networksExpected = check(['identity'], function* ({ identity }) {
  for (const [index, cidr] of identity.expectedNetworks.entries()) {
    const range = rangeOf(['identity', 'expectedNetworks', index], cidr, EXPECTED);
    if (range.block.base !== cidr.split('/')[0]) yield notABase(range);
    if (liesInPrivate(range)) yield isPrivate(range);
    if (range.bits < WIDEST_EXPECTED_NETWORK) yield expectsEverybody(range);
  }
  const ranges = identity.expectedNetworks.map((cidr) => new Netmask(cidr));
  const addresses = ranges.reduce((sum, { size }) => sum + size, 0);
  if (addresses > MOST_EXPECTED_ADDRESSES && ranges.every(({ bitmask }) => bitmask >= WIDEST_EXPECTED_NETWORK)) {
    yield expectsTooMany(addresses);
  }
});

const zonesExist = check(['network', 'regions', 'partition'], function* ({ network, regions }) {
  for (const region of [regions.home, regions.recovery]) {
    if (offersZones(region, network.availabilityZones)) continue;
    yield {
      code: 'too-few-availability-zones',
      path: ['network', 'availabilityZones'],
      message: {
        en: `is ${network.availabilityZones}, more than ${region} offers to every account`,
        zh: `为 ${network.availabilityZones}，超过 ${region} 向所有账号提供的可用区数量`,
      },
      mend: { en: 'Give 2, or choose another region.', zh: '请改为 2，或选择其他区域。' },
      requirement: '8.3/zoning',
    };
    return;
  }
});

function offersZones(region: string, count: number): boolean {
  try {
    return availabilityZonesOf(region, count).length === count;
  } catch {
    return false;
  }
}

type Ranged = Pick<ParsedConfig, 'network' | 'organization' | 'azure'>;

const PLACES = ['home', 'recovery'] as const;

const LANDING_ZONE: Bilingual = { en: 'the landing zone', zh: '着陆区' };

const HUB: Bilingual = { en: 'the hub', zh: '枢纽' };

const ENDPOINTS: Bilingual = { en: 'the central endpoints', zh: '集中终端节点' };

const INGRESS: Bilingual = { en: 'the ingress of the hub', zh: '枢纽入口' };

const AZURE: Bilingual = { en: 'the Azure subscriptions', zh: 'Azure 订阅' };

const azureRange = ({ network }: Azure): Range => rangeOf(['azure', 'network'], network, AZURE);

/** What is behind links: networks of others, of any size. */
const linkRanges = ({ network }: Ranged): readonly Range[] =>
  (network.hub?.hybrid ?? []).flatMap(({ name, prefixes }, link) =>
    prefixes.map((cidr, index) =>
      rangeOf(['network', 'hub', 'hybrid', link, 'prefixes', index], cidr, {
        en: `the link "${name}"`,
        zh: `链路“${name}”`,
      }),
    ),
  );

function awsRanges({ network, organization }: Ranged): Range[] {
  const { hub } = network;
  const accounts = (organization?.accounts ?? []).flatMap((account, index) =>
    PLACES.flatMap((place) => {
      const cidr = account.network?.[place];
      const owner = { en: `the account "${account.name}"`, zh: `账号“${account.name}”` };
      return cidr === undefined ? [] : [rangeOf(['organization', 'accounts', index, 'network', place], cidr, owner)];
    }),
  );
  return [
    rangeOf(['network', 'home'], network.home, LANDING_ZONE),
    rangeOf(['network', 'recovery'], network.recovery, LANDING_ZONE),
    ...(hub ? PLACES.map((place) => rangeOf(['network', 'hub', place], hub[place], HUB)) : []),
    ...PLACES.flatMap((place) => {
      const cidr = hub?.endpoints?.[place];
      return cidr === undefined ? [] : [rangeOf(['network', 'hub', 'endpoints', place], cidr, ENDPOINTS)];
    }),
    ...(hub?.ingress ? rangesOfIngress(hub.ingress) : []),
    ...accounts,
  ];
}

const rangesOfIngress = (ingress: Ingress): readonly Range[] =>
  PLACES.map((place) => rangeOf(['network', 'hub', 'ingress', place], ingress[place], INGRESS));

function rangeOf(path: Path, cidr: string, owner: Bilingual): Range {
  const block = new Netmask(cidr);
  const first = block.netLong;
  return { path, owner, cidr, block, first, last: first + block.size - 1, bits: block.bitmask };
}

const overlapping = (range: Range, other: Range): Fault => ({
  code: 'overlapping-ranges',
  path: range.path,
  beside: other.path,
  message: {
    en: `${range.cidr} of ${range.owner.en} overlaps ${other.cidr} of ${other.owner.en} (${keyOf(other.path)})`,
    zh: `${range.owner.zh}的 ${range.cidr} 与${other.owner.zh}的 ${other.cidr}（${keyOf(other.path)}）重叠`,
  },
  mend: { en: 'Give ranges that share no address.', zh: '请使用互不重叠的地址段。' },
  requirement: '8.3/vpc-isolation',
});

/** The last that still gets a network in both regions, and the first that does not. */
function exhausted(range: Range, subscriptions: Azure['subscriptions'], smallest: string): Fault {
  const room = Math.floor(2 ** (smallestAzureNetwork - range.bits) / 2);
  const [last, next] = [subscriptions[room - 1]?.name, subscriptions[room]?.name];
  const until = last === undefined ? { en: '', zh: '' } : { en: ` after "${last}"`, zh: `至“${last}”即` };
  return {
    ...tooSmall(range, smallest),
    message: {
      en: `${range.cidr} is too small: its addresses are exhausted${until.en}, and "${next}" gets none`,
      zh: `${range.cidr} 过小：地址分配${until.zh}已耗尽，“${next}”无地址可用`,
    },
  };
}

const tooSmall = (range: Range, smallest: string): Fault => ({
  code: 'range-too-small',
  path: range.path,
  message: {
    en: `${range.cidr} is too small for the four zones in each network`,
    zh: `${range.cidr} 过小，容纳不下各网络的四个分区`,
  },
  mend: { en: `Give ${smallest} or larger.`, zh: `请给出 ${smallest} 或更大的地址段。` },
  requirement: '8.3/zoning',
});

const tooLarge = (range: Range): Fault => ({
  code: 'range-too-large',
  path: range.path,
  message: { en: `${range.cidr} is larger than a VPC can be`, zh: `${range.cidr} 超过 VPC 的上限` },
  mend: { en: `Give /${largestVpc} or smaller.`, zh: `请给出 /${largestVpc} 或更小的地址段。` },
});

const notABase = (range: Range): Fault => ({
  code: 'range-not-aligned',
  path: range.path,
  message: { en: `${range.cidr} is an address within a range`, zh: `${range.cidr} 是地址段中的某个地址` },
  mend: { en: `Write ${range.block.base}/${range.bits}.`, zh: `请写 ${range.block.base}/${range.bits}。` },
});

const isPublic = (range: Range): Fault => ({
  code: 'public-range',
  path: range.path,
  message: {
    en: `${range.cidr} is not private: others own these addresses`,
    zh: `${range.cidr} 不是私有地址段，属于他人`,
  },
  mend: {
    en: 'Use 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.',
    zh: '请使用 10.0.0.0/8、172.16.0.0/12、192.168.0.0/16 或 100.64.0.0/10。',
  },
  requirement: '8.3/vpc-isolation',
});

const isPrivate = (range: Range): Fault => ({
  code: 'private-range',
  path: range.path,
  message: {
    en: `${range.cidr} is private: no request from the internet comes from there`,
    zh: `${range.cidr} 为私有地址段，来自互联网的请求不会使用`,
  },
  mend: {
    en: 'Give the public addresses behind which people work, those of NAT gateways included.',
    zh: '请给出人员上网所用的公网地址，包括 NAT 网关的地址。',
  },
  requirement: '8.2/no-excess-access',
});

const expectsEverybody = (range: Range): Fault => ({
  code: 'range-too-large',
  path: range.path,
  message: { en: `${range.cidr} takes in more than a company's networks`, zh: `${range.cidr} 超出企业网络的范围` },
  mend: {
    en: `Give /${WIDEST_EXPECTED_NETWORK} or smaller; leave the key out where people may work from anywhere.`,
    zh: `请给出 /${WIDEST_EXPECTED_NETWORK} 或更小的地址段；若允许从任意网络办公，请省略该项。`,
  },
  requirement: '8.2/no-excess-access',
});

const expectsTooMany = (addresses: number): Fault => ({
  code: 'range-too-large',
  path: ['identity', 'expectedNetworks'],
  message: {
    en: `has ${addresses} addresses in all, more than a company's networks`,
    zh: `共 ${addresses} 个地址，超出企业网络的范围`,
  },
  mend: {
    en: 'Give the networks of your offices alone; leave the key out where people may work from anywhere.',
    zh: '请仅列出办公网络；若允许从任意网络办公，请省略该项。',
  },
  requirement: '8.2/no-excess-access',
});

export const rangeChecks = [planned, networksExpected, zonesExist];
