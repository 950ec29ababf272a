import type { Bilingual } from '../../../constructs/standard';

/** Why packets go no further, and what keeps an answer open. */
export const REASONS = {
  loop: (name: string): Bilingual => ({ en: `${name} leads back to itself`, zh: `${name} 形成环路` }),
  noRoute: (table: string): Bilingual => ({ en: `${table} has no route to it`, zh: `${table} 中没有到达该地址的路由` }),
  blackhole: (route: string): Bilingual => ({ en: `${route} leads nowhere`, zh: `${route} 为黑洞路由` }),
  notConnected: (from: string, to: string): Bilingual => ({
    en: `no peering and no gateway connects ${from} with ${to}`,
    zh: `${from} 与 ${to} 之间没有对等连接或网关`,
  }),
  notAttached: (name: string): Bilingual => ({
    en: `${name} is not attached to the network`,
    zh: `${name} 未连接到该网络`,
  }),
  notAssociated: (attachment: string): Bilingual => ({
    en: `${attachment} is associated with no route table`,
    zh: `${attachment} 未关联任何路由表`,
  }),
  noAttachmentInZone: (attachment: string): Bilingual => ({
    en: `${attachment} has no subnet in the availability zone`,
    zh: `${attachment} 在该可用区没有子网`,
  }),
  notTransitive: (peering: string): Bilingual => ({
    en: `${peering} leads to the addresses of its other end only`,
    zh: `${peering} 仅可到达对端网络自身的地址`,
  }),
  noInternetGateway: (vpc: string): Bilingual => ({
    en: `${vpc} has no internet gateway`,
    zh: `${vpc} 没有互联网网关`,
  }),
  noPublicAddress: (name: string): Bilingual => ({ en: `${name} has no public address`, zh: `${name} 没有公网地址` }),
  list: (name: string, direction: 'in' | 'out'): Bilingual =>
    direction === 'in'
      ? { en: `${name} does not let it in`, zh: `${name} 不放行其入向流量` }
      : { en: `${name} does not let it out`, zh: `${name} 不放行其出向流量` },
  groupInto: (name: string): Bilingual => ({
    en: `the security groups of ${name} do not let it in`,
    zh: `${name} 的安全组不放行其入向流量`,
  }),
  groupOutOf: (name: string): Bilingual => ({
    en: `the security groups of ${name} do not let it out`,
    zh: `${name} 的安全组不放行其出向流量`,
  }),
  undecided: ({ en, zh }: Bilingual): Bilingual => ({
    en: `deployment decides whether ${en}`,
    zh: `部署时才能确定是否${zh}`,
  }),
  perhapsPublic: (name: string): Bilingual => ({
    en: `deployment decides whether ${name} has a public address`,
    zh: `部署时才能确定 ${name} 是否有公网地址`,
  }),
  perhapsRouted: (route: string): Bilingual => ({
    en: `deployment decides what ${route} leads where`,
    zh: `部署时才能确定 ${route} 的去向与范围`,
  }),
  perhapsAttached: (name: string): Bilingual => ({
    en: `deployment decides whether ${name} is attached`,
    zh: `部署时才能确定 ${name} 是否已连接`,
  }),
  behind: (name: string): Bilingual => ({
    en: `what lies behind ${name} is in no template`,
    zh: `${name} 之后的网络不在任何模板中`,
  }),
  peerUnknown: (name: string): Bilingual => ({
    en: `the network at the other end of ${name} is in no template`,
    zh: `${name} 对端的网络不在任何模板中`,
  }),
  firewallDrops: (name: string): Bilingual => ({
    en: `the rules of ${name} drop it`,
    zh: `${name} 的规则丢弃该流量`,
  }),
  firewallRules: (name: string): Bilingual => ({
    en: `the rules of ${name} decide what it lets pass, and are not read`,
    zh: `${name} 的规则决定放行范围，此处未作解析`,
  }),
} as const;
