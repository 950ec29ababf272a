/** `real`: a service of the emulator has it; `recorded`: CloudFormation alone knows it; `refused`: it was not made. */
export type Standing = 'real' | 'recorded' | 'refused';

export type StandingCounts = Readonly<Record<Standing, number>>;

/** A property that the emulator dropped, and how many resources lost it. */
export interface DroppedCount {
  /** As the template spells it, the top level alone. */
  readonly property: string;
  readonly resources: number;
}

/** What stands behind the resources of a type, and what they lost. */
export interface StandingOfType {
  readonly type: string;
  readonly counts: StandingCounts;
  /** How many were read back and compared: none of a type without a reader, of which nothing dropped means nothing known. */
  readonly read: number;
  readonly dropped: readonly DroppedCount[];
}

/** What stood behind a landing zone in the local cloud when it was last deployed: never a word on production. */
export interface LocalCloud {
  /** When the deployment ended, in ISO 8601. */
  readonly deployedAt: string;
  /** How many resources were read back and compared with the templates, and how many could not be. */
  readonly read: number;
  readonly unread: number;
  /** In the alphabet's order. */
  readonly types: readonly StandingOfType[];
}

/** All types together. */
export function totalOf(types: readonly Pick<StandingOfType, 'counts'>[]): StandingCounts {
  const sum = (standing: Standing): number => types.reduce((total, { counts }) => total + counts[standing], 0);
  return { real: sum('real'), recorded: sum('recorded'), refused: sum('refused') };
}

export const resourcesIn = ({ real, recorded, refused }: StandingCounts): number => real + recorded + refused;

/** How many of a hundred resources stand behind a real API of the emulator, rounded down; 0 where there are none. */
export function realPercent(counts: StandingCounts): number {
  const all = resourcesIn(counts);
  return all === 0 ? 0 : Math.floor((100 * counts.real) / all);
}
