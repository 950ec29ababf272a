import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A table: under which key it keeps what is in it. Without a key of its own the service tells nothing. */
export const table: Reader = async ({ client: settings }, name) => {
  const { Table } = await new DynamoDBClient(settings).send(new DescribeTableCommand({ TableName: name }));
  const { SSEDescription: sse } = found(Table, 'table', name);
  if (!sse) return { SSESpecification: undefined };
  return {
    SSESpecification: {
      SSEEnabled: sse.Status === 'ENABLED' || sse.Status === 'UPDATING',
      SSEType: sse.SSEType,
      KMSMasterKeyId: sse.KMSMasterKeyArn,
    },
  };
};
