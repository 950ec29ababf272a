import { type Bilingual, facets, requirements } from '../../constructs/standard';
import { mapping, recordsFor } from '../../constructs/standard/mapping';
import { longestAgeDaysOf, recordKindOf } from '../../constructs/standard/records';
import type { Evidence } from './evidence';

/** A record that the organisation supplies, as the configuration has checked it. */
export interface RecordEntry {
  /** Id of the kind of record, such as `risk-register`. */
  readonly id: string;
  readonly file: string;
  readonly version: string;
  readonly owner: string;
  readonly approver: string;
  /** Day of approval, `YYYY-MM-DD`. */
  readonly issued: string;
  /** Day by which it must be reviewed, `YYYY-MM-DD`. */
  readonly reviewBy: string;
}

/** What the records that the configuration names show: `valid`, or `expired` once past their review. */
export function recordEvidence(records: readonly RecordEntry[], asOf: string): readonly Evidence[] {
  return records.map((record) => {
    const until = lastDayOf(record);
    const expired = until < asOf;
    const { facets: ofFacets, requirements: ofRequirements } = shownBy(record.id);
    return {
      kind: 'record',
      check: record.id,
      outcome: expired ? 'expired' : 'valid',
      subject: null,
      message: {
        en: `${record.file}, version ${record.version}, owned by ${record.owner}, approved by ${record.approver}, ${expired ? 'held until' : 'holds until'} ${until}`,
        zh: `${record.file}，版本 ${record.version}，责任人 ${record.owner}，批准人 ${record.approver}，${expired ? '已于下列日期失效：' : '有效期至'} ${until}`,
      },
      requirements: ofRequirements,
      facets: ofFacets,
    };
  });
}

/** A record by the name that people know and its id: `Risk register (risk-register)`. */
export function recordName(id: string): Bilingual {
  const title = recordKindOf(id)?.title;
  return title ? { en: `${title.en} (${id})`, zh: `${title.zh}（${id}）` } : { en: id, zh: id };
}

const DAY_MS = 86_400_000;

/** A record holds until its review is due, and no longer than its kind may be old. */
function lastDayOf({ id, issued, reviewBy }: RecordEntry): string {
  const kind = recordKindOf(id);
  if (!kind) return reviewBy;
  const oldest = new Date(Date.parse(issued) + longestAgeDaysOf(kind) * DAY_MS).toISOString().slice(0, 10);
  return oldest < reviewBy ? oldest : reviewBy;
}

function shownBy(record: string): Pick<Evidence, 'facets' | 'requirements'> {
  const ofFacets = facets.filter((facet) => mapping[facet.id].records?.includes(record));
  const named = requirements.filter((requirement) => recordsFor(requirement.id).includes(record)).map(({ id }) => id);
  return {
    facets: ofFacets.map(({ id }) => id),
    requirements: [...new Set([...ofFacets.map(({ requirement }) => requirement), ...named])],
  };
}
