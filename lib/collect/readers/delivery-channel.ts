import { ConfigServiceClient, DescribeDeliveryChannelsCommand } from '@aws-sdk/client-config-service';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A delivery channel: where to, and under which key, recorded configurations go. */
export const deliveryChannel: Reader = async ({ client: settings }, name) => {
  const { DeliveryChannels: [channel] = [] } = await new ConfigServiceClient(settings).send(
    new DescribeDeliveryChannelsCommand({ DeliveryChannelNames: [name] }),
  );
  const { s3BucketName, s3KeyPrefix, s3KmsKeyArn } = found(channel, 'delivery channel', name);
  return { S3BucketName: s3BucketName, S3KeyPrefix: s3KeyPrefix, S3KmsKeyArn: s3KmsKeyArn };
};
