import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { HeldKind, Neighbour, RouteKind } from '../../evidence/network-graph';

/** Zones as the standard has them. */
export const ZONES: Readonly<Record<string, Bilingual>> = {
  ingress: { en: 'Ingress zone', zh: '接入区' },
  application: { en: 'Application zone', zh: '应用区' },
  data: { en: 'Data zone', zh: '数据区' },
  management: { en: 'Management zone', zh: '管理区' },
};

/** What stands in a subnet, one and many. */
export const HELD: Readonly<Record<HeldKind, { readonly one: Bilingual; readonly many: Bilingual }>> = {
  firewall: { one: { en: 'firewall', zh: '防火墙' }, many: { en: 'firewalls', zh: '个防火墙' } },
  nat: { one: { en: 'NAT gateway', zh: 'NAT 网关' }, many: { en: 'NAT gateways', zh: '个 NAT 网关' } },
  attachment: {
    one: { en: 'attachment', zh: '连接' },
    many: { en: 'attachments', zh: '个连接' },
  },
  'load-balancer': {
    one: { en: 'load balancer', zh: '负载均衡' },
    many: { en: 'load balancers', zh: '个负载均衡' },
  },
  instance: { one: { en: 'instances', zh: '实例' }, many: { en: 'groups of instances', zh: '组实例' } },
  endpoint: {
    one: { en: 'interface endpoint', zh: '接口终端节点' },
    many: { en: 'interface endpoints', zh: '个接口终端节点' },
  },
  function: { one: { en: 'function', zh: '函数' }, many: { en: 'functions', zh: '个函数' } },
  database: { one: { en: 'database', zh: '数据库' }, many: { en: 'databases', zh: '个数据库' } },
  container: { one: { en: 'containers', zh: '容器' }, many: { en: 'services in containers', zh: '个容器服务' } },
  other: { one: { en: 'other resource', zh: '其他资源' }, many: { en: 'other resources', zh: '个其他资源' } },
};

/** Where a route leads. */
export const ROUTES: Readonly<Record<RouteKind, Bilingual>> = {
  internet: { en: 'internet gateway', zh: '互联网网关' },
  'egress-only': { en: 'egress-only gateway', zh: '仅出向网关' },
  nat: { en: 'NAT gateway', zh: 'NAT 网关' },
  service: { en: 'gateway endpoint', zh: '网关终端节点' },
  peering: { en: 'peering', zh: '对等连接' },
  transit: { en: 'transit gateway', zh: '中转网关' },
  firewall: { en: 'firewall', zh: '防火墙' },
  local: { en: 'this network', zh: '本网络' },
  blackhole: { en: 'nowhere (blackhole)', zh: '丢弃（黑洞）' },
  opaque: { en: 'not in the templates', zh: '模板之外' },
};

export const NEIGHBOURS: Readonly<Record<Neighbour['kind'], Bilingual>> = {
  transit: { en: 'transit gateway', zh: '中转网关' },
  peering: { en: 'peering', zh: '对等连接' },
  opaque: { en: 'way in from', zh: '接入来源' },
};

/** What a picture says of itself. */
export const WORDS = {
  network: { en: 'Network', zh: '网络' },
  transitGateway: { en: 'Transit gateway', zh: '中转网关' },
  account: { en: 'account', zh: '账号' },
  each: { en: 'each account', zh: '每个账号' },
  eachRegion: { en: 'each region', zh: '每个区域' },
  subnets: { en: 'Subnets', zh: '子网' },
  routes: { en: 'Routes beyond the network', zh: '通往网络之外的路由' },
  flows: { en: 'Open flows', zh: '开放的流量' },
  internet: { en: 'Internet', zh: '互联网' },
  outside: { en: 'Other networks', zh: '其他网络' },
  noTag: { en: 'no isms:zone tag', zh: '无 isms:zone 标签' },
  within: { en: 'within:', zh: '区内：' },
  noRoutes: { en: 'none', zh: '无' },
  noGateway: { en: 'no internet gateway', zh: '无互联网网关' },
  reachesNothing: { en: 'The internet reaches nothing here', zh: '互联网无法到达此处任何资源' },
  reachedByNothing: { en: 'Nothing here reaches the internet', zh: '此处任何资源均无法访问互联网' },
  reaches: { en: 'The internet reaches', zh: '互联网可到达' },
  reachedBy: { en: 'The internet is reached from', zh: '可访问互联网' },
  perhaps: { en: 'perhaps', zh: '可能' },
  inspectedBy: { en: 'inspected by', zh: '经检测：' },
  notInspected: { en: 'not inspected', zh: '未经检测' },
  endpoints: { en: 'Interface endpoints', zh: '接口终端节点' },
  further: { en: 'Further flows', zh: '其他流量' },
  noTable: { en: 'in no table: goes nowhere', zh: '未关联路由表：不通' },
  tables: { en: 'Route tables', zh: '路由表' },
  attached: { en: 'Attached, and routed by it', zh: '关联的连接' },
  tableRoutes: { en: 'Where it sends', zh: '转发到' },
  noAttachment: { en: 'nothing in the templates', zh: '模板中无' },
  nothingFlows: { en: 'nothing', zh: '不通' },
  inFirst: { en: '(in the first account)', zh: '（首个账号）' },
  flowsAmong: { en: 'What flows between the attached networks', zh: '所连网络之间的流量' },
  drawn: {
    en: 'Drawn from the template. Flows are what the analysis of reachability decides, not what is declared; answers are not drawn.',
    zh: '依据模板绘制。流量为可达性分析的结论，而非声明；应答流量未绘出。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Of one that stands for several. */
export const firstOf = (accounts: number): Bilingual => ({
  en: `(the first of ${accounts} accounts)`,
  zh: `（${accounts} 个账号中的第一个）`,
});

/** The kinds of line, as the legend explains them. */
export const LINES = {
  hosts: {
    en: 'open between what stands there, security groups included',
    zh: '现有资源之间开放（含安全组判定）',
  },
  lists: {
    en: 'let through by routes and access lists; groups decide about what is placed there',
    zh: '路由与访问控制列表放行，具体由安全组决定',
  },
  perhaps: { en: 'perhaps: deployment decides', zh: '可能：部署时才能确定' },
  inspected: { en: 'through a firewall, whose rules decide', zh: '经防火墙，由其规则决定' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type LineKind = keyof typeof LINES;
