import type { RequirementRow } from '../requirement';

export const clause8_3 = [
  {
    id: '8.3/zoning',
    clause: '8.3',
    expected: 'control',
    title: { en: 'network zoning', zh: '网络分区' },
    summary: {
      en: 'Networks are divided into ingress, application, data and management zones over several availability zones, each with its own access list. Production and non-production cannot reach each other, and the management zone is entered only from the bastion.',
      zh: '网络跨多个可用区划分为接入、应用、数据与管理区，各有独立的访问控制列表。生产与非生产互不可达，管理区只能由堡垒机进入。',
    },
  },
  {
    id: '8.3/boundary',
    clause: '8.3',
    expected: 'control',
    title: { en: 'boundary protection', zh: '边界防护' },
    summary: {
      en: 'The internet reaches only guarded entry points, and everything that goes out passes inspection; name resolution is filtered too. Links to data centres, partners and other clouds end behind the same firewall.',
      zh: '互联网只能到达受防护的入口，出向流量一律经过检测，域名解析同样受过滤。与数据中心、合作方及其他云的链路也终止于同一防火墙之后。',
    },
  },
  {
    id: '8.3/traffic-encryption',
    clause: '8.3',
    expected: 'control',
    title: { en: 'traffic encryption', zh: '流量加密' },
    summary: {
      en: 'Traffic that carries data is encrypted between zones up to the target and on links to data centres, partners and other clouds. Protocols that send data in clear text are neither declared nor open.',
      zh: '承载数据的流量在区域之间直至目的端均加密，与数据中心、合作方及其他云的链路亦然。明文传输协议既不声明也不开放。',
    },
  },
  {
    id: '8.3/intrusion',
    clause: '8.3',
    expected: 'control',
    title: { en: 'intrusion detection and prevention', zh: '入侵检测/防御' },
    summary: {
      en: 'Attacks are detected and stopped: inline signatures drop matching traffic and are kept current, threat detection runs in every account and region, and hosts and containers report malware and suspicious execution.',
      zh: '攻击可被发现并阻止：在线特征命中即丢弃且保持更新，各账号与区域均启用威胁检测，主机与容器上报恶意软件和可疑执行。',
    },
  },
  {
    id: '8.3/cloud-firewall',
    clause: '8.3',
    expected: 'control',
    title: { en: 'cloud firewall', zh: '云防火墙' },
    summary: {
      en: 'The central firewall drops whatever no owned rule allows, limits outbound web traffic to listed domains, and stands in every availability zone in use so that both directions of a flow meet the same endpoint.',
      zh: '集中防火墙默认丢弃，仅放行有责任人的规则所允许的流量，出向 Web 访问限于域名白名单，并部署于每个在用可用区，使往返流量经过同一端点。',
    },
  },
  {
    id: '8.3/security-groups',
    clause: '8.3',
    expected: 'control',
    title: { en: 'security groups', zh: '安全组' },
    summary: {
      en: 'Security groups open only what a workload needs: the default group is empty and unused, nothing but web ports of the ingress zone is open to all addresses, and outbound traffic is restricted as well.',
      zh: '安全组仅开放业务所需：默认组为空且不使用，除接入区的 Web 端口外不向任意地址开放，出向同样受限。',
    },
  },
  {
    id: '8.3/vpc-isolation',
    clause: '8.3',
    expected: 'control',
    title: { en: 'VPC isolation', zh: 'VPC 隔离' },
    summary: {
      en: 'Virtual networks are isolated: data and management subnets have no route to or from the internet, default networks are unused, each environment has its own routing domain, and networks are shared only as declared.',
      zh: '虚拟网络相互隔离：数据与管理子网无通往互联网的往返路由，默认网络不使用，各环境独立路由域，网络共享仅限已声明者。',
    },
  },
  {
    id: '8.3/minimal-ports',
    clause: '8.3',
    expected: 'control',
    title: { en: 'fewest ports open', zh: '端口最小化开放' },
    summary: {
      en: 'Open ports equal the flows declared with reason, owner and expiry. Administration and database ports cannot be reached from the internet, broad port ranges are refused, and flows that nobody confirms are closed.',
      zh: '开放端口与已声明的流量一致，每条注明理由、责任人与到期日。管理和数据库端口从互联网不可达，拒绝宽泛端口段，无人确认的流量予以关闭。',
    },
  },
  {
    id: '8.3/tls',
    clause: '8.3',
    expected: 'control',
    title: { en: 'encryption in transit (TLS)', zh: '传输加密（TLS）' },
    summary: {
      en: 'Every listener accepts current TLS with forward secrecy only, and plain HTTP does nothing but redirect. Certificates renew or alarm in time, and private keys stay in a vault, certificate service or HSM.',
      zh: '所有监听仅接受具前向保密的现行 TLS 版本，明文 HTTP 只作跳转。证书自动续期或提前告警，私钥仅存于保管库、证书服务或 HSM。',
    },
  },
  {
    id: '8.3/interface-security',
    clause: '8.3',
    expected: 'control',
    title: { en: 'interface security', zh: '接口安全' },
    summary: {
      en: 'Interfaces of services are closed to the public and reached through private endpoints that admit only own identities and resources. Instance metadata demands a token, and queues, buses and webhooks know their senders and receivers.',
      zh: '服务接口不对公网开放，经仅容许本组织身份与资源的私有终端节点访问。实例元数据须令牌访问，队列、总线与回调均限定收发双方。',
    },
  },
  {
    id: '8.3/api-security',
    clause: '8.3',
    expected: 'control',
    title: { en: 'API security control', zh: 'API 安全管控' },
    summary: {
      en: 'Every API method demands authorisation, down to the single object, and rejects malformed requests before code runs. Rates are limited, calls logged, and every API stands in an inventory with owner and specification.',
      zh: '每个 API 方法均须授权并细化到单个对象，不合规请求在代码运行前即被拒绝。调用限速并留痕，所有 API 登记责任人与接口规范。',
    },
  },
] as const satisfies readonly RequirementRow[];
