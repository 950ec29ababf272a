import { admittedInto, admittedOutOf } from './access-list';
import { EVERY_IPV4, EVERY_IPV6, NUMBERED_IPV4 } from './addresses';
import {
  type Arrival,
  NO_ARRIVAL,
  nearest,
  oneAmong,
  type Place,
  type Question,
  sameList,
  sameListAndTable,
  sameZone,
  sum,
  via,
} from './arrival';
import { type Bounds, either, exactly, except, given, isNever, isSurely, perhaps, within } from './bounds';
import { type Endpoint, hasPublicAddress, nameOfEndpoint, peerAt, subnetOf } from './endpoints';
import type {
  Entrance,
  Firewall,
  FirewallRules,
  Network,
  Peering,
  Route,
  Subnet,
  TransitAttachment,
  TransitGateway,
  Vpc,
} from './model';
import { intersect, type Packets, packets, regardless, SOURCE, subtract, union } from './packets';
import { routed, routedInTransit } from './routing';
import { admittedBy, releasedBy } from './security-group';
import { REASONS } from './stop-reasons';
import type { Trace } from './trace';

const IPV4: Packets = packets({ destinations: EVERY_IPV4 });
const FROM_HOSTS: Packets = packets({ sources: NUMBERED_IPV4 });
const IPV6: Packets = packets({ destinations: EVERY_IPV6 });

/** Stateful gateways, which open connections of their own; they walk in turn, and so are given from outside. */
export interface Gateways {
  translate(walk: Walk, route: Route, set: Bounds, place: Place): Arrival;
  letOut(walk: Walk, set: Bounds, place: Place): Arrival;
}

/** Follows packets from one end to the other, through every table, list and group in between. */
export class Walk {
  constructor(
    readonly network: Network,
    readonly question: Question,
    readonly trace: Trace,
    private readonly gateways: Gateways,
  ) {}

  start(set: Bounds, passed: Place['tables'] = new Set()): Arrival {
    const { from, to } = this.question;
    const place: Place = {
      hops: [nameOfEndpoint(from)],
      tables: passed,
      firewalls: [],
      recognisedInbound: true,
      recognisedOutbound: true,
    };
    const subnet = subnetOf(from);
    if (subnet) return this.leave(subnet, set, place);
    const vpc = subnetOf(to)?.vpc;
    if (vpc === undefined) return NO_ARRIVAL;
    if (from.kind === 'internet') return this.fromInternet(vpc, set, place);
    if (from.kind === 'outside') return this.fromOutside(vpc, set, place);
    return this.local(from.kind === 'egress-only' ? from.vpc : vpc, set, place);
  }

  /** Out of a subnet: within it no list and no route has a say. */
  private leave(subnet: Subnet, set: Bounds, before: Place): Arrival {
    const place = { ...before, vpc: subnet.vpc, subnet };
    const here = exactly(packets({ destinations: subnet.addresses }));
    const outward = except(set, here);
    return sum([
      this.arrive(subnet, within(set, here), place),
      this.routeOutOf(subnet, this.throughList(subnet, outward, place, 'out'), place),
    ]);
  }

  /** By the table of a subnet, if the template tells which one that is. */
  routeOutOf(subnet: Subnet, set: Bounds, place: Place): Arrival {
    if (subnet.tableDoubts.length === 0) return this.route(subnet, set, place);
    this.trace.doubt(...subnet.tableDoubts);
    return this.opaque(set, place, subnet.name);
  }

  private route({ table, vpc }: Pick<Subnet, 'table' | 'vpc'>, set: Bounds, before: Place): Arrival {
    if (isNever(set)) return NO_ARRIVAL;
    if (before.tables.has(table)) return this.stop(before, REASONS.loop(table.name));
    const place = { ...before, vpc, tables: new Set([...before.tables, table]) };
    return sum(
      routed(table, vpc, set).map(({ way, packets: part }) => {
        if (way === undefined) return this.stop(place, REASONS.noRoute(table.name));
        if (isSurely(set) && !isSurely(part)) this.trace.doubt(REASONS.perhapsRouted(way.name));
        return this.follow(way, part, place);
      }),
    );
  }

  private follow(route: Route, set: Bounds, place: Place): Arrival {
    const { target } = route;
    switch (target.kind) {
      case 'local':
        return this.local(place.vpc, set, place);
      case 'internet':
        return this.toInternet(target.name, set, via(place, target.name));
      case 'egress-only':
        return this.gateways.letOut(this, within(set, exactly(IPV6)), via(place, target.name));
      case 'nat':
        return this.gateways.translate(this, route, within(set, exactly(IPV4)), via(place, target.nat.name));
      case 'service':
        return this.toService(target.service.name, set, via(place, route.name));
      case 'peering':
        return this.throughPeering(target.peering, set, via(place, target.peering.name));
      case 'transit':
        return this.intoTransit(target.gateway, set, via(place, target.gateway.name));
      case 'firewall':
        return this.throughFirewall(target.firewall, set, via(place, target.firewall.name));
      case 'opaque':
        this.trace.doubt(target.doubt);
        if (target.outside && this.question.to.kind === 'outside') return this.deliver(set, via(place, target.name));
        return this.opaque(set, place, target.name);
      default:
        return this.stop(place, REASONS.blackhole(route.name));
    }
  }

  /** To the subnet of the target, if it is of this network. */
  local(vpc: Vpc | undefined, set: Bounds, place: Place): Arrival {
    const subnet = subnetOf(this.question.to);
    if (isNever(set) || subnet === undefined || subnet.vpc !== vpc) return NO_ARRIVAL;
    const there = within(set, exactly(packets({ destinations: subnet.addresses })));
    return this.arrive(subnet, this.throughList(subnet, there, place, 'in'), place);
  }

  private arrive(subnet: Subnet, set: Bounds, place: Place): Arrival {
    const { to } = this.question;
    return subnetOf(to) === subnet ? this.deliver(set, via(place, subnet.name)) : NO_ARRIVAL;
  }

  /** At the target: what the groups of both ends leave. */
  deliver(set: Bounds, place: Place): Arrival {
    const { to } = this.question;
    let arriving = this.released(set, place);
    if (to.kind === 'interface') {
      arriving = within(arriving, exactly(packets({ destinations: to.interface.addresses })));
      if (this.question.groups) {
        const admitted = admittedBy(to.interface, peerAt(this.question.from, place.recognisedInbound));
        arriving = this.passed(arriving, admitted, place, REASONS.groupInto(to.interface.name));
      }
    }
    if (isNever(arriving)) return NO_ARRIVAL;
    this.trace.paths.push({ hops: via(place, nameOfEndpoint(to)).hops, packets: arriving, firewalls: place.firewalls });
    return { ...NO_ARRIVAL, direct: arriving };
  }

  /** What the groups of the sender let out. */
  released(set: Bounds, place: Place): Bounds {
    const { from, to, groups } = this.question;
    if (!groups || from.kind !== 'interface') return set;
    const released = releasedBy(from.interface, peerAt(to, place.recognisedOutbound));
    return this.passed(set, released, place, REASONS.groupOutOf(from.interface.name));
  }

  throughList(subnet: Subnet, set: Bounds, place: Place, direction: 'in' | 'out'): Bounds {
    if (!this.question.lists || (direction === 'in' && place.subnet === subnet)) return set;
    const admitted = direction === 'in' ? admittedInto(subnet) : admittedOutOf(subnet);
    return this.passed(set, admitted, place, REASONS.list(subnet.list.name, direction));
  }

  private passed(set: Bounds, filter: Bounds, place: Place, reason: ReturnType<typeof REASONS.loop>): Bounds {
    const passed = within(set, filter);
    if (isNever(passed) && !isNever(set)) this.stop(place, reason);
    if (isSurely(set) && !isSurely(passed) && !isNever(passed)) this.trace.doubt(REASONS.undecided(reason));
    return passed;
  }

  private toInternet(name: string, set: Bounds, place: Place): Arrival {
    const { from, to } = this.question;
    const attachment = place.vpc?.internetGateways.find((one) => one.name === name);
    if (attachment === undefined) return this.stop(place, REASONS.notAttached(name));
    if (to.kind !== 'internet') return NO_ARRIVAL;
    if (subnetOf(from)?.vpc !== place.vpc) return this.stop(place, REASONS.noPublicAddress(nameOfEndpoint(from)));
    if (attachment.certainty === 'perhaps') this.trace.doubt(REASONS.perhapsAttached(name));
    return this.deliver(given(attachment.certainty, this.publicOnly(set, from, place)), place);
  }

  /** IPv4 passes an internet gateway from and to public addresses only. */
  private publicOnly(set: Bounds, end: Endpoint, place: Place): Bounds {
    const isPublic = this.question.supposePublic ? 'yes' : hasPublicAddress(end, this.network);
    const ipv4 = within(set, exactly(IPV4));
    if (isPublic === 'no' && !isNever(ipv4)) this.stop(place, REASONS.noPublicAddress(nameOfEndpoint(end)));
    if (isPublic === 'perhaps') this.trace.doubt(REASONS.perhapsPublic(nameOfEndpoint(end)));
    return either(given(isPublic, ipv4), within(set, exactly(IPV6)));
  }

  private fromInternet(vpc: Vpc, set: Bounds, place: Place): Arrival {
    const { to } = this.question;
    if (vpc.internetGateways.length === 0) this.stop(place, REASONS.noInternetGateway(vpc.name));
    const direct = vpc.internetGateways.map((gateway) => {
      if (gateway.certainty === 'perhaps') this.trace.doubt(REASONS.perhapsAttached(gateway.name));
      const entered = given(gateway.certainty, this.publicOnly(set, to, place));
      const next = { ...via(place, gateway.name), vpc };
      return gateway.table ? this.route({ table: gateway.table, vpc }, entered, next) : this.local(vpc, entered, next);
    });
    return sum([...direct, this.fromOutside(vpc, set, place)]);
  }

  /** From a network that no template shows: what it sends is anyone's guess. */
  private fromOutside(vpc: Vpc, set: Bounds, place: Place): Arrival {
    return sum([
      ...vpc.entrances.map((entrance) => this.enter(entrance, vpc, set, place)),
      ...this.network.transitGateways
        .filter(({ attachments }) => attachments.some((one) => one.vpc === vpc))
        .flatMap(({ attachments }) => attachments.filter((one) => one.vpc === undefined && one.table !== undefined))
        .map((link) => this.byLink(link, set, place)),
    ]);
  }

  /** By a link that ends at a transit gateway: its table decides where that leads. */
  private byLink(link: TransitAttachment, set: Bounds, place: Place): Arrival {
    this.trace.doubt(REASONS.behind(link.name));
    return this.inTransit(link, perhaps(intersect(set.maybe, FROM_HOSTS)), {
      ...via(place, link.name),
      recognisedInbound: false,
    });
  }

  private enter({ name, doubt, sources, isProxy }: Entrance, vpc: Vpc, set: Bounds, before: Place): Arrival {
    const sent = isProxy ? regardless(set.maybe, SOURCE) : set.maybe;
    const entered = perhaps(intersect(sent, packets({ sources })));
    if (!isNever(entered)) this.trace.doubt(doubt);
    const arrival = this.local(vpc, entered, { ...via(before, name), recognisedInbound: false });
    return isProxy ? { ...arrival, answered: arrival.direct } : arrival;
  }

  private toService(name: string, set: Bounds, place: Place): Arrival {
    const { to } = this.question;
    return to.kind === 'service' && to.service.name === name ? this.deliver(set, place) : NO_ARRIVAL;
  }

  /**
   * To the other end's own addresses and no further: peering is not transitive.
   * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
   */
  private throughPeering({ name, ends, isWithinRegion, certainty }: Peering, all: Bounds, place: Place): Arrival {
    const other = ends.find((end) => end !== place.vpc);
    const set = given(certainty, all);
    if (certainty === 'perhaps') this.trace.doubt(REASONS.perhapsAttached(name));
    if (!ends.includes(place.vpc)) return this.stop(place, REASONS.notAttached(name));
    if (other === undefined) {
      this.trace.doubt(REASONS.peerUnknown(name));
      return this.question.to.kind === 'outside' ? this.deliver(set, place) : this.opaquePeer(set, place, name);
    }
    const recognised = {
      recognisedInbound: place.recognisedInbound && isWithinRegion,
      recognisedOutbound: place.recognisedOutbound && isWithinRegion,
    };
    if (subnetOf(this.question.to)?.vpc !== other) return this.stop(place, REASONS.notTransitive(name));
    const { subnet: _, ...rest } = place;
    return this.local(other, set, { ...rest, ...recognised });
  }

  /** A peer cannot send on to the internet: only its own hosts are beyond. */
  private opaquePeer(set: Bounds, place: Place, name: string): Arrival {
    return this.question.to.kind === 'internet'
      ? this.stop(place, REASONS.notTransitive(name))
      : this.opaque(set, place, name);
  }

  /**
   * Into a transit gateway, through the attachment's subnet in the same availability zone, whose list reads what comes in.
   * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
   * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
   */
  private intoTransit(gateway: TransitGateway, set: Bounds, place: Place): Arrival {
    const attachment = place.vpc?.transitAttachments.find((one) => one.gateway === gateway);
    if (attachment === undefined) return this.stop(place, REASONS.notAttached(gateway.name));
    if (attachment.subnets.length === 0) return this.outward(attachment.name, set, place);
    const doors = sameZone(attachment.subnets, place.subnet);
    if (doors.length === 0) return this.stop(place, REASONS.noAttachmentInZone(attachment.name));
    return oneAmong(doors, sameList, (door) => {
      const { subnet: _, ...outside } = place;
      return this.inTransit(attachment, this.throughList(door, set, outside, 'in'), place);
    });
  }

  private inTransit(from: TransitAttachment, set: Bounds, place: Place): Arrival {
    const { table } = from;
    if (isNever(set)) return NO_ARRIVAL;
    if (table === undefined) return this.stop(place, REASONS.notAssociated(from.name));
    if (place.tables.has(table)) return this.stop(place, REASONS.loop(table.name));
    const next = { ...via(place, table.name), tables: new Set([...place.tables, table]) };
    return sum(
      routedInTransit(table, set).map(({ way, packets: part }) => {
        if (way === undefined) return this.stop(next, REASONS.noRoute(table.name));
        return way.attachment
          ? this.outOfTransit(from, way.attachment, part, next)
          : this.stop(next, REASONS.blackhole(way.name));
      }),
    );
  }

  private outOfTransit(from: TransitAttachment, to: TransitAttachment, set: Bounds, before: Place): Arrival {
    const { vpc } = to;
    if (vpc === undefined || to.subnets.length === 0) return this.outward(to.name, set, before);
    const knowsGroups = from.gateway.knowsGroups && from.knowsGroups && to.knowsGroups;
    const place: Place = {
      ...via(before, to.name),
      recognisedInbound: before.recognisedInbound && knowsGroups,
      recognisedOutbound: false,
    };
    const near = to.isAppliance ? to.subnets : nearest(to.subnets, before.subnet);
    return oneAmong(near, sameListAndTable, (door) => {
      const own = exactly(packets({ destinations: door.addresses }));
      const here = { ...place, vpc, subnet: door };
      const further = this.throughList(door, except(set, own), here, 'out');
      return sum([this.arrive(door, within(set, own), here), this.routeOutOf(door, further, here)]);
    });
  }

  private outward(name: string, set: Bounds, place: Place): Arrival {
    this.trace.doubt(REASONS.behind(name));
    return this.question.to.kind === 'outside' ? this.deliver(set, via(place, name)) : this.opaque(set, place, name);
  }

  /**
   * What a firewall lets through is decided by content too, which is not known: it may be nothing. It is not more than what headers
   * of its rules leave: of those who open connections what is not refused, and of answers what is not kept apart.
   */
  private throughFirewall(firewall: Firewall, set: Bounds, place: Place): Arrival {
    const { name } = firewall;
    if (firewall.subnets.length === 0) return this.opaque(set, place, name);
    this.trace.doubt(REASONS.firewallRules(name));
    const behind = {
      ...place,
      firewalls: [...place.firewalls, name],
      recognisedInbound: false,
      recognisedOutbound: false,
    };
    return oneAmong(nearest(firewall.subnets, place.subnet), sameListAndTable, (subnet) => {
      const { maybe } = this.throughList(subnet, set, place, 'in');
      const inspected = perhaps(firewall.rules ? this.passedBy(firewall.rules, maybe) : maybe);
      if (isNever(inspected) && maybe.length > 0) this.stop(behind, REASONS.firewallDrops(name));
      const here = { ...behind, vpc: subnet.vpc, subnet };
      return this.routeOutOf(subnet, this.throughList(subnet, inspected, here, 'out'), here);
    });
  }

  private passedBy({ passed, opened, refused, apart }: FirewallRules, set: Packets): Packets {
    const [by, not] = this.question.answers ? [passed, apart] : [opened, refused];
    return union(subtract(set, not), intersect(set, by));
  }

  /** Beyond what the templates describe: anything may arrive, and be answered in the name of others. */
  opaque(set: Bounds, place: Place, name: string): Arrival {
    if (isNever(set)) return NO_ARRIVAL;
    const blurred = { ...via(place, name), recognisedInbound: false, recognisedOutbound: false };
    const { direct } = this.deliver(perhaps(set.maybe), blurred);
    return { ...NO_ARRIVAL, direct, answered: direct };
  }

  stop(place: Place, reason: ReturnType<typeof REASONS.loop>): Arrival {
    this.trace.stops.push({ hops: place.hops, reason });
    return NO_ARRIVAL;
  }
}
