import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { FlowEnd, FlowGraph, HeldGraph, Neighbour, NetworkGraph, RouteGraph } from '../../evidence/network-graph';
import { joinedSaid, type Said } from './pen';
import { HELD, NEIGHBOURS, ROUTES, WORDS, ZONES } from './words';

/** Where names are read: those of the same stack lose its name. */
export interface Context {
  readonly subject: Pick<NetworkGraph['subject'], 'stack'> & Partial<Pick<NetworkGraph['subject'], 'path'>>;
}

/** `ApplicationSubnet1` for `acme-operations/Network/ApplicationSubnet1`; what is of another stack keeps that in front. */
export function shortName(name: string, { subject: { stack, path } }: Context): string {
  const parts = name.split('/');
  const last = parts.at(-1) ?? name;
  if (parts.length < 2) return name;
  // templates inside StackSets have names of their own in front of paths
  if (parts[0] !== stack && parts[0] !== path?.split('/')[0]) return `${parts[0]}/${last}`;
  // what is called Vpc or Gateway its construct tells more of
  return parts.length > 2 && /^(vpc|gateway)$/i.test(last) ? parts.slice(1).join('/') : last;
}

/** Region and account, as far as the templates tell. */
export function placeText({ region, account, target }: Place): readonly Said[] {
  const where = [region === 'each' ? WORDS.eachRegion : region];
  const whose = account === 'each' ? eachText(region, target) : joinedSaid([WORDS.account, account], ' ');
  return [...(UNKNOWN.test(region) ? [] : where), ...(UNKNOWN.test(account) ? [] : [whose])];
}

type Place = Pick<NetworkGraph['subject'], 'region' | 'account' | 'target'>;

/** In one region each account has addresses of its own, of which those of the first are drawn. */
const eachText = (region: string, target: Place['target']): Bilingual =>
  target === undefined || region === 'each'
    ? WORDS.each
    : {
        en: `as in the first of ${target.accounts} accounts in ${target.ou}`,
        zh: `以 ${target.ou} 的 ${target.accounts} 个账号中的第一个为例`,
      };

const UNKNOWN = /^unknown/;

/** `application`, `the internet`, in words. */
export function endText({ kind, name }: FlowEnd, context: Context): Said {
  if (kind === 'internet') return WORDS.internet;
  if (kind === 'outside' || name === null) return WORDS.outside;
  return kind === 'zone' ? (ZONES[name] ?? name) : shortName(name, context);
}

/** `Application zone → Data zone: tcp/5432`. */
export function flowText(flow: FlowGraph, context: Context): Bilingual {
  const ends = joinedSaid([endText(flow.from, context), endText(flow.to, context)], ' → ');
  const what = joinedSaid([...(flow.certain ? [] : [WORDS.perhaps]), flow.services.join(', ')], ' ');
  const inspected = inspectionText(flow, context);
  return joinedSaid([joinedSaid([ends, what], ': ', '：'), ...(inspected ? [inspected] : [])], ', ', '，');
}

/** The zones at the far end of flows: `Ingress zone, perhaps Data zone`. */
export function endsText(flows: readonly FlowGraph[], end: 'from' | 'to', context: Context): Bilingual {
  const certain = new Set(flows.filter((flow) => flow.certain).map((flow) => flow[end].name));
  const names = [...new Set(flows.map((flow) => flow[end].name))];
  return joinedSaid(
    names.map((name) => {
      const text = endText({ kind: 'zone', name }, context);
      return certain.has(name) ? text : joinedSaid([WORDS.perhaps, text], ' ');
    }),
    ', ',
    '、',
  );
}

/** Whether a flow begins or ends in the internet. */
export const isOfInternet = ({ from, to }: FlowGraph): boolean => from.kind === 'internet' || to.kind === 'internet';

/** Whether a way to or from the internet is inspected; of others only that it is. */
export function inspectionText(flow: FlowGraph, context: Context): Bilingual | undefined {
  if (flow.inspectedBy.length > 0) {
    return joinedSaid(
      [WORDS.inspectedBy, flow.inspectedBy.map((name) => shortName(name, context)).join(', ')],
      ' ',
      '',
    );
  }
  return isOfInternet(flow) ? WORDS.notInspected : undefined;
}

/** `0.0.0.0/0 → NAT gateway Nat1, Nat2`. */
export function routeText({ destination, target, names, certain }: RouteGraph, context: Context): Bilingual {
  const to = NAMELESS.has(target) ? [] : [names.map((name) => shortName(name, context)).join(', ')];
  const sure = certain ? [] : [joinedSaid(['(', WORDS.perhaps, ')'], '')];
  return joinedSaid([destination, '→', ROUTES[target], ...to, ...sure], ' ');
}

/** Where the name of what the route leads to is that of the route itself. */
const NAMELESS: ReadonlySet<RouteGraph['target']> = new Set(['service', 'local', 'blackhole']);

/** `11 interface endpoints`, or `firewall Inspection`. */
export function heldText({ kind, names }: HeldGraph, context: Context): Bilingual {
  const { one, many } = HELD[kind];
  if (names.length > 1) return joinedSaid([String(names.length), many], ' ');
  return joinedSaid([one, shortName(names[0] ?? '', context)], ' ');
}

/** `transit gateway Hub, table Spokes`. */
export function neighbourText({ kind, name, table, network }: Neighbour, context: Context): Bilingual {
  const through = [table, network].flatMap((each) => (each === null ? [] : [shortName(each, context)]));
  return joinedSaid([joinedSaid([NEIGHBOURS[kind], shortName(name, context)], ' '), ...through], ' → ');
}
