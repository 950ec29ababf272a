import { isIntrinsic } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { deliveredElsewhere } from '../storage/log-buckets';

/** Resources of which a flow log has a traffic type and the fields below; transit gateways have formats of their own. */
const NETWORK_TYPES = ['VPC', 'Subnet', 'NetworkInterface'];

/** The fields that answer who, where to, through what, how much and whether it was let through. */
const FIELDS: readonly string[] = [
  // version 2, the default format
  ...['version', 'account-id', 'interface-id', 'srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol'],
  ...['packets', 'bytes', 'start', 'end', 'action', 'log-status'],
  // version 3: which network, and the addresses behind NAT and gateways
  ...['vpc-id', 'subnet-id', 'instance-id', 'tcp-flags', 'pkt-srcaddr', 'pkt-dstaddr'],
  // version 5: which way, and through which gateway
  ...['flow-direction', 'traffic-path'],
];

/**
 * A flow log holds accepted and rejected traffic, in a format that is enriched beyond the default, and goes to a bucket,
 * where it can be locked: one of the landing zone's, where it has one for logs.
 */
export const flowLogComplete: Rule = {
  id: 'flow-log-complete',
  demand: {
    en: 'A flow log records accepted and rejected traffic with enriched fields and is stored in S3.',
    zh: '流日志记录放行与拒绝的全部流量，采用增强字段并存入 S3。',
  },
  types: ['AWS::EC2::FlowLog'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html',
  judge: (log) => verdictFromEach([allTraffic, enrichedFormat, storedInBucket], (check) => check(log)),
};

function allTraffic(log: Resource): readonly Finding[] {
  if (!isOfNetwork(log) || log.literal('TrafficType') === 'ALL') return [];
  return [
    {
      property: 'TrafficType',
      message: { en: 'is not ALL: part of the traffic leaves no trace', zh: '不是 ALL：部分流量不留痕迹' },
    },
  ];
}

function enrichedFormat(log: Resource): readonly Finding[] {
  if (!isOfNetwork(log)) return [];
  const missing = FIELDS.filter((field) => !fieldsOf(log).includes(field));
  if (missing.length === 0) return [];
  if (isIntrinsic(log.raw('LogFormat'))) throw new Unresolved('LogFormat');
  return [
    {
      property: 'LogFormat',
      message: { en: `lacks ${missing.join(', ')}`, zh: `缺少字段 ${missing.join('、')}` },
    },
  ];
}

function storedInBucket(log: Resource): readonly Finding[] {
  if (log.literal('LogDestinationType') !== 's3') {
    return [
      {
        property: 'LogDestinationType',
        message: { en: 'is not s3: the archive is not reached directly', zh: '不是 s3：未直接写入日志归档' },
      },
    ];
  }
  if (log.has('LogDestination')) return deliveredElsewhere(log, 'LogDestination', 'LogDestination');
  return [{ property: 'LogDestination', message: { en: 'is missing', zh: '未设置' } }];
}

const isOfNetwork = (log: Resource): boolean => NETWORK_TYPES.includes(String(log.literal('ResourceType')));

/** The format is written `${srcaddr} ${dstaddr}`, which is plain text to CloudFormation; within `Fn::Sub`, `${!srcaddr}`. */
const fieldsOf = (log: Resource): readonly string[] =>
  [...log.text('LogFormat').matchAll(/\$\{!?([\w-]+)\}/g)].map(([, field = '']) => field);
