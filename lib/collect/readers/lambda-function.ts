import { GetFunctionConcurrencyCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Reader } from '../reader';

/** A function: as whom, with what and for how long it runs. Of its code the service tells a hash, which no template has. */
export const lambdaFunction: Reader = async ({ client: settings }, FunctionName) => {
  const client = new LambdaClient(settings);
  const [live, concurrency] = await Promise.all([
    client.send(new GetFunctionConfigurationCommand({ FunctionName })),
    client.send(new GetFunctionConcurrencyCommand({ FunctionName })),
  ]);
  const { LoggingConfig: logging } = live;
  return {
    DeadLetterConfig: live.DeadLetterConfig,
    Environment: live.Environment,
    Handler: live.Handler,
    KmsKeyArn: live.KMSKeyArn,
    Layers: live.Layers,
    LoggingConfig: logging && { LogGroup: logging.LogGroup },
    MemorySize: live.MemorySize,
    ReservedConcurrentExecutions: concurrency.ReservedConcurrentExecutions,
    Role: live.Role,
    Runtime: live.Runtime,
    Timeout: live.Timeout,
    VpcConfig: { SecurityGroupIds: live.VpcConfig?.SecurityGroupIds, SubnetIds: live.VpcConfig?.SubnetIds },
  };
};
