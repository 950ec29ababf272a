import { type Resource, Unresolved } from '../../../../constructs/nag/template';
import type { Certainty } from '../bounds';
import { type Finding, failed, type ResourceStatement, ruling, unknown } from './statement';

/** Where a type says that it has no endpoint on the internet, and how. */
interface Closing {
  readonly path: string;
  readonly closed: readonly string[];
}

/**
 * Services that AWS puts on the internet by itself, past all networks of the templates, unless they say otherwise; undefined where
 * they cannot. A notebook that does say otherwise is left with the interface in its subnet alone.
 *
 * @see https://docs.aws.amazon.com/apprunner/latest/api/API_IngressConfiguration.html
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html
 * @see https://docs.aws.amazon.com/transfer/latest/userguide/API_EndpointDetails.html
 */
const ENDPOINTS: Readonly<Record<string, Closing | undefined>> = {
  'AWS::AppRunner::Service': {
    path: 'NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible',
    closed: ['false'],
  },
  'AWS::AppSync::GraphQLApi': { path: 'Visibility', closed: ['private'] },
  'AWS::EKS::Cluster': { path: 'ResourcesVpcConfig.EndpointPublicAccess', closed: ['false'] },
  'AWS::Lightsail::Instance': undefined,
  'AWS::SageMaker::NotebookInstance': { path: 'DirectInternetAccess', closed: ['disabled'] },
  'AWS::Transfer::Server': { path: 'EndpointType', closed: ['vpc', 'vpc_endpoint'] },
};

/** Beside load balancers of the ingress zone nothing is on the internet, whichever network it is in, or none. */
export const publicEndpoints: ResourceStatement = {
  facet: '8.3/boundary#controlled-ingress',
  judge(resource) {
    if (!(resource.type in ENDPOINTS)) return undefined;
    const [found] = FINDINGS[isPublic(resource, ENDPOINTS[resource.type])](resource);
    return found && ruling([found], found.message);
  },
};

function isPublic(resource: Resource, closing: Closing | undefined): Certainty {
  if (closing === undefined || !resource.has(closing.path)) return 'yes';
  try {
    return closing.closed.includes(String(resource.literal(closing.path)).toLowerCase()) ? 'no' : 'yes';
  } catch (error) {
    if (error instanceof Unresolved) return 'perhaps';
    throw error;
  }
}

const FINDINGS: Readonly<Record<Certainty, (resource: Resource) => readonly Finding[]>> = {
  yes: ({ id, type }) => [
    failed(`${id} has an endpoint on the internet, as ${type} has by itself`, `${id}（${type}）自带互联网终端节点`),
  ],
  perhaps: ({ id }) => [
    unknown({
      en: `deployment decides whether ${id} has an endpoint on the internet`,
      zh: `部署时才能确定 ${id} 是否有互联网终端节点`,
    }),
  ],
  no: () => [],
};
