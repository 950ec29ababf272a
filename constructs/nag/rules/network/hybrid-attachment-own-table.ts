import type { Bilingual } from '../../../standard';
import { HYBRID_ATTACHMENT_TYPE } from '../../../transit-hub/route-domains';
import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule, unknown, type Verdict } from '../../rule';
import type { Resource } from '../../template';

const VPN = 'AWS::EC2::VPNConnection';
const ASSOCIATION = 'AWS::EC2::TransitGatewayRouteTableAssociation';
const IN_TABLE = 'TransitGatewayAttachmentId';

/** What says at which gateway a link ends, and by what its attachment is found. */
const LINKS: Readonly<Record<string, { readonly gateway: string; readonly id?: string }>> = {
  [VPN]: { gateway: 'TransitGatewayId' },
  'AWS::DirectConnect::DirectConnectGatewayAssociation': {
    gateway: 'AssociatedGatewayId',
    id: 'DirectConnectGatewayId',
  },
};

/**
 * A link to a data centre, a partner or another cloud ends at a transit gateway, in a table that no other attachment is in. One that
 * ends at a network goes past the hub and its firewall. Where the table leads, the proof of reachability follows.
 */
export const hybridAttachmentOwnTable: Rule = {
  id: 'hybrid-attachment-own-table',
  demand: {
    en: 'A VPN or Direct Connect link ends at a transit gateway, in a route table of its own.',
    zh: 'VPN 与 Direct Connect 链路终止于中转网关，并独占一个路由表。',
  },
  types: Object.keys(LINKS),
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html',
  judge(link) {
    const { gateway: property, id } = LINKS[link.type] ?? { gateway: '' };
    if (endsAtNetwork(link, property)) return nonCompliant(pastTheHub(property));
    const found = attachmentsOf(link, id);
    const [association] = found.flatMap((one) => one.referrers(ASSOCIATION, IN_TABLE));
    if (association === undefined) return found.length > 0 ? nonCompliant(NOWHERE) : withoutTable(link, property);
    return shares(association) ? nonCompliant(SHARED) : compliant;
  },
};

/** At the gateway of a single network. */
const endsAtNetwork = (link: Resource, property: string): boolean =>
  !link.has(property) ||
  link.referent(property)?.type === 'AWS::EC2::VPNGateway' ||
  link.text(property).startsWith('vgw-');

const pastTheHub = (property: string) =>
  finding(
    property,
    'leads to no transit gateway: the link ends in a network, past the hub and its firewall',
    '未指向中转网关：链路直接终止于网络，绕过枢纽及其防火墙',
  );

/** By reference to the link, or by the literal id of what it associates. */
const attachmentsOf = (link: Resource, id: string | undefined): readonly Resource[] =>
  link.template.estate
    .ofType(HYBRID_ATTACHMENT_TYPE)
    .filter(
      (found) =>
        found.referent('ResourceId') === link ||
        (id !== undefined && found.template === link.template && found.text('ResourceId') === link.text(id)),
    );

function withoutTable(link: Resource, property: string): Verdict {
  const gateway = link.referent(property);
  if (gateway === undefined) return unknown(ELSEWHERE);
  const byDefault = (gateway.literal('DefaultRouteTableAssociation') ?? 'enable') !== 'disable';
  return byDefault ? nonCompliant(DEFAULT) : unknown(ELSEWHERE);
}

const ELSEWHERE: Bilingual = {
  en: 'no template tells in which route table its attachment is',
  zh: '没有模板说明其连接归属哪个路由表',
};

const DEFAULT = finding(
  ASSOCIATION,
  'is missing: the link is in the default table of its gateway, with all that is attached',
  '未设置：链路归属网关的默认路由表，与全部连接共用',
);

const NOWHERE = finding(
  ASSOCIATION,
  'is missing for the attachment of the link: it is in no table, or in one that somebody chose by hand',
  '未针对该链路的连接设置：其不在任何路由表，或归属由人工指定的路由表',
);

const SHARED = finding(
  ASSOCIATION,
  'puts another attachment into the same table: what comes by the link takes its routes',
  '使其他连接归属同一路由表：链路流量将使用其路由',
);

function shares(association: Resource): boolean {
  const table = association.referent('TransitGatewayRouteTableId');
  if (table === undefined) return false;
  return table.referrers(ASSOCIATION, 'TransitGatewayRouteTableId').some((other) => other !== association);
}
