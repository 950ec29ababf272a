import { type Finding, notApplicable, type Verdict, verdictFromEach } from '../../constructs/nag/rule';
import { isAnyAddress } from '../../constructs/nag/rules/network/address-range';
import type { Resource } from '../../constructs/nag/template';
import { naming, referring } from './references';
import { zoneOf } from './zones';

/** A group of rules, before a subnet or an interface. */
export const SECURITY_GROUP = 'azurerm_network_security_group';
/** A rule that stands beside its group. */
export const SECURITY_RULE = 'azurerm_network_security_rule';
const ASSOCIATION = 'azurerm_subnet_network_security_group_association';

/** As Azure writes it. */
export type Direction = 'Inbound' | 'Outbound';

/** What Azure takes for everywhere: `Internet` is all that is not private or Azure's own load balancer. */
const EVERYWHERE = ['*', 'any', 'internet', '0.0.0.0/0', '::/0'];

/** The fields of one side of a rule. */
const SIDES = {
  source: {
    one: 'source_address_prefix',
    many: 'source_address_prefixes',
    groups: 'source_application_security_group_ids',
  },
  destination: {
    one: 'destination_address_prefix',
    many: 'destination_address_prefixes',
    groups: 'destination_application_security_group_ids',
  },
} as const;

/** One rule of a network security group, inline or a resource of its own. */
export class SecurityRule {
  constructor(
    private readonly resource: Resource,
    /** Path of the rule within the resource, with a dot at the end, or empty. */
    private readonly path: string,
  ) {}

  /** The path of one of its properties, as the template spells it. */
  at(property: string): string {
    return `${this.path}${property}`;
  }

  /** @throws Unresolved when known at deployment only, as all getters below. */
  get direction(): string {
    return String(this.resource.literal(this.at('direction')));
  }

  get allows(): boolean {
    return String(this.resource.literal(this.at('access'))).toLowerCase() === 'allow';
  }

  get protocol(): string {
    return String(this.resource.literal(this.at('protocol')) ?? '*');
  }

  /** The group, where the template has it. */
  get group(): Resource | undefined {
    if (this.path !== '') return this.resource;
    return this.resource.template
      .ofType(SECURITY_GROUP)
      .find((group) => naming(group, SECURITY_RULE, 'network_security_group_name').includes(this.resource));
  }

  /** The ports it speaks of, each with the property that says so. */
  get ports(): readonly PortRange[] {
    return this.values('destination_port_range', 'destination_port_ranges').map(({ property, value }) => ({
      property,
      ...portsOf(value),
    }));
  }

  /** The property by which one side is everywhere, if it is. A side of application security groups is somewhere. */
  everywhere(side: keyof typeof SIDES): string | undefined {
    const { one, many, groups } = SIDES[side];
    const named = this.values(one, many);
    if (named.length === 0) return this.resource.has(this.at(groups)) ? undefined : this.at(one);
    return named.find(({ value }) => EVERYWHERE.includes(value.toLowerCase()) || isAnyAddress(value))?.property;
  }

  /** True where it denies everything in its direction. */
  get deniesAll(): boolean {
    return (
      !this.allows &&
      this.protocol === '*' &&
      this.values(SIDES.source.one, SIDES.source.many).some(({ value }) => value === '*') &&
      this.values(SIDES.destination.one, SIDES.destination.many).some(({ value }) => value === '*') &&
      this.ports.some(({ from, to }) => from === 0 && to === LAST_PORT)
    );
  }

  private values(one: string, many: string): readonly { readonly property: string; readonly value: string }[] {
    const single = this.resource.literal(this.at(one));
    const listed = this.resource.list(this.at(many)).map((_, index) => `${this.at(many)}.${index}`);
    return [
      ...(single === undefined ? [] : [{ property: this.at(one), value: String(single) }]),
      ...listed.map((property) => ({ property, value: String(this.resource.literal(property)) })),
    ];
  }
}

/** Ports from the first to the last, both included. */
export interface PortRange {
  /** The property that names them. */
  readonly property: string;
  readonly from: number;
  readonly to: number;
}

const LAST_PORT = 65_535;

/** `443`, `8000-8080` or `*`. */
function portsOf(text: string): { readonly from: number; readonly to: number } {
  if (text === '*') return { from: 0, to: LAST_PORT };
  const [from, to] = text.split('-').map(Number);
  return { from: from ?? 0, to: to ?? from ?? LAST_PORT };
}

/** The rules that a resource holds: those inline in a group, or the one that it is itself. */
export function rulesIn(resource: Resource): readonly SecurityRule[] {
  if (resource.type === SECURITY_RULE) return [new SecurityRule(resource, '')];
  return resource.list('security_rule').map((_, index) => new SecurityRule(resource, `security_rule.${index}.`));
}

/** Judges each rule that a resource holds itself; a group whose rules all stand beside it is judged by those. */
export function verdictOnRules(resource: Resource, findingsIn: (rule: SecurityRule) => readonly Finding[]): Verdict {
  const rules = rulesIn(resource);
  return rules.length === 0 ? NO_RULES : verdictFromEach(rules, findingsIn);
}

const NO_RULES = notApplicable({ en: 'holds no rules itself', zh: '自身不含规则' });

/** All rules of a group, inline and standing beside it. */
export const rulesOfGroup = (group: Resource): readonly SecurityRule[] => [
  ...rulesIn(group),
  ...naming(group, SECURITY_RULE, 'network_security_group_name').map((rule) => new SecurityRule(rule, '')),
];

/** Whether a group denies, in a direction, whatever no other rule allows: before Azure's own rules that allow. */
export const closes = (group: Resource, direction: Direction): boolean =>
  rulesOfGroup(group).some((rule) => rule.direction === direction && rule.deniesAll);

/** The subnets that stand behind a group. */
export const subnetsBehind = (group: Resource): readonly Resource[] =>
  referring(group, ASSOCIATION, 'network_security_group_id').flatMap(
    (association) => association.referent('subnet_id') ?? [],
  );

/** The groups before a subnet: at most one, in a template that Azure accepts. */
export const groupsBefore = (subnet: Resource): readonly Resource[] =>
  referring(subnet, ASSOCIATION, 'subnet_id').flatMap(
    (association) => association.referent('network_security_group_id') ?? [],
  );

/** The zones of the subnets that stand behind a group. */
export const zonesBehind = (group: Resource | undefined): readonly (string | undefined)[] =>
  group ? subnetsBehind(group).map(zoneOf) : [];
