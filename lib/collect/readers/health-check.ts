import { GetHealthCheckCommand, Route53Client } from '@aws-sdk/client-route-53';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A health check: what it asks, how often, and what it makes of the answers. */
export const healthCheck: Reader = async ({ client: settings }, id) => {
  const { HealthCheck } = await new Route53Client(settings).send(new GetHealthCheckCommand({ HealthCheckId: id }));
  const { ChildHealthChecks = [], ...config } = found(HealthCheck?.HealthCheckConfig, 'health check', id);
  const children = ChildHealthChecks.filter(Boolean);
  return { HealthCheckConfig: { ...config, ...(children.length > 0 && { ChildHealthChecks: children }) } };
};
