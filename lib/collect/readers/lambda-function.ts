import { isObject } from '../../../constructs/nag/intrinsics';
import { ask } from '../direct-call';
import type { Reader } from '../reader';

/** A function: as whom, with what and for how long it runs. Of its code the service tells a hash, which no template has. */
export const lambdaFunction: Reader = async ({ client: settings }, FunctionName) => {
  const [live, concurrency] = await Promise.all([
    ask('lambda:GetFunctionConfiguration', { FunctionName }, settings),
    ask('lambda:GetFunctionConcurrency', { FunctionName }, settings),
  ]);
  const { LoggingConfig: logging } = live;
  return {
    DeadLetterConfig: live['DeadLetterConfig'],
    Environment: live['Environment'],
    Handler: live['Handler'],
    KmsKeyArn: live['KMSKeyArn'],
    Layers: live['Layers'],
    LoggingConfig: isObject(logging) ? { LogGroup: logging['LogGroup'] } : undefined,
    MemorySize: live['MemorySize'],
    ReservedConcurrentExecutions: concurrency['ReservedConcurrentExecutions'],
    Role: live['Role'],
    Runtime: live['Runtime'],
    Timeout: live['Timeout'],
  };
};
