import { mapping } from '../../../constructs/standard/mapping';
import { longestAgeDaysOf, recordKindOf, records as recordKinds } from '../../../constructs/standard/records';
import { daysBetween } from '../calendar';
import type { Fault } from '../problem';
import type { ConfigRecord } from '../schema';
import { check, type DocumentReading, duplicates, unknownReferences } from './check';

/** Every rule of both clouds, as the mapping to the standard names them: the rules themselves need not be loaded. */
const ruleNames: readonly string[] = [...new Set(Object.values(mapping).flatMap(({ rules = [] }) => rules))];

/** AWS admits 50 tags to a resource; the landing zone's own need up to ten. */
const MOST_TAGS = 40;

const exceptionsHold = check(['exceptions'], function* ({ exceptions }, { asOf }) {
  const named = exceptions.map(({ id }, index) => ({ path: ['exceptions', index, 'id'], value: id }));
  yield* duplicates(named, 'duplicate-exception', { en: 'exception id', zh: '例外编号' });
  const references = exceptions.map(({ check: name }, index) => ({
    path: ['exceptions', index, 'check'],
    name,
    kind: { en: 'rule', zh: '规则' },
    known: ruleNames,
    collection: ['exceptions'],
    requirement: '9.1/b' as const,
  }));
  // the rules are the catalogue's, not a list in the file
  for (const { lacks: _, ...fault } of unknownReferences(references)) yield fault;
  for (const [index, exception] of exceptions.entries()) {
    if (exception.expires >= asOf) continue;
    yield {
      code: 'expired-exception',
      path: ['exceptions', index, 'expires'],
      message: {
        en: `was ${exception.expires}: the exception "${exception.id}" has expired`,
        zh: `为 ${exception.expires}，例外“${exception.id}”已过期`,
      },
      mend: {
        en: 'Mend the finding and remove the exception, or let its owner accept the risk again.',
        zh: '请整改并删除该例外，或由责任人重新接受风险。',
      },
    };
  }
});

const recordsApproved = check(['records'], function* ({ records }, context) {
  const known = recordKinds.map(({ id }): string => id);
  const references = records.map(({ id }, index) => ({
    path: ['records', index, 'id'],
    name: id,
    kind: { en: 'kind of record', zh: '记录类型' },
    known,
    collection: ['records'],
    requirement: '7.5.2/control' as const,
  }));
  // the kinds are the catalogue's, not a list in the file
  for (const { lacks: _, ...fault } of unknownReferences(references)) yield fault;
  for (const [index, record] of records.entries()) {
    yield* documentFaults(record, index, context.document(record.file));
    yield* approvalFaults(record, index, context.asOf);
  }
});

function* documentFaults(record: ConfigRecord, index: number, reading: DocumentReading): Iterable<Fault> {
  if ('unreadable' in reading) {
    yield { ...control, ...reading.unreadable, path: ['records', index, 'file'] };
    return;
  }
  if (reading.blank) {
    yield {
      ...control,
      code: 'empty-document',
      path: ['records', index, 'file'],
      message: { en: 'is empty: it shows nothing', zh: '为空，不能证明任何事项' },
      mend: { en: 'Give the document that was approved, and its hash.', zh: '请给出经批准的文件及其哈希。' },
    };
    return;
  }
  if (reading.sha256 === record.sha256) return;
  yield {
    ...control,
    code: 'changed-document',
    path: ['records', index, 'sha256'],
    message: {
      en: `is not the hash of ${record.file}: the document is not the one that was approved`,
      zh: `与 ${record.file} 的哈希不符，文件并非经批准的版本`,
    },
    mend: {
      en: `Let it be approved again, then write ${reading.sha256}.`,
      zh: `请重新批准，然后写 ${reading.sha256}。`,
    },
  };
}

function* approvalFaults(record: ConfigRecord, index: number, asOf: string): Iterable<Fault> {
  const path = ['records', index];
  if (record.approver.toLowerCase() === record.owner.toLowerCase()) {
    yield {
      ...control,
      code: 'self-approved',
      path: [...path, 'approver'],
      message: { en: 'is the owner: nobody approves their own document', zh: '与责任人相同，不得批准自己编写的文件' },
      mend: { en: 'Let somebody else approve it.', zh: '请由他人批准。' },
    };
  }
  if (record.issued > asOf) {
    yield {
      ...control,
      code: 'future-date',
      path: [...path, 'issued'],
      message: { en: `is ${record.issued}, a day to come`, zh: `为 ${record.issued}，尚未到来` },
      mend: { en: 'Give the day of approval.', zh: '请给出批准日期。' },
    };
  }
  if (record.reviewBy <= record.issued) {
    yield {
      ...control,
      code: 'review-before-issue',
      path: [...path, 'reviewBy'],
      message: {
        en: `is ${record.reviewBy}, not after the day of approval`,
        zh: `为 ${record.reviewBy}，不晚于批准日期`,
      },
      mend: { en: 'Give the day by which it must be reviewed.', zh: '请给出应评审的日期。' },
    };
  } else if (record.reviewBy < asOf) {
    yield {
      ...control,
      severity: 'warning',
      code: 'review-overdue',
      path: [...path, 'reviewBy'],
      message: {
        en: `was ${record.reviewBy}: the record counts as expired`,
        zh: `为 ${record.reviewBy}，该记录视为过期`,
      },
      mend: {
        en: 'Review the document, let it be approved, and give the new dates.',
        zh: '请评审并重新批准，然后更新日期。',
      },
    };
  } else if (daysBetween(record.issued, record.reviewBy) > longestAge(record)) {
    yield {
      ...control,
      severity: 'warning',
      code: 'review-too-late',
      path: [...path, 'reviewBy'],
      message: {
        en: `is more than ${longestAge(record)} days after approval, the age to which such a record counts`,
        zh: `距批准日超过 ${longestAge(record)} 天，超出此类记录的有效期`,
      },
      mend: { en: 'Give an earlier day.', zh: '请给出更早的日期。' },
    };
  }
}

function longestAge({ id }: ConfigRecord): number {
  const kind = recordKindOf(id);
  return kind ? longestAgeDaysOf(kind) : Number.POSITIVE_INFINITY;
}

const control = { requirement: '7.5.2/control' } as const;

const tagsFit = check(['tags'], function* ({ tags }) {
  const count = Object.keys(tags).length;
  if (count <= MOST_TAGS) return;
  yield {
    code: 'too-many-tags',
    path: ['tags'],
    at: 'key',
    message: { en: `are ${count}, more than ${MOST_TAGS}`, zh: `共 ${count} 个，超过 ${MOST_TAGS} 个` },
    mend: {
      en: 'Remove some: a resource carries at most 50, ours among them.',
      zh: '请减少标签，每个资源至多 50 个（含本产品的标签）。',
    },
  };
});

export const assuranceChecks = [exceptionsHold, recordsApproved, tagsFit];
