import { Netmask } from 'netmask';

/** RFC 1918, and RFC 6598, which AWS admits to VPCs too. */
export const PRIVATE_NETWORKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map(
  (block) => new Netmask(block),
);

/** A wider one would admit more than any company owns. */
export const WIDEST_EXPECTED_NETWORK = 8;

/** Four of the widest: more would admit a good part of the internet in pieces. */
export const MOST_EXPECTED_ADDRESSES = 4 * 2 ** (32 - WIDEST_EXPECTED_NETWORK);

/** What is wrong with the networks from which people are expected to call, one by one and all together. */
export function expectedNetworkFaults(networks: readonly string[]): readonly string[] {
  const read = networks.map((network) => ({ network, block: blockOf(network) }));
  const faults = read.flatMap(({ network, block }) => {
    if (!block) return [`${network} is no IPv4 network in CIDR notation: write it like 203.0.113.0/24`];
    if (PRIVATE_NETWORKS.some((own) => own.contains(block))) {
      return [`${network} is private, and no request from the internet comes from there: give public addresses`];
    }
    if (block.bitmask >= WIDEST_EXPECTED_NETWORK) return [];
    return [`${network} takes in more than a company's networks: give those of your offices alone`];
  });
  const addresses = read.reduce((sum, { block }) => sum + (block?.size ?? 0), 0);
  if (faults.length > 0 || addresses <= MOST_EXPECTED_ADDRESSES) return faults;
  return [
    `${networks.length} networks of ${addresses} addresses together take in more than a company's networks: give those of your offices alone`,
  ];
}

function blockOf(network: string): Netmask | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(network)) return undefined;
  try {
    return new Netmask(network);
  } catch {
    return undefined;
  }
}
