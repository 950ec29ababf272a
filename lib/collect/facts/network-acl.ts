import { DescribeNetworkAclsCommand, EC2Client, type NetworkAclEntry } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

const TCP = '6';
const UDP = '17';

/** The last entry of every list, which refuses what no other names. */
const CATCH_ALL = 32_767;

/** An access list: its entries. None are given where the service leaves out the ports of an entry. */
export const networkAclFacts: Reader = async ({ client: settings }, id) => {
  const { NetworkAcls: [list] = [] } = await new EC2Client(settings).send(
    new DescribeNetworkAclsCommand({ NetworkAclIds: [id] }),
  );
  const entries = (found(list, 'access list', id).Entries ?? []).filter(({ RuleNumber }) => RuleNumber !== CATCH_ALL);
  return entries.some(lacksPorts) ? {} : { entries };
};

const lacksPorts = ({ Protocol = '', PortRange }: NetworkAclEntry): boolean =>
  [TCP, UDP].includes(Protocol) && PortRange === undefined;
