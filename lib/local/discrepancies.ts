import type { Demands } from '../../constructs/nag/demands';
import { awsRules } from '../../constructs/nag/registry';
import { type Verdict, verdictOf } from '../../constructs/nag/rule';
import type { Bilingual } from '../../constructs/standard';
import { isRead } from '../collect/not-read';
import { OBSERVABLES } from '../collect/observables';
import { type Observation, observe } from '../collect/observe';
import { demandsOf } from '../config/demands';
import type { LandingZoneConfig } from '../config/schema';
import { AS_PLANNED } from '../evidence/as-planned';
import { readCdkAssembly } from '../evidence/cloudformation-assembly';
import { JudgedEstate } from '../evidence/estate';
import type { Evidence } from '../evidence/evidence';
import { missingFrom } from '../evidence/not-kept';
import { observedEvidence } from '../evidence/observed';
import type { Subject } from '../evidence/subject';
import { clientOf } from './environment';
import type { LocalFolder } from './folder';
import { byType, type Deployed, placeKey } from './inventory';

/** A rule, or a check of what no template says, that a live resource fails and its template does not. */
export interface Discrepancy {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  readonly rule: string;
  /** The property at fault, as the template spells it; null where none is, as of a key that is to be deleted. */
  readonly property: string | null;
  /** Whether the template obeys the rule; it may as well say nothing that the rule judges. */
  readonly obeyed: boolean;
  /** The path from which on the service has nothing, on the way to the property; absent where it has something else. */
  readonly missing?: string;
  readonly message: Bilingual;
}

/** A resource that could not be read, and why. */
export interface Unread {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  readonly failed: string;
}

/** How what is live compares with what was synthesized, by the rules that judge both. */
export interface Comparison {
  /** How many resources were read. */
  readonly read: number;
  readonly unread: readonly Unread[];
  readonly discrepancies: readonly Discrepancy[];
}

/** What was to be deployed: its assembly, and what its configuration demands. */
export interface Planned {
  readonly assembly: string;
  readonly demands: Demands;
}

export const plannedIn = ({ assembly }: Pick<LocalFolder, 'assembly'>, config: LandingZoneConfig): Planned => ({
  assembly,
  demands: demandsOf(config),
});

const isReal = ({ standing }: Deployed): boolean => standing === 'real';

const hasReader = ({ type }: Deployed): boolean => OBSERVABLES[type] !== undefined;

/** How many resources of a type stand behind an API, and are not compared themselves. */
export interface NotCompared {
  readonly type: string;
  readonly resources: number;
}

/** What is not read, or could not be, by type, in the alphabet's order. */
export function notCompared(deployed: readonly Deployed[], unread: readonly Unread[] = []): readonly NotCompared[] {
  const failed = new Set(unread.map(placeKey));
  const left = deployed.filter((one) => isReal(one) && (!isRead(one.type) || failed.has(placeKey(one))));
  return byType(left).map(({ type, counts: { real } }) => ({
    type,
    resources: real,
  }));
}

/** Reads what is deployed back through the services, and compares it with the assembly that it came from. */
export async function compare(
  { assembly, demands }: Planned,
  deployed: readonly Deployed[],
  port: number,
): Promise<Comparison> {
  const readable = deployed.filter((resource) => isReal(resource) && hasReader(resource));
  const observations = await observe(readable, ({ account, region }) => ({
    region,
    client: clientOf(port, account, region),
  }));
  const estate = new JudgedEstate(demands);
  readCdkAssembly(assembly, estate);
  const evidence = observedEvidence(estate, awsRules, { emulated: true, observations, probes: [] });
  // what is gone is no longer to be read: it deviates
  const unreadAlone = observations.flatMap((observation) =>
    'failed' in observation && !observation.gone ? [unreadOf(observation)] : [],
  );
  const standing = new Set(deployed.filter(isReal).map(placeKey));
  const parts = partsIn(evidence).filter((part) => standing.has(placeKey(part)));
  const unread = [
    ...unreadAlone,
    ...parts.flatMap(({ failed, ...part }) => (failed === undefined ? [] : [{ ...part, failed }])),
  ];
  const found = evidence.flatMap((entry) => discrepancyOf(estate, entry));
  const seen = new Map(observations.map((observation) => [placeKey(observation), observation]));
  return {
    read: observations.length + parts.length - unread.length,
    unread,
    discrepancies: found.map((one) => ({ ...one, ...missingIn(seen.get(placeKey(one)), one.property) })),
  };
}

/** What was read with what it belongs to, and why it could not be. */
function partsIn(evidence: readonly Evidence[]): readonly (Omit<Unread, 'failed'> & { readonly failed?: string })[] {
  const parts = new Map<string, Omit<Unread, 'failed'> & { readonly failed?: string }>();
  for (const { check, subject, outcome, message } of evidence) {
    if (check !== AS_PLANNED || !subject || OBSERVABLES[subject.type]) continue;
    const { stack, account, region, logicalId, type } = subject;
    const part = { stack, account, region, logicalId, type };
    parts.set(placeKey(part), outcome === 'unknown' ? { ...part, failed: message.en } : part);
  }
  return [...parts.values()];
}

function missingIn(observation: Observation | undefined, property: string | null): Pick<Discrepancy, 'missing'> {
  if (!observation || 'failed' in observation || property === null) return {};
  const missing = missingFrom(observation.properties, property);
  return missing === undefined ? {} : { missing };
}

const unreadOf = ({
  stack,
  account,
  region,
  logicalId,
  type,
  failed,
}: Observation & { readonly failed: string }): Unread => ({ stack, account, region, logicalId, type, failed });

/** A finding in what is live counts where the template has none: what the template itself lacks is no deviation from it. */
export function discrepancyOf(
  estate: JudgedEstate,
  { outcome, subject, check, property, message }: Evidence,
): readonly Discrepancy[] {
  if (outcome !== 'ineffective' || !subject) return [];
  const { stack, account, region, logicalId, type } = subject;
  const planned = verdictOfTemplate(estate, subject, check);
  if (planned === 'non-compliant') return [];
  return [
    {
      stack,
      account,
      region,
      logicalId,
      type,
      rule: check,
      property: property ?? null,
      obeyed: planned === 'compliant',
      message,
    },
  ];
}

/** Undefined for checks of what no template says. A template is as it is planned. */
function verdictOfTemplate(
  estate: JudgedEstate,
  { stack, logicalId, type }: Subject,
  check: string,
): Verdict['outcome'] | undefined {
  if (check === AS_PLANNED) return 'compliant';
  const rule = awsRules.find(({ id }) => id === check);
  const resource = estate.templates
    .filter((template) => estate.originOf(template).stack === stack)
    .map((template) => template.find(logicalId))
    .find((found) => found?.type === type);
  return rule && resource && verdictOf(rule, resource).outcome;
}

/** What the emulator had lost and stands there now is another finding. */
const keyOf = (one: Discrepancy): string => [placeKey(one), one.rule, one.property, one.missing].join('\u0000');

/** What deviates now and did not when it was made: somebody changed it since. */
export function since(now: readonly Discrepancy[], then: readonly Discrepancy[]): readonly Discrepancy[] {
  const known = new Set(then.map(keyOf));
  return now.filter((one) => !known.has(keyOf(one)));
}

/** How many resources of a type lost a property. */
export interface DroppedProperty {
  readonly type: string;
  readonly property: string;
  readonly resources: number;
}

/** What the template says and the live resource has not, by type and top-level property, in the alphabet's order. */
export function droppedProperties(discrepancies: readonly Discrepancy[]): readonly DroppedProperty[] {
  const resources = new Map<string, Set<string>>();
  for (const one of discrepancies) {
    if (!one.obeyed || one.property === null) continue;
    const key = `${one.type} ${one.property.split('.')[0]}`;
    resources.set(key, (resources.get(key) ?? new Set()).add(placeKey(one)));
  }
  return [...resources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { size }]) => {
      const [type = '', property = ''] = key.split(' ');
      return { type, property, resources: size };
    });
}
