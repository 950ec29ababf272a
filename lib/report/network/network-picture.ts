import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { FlowEnd, FlowGraph, NetworkGraph, SubnetGraph, ZoneGraph } from '../../evidence/network-graph';
import { html, type Markup } from '../html/markup';
import { arrow, flowLines, legend } from './arrows';
import { inLanes, lineOf, type Placed, shownFlows } from './lanes';
import { wrapped } from './lettering';
import { box, joinedSaid, type Pen, type Said } from './pen';
import type { Picture } from './picture';
import { endsText, flowText, heldText, neighbourText, placeText, routeText, shortName } from './texts';
import { WORDS, ZONES } from './words';

/** Distances, in units of the picture: it is as wide as it has to be, and scaled to the paper. */
const LINE = 15;
const PAD = 9;
const GAP = 8;
const LABEL = 168;
const SUBNET = 168;
const ROUTES = 240;
const LANE = 132;
const HEAD = 74;
const SHORTEST_BAND = 92;
const MOST_LINES = { held: 3, endpoints: 3, routes: 8 };

/** A stripe across the picture. */
interface Band {
  readonly y: number;
  readonly height: number;
}

/** The network as zones across availability zones, with its routes and with what flows. */
export function networkPicture(network: NetworkGraph, pen: Pen): Picture {
  return new NetworkPicture(network, pen).picture();
}

class NetworkPicture {
  private readonly columns: readonly string[];
  private readonly flows: readonly FlowGraph[];
  private readonly placed: readonly Placed[];
  private readonly further: readonly FlowGraph[];
  private readonly width: number;
  private readonly bands: readonly Band[];

  constructor(
    private readonly network: NetworkGraph,
    private readonly pen: Pen,
  ) {
    const { zones } = network;
    this.columns = [
      ...new Set(zones.flatMap(({ subnets }) => subnets.map((subnet) => subnet.availabilityZone))),
    ].sort();
    this.flows = shownFlows(network.flows);
    const across = this.flows.filter(({ from, to }) => this.bandOf(from) !== this.bandOf(to));
    const { placed, lanes, further } = inLanes(across, (end) => this.bandOf(end));
    this.placed = placed;
    this.further = further;
    this.width = LABEL + Math.max(this.columns.length, 1) * SUBNET + ROUTES + Math.max(lanes, 1) * LANE + 2 * PAD;
    this.bands = this.stacked([
      44,
      ...zones.map((zone) => this.heightOf(zone)),
      ...(this.hasOthers ? [this.othersHeight] : []),
    ]);
  }

  picture(): Picture {
    const { network, pen } = this;
    const last = this.bands.at(-1) ?? { y: HEAD, height: 0 };
    const below = last.y + last.height + GAP;
    const told = this.furtherLines(below);
    const key = legend(this.flows.map(lineOf), { pen, width: this.width, y: below + told.height });
    return {
      width: this.width,
      height: key.bottom + PAD,
      title: joinedSaid([WORDS.network, network.name], ' '),
      description: this.description(),
      pen,
      parts: [
        this.head(),
        this.internet(),
        ...network.zones.map((zone, index) => this.zone(zone, this.band(index + 1))),
        this.hasOthers ? this.others() : null,
        ...this.placed.map((one) => this.flow(one)),
        told.markup,
        key.markup,
      ],
    };
  }

  /** Flows without an arrow, in two columns. */
  private furtherLines(y: number): { readonly markup: Markup | null; readonly height: number } {
    const { further, pen } = this;
    if (further.length === 0) return { markup: null, height: 0 };
    const rows = Math.ceil(further.length / 2);
    const width = this.width / 2 - 2 * PAD;
    const lines = further.map((flow, index) =>
      pen.text(flowText(flow, this.network), {
        x: PAD + Math.floor(index / rows) * (this.width / 2),
        y: y + LINE * (2 + (index % rows)),
        width,
      }),
    );
    const head = pen.text(WORDS.further, { x: PAD, y: y + LINE, width, size: 'zone' });
    return { markup: html`${head}${lines}`, height: LINE * (rows + 1) };
  }

  private bandOf({ kind, name }: FlowEnd): number {
    if (kind === 'internet') return 0;
    const { zones } = this.network;
    return kind === 'zone' ? zones.findIndex((zone) => zone.name === name) + 1 : zones.length + 1;
  }

  private band(index: number): Band {
    return this.bands[index] ?? { y: HEAD, height: 0 };
  }

  private get hasOthers(): boolean {
    const { neighbours, flows } = this.network;
    const isOther = ({ kind }: FlowEnd): boolean => kind === 'outside' || kind === 'network';
    return neighbours.length > 0 || flows.some(({ from, to }) => isOther(from) || isOther(to));
  }

  private get othersHeight(): number {
    return Math.max(56, this.network.neighbours.length * LINE + 2 * PAD);
  }

  private stacked(heights: readonly number[]): readonly Band[] {
    let y = HEAD;
    return heights.map((height) => {
      const band = { y, height };
      y += height + GAP;
      return band;
    });
  }

  private heightOf(zone: ZoneGraph): number {
    const inColumn = this.columns.map((column) =>
      zone.subnets
        .filter(({ availabilityZone }) => availabilityZone === column)
        .reduce((sum, subnet) => sum + subnetHeight(subnet) + PAD / 2, PAD),
    );
    const routes = this.routeLines(zone).length * LINE + 2 * PAD;
    return Math.max(SHORTEST_BAND, routes, this.labelLines(zone).length * LINE + 2 * PAD + 8, ...inColumn);
  }

  private head(): Markup {
    const { pen, network } = this;
    const { subject, addresses } = network;
    const facts = [addresses.join(', '), ...placeText(subject), subject.stack];
    const column = HEAD - 8;
    return html`${pen.text(shortName(network.name, network), { x: PAD, y: 22, width: this.width - 2 * PAD, size: 'title', whole: network.name })}
${pen.text(joinedSaid(facts, ' · '), { x: PAD, y: 39, width: this.width - 2 * PAD, tone: 'soft' })}
${this.columns.map((name, index) => pen.text(name, { x: this.columnX(index), y: column, width: SUBNET - PAD, tone: 'soft' }))}
${pen.text(WORDS.routes, { x: this.routesX, y: column, width: ROUTES - PAD, tone: 'soft' })}
${pen.text(WORDS.flows, { x: this.lanesX, y: column, width: LANE - PAD, tone: 'soft' })}`;
  }

  private columnX(index: number): number {
    return LABEL + PAD + index * SUBNET;
  }

  private get routesX(): number {
    return LABEL + PAD + Math.max(this.columns.length, 1) * SUBNET;
  }

  private get lanesX(): number {
    return this.routesX + ROUTES;
  }

  private internet(): Markup {
    const { pen } = this;
    const band = this.band(0);
    const { internetGateways } = this.network;
    const gateways = internetGateways.map((name) => shortName(name, this.network)).join(', ');
    return html`${this.stripe(band, 'beyond')}
${pen.text(WORDS.internet, { x: PAD * 2, y: band.y + 19, width: LABEL - PAD * 2, size: 'zone' })}
${this.reached().map((said, index) => pen.text(said, { x: this.columnX(0), y: band.y + 19 + index * LINE, width: this.lanesX - this.columnX(0) - PAD }))}
${pen.text(gateways || WORDS.noGateway, { x: PAD * 2, y: band.y + 19 + LINE, width: LABEL - PAD * 2, tone: 'soft' })}
${this.isReached ? null : html`<path class="wall" d="M${PAD} ${band.y + band.height + GAP / 2}H${this.lanesX - PAD}"/>`}`;
  }

  private get isReached(): boolean {
    return this.flows.some(({ from }) => from.kind === 'internet');
  }

  /** What the internet reaches, and what reaches it. */
  private reached(): readonly Said[] {
    const into = this.flows.filter(({ from }) => from.kind === 'internet');
    const out = this.flows.filter(({ to }) => to.kind === 'internet');
    return [
      into.length === 0
        ? WORDS.reachesNothing
        : joinedSaid([WORDS.reaches, endsText(into, 'to', this.network)], ': ', '：'),
      out.length === 0
        ? WORDS.reachedByNothing
        : joinedSaid([WORDS.reachedBy, endsText(out, 'from', this.network)], ': ', '：'),
    ];
  }

  private zone(zone: ZoneGraph, band: Band): Markup {
    const { pen } = this;
    const name = zone.isTagged ? (ZONES[zone.name] ?? zone.name) : zone.name;
    const label = this.labelLines(zone).map((line, index) =>
      pen.text(line, { x: PAD * 2, y: band.y + 38 + index * LINE, width: LABEL - PAD * 2, tone: 'soft' }),
    );
    const routes = this.routeLines(zone).map((line, index) =>
      pen.text(line, { x: this.routesX, y: band.y + PAD + 12 + index * LINE, width: ROUTES - PAD }),
    );
    return html`${this.stripe(band, 'zone-band')}
${pen.text(name, { x: PAD * 2, y: band.y + 21, width: LABEL - PAD * 2, size: 'zone' })}
${label}${this.columns.map((column, index) => this.column(zone, column, this.columnX(index), band.y + PAD))}${routes}`;
  }

  private labelLines({ name, isTagged, subnets }: ZoneGraph): readonly Said[] {
    const lists = [...new Set(subnets.flatMap(({ accessList }) => accessList ?? []))];
    const within = this.flows.filter(({ from, to }) => from.name === name && to.name === name && from.kind === to.kind);
    const services = [...new Set(within.flatMap((flow) => flow.services))];
    return [
      ...(isTagged ? [] : [WORDS.noTag]),
      ...lists.slice(0, 2).map((list) => shortName(list, this.network)),
      ...(services.length > 0 ? [WORDS.within, ...services.slice(0, 3)] : []),
    ];
  }

  private routeLines({ routes, endpoints }: ZoneGraph): readonly Said[] {
    const lines = routes.map((route) => routeText(route, this.network));
    const rest = lines.length - MOST_LINES.routes;
    const shown: readonly Said[] = rest > 0 ? [...lines.slice(0, MOST_LINES.routes), `+ ${rest}`] : lines;
    return [...(shown.length > 0 ? shown : [WORDS.noRoutes]), ...this.endpointLines(endpoints)];
  }

  private endpointLines(endpoints: readonly string[]): readonly Said[] {
    if (endpoints.length === 0) return [];
    const head: Bilingual = joinedSaid([WORDS.endpoints, `(${endpoints.length})`], ' ');
    return [head, ...wrapped(endpoints.join(', '), ROUTES - PAD, MOST_LINES.endpoints)];
  }

  private column(zone: ZoneGraph, column: string, x: number, top: number): readonly Markup[] {
    let y = top;
    return zone.subnets
      .filter(({ availabilityZone }) => availabilityZone === column)
      .map((subnet) => {
        const drawn = this.subnet(subnet, x, y);
        y += subnetHeight(subnet) + PAD / 2;
        return drawn;
      });
  }

  private subnet(subnet: SubnetGraph, x: number, y: number): Markup {
    const { pen } = this;
    const inner = { x: x + 6, width: SUBNET - PAD - 12 };
    const held = subnet.holds.slice(0, MOST_LINES.held).map((one, index) =>
      pen.text(heldText(one, this.network), {
        ...inner,
        y: y + 47 + index * LINE,
        whole: one.names.join(', '),
      }),
    );
    return html`<g>${box(x, y, SUBNET - PAD, subnetHeight(subnet), 'subnet')}
${pen.text(shortName(subnet.name, this.network), { ...inner, y: y + 16 })}
${pen.text(subnet.addresses.join(', '), { ...inner, y: y + 31, tone: 'soft' })}${held}</g>`;
  }

  private others(): Markup {
    const { pen, network } = this;
    const band = this.band(this.bands.length - 1);
    const lines = network.neighbours.map((neighbour, index) =>
      pen.text(neighbourText(neighbour, network), {
        x: this.columnX(0),
        y: band.y + PAD + 12 + index * LINE,
        width: this.lanesX - this.columnX(0) - PAD,
      }),
    );
    return html`${this.stripe(band, 'beyond')}
${pen.text(WORDS.outside, { x: PAD * 2, y: band.y + 21, width: LABEL - PAD * 2, size: 'zone' })}${lines}`;
  }

  private stripe({ y, height }: Band, kind: string): Markup {
    return box(PAD, y, this.width - 2 * PAD, height, kind);
  }

  private flow({ flow, isMutual, lane, fromBand, toBand }: Placed): Markup {
    const from = this.band(fromBand);
    const to = this.band(toBand);
    const down = fromBand < toBand;
    const start = from.y + from.height * (down ? 0.64 : 0.36);
    const end = to.y + to.height * (down ? 0.36 : 0.64);
    return html`<g class="arrow">${arrow(
      { x: this.lanesX + 10 + lane * LANE, start, end, width: LANE - 22, kind: lineOf(flow), isMutual },
      flowLines(flow, this.network),
      this.pen,
    )}</g>`;
  }

  /** The picture in words. */
  private description(): Bilingual {
    const flows = this.flows.map((flow) => flowText(flow, this.network));
    return joinedSaid([...this.reached(), ...flows], '. ', '。');
  }
}

const subnetHeight = ({ holds }: SubnetGraph): number => 40 + Math.min(holds.length, MOST_LINES.held) * LINE;
