import type { FlowGraph } from '../../evidence/network-graph';
import { html, type Markup } from '../html/markup';
import { widthOf } from './lettering';
import { inLanguage, joinedSaid, type Pen, round, type Said } from './pen';
import { type Context, endText, isOfInternet, shortName } from './texts';
import { LINES, type LineKind, WORDS } from './words';

const LINE = 14;
const HEAD = 9;

/** An upright arrow, and the room for its label to the right. */
interface Shaft {
  readonly x: number;
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly kind: LineKind;
  /** With a head at the start, too. */
  readonly isMutual: boolean;
}

/** An arrow from a dot to a head, labelled beside it with as many lines as it is long. */
export function arrow({ x, start, end, width, kind, isMutual }: Shaft, lines: readonly Said[], pen: Pen): Markup {
  const toward = start < end ? 1 : -1;
  const neck = end - HEAD * toward;
  const foot = isMutual ? start + HEAD * toward : start;
  const room = Math.max(1, Math.floor((Math.abs(end - start) + 4) / LINE));
  const rest = lines.length - room;
  const shown = rest > 0 ? [...lines.slice(0, room - 1), joinedSaid([lines[room - 1] ?? '', '…'], ' ')] : lines;
  const first = (start + end) / 2 - ((shown.length - 1) * LINE) / 2 + 4;
  const labels = shown.map((line, index) => pen.text(line, { x: x + 9, y: first + index * LINE, width }));
  return html`${shaft(x, foot, neck, kind)}${isMutual ? head(x, foot, start) : html`<circle cx="${round(x)}" cy="${round(start)}" r="3"/>`}${head(x, neck, end)}${labels}`;
}

const head = (x: number, neck: number, end: number): Markup =>
  html`<path class="head" d="M${round(x - 5)} ${round(neck)}h10L${round(x)} ${round(end)}z"/>`;

/** Of an inspected one the line is double. */
function shaft(x: number, from: number, to: number, kind: LineKind): Markup {
  const d = `M${round(x)} ${round(from)}V${round(to)}`;
  return html`<path class="flow ${kind}" d="${d}"/>${kind === 'inspected' ? html`<path class="core" d="${d}"/>` : null}`;
}

/**
 * What stands beside an arrow: whom it leads to where the band does not tell, the services, how sure they are, and whether they are
 * inspected. That a firewall's rules decide the double line says.
 */
export function flowLines(flow: FlowGraph, context: Context): readonly Said[] {
  const other = [flow.from, flow.to].find(({ kind }) => kind === 'network');
  const { certain, services, inspectedBy } = flow;
  const isInspected = inspectedBy.length > 0;
  return [
    ...(other ? [endText(other, context)] : []),
    ...(certain || isInspected ? [] : [WORDS.perhaps]),
    ...services,
    ...(isInspected ? [WORDS.inspectedBy, ...inspectedBy.map((name) => shortName(name, context))] : []),
    ...(!isInspected && isOfInternet(flow) ? [WORDS.notInspected] : []),
  ];
}

interface Place {
  readonly pen: Pen;
  readonly width: number;
  readonly y: number;
}

const SAMPLE = 34;
const LEGEND_LINE = 18;

/** What the kinds of line mean that the picture has, and what it rests on. */
export function legend(
  kinds: readonly LineKind[],
  { pen, width, y }: Place,
): { readonly markup: Markup; readonly bottom: number } {
  const used = (Object.keys(LINES) as LineKind[]).filter((kind) => kinds.includes(kind));
  let at = { x: 9, y: y + LEGEND_LINE };
  const entries = used.map((kind) => {
    const own = widest(LINES[kind], pen) + SAMPLE + 24;
    if (at.x > 9 && at.x + own > width) at = { x: 9, y: at.y + LEGEND_LINE };
    const { x, y: line } = at;
    at = { x: x + own, y: line };
    const d = `M${round(x)} ${round(line - 4)}h${SAMPLE - 8}`;
    return html`<path class="flow ${kind}" d="${d}"/>${kind === 'inspected' ? html`<path class="core" d="${d}"/>` : null}${pen.text(LINES[kind], { x: x + SAMPLE, y: line, width: width - x - SAMPLE - 9 })}`;
  });
  const last = at.y + (used.length > 0 ? LEGEND_LINE : 0);
  return {
    markup: html`<g>${entries}${pen.text(WORDS.drawn, { x: 9, y: last, width: width - 18, tone: 'soft' })}</g>`,
    bottom: last,
  };
}

const widest = (said: Said, pen: Pen): number =>
  Math.max(...pen.languages.map((lang) => widthOf(inLanguage(said, lang))));
