import { isAt, type Place } from '../../../constructs/nag/event-buses';
import { isObject } from '../../../constructs/nag/intrinsics';
import type { Rule } from '../../../constructs/nag/rule';
import { hostCommandAudit } from '../../../constructs/nag/rules/compute/host-command-audit';
import { unlessBastion, userDataOf } from '../../../constructs/nag/rules/compute/launch';
import { isHandler } from '../../../constructs/nag/rules/functions/handlers';
import { sessionReconciliationSchedule } from '../../../constructs/nag/rules/functions/session-reconciliation-schedule';
import { trailLogValidation } from '../../../constructs/nag/rules/logging/trail-log-validation';
import { trailManagementEvents } from '../../../constructs/nag/rules/logging/trail-management-events';
import { trailMultiRegion } from '../../../constructs/nag/rules/logging/trail-multi-region';
import { sessionStartsTold } from '../../../constructs/nag/rules/sessions/session-starts-told';
import { s3LogRetention } from '../../../constructs/nag/rules/storage/s3-log-retention';
import { s3ObjectLock } from '../../../constructs/nag/rules/storage/s3-object-lock';
import type { Resource } from '../../../constructs/nag/template';
import { CONTROL_INDEX } from '../../../constructs/session-control/names';
import { INDEX_KEYS } from '../../../constructs/session-index/names';
import type { Bilingual } from '../../../constructs/standard';

/** What was found of a source: what it lacks, and what nobody decides before a session starts. */
interface Found {
  readonly lacking?: readonly Bilingual[];
  readonly open?: readonly Bilingual[];
  /** What it speaks of. @default - the document */
  readonly at?: Resource | undefined;
}

/** Something that the trace of an operation reads. */
export interface Source {
  readonly title: Bilingual;
  /** What of it leads to the others. */
  readonly joinedBy: Bilingual;
  /**
   * @param document with which sessions start
   * @throws Unresolved where deployment alone decides
   */
  readonly look: (document: Resource) => Found;
}

const TABLE = 'Environment.Variables.TABLE';
const SECONDS_TO_LIVE = 'TimeToLiveSpecification.Enabled';

/** In the order of the chain, from the request to what was changed. */
export const SOURCES: readonly Source[] = [
  {
    title: { en: 'request and approval', zh: '申请与审批' },
    joinedBy: { en: 'the id of the approval, which the recording names', zh: '录像所载审批编号' },
    look: approvals,
  },
  {
    title: { en: 'starts of sessions', zh: '会话启动' },
    joinedBy: { en: "Session Manager's id and the id of the event", zh: 'Session Manager 会话编号与事件编号' },
    look: starts,
  },
  {
    title: { en: 'the index of sessions', zh: '会话索引' },
    joinedBy: { en: 'the session', zh: '会话编号' },
    look: (document) => lacksOf(reconciliationsOf(document), NO_RECONCILIATION, (one) => tableLacks(indexOf(one))),
  },
  {
    title: { en: 'recordings', zh: '会话录像' },
    joinedBy: {
      en: "Session Manager's id, without which no session is recorded or begins",
      zh: 'Session Manager 会话编号（缺失则会话不启动）',
    },
    look: recordings,
  },
  {
    title: { en: 'commands', zh: '命令事件' },
    joinedBy: { en: 'the recording in which they stand', zh: '所在录像' },
    look: (document) =>
      lacksOf(hostsOf(document), NO_HOST, (host) => unless(complies(hostCommandAudit, host), NO_COMMANDS)),
  },
  {
    title: { en: 'changes', zh: '资源变更' },
    joinedBy: {
      en: "the person, by source identity or the credentials' own event, and the time",
      zh: '人员（源身份或凭证发放事件）与时间',
    },
    look: changes,
  },
];

const complies = (rule: Rule, resource: Resource): boolean => rule.judge(resource).outcome === 'compliant';

const unless = (holds: boolean, lacking: Bilingual): readonly Bilingual[] => (holds ? [] : [lacking]);

/** What is lacking of each; that there is none, where there is none. */
function lacksOf(
  found: readonly Resource[],
  none: Bilingual,
  lacks: (one: Resource) => readonly Bilingual[],
): { readonly lacking: readonly Bilingual[] } {
  return { lacking: found.length === 0 ? [none] : found.flatMap(lacks) };
}

const NO_RECONCILIATION: Bilingual = {
  en: 'no reconciliation writes what is known of a session',
  zh: '没有核对函数写入会话信息',
};
const NO_HOST: Bilingual = { en: 'no host of the bastion records', zh: '没有堡垒机主机进行录制' };
const NO_COMMANDS: Bilingual = {
  en: 'the host does not run the recorder of the release, or nobody hears of it',
  zh: '主机未运行本版本录制器，或无人获知其警示',
};

/** The reconciliations of sessions in the region of a document. */
const reconciliationsOf = ({ template }: Resource): readonly Resource[] =>
  template.estate
    .ofType('AWS::Lambda::Function')
    .filter((one) => isHandler(one, 'session-reconciliation') && isIn(one, template.environment));

const isIn = ({ template }: Resource, { region }: Place): boolean => template.environment.region === region;

const indexOf = (reconciliation: Resource): Resource | undefined => reconciliation.referent(TABLE);

const hostsOf = ({ template }: Resource): readonly Resource[] =>
  template.estate
    .ofType('AWS::EC2::LaunchTemplate')
    .filter((host) => unlessBastion(host) === undefined && isAt(host.template, template.environment));

/** What is kept in a table has no end of its own, and is not deleted with it. */
function tableLacks(table: Resource | undefined): readonly Bilingual[] {
  if (table?.type !== 'AWS::DynamoDB::Table') {
    return [{ en: 'the table that is written is in no template', zh: '写入的表不在模板中' }];
  }
  const keys = table.list('KeySchema').map((_, index) => table.text(`KeySchema.${index}.AttributeName`));
  return [
    ...unless(keys.join() === [INDEX_KEYS.session, INDEX_KEYS.entry].join(), {
      en: `the key of ${table.id} is not the session`,
      zh: `${table.id} 的主键不是会话编号`,
    }),
    ...keptLacks(table),
  ];
}

function keptLacks(table: Resource): readonly Bilingual[] {
  return [
    ...unless(table.flag(SECONDS_TO_LIVE) !== true, {
      en: `entries of ${table.id} expire (TimeToLiveSpecification)`,
      zh: `${table.id} 的条目会过期（TimeToLiveSpecification）`,
    }),
    ...unless(table.flag('DeletionProtectionEnabled') === true, {
      en: `${table.id} can be deleted`,
      zh: `${table.id} 可被删除`,
    }),
    ...unless(table.flag('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled') === true, {
      en: `${table.id} cannot be restored`,
      zh: `${table.id} 无法恢复`,
    }),
  ];
}

const bucketLacks = (bucket: Resource): readonly Bilingual[] =>
  unless(complies(s3ObjectLock, bucket) && complies(s3LogRetention, bucket), {
    en: `${bucket.id} does not lock what it holds for as long as logs are kept`,
    zh: `${bucket.id} 未按日志留存期锁定其内容`,
  });

/** What a schedule tells each run of a reconciliation. */
function termsOf(reconciliation: Resource): Readonly<Record<string, unknown>> {
  for (const schedule of reconciliation.template.ofType('AWS::Events::Rule')) {
    const place = schedule
      .places('Targets')
      .find((target) => schedule.referent(`${target}.Arn`) === reconciliation && schedule.has('ScheduleExpression'));
    const terms: unknown = place === undefined ? undefined : parsed(schedule.text(`${place}.Input`));
    if (isObject(terms)) return terms;
  }
  return {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Where approvals are given, and found by the reconciliation, which carries them into the index: there they are kept, while those that
 * have lapsed go. Whether there is one is open where none is asked for.
 */
function approvals(document: Resource): Found {
  const found = reconciliationsOf(document).map(termsOf);
  const [terms] = found;
  if (!terms) return { lacking: [NO_RECONCILIATION] };
  const store = document.template.estate
    .ofType('AWS::DynamoDB::Table')
    .find(
      (table) => table.text('TableName') === terms['control'] && isAt(table.template, document.template.environment),
    );
  const lacking = store ? controlLacks(store) : [NO_APPROVALS];
  return { lacking, open: unless(isObject(terms['terms']) && terms['terms']['approval'] === 'required', NOT_ASKED) };
}

const NO_APPROVALS: Bilingual = { en: 'no table of the account keeps approvals', zh: '该账号没有保存审批的表' };

const NOT_ASKED: Bilingual = {
  en: 'the configuration does not ask for approvals: a session may start without one, and without a reason, and its record then lacks both',
  zh: '配置未要求审批：会话可在无审批、无事由的情况下启动，其记录将缺少这两环',
};

const controlLacks = (store: Resource): readonly Bilingual[] =>
  unless(
    store.places('GlobalSecondaryIndexes').some((index) => store.text(`${index}.IndexName`) === CONTROL_INDEX),
    { en: `${store.id} is not found by person`, zh: `${store.id} 无法按人员检索` },
  );

/** Each start is told of, and written into the table by the reconciliation. */
function starts(document: Resource): Found {
  const told = unless(complies(sessionStartsTold, document), {
    en: 'nobody is told that a session has started',
    zh: '会话启动无人获知',
  });
  const { lacking } = lacksOf(reconciliationsOf(document), NO_RECONCILIATION, (one) =>
    unless(hearsOfStarts(one), { en: `${one.id} hears of no start`, zh: `${one.id} 未接收会话启动事件` }),
  );
  return { lacking: [...told, ...lacking] };
}

const hearsOfStarts = (reconciliation: Resource): boolean =>
  reconciliation.template
    .ofType('AWS::Events::Rule')
    .some(
      (rule) =>
        (rule.literal('State') ?? 'ENABLED') === 'ENABLED' &&
        rule.text('EventPattern').includes('"StartSession"') &&
        rule.places('Targets').some((target) => rule.referent(`${target}.Arn`) === reconciliation),
    );

const STORE = /"store_url": "https:\/\/([^/"]+)\.s3[.-][^/"]+"/;

/** Hosts store into a bucket that locks, an index looks at it and writes into the table, and no session begins but through Session Manager. */
function recordings(document: Resource): Found {
  return lacksOf(hostsOf(document), NO_HOST, (host) => {
    const script = userDataOf(host);
    const [, name] = STORE.exec(script) ?? [];
    const bucket = host.template.estate.ofType('AWS::S3::Bucket').find((one) => one.text('BucketName') === name);
    if (!bucket) return [{ en: 'no bucket of the templates takes recordings', zh: '模板中没有接收录像的存储桶' }];
    return [
      ...bucketLacks(bucket),
      ...unless(script.includes('"managed": "required"'), {
        en: 'a session is recorded that Session Manager does not know',
        zh: '会话可在 Session Manager 之外被录制',
      }),
      ...unless(isIndexed(bucket, document), {
        en: `nothing writes recordings of ${bucket.id} into the index of sessions`,
        zh: `没有函数将 ${bucket.id} 的录像写入会话索引`,
      }),
    ];
  });
}

const isIndexed = (bucket: Resource, document: Resource): boolean => {
  const tables = reconciliationsOf(document).map(indexOf);
  return bucket.template
    .ofType('AWS::Lambda::Function')
    .some(
      (one) =>
        isHandler(one, 'session-index') &&
        one.text('Environment.Variables.BUCKET') === bucket.text('BucketName') &&
        tables.includes(one.referent(TABLE)) &&
        complies(sessionReconciliationSchedule, one),
    );
};

const WHOLE_TRAIL = [trailMultiRegion, trailManagementEvents, trailLogValidation];

/** A trail records all management events of every region, and its files are locked. */
function changes({ template: { estate } }: Resource): Found {
  const whole = estate
    .ofType('AWS::CloudTrail::Trail')
    .filter((trail) => WHOLE_TRAIL.every((rule) => complies(rule, trail)));
  const [trail] = whole;
  if (!trail) return { lacking: [{ en: 'no trail records all changes', zh: '没有跟踪记录全部变更' }] };
  const name = trail.text('S3BucketName');
  const at =
    trail.referent('S3BucketName') ?? estate.ofType('AWS::S3::Bucket').find((one) => one.text('BucketName') === name);
  if (at) return { at, lacking: bucketLacks(at) };
  return { at: trail, lacking: [{ en: `${name} is in no template`, zh: `${name} 不在模板中` }] };
}
