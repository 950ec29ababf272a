import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';

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
