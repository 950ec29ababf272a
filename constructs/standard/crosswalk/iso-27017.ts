import type { Bilingual } from '../bilingual';
import type { Iso27002Control } from './iso-27002';

/** The seven controls that ISO/IEC 27017:2015 adds to those of ISO/IEC 27002: numbers and short titles only. */
export const cloudControls = {
  'CLD.6.3.1': {
    en: 'Shared roles and responsibilities within a cloud computing environment',
    zh: '云计算环境中的共享角色和责任',
  },
  'CLD.8.1.5': { en: 'Removal of cloud service customer assets', zh: '云服务客户资产的移除' },
  'CLD.9.5.1': { en: 'Segregation in virtual computing environments', zh: '虚拟计算环境中的隔离' },
  'CLD.9.5.2': { en: 'Virtual machine hardening', zh: '虚拟机加固' },
  'CLD.12.1.5': { en: "Administrator's operational security", zh: '管理员的运行安全' },
  'CLD.12.4.5': { en: 'Monitoring of cloud services', zh: '云服务的监视' },
  'CLD.13.1.4': {
    en: 'Alignment of security management for virtual and physical networks',
    zh: '虚拟与物理网络安全管理的一致性',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** The 37 controls of ISO/IEC 27002:2013 for which ISO/IEC 27017:2015 gives guidance of its own for cloud services. */
export const guidedControls = [
  '5.1.1',
  '6.1.1',
  '6.1.3',
  '7.2.2',
  '8.1.1',
  '8.2.2',
  '9.1.2',
  '9.2.1',
  '9.2.2',
  '9.2.3',
  '9.2.4',
  '9.4.1',
  '9.4.4',
  '10.1.1',
  '10.1.2',
  '11.2.7',
  '12.1.2',
  '12.1.3',
  '12.3.1',
  '12.4.1',
  '12.4.3',
  '12.4.4',
  '12.6.1',
  '13.1.3',
  '14.1.1',
  '14.2.1',
  '15.1.1',
  '15.1.2',
  '15.1.3',
  '16.1.1',
  '16.1.2',
  '16.1.7',
  '18.1.1',
  '18.1.2',
  '18.1.3',
  '18.1.5',
  '18.2.1',
] as const satisfies readonly Iso27002Control[];

/** A control that only ISO/IEC 27017 has, such as `CLD.9.5.2`. */
export type CloudControl = keyof typeof cloudControls;

/** A control number of ISO/IEC 27017:2015: its own, or one of ISO/IEC 27002 that it guides on. */
export type Iso27017Control = CloudControl | (typeof guidedControls)[number];
