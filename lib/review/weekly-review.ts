import { type LoggedEvent, valuesAt } from '../../constructs/nag/event-values';
import { fires, parsePattern } from '../../constructs/nag/filter-pattern';
import { plain } from '../../constructs/session-reconciliation/people';
import type { Bilingual } from '../../constructs/standard/bilingual';
import type { DetectionPlace } from '../../constructs/trail-alarms/detection';
import { detectionsIn } from '../../constructs/trail-alarms/detections';
import { patternsOf } from '../../constructs/trail-alarms/pattern';
import type { ApprovalRow, GapRow, IndexRows, RecordingRow } from '../trace/index-rows';
import { People } from '../trace/person';
import { eventOf, readTrail, type TrailEvent } from '../trace/trail-files';

/** A week, from a moment to before another, in ISO 8601. */
export interface Week {
  readonly from: string;
  readonly until: string;
}

/** An event of the trail that a detection looks for. */
export interface Entry extends Pick<TrailEvent, 'id' | 'at' | 'action' | 'account' | 'region' | 'refused'> {
  readonly detection: string;
  readonly title: Bilingual;
  /** Empty where no identity is a person's. */
  readonly person: string;
}

/** What is reviewed: all entries of a week that carry a high risk. */
export interface WeeklyReview extends Week {
  readonly kind: 'audit-log-review';
  /** What selected the entries: the catalogue of detections, each by its id. */
  readonly selectedBy: readonly string[];
  readonly entries: readonly Entry[];
  readonly sessions: readonly RecordingRow[];
  readonly approvals: readonly ApprovalRow[];
  readonly commandAlerts: readonly { readonly session: string; readonly text: string }[];
  /** Those found in the week, and all that are open. */
  readonly gaps: readonly GapRow[];
  /** Files of the trail that could not be read. */
  readonly unreadable: readonly string[];
}

const WEEK_MS = 7 * 86_400_000;

/** The seven days before a day. */
export const weekBefore = (day: string): Week => ({
  from: new Date(Date.parse(day) - WEEK_MS).toISOString(),
  until: new Date(Date.parse(day)).toISOString(),
});

/**
 * Gathers what a review of a week is about. Detections that want several matches take part with none: a single match of those is no news,
 * and their alarm is an entry of the alarm's history.
 */
export function weeklyReview(trail: string, rows: IndexRows, week: Week, place: DetectionPlace): WeeklyReview {
  const detections = detectionsIn(place.partition).filter(({ count }) => count === undefined);
  const patterns = detections.map((detection) => ({
    detection,
    expressions: patternsOf(detection.when(place), detection.id).map(parsePattern),
  }));
  const all: TrailEvent[] = [];
  const found: { readonly event: TrailEvent; readonly detection: (typeof detections)[number] }[] = [];
  const unreadable = readTrail(trail, (record) => {
    const event = eventOf(record);
    if (!isIn(event.at, week)) return;
    if (event.gave !== undefined) all.push(event);
    for (const { detection, expressions } of patterns) {
      const matches = expressions.some(
        (expression) => fires(expression, (selector) => valuesAt(record as LoggedEvent, selector)) === true,
      );
      if (matches) found.push({ event, detection });
    }
  });
  const people = new People(all);
  const entries = found.map(({ event, detection }): Entry => {
    const { id, at, action, account, region, refused } = event;
    const person = people.of(event).person ?? '';
    return { detection: detection.id, title: detection.title, id, at, action, account, region, refused, person };
  });
  const sessions = rows.recordings.filter(({ began }) => isIn(began, week));
  const managed = new Set(sessions.map((one) => one.managed));
  const recorded = new Set(sessions.map(({ session }) => session));
  return {
    kind: 'audit-log-review',
    ...week,
    selectedBy: detections.map(({ id }) => id),
    entries: sorted(entries, ({ at, id, detection }) => `${at} ${id} ${detection}`),
    sessions: sorted(sessions, ({ began, session }) => `${began} ${session}`),
    approvals: rows.approvals.filter((one) => managed.has(one.managed)),
    commandAlerts: rows.contents
      .filter(({ session }) => recorded.has(session))
      .flatMap(({ session, alerts }) => alerts.map(({ text }) => ({ session, text }))),
    gaps: rows.gaps.filter(({ found: since, by }) => isIn(since, week) || (by === '' && since < week.until)),
    unreadable,
  };
}

/** Whether somebody took part in what is reviewed: such a person cannot review it. */
export function tookPart(reviewer: string, { entries, sessions, approvals, gaps }: WeeklyReview): boolean {
  const people = [
    ...entries.map(({ person }) => person),
    ...sessions.map(({ person }) => person),
    ...approvals.map(({ by }) => by.split(':').at(-1) ?? ''),
    ...gaps.map(({ by }) => by),
  ];
  return people.map(plain).includes(plain(reviewer));
}

const isIn = (at: string, { from, until }: Week): boolean => {
  const moment = Date.parse(at);
  return moment >= Date.parse(from) && moment < Date.parse(until);
};

const sorted = <Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] =>
  [...items].sort((one, other) => (key(one) < key(other) ? -1 : 1));
