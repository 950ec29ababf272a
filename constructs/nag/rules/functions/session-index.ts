import { isAt } from '../../event-buses';
import { finding } from '../../findings';
import type { Finding } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { firstMatchFindings, lateFindings } from '../logging/alarm-chain';
import { opensSessions } from '../sessions/session-document';
import { type Heard, isHandler, onSilence, onSomething } from './handlers';
import type { Scheduled } from './scheduled';

/** The function that looks at recordings, and the variables that say where they are, what it writes to, and who signs them. */
const INDEX = 'session-index';
const [TABLE, BUCKET, KEYS] = ['TABLE', 'BUCKET', 'SIGNING_KEYS'].map((name) => `Environment.Variables.${name}`) as [
  string,
  string,
  string,
];

const FUNCTION = 'AWS::Lambda::Function';
const MAPPING = 'AWS::Lambda::EventSourceMapping';

/** The end of a recording is found by a sweep: one that lasts longer would count as late at the reconciliation. */
const LONGEST_INTERVAL_MINUTES = 5;
const LONGEST_SILENCE_MINUTES = 24 * 60;

const unalarmed = (en: string, zh: string): Finding => finding('AWS::CloudWatch::Alarm', en, zh);

const HEARD: readonly Heard[] = [
  {
    event: 'recording-not-whole',
    by: onSomething,
    missing: unalarmed(
      'on recordings that are not whole is missing: nobody hears of one that was tampered with',
      '缺少针对录像不完整的告警：无人获知录像被篡改',
    ),
    more: firstMatchFindings,
  },
  {
    event: 'recording-gone',
    by: onSomething,
    missing: unalarmed('on recordings that are gone is missing', '缺少针对录像丢失的告警'),
    more: firstMatchFindings,
  },
  {
    event: 'swept',
    by: onSilence,
    missing: unalarmed(
      'on its sweeps is missing: an index that stays away is not noticed',
      '缺少针对巡查的告警：索引未执行时无人知晓',
    ),
    more: (alarm) => lateFindings(alarm, LONGEST_SILENCE_MINUTES),
  },
];

/** The index of sessions: what feeds it, by which keys it verifies, and that it is heard of. */
export const SESSION_INDEX: Scheduled = {
  handler: INDEX,
  longestInterval: LONGEST_INTERVAL_MINUTES,
  heard: HEARD,
  more: [feedFindings, keyFindings],
};

/**
 * Why a recording is not looked at as it arrives.
 * @throws Unresolved where no template makes the bucket: what it tells is not known here.
 */
function feedFindings(index: Resource): readonly Finding[] {
  const feeds = index
    .referrers(MAPPING, 'FunctionName', 'FunctionName')
    .filter((feed) => feed.flag('Enabled') !== false);
  if (feeds.length === 0) {
    return [
      finding(
        MAPPING,
        'is missing, or off: no recording is indexed as it arrives',
        '缺失或已停用：录像到达时不会编入索引',
      ),
    ];
  }
  const bucket = bucketOf(index);
  if (!bucket) throw new Unresolved(BUCKET);
  if (feeds.some((feed) => isToldOf(bucket, feed))) return [];
  return [
    finding(
      `${bucket.id}.NotificationConfiguration.QueueConfigurations`,
      'tells the queue of the index of no recording',
      '未将录像通知到索引的队列',
    ),
  ];
}

const bucketOf = (index: Resource): Resource | undefined =>
  index.referent(BUCKET) ??
  index.template.ofType('AWS::S3::Bucket').find((bucket) => bucket.text('BucketName') === index.text(BUCKET));

const isToldOf = (bucket: Resource, feed: Resource): boolean =>
  bucket
    .places('NotificationConfiguration.QueueConfigurations')
    .some((place) => bucket.text(`${place}.Queue`) === feed.text('EventSourceArn'));

const KEY = /:kms:([\w-]+):(\d{12}):alias\/\S+$/;

/**
 * Who signs recordings is of the landing zone: whoever holds another key makes recordings that pass as whole.
 * @throws Unresolved where the templates make none of the keys.
 */
function keyFindings(index: Resource): readonly Finding[] {
  const named = index.text(KEYS).split(/\s+/).filter(Boolean);
  const strange = named.filter((arn) => !isMade(arn, index));
  if (named.length > 0 && strange.length === named.length) throw new Unresolved(KEYS);
  if (named.length === 0) {
    return [finding(KEYS, 'is missing: no recording can be verified', '缺失：录像无法校验')];
  }
  return strange.map((arn) =>
    finding(
      KEYS,
      `names ${arn}, and no template makes a key there that signs: who holds it signs recordings that pass as whole`,
      `包含 ${arn}，而模板未在该处创建签名密钥：其持有者所签录像会被视为完整`,
    ),
  );
}

function isMade(arn: string, { template: { estate } }: Resource): boolean {
  const [, region, account] = KEY.exec(arn) ?? [];
  return (
    account !== undefined &&
    estate
      .ofType('AWS::KMS::Key')
      .some((key) => isAt(key.template, { account, region }) && key.text('KeyUsage') === 'SIGN_VERIFY')
  );
}

/**
 * Why a reconciliation finds no recordings: nothing writes them into the table that it reads.
 * @throws Unresolved where no template makes an index, nor a document of sessions: then both are made elsewhere.
 */
export function unindexed(reconciliation: Resource): readonly Finding[] {
  const table = reconciliation.text(TABLE);
  if (table === '') {
    return [finding(TABLE, 'is missing: there is nothing to compare with', '缺失：没有可供核对的索引')];
  }
  const { template } = reconciliation;
  const indexes = template.ofType(FUNCTION).filter((one) => isHandler(one, INDEX));
  if (indexes.some((index) => index.text(TABLE) === table)) return [];
  if (indexes.length === 0 && !template.estate.ofType('AWS::SSM::Document').some(opensSessions)) {
    throw new Unresolved(TABLE);
  }
  return [
    finding(
      FUNCTION,
      `of an index of sessions is missing that writes into ${table}: each session would be one without a recording`,
      `缺少写入 ${table} 的会话索引函数：所有会话均将视为无录像`,
    ),
  ];
}
