import type { Estate, Resource } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';
import type { Doubt } from './model';

interface Unread {
  readonly does: Bilingual;
  /** Where some of the type are followed after all. */
  readonly isRead?: (resource: Resource) => boolean;
}

const ACCELERATOR: Unread = {
  does: { en: 'leads the internet to what has no public address', zh: '使互联网可到达没有公网地址的资源' },
};

/**
 * Types that change who reaches what, in a way that the model does not follow: no statement is certain beside them.
 *
 * `AWS::EC2::VPCBlockPublicAccessExclusion` is none: it takes a network out of a block that the model never counts on.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/dynamic-routing-route-server.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSecurityGroupVpc.html
 * @see https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-how-it-works.html
 * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints-caveats.html
 */
const UNREAD: Readonly<Record<string, Unread>> = {
  'AWS::EC2::GatewayRouteTableAssociation': {
    does: { en: 'gives a gateway routes that are not followed', zh: '为网关关联的路由未作解析' },
    isRead: (association) =>
      association.referent('GatewayId')?.type === 'AWS::EC2::InternetGateway' &&
      association.referent('RouteTableId') !== undefined,
  },
  'AWS::EC2::RouteServerPropagation': {
    does: { en: 'writes routes that are in no template', zh: '写入的路由不在任何模板中' },
  },
  'AWS::EC2::SecurityGroupVpcAssociation': {
    does: { en: 'lends a security group to another network', zh: '将安全组用于另一网络' },
  },
  'AWS::EC2::TrafficMirrorSession': {
    does: { en: 'sends copies of packets elsewhere', zh: '将数据包副本发往别处' },
  },
  'AWS::EC2::TransitGatewayConnect': {
    does: { en: 'attaches an appliance whose routes are in no template', zh: '接入的设备其路由不在任何模板中' },
  },
  'AWS::GlobalAccelerator::Accelerator': ACCELERATOR,
  'AWS::GlobalAccelerator::CrossAccountAttachment': ACCELERATOR,
  'AWS::GlobalAccelerator::EndpointGroup': ACCELERATOR,
};

/** What in the templates is not followed, each resource in words. */
export const unreadIn = (estate: Estate, nameOf: (resource: Resource) => string): readonly Doubt[] =>
  Object.entries(UNREAD).flatMap(([type, { does, isRead = () => false }]) =>
    estate
      .ofType(type)
      .filter((resource) => !isRead(resource))
      .map((resource) => ({ en: `${nameOf(resource)} ${does.en}`, zh: `${nameOf(resource)} ${does.zh}` })),
  );
