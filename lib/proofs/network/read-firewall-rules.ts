import type { Resource } from '../../../constructs/nag/template';
import { EVERY_IPV4, EVERY_IPV6, rangeOf } from './addresses';
import type { FirewallRules } from './model';
import {
  type Interval,
  intervalsWithout,
  joined,
  NO_PACKETS,
  type Packets,
  packets,
  reversed,
  subtract,
  union,
} from './packets';
import type { Reader } from './reader';
import { ICMP, only, TCP, UDP } from './services';

const EVERYWHERE: readonly Interval[] = [...EVERY_IPV4, ...EVERY_IPV6];
const RULE_GROUP = 'AWS::NetworkFirewall::RuleGroup';
const POLICY = 'FirewallPolicy';
const STATELESS = ['StatelessDefaultActions', 'StatelessFragmentDefaultActions'];
const FORWARDS = 'aws:forward_to_sfe';
/** What becomes of a connection whose beginning the engine has not seen: where it goes on, rules by direction say nothing of it. */
const MIDSTREAM = `${POLICY}.StatefulEngineOptions.StreamExceptionPolicy`;
const FAILS_CLOSED: readonly unknown[] = ['DROP', 'REJECT'];

/** Groups of AWS drop, or alert: what none of them meets goes on to the next. */
const KEPT_BY_AWS = /:aws-managed:stateful-rulegroup\//;

/** Addresses of a rule, as many as it may mean and as few as it means for certain. */
interface Addresses {
  readonly most: readonly Interval[];
  readonly least: readonly Interval[];
}

/** What the variables of a group stand for. */
interface Variables {
  readonly home: Addresses;
  readonly external: Addresses;
}

/** A rule, as far as it says by itself what happens to a packet. */
interface Written {
  readonly action: string;
  readonly sources: Addresses;
  readonly destinations: Addresses;
  readonly protocols: readonly Interval[];
  readonly sourcePorts: readonly Interval[];
  readonly destinationPorts: readonly Interval[];
  /** Both directions are meant. */
  readonly bothWays: boolean;
  readonly options: string;
}

/**
 * What rules of a firewall say by their headers, where the policy is in strict order and drops what nothing allows. Content is not
 * looked at: what a rule with more conditions drops is not taken off, and what it passes is taken for passed.
 *
 * Undefined where a rule cannot be read, or a group is in no template: then it may pass anything.
 */
export function firewallRules(reader: Reader, firewall: Resource): FirewallRules | undefined {
  const policy = firewall.referent('FirewallPolicyArn');
  if (policy === undefined || !dropsByDefault(reader, policy)) return undefined;
  const groups = groupsOf(reader, policy);
  if (groups === undefined) return undefined;
  let decided: FirewallRules = { passed: NO_PACKETS, opened: NO_PACKETS, refused: NO_PACKETS, apart: NO_PACKETS };
  for (const group of groups) {
    const next = decide(reader, group, variablesOf(reader, group, policy), decided);
    if (next === undefined) return undefined;
    decided = next;
  }
  return decided;
}

function dropsByDefault(reader: Reader, policy: Resource): boolean {
  const literals = (path: string): readonly unknown[] =>
    (reader.list(policy, path) ?? []).map((_, index) => reader.literal(policy, `${path}.${index}`));
  return (
    reader.literal(policy, `${POLICY}.StatefulEngineOptions.RuleOrder`) === 'STRICT_ORDER' &&
    literals(`${POLICY}.StatefulDefaultActions`).some((action) => String(action).startsWith('aws:drop')) &&
    STATELESS.every((name) => literals(`${POLICY}.${name}`).join() === FORWARDS) &&
    (!policy.has(MIDSTREAM) || FAILS_CLOSED.includes(reader.literal(policy, MIDSTREAM))) &&
    !policy.has(`${POLICY}.StatelessRuleGroupReferences`)
  );
}

/** In the order in which they are read, those of AWS left out; undefined where one is in no template. */
function groupsOf(reader: Reader, policy: Resource): readonly Resource[] | undefined {
  const path = `${POLICY}.StatefulRuleGroupReferences`;
  const references = reader.list(policy, path)?.map((_, index) => ({
    group: policy.referent(`${path}.${index}.ResourceArn`),
    name: policy.text(`${path}.${index}.ResourceArn`),
    priority: Number(reader.literal(policy, `${path}.${index}.Priority`)),
  }));
  const own = references?.filter(({ group, name }) => group !== undefined || !KEPT_BY_AWS.test(name));
  if (own === undefined || own.some(({ group, priority }) => group?.type !== RULE_GROUP || Number.isNaN(priority))) {
    return undefined;
  }
  return [...own].sort((a, b) => a.priority - b.priority).flatMap(({ group }) => group ?? []);
}

function decide(
  reader: Reader,
  group: Resource,
  variables: Variables,
  before: FirewallRules,
): FirewallRules | undefined {
  const text = reader.literal(group, 'RuleGroup.RulesSource.RulesString');
  if (typeof text !== 'string') return group.has(LIST) ? namesPassed(reader, group, variables, before) : undefined;
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .reduce<FirewallRules | undefined>((decided, line) => decided && applied(line, variables, decided), before);
}

const LIST = 'RuleGroup.RulesSource.RulesSourceList';

/** A list of names passes what leaves the networks of the organization, and its answers. */
function namesPassed(
  reader: Reader,
  group: Resource,
  { home, external }: Variables,
  before: FirewallRules,
): FirewallRules | undefined {
  if (reader.literal(group, `${LIST}.GeneratedRulesType`) !== 'ALLOWLIST') return undefined;
  const out = packets({ sources: home.most, destinations: external.most });
  const back = packets({ sources: external.most, destinations: home.most });
  return {
    ...before,
    passed: union(before.passed, union(out, back)),
    opened: union(before.opened, subtract(out, before.refused)),
  };
}

function applied(line: string, variables: Variables, decided: FirewallRules): FirewallRules | undefined {
  const rule = parsed(line, variables);
  const { passed, opened, refused, apart } = decided;
  if (rule === undefined) return /^(drop|reject|alert)\s/.test(line) ? decided : undefined;
  if (rule.action === 'pass') {
    const one = boxOf(rule, 'most');
    const both = rule.bothWays ? union(one, reversed(one)) : one;
    const begins = ANSWERS.test(rule.options) ? NO_PACKETS : subtract(both, refused);
    return { ...decided, passed: union(passed, subtract(both, apart)), opened: union(opened, begins) };
  }
  if (!DROPS.includes(rule.action) || !UNCONDITIONAL.test(rule.options)) return decided;
  const closed = boxOf(rule, 'least');
  return {
    ...decided,
    refused: union(refused, subtract(closed, opened)),
    // whoever opens a connection is refused: between the same networks nobody is then left to be answered
    apart: isSymmetric(rule) ? union(apart, subtract(closed, passed)) : apart,
  };
}

const boxOf = (rule: Written, side: keyof Addresses): Packets =>
  packets({
    sources: rule.sources[side],
    destinations: rule.destinations[side],
    protocols: rule.protocols,
    sourcePorts: rule.sourcePorts,
    destinationPorts: rule.destinationPorts,
  });

const isSymmetric = ({ sources, destinations, sourcePorts, destinationPorts }: Written): boolean =>
  JSON.stringify(intervals(sources)) === JSON.stringify(intervals(destinations)) &&
  sourcePorts === EVERY &&
  destinationPorts === EVERY;

/** Of what is answered alone. */
const ANSWERS = /[(\s]flow:to_client;/;

const DROPS = ['drop', 'reject'];

/** Options that say nothing of the content: of whatever begins a connection, or of all packets. */
const UNCONDITIONAL = /^\((\s*(msg:"[^"]*"|flow:to_server|sid:\d+|rev:\d+|classtype:[\w-]+|metadata:[^;"]*);)*\s*\)$/;

const intervals = ({ least }: Addresses): readonly string[] => least.map(({ from, to }) => `${from}-${to}`);

const HEADER = /^(\w+)\s+(\w+)\s+(\S+)\s+(\S+)\s+(->|<>)\s+(\S+)\s+(\S+)\s+(\(.*\))\s*$/;

function parsed(line: string, variables: Variables): Written | undefined {
  const [, action = '', protocol = '', source = '', from = '', way, destination = '', to = '', options = ''] =
    HEADER.exec(line) ?? [];
  const [sources, destinations] = [addressesIn(source, variables), addressesIn(destination, variables)];
  const [sourcePorts, destinationPorts] = [portsIn(from), portsIn(to)];
  const protocols = PROTOCOLS[protocol];
  if (!sources || !destinations || !sourcePorts || !destinationPorts || !protocols) return undefined;
  return { action, sources, destinations, protocols, sourcePorts, destinationPorts, bothWays: way === '<>', options };
}

const EVERY: readonly Interval[] = [{ from: 0, to: 65_536 }];

/** Those that a header alone decides on. */
const PROTOCOLS: Readonly<Record<string, readonly Interval[]>> = {
  ip: [{ from: 0, to: 256 }],
  tcp: [only(TCP)],
  udp: [only(UDP)],
  icmp: [only(ICMP)],
};

function portsIn(text: string): readonly Interval[] | undefined {
  if (text === 'any') return EVERY;
  const [, first, last = first] = /^(\d+)(?::(\d+))?$/.exec(text) ?? [];
  return first === undefined ? undefined : [{ from: Number(first), to: Number(last) + 1 }];
}

function addressesIn(text: string, { home, external }: Variables): Addresses | undefined {
  if (text === 'any') return { most: EVERYWHERE, least: EVERYWHERE };
  if (text === '$HOME_NET') return home;
  if (text === '$EXTERNAL_NET') return external;
  return rangesIn(text.replace(/^\[(.*)\]$/, '$1').split(','));
}

function rangesIn(texts: readonly string[]): Addresses | undefined {
  const ranges = texts.map((text) => rangeOf(text));
  if (ranges.includes(undefined)) return undefined;
  const of = (side: 'sure' | 'maybe') => joined(ranges.flatMap((range) => range?.[side] ?? []));
  return { most: of('maybe'), least: of('sure') };
}

/**
 * Those of a group: its own, and what is not home where it does not say what is external. Where it does not say what home is, its
 * policy or deployment decides, and nothing is known.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/troubleshooting-rules.html
 */
function variablesOf(reader: Reader, group: Resource, policy: Resource): Variables {
  const home = rangesAt(reader, group, `${SETS}.HOME_NET`);
  if (group.has(`${SETS}.EXTERNAL_NET`)) return { home, external: rangesAt(reader, group, `${SETS}.EXTERNAL_NET`) };
  if (policy.has(`${POLICY}.PolicyVariables.RuleVariables.EXTERNAL_NET`)) return { home, external: UNTOLD };
  return { home, external: apartFrom(home) };
}

const SETS = 'RuleGroup.RuleVariables.IPSets';

/** It may be any address, and need be none. */
const UNTOLD: Addresses = { most: EVERYWHERE, least: [] };

const apartFrom = ({ most, least }: Addresses): Addresses => ({
  most: intervalsWithout(EVERYWHERE, least),
  least: intervalsWithout(EVERYWHERE, most),
});

function rangesAt(reader: Reader, group: Resource, path: string): Addresses {
  const definition = `${path}.Definition`;
  const texts = reader
    .list(group, definition)
    ?.map((_, index) => String(reader.literal(group, `${definition}.${index}`)));
  // an empty list is what a template without one reads as: it stands for what others decide, and not for nobody
  return (texts && texts.length > 0 ? rangesIn(texts) : undefined) ?? UNTOLD;
}
