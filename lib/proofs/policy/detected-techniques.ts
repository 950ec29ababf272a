import type { Bilingual } from '../../../constructs/standard';
import type { Attack } from './attack';

/** A technique that no policy can refuse without refusing work, and the detection that meets it. */
export interface DetectedTechnique
  extends Pick<Attack, 'id' | 'title' | 'techniques' | 'sources' | 'facets' | 'partitions'> {
  /** Id of the detection. */
  readonly detection: string;
  /** Why no policy refuses it. */
  readonly because: Bilingual;
}

/** Techniques that are left to detection. */
export const DETECTED: readonly DetectedTechnique[] = [
  {
    id: 'secrets-read-one-by-one',
    title: { en: 'reading many secrets one by one', zh: '逐个读取大量密钥凭据' },
    techniques: ['aws.credential-access.secretsmanager-retrieve-secrets'],
    facets: [],
    detection: 'secret-mass-read',
    because: {
      en: 'workloads read their secrets by the same call; only the number tells',
      zh: '业务以同一调用读取自身凭据，只能从数量上区分',
    },
  },
  {
    id: 'parameters-read-in-number',
    title: { en: 'reading many protected parameters', zh: '读取大量受保护参数' },
    techniques: ['aws.credential-access.ssm-retrieve-securestring-parameters'],
    facets: [],
    detection: 'parameter-mass-read',
    because: {
      en: 'workloads read their parameters by the same call; only the number tells',
      zh: '业务以同一调用读取自身参数，只能从数量上区分',
    },
  },
  {
    id: 'user-data-read',
    title: { en: 'reading the start-up data of many instances', zh: '读取大量实例的启动数据' },
    techniques: ['aws.discovery.ec2-download-user-data'],
    facets: [],
    detection: 'user-data-read',
    because: {
      en: 'deployment tools read all attributes of an instance by this call, and no condition key tells which',
      zh: '部署工具以同一调用读取实例的全部属性，且无条件键可区分属性',
    },
  },
  {
    id: 'account-surveyed-from-instance',
    title: { en: 'surveying the account from an instance', zh: '从实例上探查账号' },
    techniques: ['aws.discovery.ec2-enumerate-from-instance'],
    facets: [],
    detection: 'instance-enumeration',
    because: {
      en: 'they are calls that read, each of which some workload makes',
      zh: '均为业务也会使用的读取类调用',
    },
  },
  {
    id: 'security-group-opened',
    title: { en: 'opening a port of a security group to all', zh: '向所有地址开放安全组端口' },
    techniques: ['aws.exfiltration.ec2-security-group-open-port-22-ingress'],
    facets: [],
    detection: 'security-group-opened',
    because: {
      en: 'no condition key tells port or range; workloads need groups of their own',
      zh: '无条件键可区分端口或地址范围；业务需要自行管理安全组',
    },
  },
  {
    id: 'model-invoked',
    title: { en: 'invoking language models', zh: '调用大语言模型' },
    techniques: ['aws.impact.bedrock-invoke-model'],
    facets: [],
    partitions: ['aws'],
    detection: 'model-invoked',
    because: {
      en: 'whether workloads use models is for the organisation to say',
      zh: '业务是否使用模型由组织自行决定',
    },
  },
  {
    id: 'signed-in-without-mfa',
    title: { en: 'signing in to the console without a second factor', zh: '未经多因素认证登录控制台' },
    techniques: ['aws.initial-access.console-login-without-mfa'],
    facets: [],
    detection: 'console-login-without-mfa',
    because: {
      en: 'signing in is no call that a policy decides; users with passwords, whom it takes, are refused',
      zh: '登录不是策略可判定的调用；其所需的带口令用户已被拒绝创建',
    },
  },
  {
    id: 'function-code-overwritten',
    title: { en: "overwriting the code of a workload's function", zh: '覆盖业务函数的代码' },
    techniques: ['aws.persistence.lambda-overwrite-code'],
    facets: [],
    detection: 'function-changed',
    because: {
      en: "workload teams deploy by the same call; the landing zone's own functions are refused to them",
      zh: '业务团队以同一调用进行部署；对着陆区自身函数的变更已被拒绝',
    },
  },
];
