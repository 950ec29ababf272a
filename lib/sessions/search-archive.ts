import { inParallel } from '../../constructs/handler-function/runtime/parallel';
import type { IndexedSession } from '../../constructs/session-index/index-item';
import { IndexTable } from '../../constructs/session-index/index-table';
import { sessionIndexName } from '../../constructs/session-index/names';
import type { Contents } from '../../constructs/session-recording/recording/contents';
import { UsageError } from '../commands/io';
import { archiveAddress, lookingAt, told } from './archive';
import { MOST_HITS } from './search-folder';
import {
  type Found,
  fits,
  folded,
  type Hit,
  type NotWhole,
  needlesOf,
  notWholeBeside,
  type SessionQuestion,
} from './session-filter';
import type { SourceOptions } from './source';

const DAY_MS = 86_400_000;

/** In days: the archive is asked a day at a time, and nobody remembers for how long it is kept. */
const USUAL_SPAN = 30;

/** Contents that are fetched at the same time. */
const WIDTH = 16;

/** What a search of the archive found, and which sessions that it looked at are not whole. */
export interface Searched {
  readonly found: readonly Found[];
  readonly notWhole: readonly NotWhole[];
}

/**
 * Looks through the index of the archive, once it is written down who asks what and why.
 * @throws UsageError where the bucket is none of a landing zone, whose index has the name of it
 */
export async function searchArchive(options: SourceOptions, question: SessionQuestion): Promise<Searched> {
  const address = archiveAddress(options.from);
  if (!address.landingZone) {
    throw new UsageError({
      en: `${address.bucket} is not named as the recordings of a landing zone (<name>-recordings-<account>-<region>), and its index is not known. Fetch the recordings, and search the folder.`,
      zh: `${address.bucket} 不符合着陆区录像存储桶命名（<名称>-recordings-<账号>-<区域>），无法确定其索引。请取得录像后在目录中检索。`,
    });
  }
  const asked = Object.entries(question).map(([name, value]) => [name, String(value)]);
  await lookingAt(address, options, { command: 'search', sessions: [], question: Object.fromEntries(asked) });
  const { name, region } = address.landingZone;
  return told(searchTable(new IndexTable(sessionIndexName(name), region), question), options.from);
}

/** Looks through the table. */
export async function searchTable(table: IndexTable, question: SessionQuestion): Promise<Searched> {
  const sessions =
    question.person === undefined ? await ofDays(table, question) : await table.ofPerson(question.person);
  const found = await foundIn(table, sessions, question);
  const ended = sessions.filter(({ stage }) => stage !== 'recording').map((one) => known(one).row);
  return { found, notWhole: notWholeBeside(found, ended, question) };
}

async function foundIn(
  table: IndexTable,
  sessions: readonly IndexedSession[],
  question: SessionQuestion,
): Promise<readonly Found[]> {
  const candidates = sessions.filter(({ row }) => fits(row, question)).map(known);
  if (needlesOf(question).length === 0) return candidates;
  const found: Found[] = [];
  await inParallel(candidates, WIDTH, async (candidate) => {
    const contents = await table.contents(candidate.row.session);
    const hits = contents && hitsIn(contents, question);
    if (hits) found.push({ ...candidate, hits });
  });
  return inOrder(found);
}

const inOrder = (found: readonly Found[]): readonly Found[] =>
  [...found].sort((one, other) => (one.row.session < other.row.session ? -1 : 1));

function known({ row: { contents, ...row }, stage }: IndexedSession): Found {
  return { row: { ...row, truncated: contents.truncated }, hits: [], goesOn: stage === 'recording' };
}

async function ofDays(table: IndexTable, { since, until = Date.now() }: SessionQuestion): Promise<IndexedSession[]> {
  // a session that goes on at midnight began the day before
  const first = (since ?? until - USUAL_SPAN * DAY_MS) - DAY_MS;
  const count = Math.floor(until / DAY_MS) - Math.floor(first / DAY_MS) + 1;
  const days = Array.from({ length: Math.max(0, count) }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, 10),
  );
  const sessions: IndexedSession[] = [];
  await inParallel(days, WIDTH, async (day) => {
    sessions.push(...(await table.ofDay(day)));
  });
  return sessions.sort((one, other) => (one.row.session < other.row.session ? -1 : 1));
}

/** @returns undefined where one of the needles is not found */
function hitsIn(contents: Contents, question: SessionQuestion): readonly Hit[] | undefined {
  const found = needlesOf(question).map(({ text, kinds }) =>
    kinds
      .flatMap((kind) => contents[kind].map(({ at, text: said }) => ({ at, kind, text: said })))
      .filter((hit) => folded(hit.text).includes(text)),
  );
  if (found.some((hits) => hits.length === 0)) return undefined;
  const each = new Map(found.flat().map((hit) => [`${hit.kind} ${hit.at} ${hit.text}`, hit]));
  return [...each.values()].sort((one, other) => one.at - other.at).slice(0, MOST_HITS);
}
