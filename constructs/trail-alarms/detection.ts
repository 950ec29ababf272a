import type { PartitionName } from '../partition';
import type { Bilingual, FacetId } from '../standard';
import type { Term } from './term';

/** Where a detection looks. */
export interface DetectionPlace {
  /** The landing zone's name. */
  readonly name: string;
  readonly partition: PartitionName;
}

/** When matches become an alarm, where a single one would be no news. */
export interface Count {
  /** So many matches raise the alarm. */
  readonly atLeast: number;
  /** In so many minutes, by the time of delivery. At most 5, or the alarm would come late. */
  readonly minutes: number;
  /** Why so many. */
  readonly because: Bilingual;
}

/** What is looked for on the trail. The event that matches is found in the log group by the alarm's filter pattern. */
export interface Detection {
  /** Kebab case. The alarm is `<name>-<id>`. */
  readonly id: string;
  /** What has happened, in a few words. */
  readonly title: Bilingual;
  /**
   * The same where China has something else to watch.
   * @default - the title
   */
  readonly titleInChina?: Bilingual;
  /** What it sees, and what it does not. */
  readonly sight: Bilingual;
  /** The criteria that it serves. */
  readonly facets: readonly FacetId[];
  /** Published techniques of attack whose events raise it, by their id in Stratus Red Team. */
  readonly techniques?: readonly string[];
  /** @default - both */
  readonly partitions?: readonly PartitionName[];
  /** @default - the first match raises the alarm, by the minute */
  readonly count?: Count;
  /** Any of the terms is enough. */
  readonly when: (place: DetectionPlace) => readonly Term[];
}

/** What the alarm of a detection says has happened. */
export const titleIn = (partition: PartitionName, { title, titleInChina }: Detection): Bilingual =>
  partition === 'aws-cn' ? (titleInChina ?? title) : title;
