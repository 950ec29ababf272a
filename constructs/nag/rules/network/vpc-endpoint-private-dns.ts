import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';

/**
 * Asked for a private name, EC2 refuses the endpoint.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html
 */
const NO_PRIVATE_NAME = /\.dynamodb$/;

/** Without private DNS, programs that use the service's usual name keep going to its public addresses. */
export const vpcEndpointPrivateDns: Rule = {
  id: 'vpc-endpoint-private-dns',
  demand: {
    en: "An interface endpoint answers to the service's usual name through private DNS.",
    zh: '接口终端节点通过私有 DNS 以服务的常用域名提供访问。',
  },
  types: ['AWS::EC2::VPCEndpoint'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  judge(endpoint) {
    const type = endpoint.literal('VpcEndpointType') ?? 'Gateway';
    if (type !== 'Interface') {
      return notApplicable({
        en: `a ${type} endpoint has no private DNS name`,
        zh: `${type} 类型终端节点没有私有 DNS 名称`,
      });
    }
    const name = endpoint.text('ServiceName');
    if (NO_PRIVATE_NAME.test(name)) {
      return notApplicable({
        en: `${name} gives no private DNS name: it is called by the endpoint's own`,
        zh: `${name} 不提供私有 DNS 名称，须以终端节点自身的域名调用`,
      });
    }
    return endpoint.flag('PrivateDnsEnabled')
      ? compliant
      : nonCompliant({
          property: 'PrivateDnsEnabled',
          message: {
            en: 'is not true: the usual name of the service still leads to its public addresses',
            zh: '不是 true：服务的常用域名仍解析至公网地址',
          },
        });
  },
};
