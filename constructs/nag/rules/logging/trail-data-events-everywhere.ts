import { finding } from '../../findings';
import { notApplicable, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { type DataSelector, dataSelectors, type Half } from './data-selectors';
import { leftToAnother, selecting } from './trail-data-events';

/** Something of each kind of store that no selector knows by name. */
const UNHEARD_OF = [
  { type: 'AWS::S3::Object', arn: ':s3:::0-unheard-of-0/', en: 'buckets', zh: '存储桶' },
  {
    type: 'AWS::DynamoDB::Table',
    arn: ':dynamodb:unheard-of-1:000000000000:table/0-unheard-of-0',
    en: 'tables',
    zh: '数据表',
  },
] as const;

const HALVES: readonly Half[] = ['reads', 'writes'];

/**
 * What is done to data leaves an event whatever the store is called and whoever made it: stores of workloads stand in no template
 * that is judged here.
 */
export const trailDataEventsEverywhere: Rule = {
  id: 'trail-data-events-everywhere',
  demand: {
    en: 'A trail records what is read, written and deleted in buckets and tables by whatever name, those of members included.',
    zh: '跟踪记录任何名称的存储桶与数据表（含成员账号）的读、写、删除事件。',
  },
  types: ['AWS::CloudTrail::Trail'],
  reference: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  judge(trail) {
    const selectors = dataSelectors(trail);
    if (selectors.length === 0 && leftToAnother(trail)) {
      return notApplicable({ en: 'another trail records data events', zh: '数据事件由另一跟踪记录' });
    }
    const missing = UNHEARD_OF.filter(({ type, arn }) => !recordsAll(trail, type, arn, selectors));
    return verdictFrom(
      missing.map(({ en, zh }) =>
        finding(selecting(trail), `keeps no events of ${en} by whatever name`, `未记录任意名称的${zh}的事件`),
      ),
    );
  },
};

function recordsAll(trail: Resource, type: string, arn: string, selectors: readonly DataSelector[]): boolean {
  const beginning = `arn:${trail.template.environment.partition ?? '${AWS::Partition}'}${arn}`;
  return HALVES.every((half) =>
    selectors.some(
      ({ type: kept, halves, without, takes }) =>
        kept === type && halves.includes(half) && without.length === 0 && takes(beginning) === true,
    ),
  );
}
