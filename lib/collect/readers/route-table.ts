import { DescribeRouteTablesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A route table: of which network it is. What it leads to, and for which subnets, are facts of it. */
export const routeTable: Reader = async ({ client: settings }, id) => {
  const { RouteTables: [table] = [] } = await new EC2Client(settings).send(
    new DescribeRouteTablesCommand({ RouteTableIds: [id] }),
  );
  return { VpcId: found(table, 'route table', id).VpcId };
};
