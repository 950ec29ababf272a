import { DescribeRouteTablesCommand, EC2Client, type Route } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A route table: where it leads to beyond its network, and for which subnets it counts. */
export const routeTableFacts: Reader = async ({ client: settings }, id) => {
  const { RouteTables: [table] = [] } = await new EC2Client(settings).send(
    new DescribeRouteTablesCommand({ RouteTableIds: [id] }),
  );
  const { Routes = [], Associations = [] } = found(table, 'route table', id);
  return {
    routes: Routes.filter((route) => !isImplied(route)).map(written),
    subnets: Associations.flatMap(({ SubnetId }) => (SubnetId ? [{ SubnetId }] : [])),
  };
};

/** The route within the network, and that of a gateway endpoint, which is read itself. */
const isImplied = ({ GatewayId = '', DestinationPrefixListId }: Route): boolean =>
  GatewayId === 'local' || (DestinationPrefixListId !== undefined && GatewayId.startsWith('vpce-'));

/** How a route came about, and whether its target lives, stand in no template. */
function written({ State: _, Origin: __, InstanceOwnerId: ___, GatewayId, ...route }: Route) {
  // an endpoint that inspects is told among the gateways
  const isEndpoint = GatewayId?.startsWith('vpce-') ?? false;
  return { ...route, ...(GatewayId && { [isEndpoint ? 'VpcEndpointId' : 'GatewayId']: GatewayId }) };
}
