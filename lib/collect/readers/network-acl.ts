import { DescribeNetworkAclsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** An access list: of which network it is. Its entries are facts of it. */
export const networkAcl: Reader = async ({ client: settings }, id) => {
  const { NetworkAcls: [list] = [] } = await new EC2Client(settings).send(
    new DescribeNetworkAclsCommand({ NetworkAclIds: [id] }),
  );
  return { VpcId: found(list, 'access list', id).VpcId };
};
