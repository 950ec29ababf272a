import type { RequirementRow } from '../requirement';

export const clause8_5 = [
  {
    id: '8.5/physical-access',
    clause: '8.5',
    expected: 'inherited',
    title: { en: 'physical access', zh: '物理准入' },
    summary: {
      en: 'The cloud provider lets only authorised people into its data centres, by zones, with identification and records. Evidence kept: its audit report or certificate that names physical access, for each region in use and the current period.',
      zh: '云服务商分区管控数据中心出入，仅授权人员凭身份核验进入并登记。留存证据：覆盖各在用区域与当前期间、载明物理出入控制的审计报告或证书。',
    },
  },
  {
    id: '8.5/surveillance',
    clause: '8.5',
    expected: 'inherited',
    title: { en: 'surveillance', zh: '安防监控' },
    summary: {
      en: 'The cloud provider watches its sites day and night with guards, cameras and intrusion alarms, and keeps the footage for a set time. Evidence kept: its audit report or certificate that covers surveillance, for each region in use and the current period.',
      zh: '云服务商以值守、视频与入侵报警全天监视场所，录像按期保存。留存证据：覆盖各在用区域与当前期间、包含监视措施的审计报告或证书。',
    },
  },
  {
    id: '8.5/environment',
    clause: '8.5',
    expected: 'inherited',
    title: { en: 'environmental control', zh: '环境管控' },
    summary: {
      en: 'The cloud provider protects its sites against fire, water, heat, power loss and natural hazards, and tests the protection. Evidence kept: its audit report or certificate that covers environment and utilities, for each region in use and the current period.',
      zh: '云服务商对火灾、水患、高温、断电与自然灾害设防并定期测试。留存证据：覆盖各在用区域与当前期间、包含环境与供电保障的审计报告或证书。',
    },
  },
  {
    id: '8.5/media',
    clause: '8.5',
    expected: 'inherited',
    title: { en: 'media security', zh: '介质安全' },
    summary: {
      en: 'The cloud provider tracks storage media through their life and wipes or destroys them before they leave its control. Evidence kept: its audit report or certificate that covers media handling and sanitisation, for each region in use and the current period.',
      zh: '云服务商全程跟踪存储介质，离开其控制前予以清除或销毁。留存证据：覆盖各在用区域与当前期间、包含介质管理与清除的审计报告或证书。',
    },
  },
  {
    id: '8.5/equipment',
    clause: '8.5',
    expected: 'inherited',
    title: { en: 'equipment security', zh: '设备安全' },
    summary: {
      en: 'The cloud provider places, cables, maintains, moves and disposes of equipment so that neither access nor failure endangers data. Evidence kept: its audit report or certificate that covers equipment security, for each region in use and the current period.',
      zh: '云服务商在设备的安置、布线、维护、移动与处置中防止被接触或故障危及数据。留存证据：覆盖各在用区域与当前期间、包含设备安全的审计报告或证书。',
    },
  },
  {
    id: '8.5/physical-operations',
    clause: '8.5',
    expected: 'inherited',
    title: { en: 'physical control of operations', zh: '运维操作物理管控' },
    summary: {
      en: 'The cloud provider controls hands-on work in its sites: authorised by ticket, supervised, logged, without access to customer data. Evidence kept: its audit report or certificate that covers work in secure areas, for each region in use and the current period.',
      zh: '云服务商管控现场作业：凭工单授权、有人监督、留有记录且不触及客户数据。留存证据：覆盖各在用区域与当前期间、包含安全区域作业的审计报告或证书。',
    },
  },
  {
    id: '8.5/iso-27017',
    clause: '8.5',
    expected: 'inherited',
    title: { en: 'ISO/IEC 27017 physical requirements', zh: '满足 ISO/IEC 27017 物理要求' },
    summary: {
      en: "The cloud provider's sites conform to ISO/IEC 27017 where it touches physical security, such as disposal and re-use of equipment. Evidence kept: the provider's valid ISO/IEC 27017 certificate with its statement of applicability, naming the services and regions in use.",
      zh: '云服务商的场所符合 ISO/IEC 27017 涉及物理安全的内容，如设备处置与再利用。留存证据：其有效的 ISO/IEC 27017 证书及适用性声明，并覆盖在用服务与区域。',
    },
  },
] as const satisfies readonly RequirementRow[];
