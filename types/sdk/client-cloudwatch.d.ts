// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { DescribeAlarmsInput, DescribeAlarmsOutput, DisableAlarmActionsInput, EnableAlarmActionsInput, PutMetricAlarmInput, PutMetricDataInput, SetAlarmStateInput } from '../../node_modules/@aws-sdk/client-cloudwatch/dist-types/models/models_0';

export { MetricAlarm } from '../../node_modules/@aws-sdk/client-cloudwatch/dist-types/models/models_0';
export { MetricDatum } from '../../node_modules/@aws-sdk/client-cloudwatch/dist-types/models/models_0';

interface Operations {
  readonly DescribeAlarms: [input: DescribeAlarmsInput, output: DescribeAlarmsOutput];
  readonly DisableAlarmActions: [input: DisableAlarmActionsInput, output: object];
  readonly EnableAlarmActions: [input: EnableAlarmActionsInput, output: object];
  readonly PutMetricAlarm: [input: PutMetricAlarmInput, output: object];
  readonly PutMetricData: [input: PutMetricDataInput, output: object];
  readonly SetAlarmState: [input: SetAlarmStateInput, output: object];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: CloudWatchClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class CloudWatchClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const DescribeAlarmsCommand: new (input: Operations['DescribeAlarms'][0]) => CommandOf<'DescribeAlarms'>;
export type DescribeAlarmsCommand = CommandOf<'DescribeAlarms'>;
export declare const paginateDescribeAlarms: PaginatorOf<'DescribeAlarms'>;
export declare const DisableAlarmActionsCommand: new (input: Operations['DisableAlarmActions'][0]) => CommandOf<'DisableAlarmActions'>;
export type DisableAlarmActionsCommand = CommandOf<'DisableAlarmActions'>;
export declare const EnableAlarmActionsCommand: new (input: Operations['EnableAlarmActions'][0]) => CommandOf<'EnableAlarmActions'>;
export type EnableAlarmActionsCommand = CommandOf<'EnableAlarmActions'>;
export declare const PutMetricAlarmCommand: new (input: Operations['PutMetricAlarm'][0]) => CommandOf<'PutMetricAlarm'>;
export type PutMetricAlarmCommand = CommandOf<'PutMetricAlarm'>;
export declare const PutMetricDataCommand: new (input: Operations['PutMetricData'][0]) => CommandOf<'PutMetricData'>;
export type PutMetricDataCommand = CommandOf<'PutMetricData'>;
export declare const SetAlarmStateCommand: new (input: Operations['SetAlarmState'][0]) => CommandOf<'SetAlarmState'>;
export type SetAlarmStateCommand = CommandOf<'SetAlarmState'>;
