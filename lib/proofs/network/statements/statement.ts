import type { DeclaredCrossing, DeclaredFlow, DeclaredLink } from '../../../../constructs/nag/demands';
import type { Resource } from '../../../../constructs/nag/template';
import type { Bilingual, FacetId } from '../../../../constructs/standard';
import { type Bounds, isNever, isSurely, within } from '../bounds';
import { nameOfEndpoint } from '../endpoints';
import type { Group, Interface, Network, Subnet, TransitGateway, Vpc } from '../model';
import type { Packets } from '../packets';
import type { Passage } from '../passage';
import { describeServices } from '../services';

/** One network, as statements look at it. */
export interface Scene {
  readonly network: Network;
  readonly vpc: Vpc;
  /** Interfaces in its subnets. */
  readonly interfaces: readonly Interface[];
  /** Groups that the templates make for it, used or not. */
  readonly groups: readonly Group[];
  /** Undefined where no one says what is declared. */
  readonly declared: readonly DeclaredFlow[] | undefined;
}

/** What a statement comes to for a network. */
export interface Ruling {
  readonly outcome: 'passed' | 'failed' | 'unknown';
  readonly message: Bilingual;
}

/** A statement of the standard that reachability decides. */
export interface Statement {
  readonly facet: FacetId;
  /** The proof that it is part of. @default 'reachability' */
  readonly check?: string;
  /** Undefined where there is nothing that the statement speaks of. */
  judge(scene: Scene): Ruling | undefined;
}

/** A transit gateway, as statements look at it. */
export interface GatewayScene {
  readonly network: Network;
  readonly gateway: TransitGateway;
  /** Undefined where no one says what may pass between networks. */
  readonly crossings?: readonly DeclaredCrossing[] | undefined;
  /** Undefined where no one lists links. */
  readonly links?: readonly DeclaredLink[] | undefined;
}

/** A statement of the standard that the tables of a transit gateway decide, whatever is attached to it one day. */
export interface GatewayStatement {
  readonly facet: FacetId;
  /** Undefined where there is nothing that the statement speaks of. */
  judge(scene: GatewayScene): Ruling | undefined;
}

/** A statement of the standard about a resource that stands in no network, whichever it is of. */
export interface ResourceStatement {
  readonly facet: FacetId;
  /** Undefined where the statement does not speak of it. */
  judge(resource: Resource, network: Network): Ruling | undefined;
}

/** Something against a statement, or that keeps it from being decided. */
export interface Finding {
  readonly outcome: 'failed' | 'unknown';
  readonly message: Bilingual;
}

export const failed = (en: string, zh: string): Finding => ({ outcome: 'failed', message: { en, zh } });
export const unknown = ({ en, zh }: Bilingual): Finding => ({ outcome: 'unknown', message: { en, zh } });

/** How many findings a message spells out. */
const SHOWN = 3;

/** Failed if anything is against it, unknown if anything is open, and otherwise passed. */
export function ruling(findings: readonly Finding[], passed: Bilingual): Ruling {
  const against = findings.filter(({ outcome }) => outcome === 'failed');
  const decisive = against.length > 0 ? against : findings;
  if (decisive.length === 0) return { outcome: 'passed', message: passed };
  return { outcome: against.length > 0 ? 'failed' : 'unknown', message: spelt(decisive.map(({ message }) => message)) };
}

/** The messages in a line, each once. */
function spelt(messages: readonly Bilingual[]): Bilingual {
  const different = [...new Map(messages.map((message) => [message.en, message])).values()];
  const shown = different.slice(0, SHOWN);
  const more = different.length - shown.length;
  return {
    en: `${shown.map(({ en }) => en).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    zh: `${shown.map(({ zh }) => zh).join('；')}${more > 0 ? `；另有 ${more} 项` : ''}`,
  };
}

/** What is against a statement that nothing of the kind flows: the way that it takes, or why that is open. */
export function unlessNever(passage: Passage, set: Bounds = passage.flows): readonly Finding[] {
  if (isNever(set)) return [];
  const way = wayOf(passage, set);
  if (isSurely(set)) {
    const what = describeServices(set.sure).join(', ');
    return [failed(`${way}: ${what}`, `${way}：${what}`)];
  }
  const what = describeServices(set.maybe).join(', ');
  const why = because(passage);
  return [
    unknown({
      en: `${way}: perhaps ${what}, since ${why.en}`,
      zh: `${way}：可能为 ${what}，因为${why.zh}`,
    }),
  ];
}

/** The names along the path that the packets take. */
function wayOf({ from, to, paths }: Passage, set: Bounds): string {
  const taken =
    paths.find((path) => isSurely(within(path.packets, set))) ??
    paths.find((path) => !isNever(within(path.packets, set)));
  return (taken?.hops ?? [nameOfEndpoint(from), nameOfEndpoint(to)]).join(' → ');
}

const OPEN: Bilingual = { en: 'it is decided at deployment', zh: '部署时才能确定' };

export function because({ doubts }: Passage): Bilingual {
  return doubts.length === 0 ? OPEN : spelt(doubts);
}

/** Why nothing arrives, as far as it was followed. */
export function whatStops(passages: readonly Passage[]): Bilingual {
  const reasons = passages.flatMap(({ stops }) => stops.map(({ reason }) => reason));
  return reasons.length === 0 ? { en: 'no way leads there', zh: '没有任何通路' } : spelt(reasons);
}

/** Part of what flows. */
export const onlyOf = ({ sure, maybe }: Bounds, packets: Packets): Bounds =>
  within({ sure, maybe }, { sure: packets, maybe: packets });

export const inZone = (subnets: readonly Subnet[], ...zones: readonly string[]): readonly Subnet[] =>
  subnets.filter(({ zone }) => zone !== undefined && zones.includes(zone));

/** Subnets whose zone is open may belong to any: nothing about zones is certain then. */
export const openZones = (subnets: readonly Subnet[]): readonly Finding[] =>
  subnets.flatMap(({ zoneDoubt }) => (zoneDoubt ? [unknown(zoneDoubt)] : []));

export const namesOf = (subnets: readonly Subnet[]): string => subnets.map(({ name }) => name).join(', ');
