import { finding } from '../../findings';
import { nonCompliant, type Rule, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { deliveredElsewhere } from '../storage/log-buckets';

const ASSOCIATION = 'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation';

/** Every name that a VPC asks for is recorded in a bucket, where records can be locked: one of the landing zone's, where it has one for logs. */
export const dnsQueryLogged: Rule = {
  id: 'dns-query-logged',
  demand: {
    en: 'A VPC records every DNS query in a bucket.',
    zh: '每个 VPC 的全部 DNS 查询均记录到存储桶。',
  },
  types: ['AWS::EC2::VPC'],
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html',
  judge(vpc) {
    const logs = vpc.referrers(ASSOCIATION, 'ResourceId').map(logOf);
    if (logs.length === 0) return nonCompliant(MISSING);
    const toBuckets = logs.filter(isBucket);
    if (toBuckets.length === 0) return nonCompliant(ELSEWHERE);
    return verdictFrom(toBuckets.flatMap((log) => deliveredElsewhere(log, 'DestinationArn')));
  },
};

const MISSING = finding(
  ASSOCIATION,
  'is missing for this VPC: what names are asked for leaves no trace',
  '未针对该 VPC 设置：域名查询不留痕迹',
);

const ELSEWHERE = finding(
  'AWS::Route53Resolver::ResolverQueryLoggingConfig.DestinationArn',
  'is no bucket: the archive is not reached directly',
  '不是存储桶：未直接写入日志归档',
);

function logOf(association: Resource): Resource {
  const log = association.referent('ResolverQueryLogConfigId');
  if (log) return log;
  throw new Unresolved(`${association.id}.ResolverQueryLogConfigId`);
}

/** By its ARN, or by reference to a bucket. */
const isBucket = (log: Resource): boolean =>
  log.referent('DestinationArn')?.type === 'AWS::S3::Bucket' || /^arn:[\w-]+:s3:::/.test(log.text('DestinationArn'));
