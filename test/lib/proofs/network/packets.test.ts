import fc from 'fast-check';
import { admitted } from '../../../../lib/proofs/network/access-list';
import { describeInterval, internetAddresses, rangeOf } from '../../../../lib/proofs/network/addresses';
import type { AccessRule } from '../../../../lib/proofs/network/model';
import {
  type Box,
  includes,
  intersect,
  isEmpty,
  type Packets,
  packets,
  regardless,
  reversed,
  SOURCE,
  subtract,
  union,
} from '../../../../lib/proofs/network/packets';
import { describeServices, protocolNumber, toPorts, UDP } from '../../../../lib/proofs/network/services';

type Packet = readonly [number, number, number, number, number];

const SIZE = 6;
const SEED = { seed: 8_3, numRuns: 300 };

const interval = fc
  .tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1))
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) + 1 }));
const box = fc.tuple(interval, interval, interval, interval, interval).map((made): Box => made);
/** Boxes may overlap when they are drawn: a set is their union. */
const set = fc.array(box, { maxLength: 4 }).map((boxes) => boxes.reduce<Packets>((all, one) => union(all, [one]), []));
const coordinate = fc.nat(SIZE - 1);
const packet = fc.tuple(coordinate, coordinate, coordinate, coordinate, coordinate);

const has = (all: Packets, one: Packet): boolean =>
  all.some((each) => one.every((value, at) => value >= (each[at]?.from ?? 0) && value < (each[at]?.to ?? 0)));

describe('sets of packets', () => {
  test('union, intersection and difference hold exactly the packets that they should', () => {
    fc.assert(
      fc.property(set, set, packet, (left, right, one) => {
        expect(has(union(left, right), one)).toBe(has(left, one) || has(right, one));
        expect(has(intersect(left, right), one)).toBe(has(left, one) && has(right, one));
        expect(has(subtract(left, right), one)).toBe(has(left, one) && !has(right, one));
      }),
      SEED,
    );
  });

  test('boxes of a set do not overlap', () => {
    fc.assert(
      fc.property(set, (all) => {
        const overlaps = all.flatMap((one, at) =>
          all.slice(at + 1).filter((other) => !isEmpty(intersect([one], [other]))),
        );
        expect(overlaps).toEqual([]);
      }),
      SEED,
    );
  });

  test('answers have source and destination, and their ports, the other way round', () => {
    fc.assert(
      fc.property(set, packet, (all, [source, destination, protocol, sourcePort, port]) => {
        const answer: Packet = [destination, source, protocol, port, sourcePort];
        expect(has(reversed(all), answer)).toBe(has(all, [source, destination, protocol, sourcePort, port]));
      }),
      SEED,
    );
  });

  test('what is regardless of a dimension has every value there', () => {
    fc.assert(
      fc.property(set, packet, (all, one) => {
        const [, ...rest] = one;
        const some = Array.from({ length: SIZE }, (_, value): Packet => [value, ...rest]).some((each) =>
          has(all, each),
        );
        expect(has(regardless(all, SOURCE), one)).toBe(some);
      }),
      SEED,
    );
  });

  test('a set includes its parts and not more', () => {
    fc.assert(
      fc.property(set, set, (left, right) => {
        expect(includes(union(left, right), left)).toBe(true);
        expect(includes(left, subtract(right, left))).toBe(isEmpty(subtract(right, left)));
      }),
      SEED,
    );
  });
});

describe('lists', () => {
  const rule = fc.tuple(box, fc.constantFrom('allow' as const, 'deny' as const));

  test('let exactly those packets pass whose first matching rule allows them', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), packet, (rules, one) => {
        const made = rules.map(
          ([[sources, ...rest], action], index): AccessRule => ({
            number: index,
            action,
            peers: { sure: [sources], maybe: [sources], prefix: 0 },
            packets: [[{ from: 0, to: SIZE }, ...rest]],
            certainty: 'yes',
          }),
        );
        const first = rules.find(([each]) => has([each], one));

        const { sure, maybe } = admitted(made, 'sources');

        expect(has(sure, one)).toBe(first?.[1] === 'allow');
        expect(has(maybe, one)).toBe(first?.[1] === 'allow');
      }),
      SEED,
    );
  });

  test('with rules that may not be there hold every answer that is possible, and nothing that is not', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(rule, fc.boolean()), { maxLength: 5 }), packet, (rules, one) => {
        const made = rules.map(
          ([[[sources, ...rest], action], isOpen], index): AccessRule => ({
            number: index,
            action,
            peers: { sure: [sources], maybe: [sources], prefix: 0 },
            packets: [[{ from: 0, to: SIZE }, ...rest]],
            certainty: isOpen ? 'perhaps' : 'yes',
          }),
        );
        const open = rules.filter(([, isOpen]) => isOpen);
        // a world for each choice of the rules that may be there
        const worlds = Array.from({ length: 2 ** open.length }, (_, choice) =>
          rules.filter((each) => !each[1] || (choice >> open.indexOf(each)) % 2 === 1),
        );
        const answers = worlds.map((world) => world.find(([[each]]) => has([each], one))?.[0][1] === 'allow');

        const { sure, maybe } = admitted(made, 'sources');

        // what is sure holds in every world, and what holds in one is possible
        expect(!has(sure, one) || answers.every(Boolean)).toBe(true);
        expect(has(maybe, one) || answers.every((allowed) => !allowed)).toBe(true);
      }),
      SEED,
    );
  });
});

describe('addresses', () => {
  test.each([
    ['10.0.1.7/24', '10.0.1.0/24'],
    ['192.168.0.1/32', '192.168.0.1/32'],
    ['10.0.0.0/8', '10.0.0.0/8'],
  ])('%s is %s', (text, block) => {
    expect(rangeOf(text)?.sure.map(describeInterval)).toEqual([block]);
  });

  test.each(['10.0.0.0', '10.0.0.256/24', '10.0.0/24', '10.0.0.0/33', '::/129', '2001:db8::1::/64', 'fe80:::/10', ''])(
    '%p is no range',
    (text) => {
      expect(rangeOf(text)).toBeUndefined();
    },
  );

  test.each([
    ['2001:db8::/32', 1n << 96n],
    ['::1/128', 1n],
    ['2001:db8:0:1:0:0:0:0/64', 1n << 64n],
  ])('%s has as many addresses as its prefix says', (text, size) => {
    const [block] = rangeOf(text)?.sure ?? [];

    expect(BigInt(block?.to ?? 0) - BigInt(block?.from ?? 0)).toBe(size);
  });

  test('the internet has no private address', () => {
    const everywhere = packets({ sources: internetAddresses() });
    const own = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];

    const common = own.flatMap((text) => intersect(everywhere, packets({ sources: rangeOf(text)?.sure ?? [] })));

    expect(common).toEqual([]);
  });
});

describe('services', () => {
  test.each([
    [[...toPorts(443, 443)], ['tcp/443']],
    [
      [...toPorts(53, 53, UDP), ...toPorts(80, 89)],
      ['tcp/80-89', 'udp/53'],
    ],
    [packets({}), ['all']],
    [subtract(packets({}), packets({ protocols: [{ from: 6, to: 7 }] })), ['all but tcp']],
    [packets({ protocols: [{ from: 50, to: 52 }] }), ['protocol 50', 'protocol 51']],
  ])('%#: are written as people write them', (all, written) => {
    expect(describeServices(all)).toEqual(written);
  });

  test.each([
    ['tcp', 6],
    ['6', 6],
    [17, 17],
    ['-1', 'all'],
    [-1, 'all'],
    ['icmpv6', 58],
    ['gre', undefined],
    ['256', undefined],
  ])('protocol %p is number %p', (text, number) => {
    expect(protocolNumber(text)).toBe(number);
  });
});
