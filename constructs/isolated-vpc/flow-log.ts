import { Stack } from 'aws-cdk-lib';
import { CfnFlowLog, type CfnVPC } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { meets } from '../standard';

/** All that tells who spoke with whom, through what, and whether it passed: versions 2 to 5, in the order of the documentation. */
const FLOW_LOG_FIELDS = [
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr',
  'region az-id sublocation-type sublocation-id',
  'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path',
]
  .join(' ')
  .split(' ');

/** Seconds; EC2 offers 60 and 600, and the shorter loses no short connection in a sum. */
const AGGREGATION_INTERVAL = 60;

/** The flow log of a network: accepted and rejected traffic, straight to a bucket of the archive. */
export function networkFlowLog(scope: Construct, vpc: CfnVPC, bucketName: string): CfnFlowLog {
  const flowLog = new CfnFlowLog(scope, 'FlowLog', {
    resourceId: vpc.attrVpcId,
    resourceType: 'VPC',
    trafficType: 'ALL',
    maxAggregationInterval: AGGREGATION_INTERVAL,
    logFormat: FLOW_LOG_FIELDS.map((field) => `\${${field}}`).join(' '),
    logDestinationType: 's3',
    logDestination: `arn:${Stack.of(scope).partition}:s3:::${bucketName}`,
    destinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
  });
  meets(flowLog, '8.6/log-collection#network-flow-logs');
  return flowLog;
}
