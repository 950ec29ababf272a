import { type ResourceStatement, ruling, unknown } from './statement';

const ATTACHMENTS = ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'];

/** A network that is attached to a gateway of no template is in a table that nobody sees. */
export const foreignGateway: ResourceStatement = {
  facet: '8.3/vpc-isolation#route-domain-separation',
  judge(resource, { transitGateways }) {
    if (!ATTACHMENTS.includes(resource.type)) return undefined;
    if (transitGateways.some(({ attachments }) => attachments.some((one) => one.resource === resource)))
      return undefined;
    const found = unknown({
      en: `${resource.id} is attached to a transit gateway that no template makes: in which table it is cannot be told`,
      zh: `${resource.id} 接入的中转网关不由任何模板创建，无法判断其归属的路由表`,
    });
    return ruling([found], found.message);
  },
};
