import { DescribeFlowLogsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A flow log: what it records, how often, and where to. */
export const flowLog: Reader = async ({ client: settings }, id) => {
  const { FlowLogs = [] } = await new EC2Client(settings).send(new DescribeFlowLogsCommand({ FlowLogIds: [id] }));
  const live = found(FlowLogs[0], 'flow log', id);
  return {
    DestinationOptions: live.DestinationOptions,
    LogDestination: live.LogDestination,
    LogDestinationType: live.LogDestinationType,
    LogFormat: live.LogFormat,
    MaxAggregationInterval: live.MaxAggregationInterval,
    TrafficType: live.TrafficType,
  };
};
