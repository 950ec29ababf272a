import type { FlowEnd, TransitGraph, TransitRouteGraph, TransitTableGraph } from '../../evidence/network-graph';
import { html, type Markup } from '../html/markup';
import { box, joinedSaid, type Pen, type Said } from './pen';
import type { Picture } from './picture';
import { flowText, inspectionText, placeText, shortName } from './texts';
import { firstOf, ROUTES, WORDS } from './words';

const WIDTH = 1180;
const LINE = 15;
const PAD = 9;
const GAP = 8;
const HEAD = 74;
const ATTACHED = 330;
const TABLE = 260;
const SHORTEST_ROW = 52;
const MOST_ROUTES = 10;
/** A matrix of more networks has cells that hold no text: flows are told in lines then. */
const MOST_COLUMNS = 8;

/** A transit gateway: for each of its tables what it routes and where to, and what flows between the networks in the end. */
export const transitPicture = (gateway: TransitGraph, pen: Pen): Picture => new TransitPicture(gateway, pen).picture();

interface Row {
  readonly name: Said;
  readonly attached: readonly Said[];
  readonly routes: readonly Said[];
}

class TransitPicture {
  private readonly context: { readonly subject: { readonly stack: string } };
  private readonly rows: readonly Row[];
  private readonly networks: readonly string[];
  private y = HEAD;

  constructor(
    private readonly gateway: TransitGraph,
    private readonly pen: Pen,
  ) {
    this.context = { subject: { stack: gateway.name.split('/')[0] ?? '' } };
    this.rows = [...gateway.tables.map((table) => this.rowOf(table)), ...this.unrouted()];
    this.networks = [...new Set(gateway.attachments.flatMap(({ network }) => network ?? []))];
  }

  picture(): Picture {
    const { gateway, pen } = this;
    const parts = [this.head(), ...this.rows.map((row) => this.row(row)), this.flows()];
    const foot = this.y + LINE;
    return {
      width: WIDTH,
      height: foot + PAD,
      title: joinedSaid([WORDS.transitGateway, gateway.name], ' '),
      description: joinedSaid(this.flowTexts(), '. ', '。'),
      pen,
      parts: [...parts, pen.text(WORDS.drawn, { x: PAD, y: foot, width: WIDTH - 2 * PAD, tone: 'soft' })],
    };
  }

  private rowOf({ name, routes }: TransitTableGraph): Row {
    const lines = routes.map((route) => this.routeLine(route));
    const rest = lines.length - MOST_ROUTES;
    return {
      name: this.short(name),
      attached: this.attachedTo(name),
      routes: rest > 0 ? [...lines.slice(0, MOST_ROUTES), `+ ${rest}`] : lines,
    };
  }

  /** Attachments in no table. */
  private unrouted(): readonly Row[] {
    const attached = this.attachedTo(null);
    return attached.length > 0 ? [{ name: WORDS.noTable, attached, routes: [] }] : [];
  }

  private attachedTo(wanted: string | null): readonly Said[] {
    return this.gateway.attachments
      .filter(({ table }) => table === wanted)
      .flatMap(({ name, network, addresses, accounts }): readonly Said[] => {
        const [whose, where] = [this.short(network ?? name), addresses.join(', ')];
        return accounts > 1 ? [whose, joinedSaid([where, firstOf(accounts)], ' ')] : [`${whose} ${where}`.trim()];
      });
  }

  /** Whether a network is that of the first of several accounts, and flows of the others are not drawn. */
  private standsForOthers(network: string): boolean {
    return this.gateway.attachments.some((one) => one.network === network && one.accounts > 1);
  }

  private routeLine({ destination, attachment, certain }: TransitRouteGraph): Said {
    const to = attachment === null ? ROUTES.blackhole : this.short(attachment);
    return joinedSaid([destination, '→', to, ...(certain ? [] : [joinedSaid(['(', WORDS.perhaps, ')'], '')])], ' ');
  }

  private short = (name: string): string => shortName(name, this.context);

  private head(): Markup {
    const { pen, gateway } = this;
    const columns: readonly (readonly [Said, number])[] = [
      [WORDS.attached, 2 * PAD],
      [WORDS.tables, 2 * PAD + ATTACHED],
      [WORDS.tableRoutes, 2 * PAD + ATTACHED + TABLE],
    ];
    return html`${pen.text(joinedSaid([WORDS.transitGateway, this.short(gateway.name)], ' '), { x: PAD, y: 22, width: WIDTH - 2 * PAD, size: 'title', whole: gateway.name })}
${pen.text(joinedSaid(placeText({ region: gateway.region, account: 'unknown' }), ', '), { x: PAD, y: 39, width: WIDTH - 2 * PAD, tone: 'soft' })}
${columns.map(([said, x]) => pen.text(said, { x, y: HEAD - 8, width: TABLE - PAD, tone: 'soft' }))}`;
  }

  /** From the attachments an arrow leads to the table that routes what they send. */
  private row({ name, attached, routes }: Row): Markup {
    const { pen } = this;
    const lines = Math.max(attached.length, routes.length, 1);
    const height = Math.max(SHORTEST_ROW, lines * LINE + 2 * PAD + 6);
    const { y } = this;
    this.y += height + GAP;
    const middle = y + height / 2;
    const tableX = 2 * PAD + ATTACHED;
    const routesX = tableX + TABLE;
    const column = (texts: readonly Said[], x: number, width: number): readonly Markup[] =>
      texts.map((said, index) => pen.text(said, { x, y: y + PAD + 13 + index * LINE, width }));
    return html`${box(PAD, y, WIDTH - 2 * PAD, height, 'zone-band')}
${column(attached.length > 0 ? attached : [WORDS.noAttachment], 2 * PAD, ATTACHED - 60)}
<path class="flow hosts" d="M${tableX - 44} ${middle}h24"/><path class="head" d="M${tableX - 20} ${middle - 5}v10l9 -5z"/>
${box(tableX - 6, y + PAD, TABLE - 24, height - 2 * PAD, 'subnet')}
${pen.text(name, { x: tableX + 4, y: middle + 5, width: TABLE - 44, size: 'zone' })}
${column(routes.length > 0 ? routes : [WORDS.noRoutes], routesX, WIDTH - routesX - 2 * PAD)}`;
  }

  private flows(): Markup {
    const { networks } = this;
    this.y += LINE;
    const head = this.line(WORDS.flowsAmong, 'zone');
    if (networks.length < 2 || networks.length > MOST_COLUMNS) {
      return html`${head}${this.flowTexts().map((said) => this.line(said))}`;
    }
    return html`${head}${this.matrix()}`;
  }

  private flowTexts(): readonly Said[] {
    const { flows } = this.gateway;
    return flows.length > 0 ? flows.map((flow) => flowText(flow, this.context)) : [WORDS.nothingFlows];
  }

  private line(said: Said, size: 'zone' | 'text' = 'text'): Markup {
    const drawn = this.pen.text(said, { x: PAD, y: this.y, width: WIDTH - 2 * PAD, size });
    this.y += LINE + 3;
    return drawn;
  }

  /** Rows send, columns receive. */
  private matrix(): Markup {
    const { networks, pen } = this;
    const column = (WIDTH - 2 * PAD) / (networks.length + 1);
    const row = 2 * LINE + PAD;
    const top = this.y;
    const x = (index: number): number => PAD + column * index;
    const cells = networks.flatMap((from, down) =>
      networks.map((to, across) => {
        const y = top + row * down + LINE;
        const inner = { x: x(across + 1) + 8, width: column - 16 };
        const lines = from === to ? [] : this.cell(from, to);
        return html`${box(x(across + 1), y, column, row, from === to ? 'beyond' : 'subnet')}${lines.map((said, index) => pen.text(said, { ...inner, y: y + 16 + index * LINE }))}`;
      }),
    );
    this.y = top + row * networks.length + 2 * LINE;
    return html`${networks.map((name, index) => pen.text(joinedSaid(['→', this.short(name)], ' '), { x: x(index + 1) + 8, y: top + 10, width: column - 16 }))}
${networks.map((name, index) => pen.text(joinedSaid([this.short(name), '→'], ' '), { x: x(0), y: top + row * index + LINE + 16, width: column - 16 }))}
${cells}`;
  }

  /** Services, and whether they are inspected. */
  private cell(from: string, to: string): readonly Said[] {
    const isAt = (end: FlowEnd, name: string): boolean => end.kind === 'network' && end.name === name;
    const flows = this.gateway.flows.filter((flow) => isAt(flow.from, from) && isAt(flow.to, to));
    if (flows.length === 0) {
      return [WORDS.nothingFlows, ...([from, to].some((name) => this.standsForOthers(name)) ? [WORDS.inFirst] : [])];
    }
    const services = [...new Set(flows.flatMap((flow) => flow.services))].join(', ');
    const sure = flows.every(({ certain }) => certain);
    const inspected = flows.flatMap((flow) => inspectionText(flow, this.context) ?? []);
    const isAllInspected = flows.every(({ inspectedBy }) => inspectedBy.length > 0);
    const second = isAllInspected ? inspected.slice(0, 1) : [WORDS.notInspected];
    return [joinedSaid([...(sure ? [] : [WORDS.perhaps]), services], ' '), ...second];
  }
}
