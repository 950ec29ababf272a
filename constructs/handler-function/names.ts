import type { HandlerName } from './bundle';

/** In whose name a bootstrapped CDK has CloudFormation deploy: it makes functions, queues and tables under the key. */
export const DEPLOYERS = 'cdk-*-cfn-exec-role-*';

/** The name of a handler's function and role. */
export const handlerName = (name: string, handler: HandlerName): string => `${name}-${handler}`;

/** The name of a handler's role. */
export const handlerRoleName = (name: string, handler: HandlerName, place?: string): string =>
  [handlerName(name, handler), place].filter(Boolean).join('-');

/** Below `/<name>/`, where guardrails let nobody tamper with log groups; `/aws/lambda/` belongs to workloads. */
export const handlerLogGroupName = (name: string, handler: HandlerName): string => `/${name}/handlers/${handler}`;
