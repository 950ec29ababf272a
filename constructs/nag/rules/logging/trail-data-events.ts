import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { type Finding, notApplicable, type Rule, verdictFrom, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { type DataSelector, dataSelectors, type Half } from './data-selectors';

/** Types that hold data, as CloudTrail calls what is in them, in every partition. */
const STORES = {
  'AWS::S3::Bucket': { holds: 'AWS::S3::Object', name: 'BucketName', arn: (name: string) => `:s3:::${name}/` },
  'AWS::DynamoDB::Table': table('AWS::DynamoDB::Table'),
  'AWS::DynamoDB::GlobalTable': table('AWS::DynamoDB::Table'),
} as const;

function table(holds: string) {
  const arn = (name: string, { template: { environment } }: Resource): string =>
    `:dynamodb:${environment.region ?? '${AWS::Region}'}:${environment.account ?? '${AWS::AccountId}'}:table/${name}`;
  return { holds, name: 'TableName', arn };
}

const HALVES: readonly Half[] = ['reads', 'writes'];

/** What writes a file of the trail, and a replica of one. */
const DELIVERY = 'PutObject';

/**
 * A trail records what is read, written and deleted in every bucket and table that it reaches, but for the files that it
 * writes itself: each would be an event to write another of.
 */
export const trailDataEvents: Rule = {
  id: 'trail-data-events',
  demand: {
    en: 'A trail records what is read, written and deleted in every bucket and table within its reach, except its own files as it writes them.',
    zh: '跟踪记录其范围内所有存储桶与数据表的读、写、删除事件，但不记录其自身日志文件的写入。',
  },
  types: ['AWS::CloudTrail::Trail'],
  reference: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  judge(trail) {
    const selectors = dataSelectors(trail);
    if (selectors.length === 0 && leftToAnother(trail)) {
      return notApplicable({ en: 'another trail records data events', zh: '数据事件由另一跟踪记录' });
    }
    if (selectors.length === 0) {
      return verdictFrom([
        finding(selecting(trail), 'selects no data events of whole stores', '未完整选择任何存储的数据事件'),
      ]);
    }
    const own = ownFiles(trail);
    return verdictFromEach(
      [...storesOf(trail).map((store) => () => unrecorded(trail, store, selectors, own)), () => loops(selectors, own)],
      (judge) => judge(),
    );
  },
};

/** The property that selects. */
export const selecting = (trail: Resource): string =>
  trail.has('EventSelectors') ? 'EventSelectors' : 'AdvancedEventSelectors';

/** Whether another trail that reaches the same records data. */
export const leftToAnother = (trail: Resource): boolean =>
  trail.template.estate
    .ofType(trail.type)
    .some((other) => other !== trail && reaches(other, trail) && dataSelectors(other).length > 0);

/** An organization's trail has every account; a trail of all regions has every region. What is not known, it reaches. */
function reaches(trail: Resource, { template: { environment: there } }: Resource): boolean {
  const { account, region } = trail.template.environment;
  const differ = (one?: string, other?: string): boolean => one !== undefined && other !== undefined && one !== other;
  if (trail.flag('IsOrganizationTrail') !== true && differ(account, there.account)) return false;
  return trail.flag('IsMultiRegionTrail') === true || !differ(region, there.region);
}

/** What the trail reaches, and what none of the trails does. */
function storesOf(trail: Resource): readonly Resource[] {
  const trails = trail.template.estate.ofType(trail.type);
  return Object.keys(STORES)
    .flatMap((type) => trail.template.estate.ofType(type))
    .filter((store) => reaches(trail, store) || !trails.some((other) => reaches(other, store)));
}

const storeType = ({ type }: Resource) => STORES[type as keyof typeof STORES];

const partitionOf = ({ template: { environment } }: Resource): string => environment.partition ?? '${AWS::Partition}';

/** How its ARN begins, as selectors may write it: a store without a name of its own is referred to. */
function beginnings(store: Resource): readonly string[] {
  const { arn, name, holds } = storeType(store);
  const given = store.text(name);
  const begins = (text: string): string => `arn:${partitionOf(store)}${arn(text, store)}`;
  if (given !== '') return [begins(given)];
  return [begins(`\${${store.id}}`), `\${${store.id}.Arn}${holds === 'AWS::S3::Object' ? '/' : ''}`];
}

function unrecorded(
  trail: Resource,
  store: Resource,
  selectors: readonly DataSelector[],
  own: readonly string[],
): readonly Finding[] {
  if (!reaches(trail, store)) {
    return [
      finding(
        'IsOrganizationTrail',
        `is not true: no trail reaches ${store.id} of ${store.template.name}`,
        `未设为 true：${store.template.name} 的 ${store.id} 不在任何跟踪的范围内`,
      ),
    ];
  }
  const [arn = '', ...others] = beginnings(store);
  // a reference means something in its own template alone
  const written =
    isOpen(arn) && store.template !== trail.template ? [`${store.template.name}/${arn}`] : [arn, ...others];
  const without = own.some((file) => written.includes(file)) ? [DELIVERY] : [];
  const alike = selectors.filter(
    (selector) =>
      selector.type === storeType(store).holds && selector.without.every((operation) => without.includes(operation)),
  );
  const missing = HALVES.filter(
    (half) => !alike.some(({ halves, takes }) => halves.includes(half) && written.some((each) => takes(each) === true)),
  );
  if (missing.length === 0) return [];
  if (alike.some(({ takes }) => written.some((each) => takes(each) === undefined))) {
    throw new Unresolved(selecting(trail));
  }
  const ZH: Readonly<Record<Half, string>> = { reads: '读', writes: '写与删除' };
  return [
    finding(
      selecting(trail),
      `keeps no ${missing.join(' and ')} of ${store.id}: nobody can tell who had its data`,
      `未记录 ${store.id} 的${missing.map((half) => ZH[half]).join('、')}事件：无法查明谁接触过其数据`,
    ),
  ];
}

/** Where the trail's files are written: its bucket, and the bucket to which that is replicated. */
function ownFiles(trail: Resource): readonly string[] {
  const name = trail.text('S3BucketName');
  const bucket =
    trail.referent('S3BucketName') ??
    trail.template.estate.ofType('AWS::S3::Bucket').find((each) => each.text('BucketName') === name);
  const rules = 'ReplicationConfiguration.Rules';
  const replicas = (bucket?.list(rules) ?? []).map((_, index) => bucket?.text(`${rules}.${index}.Destination.Bucket`));
  const first = bucket ? beginnings(bucket) : [`arn:${partitionOf(trail)}:s3:::${name}/`];
  return [...first, ...new Set(replicas.map((replica) => `${replica}/`))];
}

const loops = (selectors: readonly DataSelector[], own: readonly string[]): readonly Finding[] =>
  selectors
    .filter(({ type, halves, without, takes }) =>
      type === 'AWS::S3::Object' && halves.includes('writes') && !without.includes(DELIVERY)
        ? own.some((file) => takes(file) === true)
        : false,
    )
    .map(({ path }) =>
      finding(
        path,
        "takes in the writing of the trail's own files: each is an event to write another of",
        '包含跟踪自身日志文件的写入：每次写入都会再产生事件',
      ),
    );
