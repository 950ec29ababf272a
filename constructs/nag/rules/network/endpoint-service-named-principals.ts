import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** An endpoint service lets in named accounts, roles or users; without any, its own account alone. */
export const endpointServiceNamedPrincipals: Rule = {
  id: 'endpoint-service-named-principals',
  demand: {
    en: 'An endpoint service names the principals that may connect.',
    zh: '终端节点服务指明可连接的主体。',
  },
  types: ['AWS::EC2::VPCEndpointServicePermissions'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  judge: (permissions) =>
    verdictFromEach(permissions.places('AllowedPrincipals'), (at) => unlessNamed(permissions, at)),
};

const unlessNamed = (permissions: Resource, at: string): readonly Finding[] =>
  /[*?]/.test(String(permissions.literal(at)))
    ? [finding(at, 'is a wildcard: any account may ask to connect', '含通配符：任意账号均可请求连接')]
    : [];
