import { ConfigServiceClient, DescribeDeliveryChannelsCommand } from '@aws-sdk/client-config-service';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A delivery channel: where to, how often, and under which key, recorded configurations go, and who is told. */
export const deliveryChannel: Reader = async ({ client: settings }, name) => {
  const { DeliveryChannels: [channel] = [] } = await new ConfigServiceClient(settings).send(
    new DescribeDeliveryChannelsCommand({ DeliveryChannelNames: [name] }),
  );
  const live = found(channel, 'delivery channel', name);
  const { deliveryFrequency } = live.configSnapshotDeliveryProperties ?? {};
  return {
    ConfigSnapshotDeliveryProperties: deliveryFrequency && { DeliveryFrequency: deliveryFrequency },
    S3BucketName: live.s3BucketName,
    S3KeyPrefix: live.s3KeyPrefix,
    S3KmsKeyArn: live.s3KmsKeyArn,
    SnsTopicARN: live.snsTopicARN,
  };
};
