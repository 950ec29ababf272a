import { flowLogComplete } from '../../../../../constructs/nag/rules/network/flow-log-complete';
import { vpcFlowLogs } from '../../../../../constructs/nag/rules/network/vpc-flow-logs';
import { withArchive } from '../../../../support/log-archive';
import { describeRule } from '../../../../support/rule-cases';

const vpcWith = (log?: object) => ({
  template: {
    Subject: { Type: 'AWS::EC2::VPC' },
    ...(log ? { Log: { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: { Ref: 'Subject' }, ...log } } } : {}),
  },
});

describeRule(vpcFlowLogs, {
  compliant: {
    'a log of its own': vpcWith({ ResourceType: 'VPC' }),
    'a log by attribute': vpcWith({ ResourceType: 'VPC', ResourceId: { 'Fn::GetAtt': ['Subject', 'VpcId'] } }),
  },
  nonCompliant: {
    'no log': [vpcWith(), 'AWS::EC2::FlowLog'],
    'a log of another VPC': [vpcWith({ ResourceType: 'VPC', ResourceId: { Ref: 'Other' } }), 'AWS::EC2::FlowLog'],
    'a log of a subnet': [vpcWith({ ResourceType: 'Subnet' }), 'AWS::EC2::FlowLog'],
  },
});

const fields = (text: string) => text.split(' ').map((field) => `\${${field}}`);
const DEFAULT = fields(
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
);
const ENRICHED = [
  ...DEFAULT,
  ...fields('vpc-id subnet-id instance-id tcp-flags pkt-srcaddr pkt-dstaddr flow-direction traffic-path'),
];

const complete = {
  ResourceType: 'VPC',
  ResourceId: { Ref: 'Vpc' },
  TrafficType: 'ALL',
  LogFormat: ENRICHED.join(' '),
  LogDestinationType: 's3',
  LogDestination: 'arn:aws-cn:s3:::main-flow-111111111111-cn-north-1',
};

const besideArchive = (LogDestination: unknown) =>
  withArchive({ template: { Subject: { Type: 'AWS::EC2::FlowLog', Properties: { ...complete, LogDestination } } } });

describeRule(flowLogComplete, {
  compliant: {
    'the bucket that keeps logs': besideArchive('arn:aws:s3:::acme-logs'),
    'a folder of the bucket that keeps logs': besideArchive('arn:aws:s3:::acme-logs/flows/'),
    'the bucket that keeps logs, by reference': besideArchive({ 'Fn::GetAtt': ['LogArchive', 'Arn'] }),
    'all traffic in the enriched format to a bucket': complete,
    'more fields than needed': { ...complete, LogFormat: [...ENRICHED, '${region}', '${az-id}'].join(' ') },
    'a format within Fn::Sub': { ...complete, LogFormat: { 'Fn::Sub': ENRICHED.join(' ').replaceAll('${', '${!') } },
    'a transit gateway, which has neither traffic type nor these fields': {
      ...complete,
      ResourceType: 'TransitGateway',
      TrafficType: undefined,
      LogFormat: undefined,
    },
  },
  nonCompliant: {
    'accepted traffic only': [{ ...complete, TrafficType: 'ACCEPT' }, 'TrafficType'],
    'no traffic type': [{ ...complete, TrafficType: undefined }, 'TrafficType'],
    'the default format': [{ ...complete, LogFormat: undefined }, 'LogFormat'],
    'the default format, spelt out': [{ ...complete, LogFormat: DEFAULT.join(' ') }, 'LogFormat'],
    'one field fewer': [{ ...complete, LogFormat: ENRICHED.slice(0, -1).join(' ') }, 'LogFormat'],
    'a log group for destination': [{ ...complete, LogDestinationType: 'cloud-watch-logs' }, 'LogDestinationType'],
    'the default destination': [{ ...complete, LogDestinationType: undefined }, 'LogDestinationType'],
    'no bucket': [{ ...complete, LogDestination: undefined }, 'LogDestination'],
    'a bucket of others, where one keeps logs': [besideArchive('arn:aws:s3:::strangers'), 'LogDestination'],
    'a transit gateway to a log group': [
      { ...complete, ResourceType: 'TransitGateway', LogDestinationType: 'cloud-watch-logs' },
      'LogDestinationType',
    ],
    'several faults': [{ ...complete, TrafficType: 'REJECT', LogFormat: '${srcaddr}' }, 'TrafficType', 'LogFormat'],
  },
  unknown: {
    'a format that is a parameter': { ...complete, LogFormat: { Ref: 'Format' } },
    'a bucket that only deployment tells, where one keeps logs': besideArchive({ Ref: 'Archive' }),
    'a traffic type that is a parameter': { ...complete, TrafficType: { Ref: 'Traffic' } },
  },
});
