import { GLOBAL_SERVICES } from '../../../constructs/guardrails/global-services';
import { peoplesRoles } from '../../../constructs/guardrails/platform-roles';
import type { Spared } from '../../../constructs/nag/demands';
import { type PartitionName, packageBuckets } from '../../../constructs/partition';
import type { PolicyStatement } from './model';
import type { CircumstanceOpening, Opening } from './openings';
import type { Scene } from './scene';

/** What declares openings. */
export interface Declaration {
  readonly scene: Pick<Scene, 'name' | 'partition'>;
  /** Of the configuration; where none says whom it spares, whatever it could name counts as named. */
  readonly spared: Spared | undefined;
}

/** Whether the configuration names what an opening lets through, or it is one that every landing zone has. */
export function isDeclared(opening: Opening, statement: PolicyStatement, declaration: Declaration): boolean {
  switch (opening.kind) {
    case 'circumstance':
      return opening.spared === undefined ? isConfined(opening, declaration) : isSpared(opening, declaration);
    case 'action':
      return (
        statement.conditions.some(({ key }) => key.toLowerCase() === REGION) &&
        GLOBAL_SERVICES[declaration.scene.partition].includes(opening.pattern)
      );
    case 'resource':
      return declaration.spared === undefined || bucketsOfAws(declaration).includes(opening.pattern);
    default:
      return false;
  }
}

const REGION = 'aws:requestedregion';

const bucketsOfAws = ({ scene: { partition }, spared }: Declaration): readonly string[] =>
  (spared?.regions ?? []).flatMap(packageBuckets).map((bucket) => `arn:${partition}:s3:::${bucket}/*`);

/** A value that a key may be spared by. */
function isSpared(opening: CircumstanceOpening, declaration: Declaration): boolean {
  const { condition, spared: value = '' } = opening;
  const name = condition.key.toLowerCase();
  if (ALWAYS_SPARED[name]?.(declaration.scene.partition).includes(value)) return true;
  return isNamed(opening, declaration) && !OF_SOME_ATTACKS.has(name);
}

/**
 * Whether the configuration names what an opening lets through, but for the sake of attacks alone that say something of its key:
 * whatever else is attacked can be attacked from allowed regions, expected networks and those of central endpoints.
 */
export const isDeclaredForSome = (opening: Opening, declaration: Declaration): opening is CircumstanceOpening =>
  opening.kind === 'circumstance' &&
  OF_SOME_ATTACKS.has(opening.condition.key.toLowerCase()) &&
  isNamed(opening, declaration);

const OF_SOME_ATTACKS: ReadonlySet<string> = new Set(['aws:requestedregion', 'aws:sourceip', 'aws:sourcevpc']);

function isNamed({ condition, spared: value }: CircumstanceOpening, { spared }: Declaration): boolean {
  const kind = NAMED_BY_CONFIGURATION[condition.key.toLowerCase()];
  if (value === undefined || kind === undefined) return false;
  return spared === undefined || [spared[kind] ?? []].flat().includes(value);
}

/** Which of what a configuration names a key may be spared by. */
const NAMED_BY_CONFIGURATION: Readonly<Record<string, keyof Spared>> = {
  'aws:principalarn': 'roles',
  'aws:principalaccount': 'accounts',
  'aws:principalorgid': 'organizationId',
  [REGION]: 'regions',
  'aws:resourceaccount': 'accounts',
  'aws:resourceorgid': 'organizationId',
  'aws:sourceaccount': 'accounts',
  'aws:sourceip': 'networks',
  'aws:sourceorgid': 'organizationId',
  'aws:sourcevpc': 'endpointNetworks',
  'aws:vpceaccount': 'accounts',
  'aws:vpceorgid': 'organizationId',
};

/** What is spared in every landing zone: one's own account, the network in which an instance stands, EC2 in an instance's name. */
const ALWAYS_SPARED: Readonly<Record<string, (partition: PartitionName) => readonly string[]>> = {
  'aws:principalarn': (partition) => [`arn:${partition}:iam::*:role/aws:ec2-infrastructure`],
  'aws:resourceaccount': () => ['${aws:PrincipalAccount}'],
  'aws:sourcevpc': () => ['${aws:Ec2InstanceSourceVpc}'],
};

/** What a refusal may be confined to, by its key: to people, to root users, to services or to all but them. */
function isConfined({ condition: { operator, key, values } }: CircumstanceOpening, { scene }: Declaration): boolean {
  const name = key.toLowerCase();
  if (operator === 'Null') return ABSENT_FOR_SOME.has(name) && values.every((value) => value === 'false');
  const root = `arn:${scene.partition}:iam::*:root`;
  const confined: Readonly<Record<string, readonly string[]>> = {
    'aws:principalarn': [root, ...peoplesRoles(scene)],
    'aws:principalisawsservice': ['true', 'false'],
  };
  return values.every((value) => confined[name]?.includes(value) ?? false);
}

/** Keys that requests lack of which a refusal says nothing: those through an endpoint have no address, some services name no owner. */
const ABSENT_FOR_SOME: ReadonlySet<string> = new Set(['aws:resourceaccount', 'aws:sourceip']);
