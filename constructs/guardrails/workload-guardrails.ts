import type { PartitionName } from '../partition';
import type { Guardrail, GuardrailContext } from './guardrail';

const arn = ({ partition }: GuardrailContext, rest: string): string => `arn:${partition}:${rest}`;

/**
 * Instance types for accelerated computing and bare metal, by which stolen rights are turned into money. A workload that
 * needs them gets them from the platform.
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const UNUSUAL_INSTANCES = ['p*', 'g*', 'inf*', 'trn*', 'dl*', 'u*', '*metal*'];

/** How services are named as principals; in China some are as elsewhere. */
const SERVICE_NAMES: Readonly<Record<PartitionName, readonly string[]>> = {
  aws: ['*.amazonaws.com'],
  'aws-cn': ['*.amazonaws.com', '*.amazonaws.com.cn'],
};

/** What may be changed of an instance; what it runs when it starts is not among them. */
const HARMLESS_ATTRIBUTES = ['disableApiTermination', 'ebsOptimized', 'groupSet', 'instanceType', 'sourceDestCheck'];

/**
 * Refusals of published attack techniques that a workload has no need of.
 *
 * Actions, resources and condition keys are those of the Service Authorization Reference.
 * @see https://stratus-red-team.cloud/attack-techniques/AWS/
 */
export const WORKLOAD_GUARDRAILS: readonly Guardrail[] = [
  {
    id: 'secrets-in-bulk',
    theme: 'keys',
    stops: { en: 'Reading secrets in bulk', zh: '批量读取密钥凭据' },
    brief: 'secrets in bulk',
    facets: ['8.2/no-excess-access#attack-matrix'],
    exempt: 'nobody',
    refuses: () => ({ actions: ['secretsmanager:BatchGetSecretValue'] }),
  },
  {
    id: 'version-deletion',
    theme: 'keys',
    stops: { en: 'Deleting versions of objects for good', zh: '彻底删除对象版本' },
    brief: 'deleting object versions',
    facets: ['8.2/no-excess-access#attack-matrix', '8.6/log-retention#shortening-denied'],
    exempt: 'platform',
    refuses: () => ({ actions: ['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion'] }),
  },
  {
    id: 'customer-supplied-keys',
    theme: 'keys',
    stops: { en: 'Encrypting objects with a key that nobody here has', zh: '使用外部自带密钥加密对象' },
    brief: 'customer-supplied keys',
    facets: ['8.2/no-excess-access#attack-matrix'],
    exempt: 'nobody',
    refuses: () => ({
      actions: ['s3:PutObject'],
      condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
    }),
  },
  {
    id: 'unusual-instances',
    theme: 'hosts',
    stops: { en: 'Starting instances for accelerated computing or on bare metal', zh: '启动加速计算或裸金属实例' },
    brief: 'accelerated, metal hosts',
    facets: ['8.2/no-excess-access#attack-matrix'],
    exempt: 'platform',
    refuses: () => ({
      actions: ['ec2:RunInstances'],
      condition: { StringLike: { 'ec2:InstanceType': UNUSUAL_INSTANCES } },
    }),
  },
  {
    id: 'metadata-v1-credentials',
    theme: 'hosts',
    stops: {
      en: 'Whatever is asked with credentials that an instance got without a session token',
      zh: '使用未经会话令牌取得的实例凭证的一切操作',
    },
    brief: 'IMDSv1 calls',
    facets: ['8.3/interface-security#instance-metadata'],
    exempt: 'nobody',
    refuses: () => ({ actions: ['*'], condition: { NumericLessThan: { 'ec2:RoleDelivery': '2.0' } } }),
  },
  {
    id: 'metadata-v1',
    theme: 'hosts',
    stops: {
      en: 'Starting instances without demanding session tokens of their metadata interface',
      zh: '启动未强制元数据接口会话令牌的实例',
    },
    brief: 'IMDSv1 hosts',
    facets: ['8.3/interface-security#instance-metadata'],
    exempt: 'nobody',
    // who demands nothing gets what the image or the account says, which others can change
    refuses: (context) => ({
      actions: ['ec2:RunInstances'],
      resources: [arn(context, 'ec2:*:*:instance/*')],
      condition: { StringNotEquals: { 'ec2:MetadataHttpTokens': 'required' } },
    }),
  },
  {
    id: 'metadata-hops',
    theme: 'hosts',
    stops: {
      en: 'Starting instances whose metadata can be read from more than one hop away',
      zh: '启动元数据可经多跳读取的实例',
    },
    brief: 'IMDS hops',
    facets: ['8.3/interface-security#instance-metadata'],
    exempt: 'nobody',
    refuses: () => ({
      actions: ['ec2:RunInstances'],
      condition: { NumericGreaterThan: { 'ec2:MetadataHttpPutResponseHopLimit': '1' } },
    }),
  },
  {
    id: 'metadata-options',
    theme: 'hosts',
    stops: { en: 'Changing how instances give out their metadata', zh: '变更实例元数据接口的设置' },
    brief: 'IMDS options',
    facets: ['8.3/interface-security#instance-metadata'],
    exempt: 'platform',
    refuses: () => ({ actions: ['ec2:ModifyInstanceMetadataDefaults', 'ec2:ModifyInstanceMetadataOptions'] }),
  },
  {
    id: 'start-up-scripts',
    theme: 'hosts',
    stops: { en: 'Changing what an instance runs when it starts', zh: '变更实例启动时运行的内容' },
    brief: 'start-up scripts',
    facets: ['8.2/no-excess-access#attack-matrix'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: ['ec2:ModifyInstanceAttribute'],
      resources: [arn(context, 'ec2:*:*:instance/*')],
      // where the service does not say which attribute is changed, no change passes
      condition: { StringNotEqualsIgnoreCase: { 'ec2:Attribute': HARMLESS_ATTRIBUTES } },
    }),
  },
  {
    id: 'image-removal',
    theme: 'hosts',
    stops: { en: 'Deregistering images', zh: '注销镜像' },
    brief: 'deregistering images',
    facets: ['8.2/no-excess-access#attack-matrix'],
    exempt: 'platform',
    refuses: () => ({ actions: ['ec2:DeregisterImage', 'ec2:DisableImageDeregistrationProtection'] }),
  },
  {
    id: 'notebook-scripts',
    theme: 'hosts',
    stops: { en: 'Scripts that notebooks run when they start', zh: '笔记本实例启动脚本' },
    brief: 'notebook scripts',
    facets: ['8.2/no-excess-access#attack-matrix'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'sagemaker:CreateNotebookInstanceLifecycleConfig',
        'sagemaker:UpdateNotebookInstance',
        'sagemaker:UpdateNotebookInstanceLifecycleConfig',
      ],
    }),
  },
  {
    id: 'foreign-layers',
    theme: 'hosts',
    stops: { en: 'Layers of other accounts in functions', zh: '在函数中使用其他账号的层' },
    brief: 'foreign function layers',
    facets: ['8.2/no-excess-access#attack-matrix'],
    exempt: 'platform',
    refuses: ({ partition }) => ({
      actions: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
      condition: {
        'ForAnyValue:StringNotLike': { 'lambda:Layer': `arn:${partition}:lambda:*:\${aws:PrincipalAccount}:layer:*` },
      },
    }),
  },
  {
    id: 'function-outsiders',
    theme: 'exposure',
    stops: { en: 'Functions that other accounts may call', zh: '允许其他账号调用的函数' },
    brief: 'functions open to other accounts',
    facets: ['8.2/no-excess-access#attack-matrix', '8.2/no-unauthorised-export#resource-sharing-denied'],
    exempt: 'platform',
    refuses: ({ partition }) => ({
      actions: ['lambda:AddPermission'],
      condition: {
        StringNotLike: {
          'lambda:Principal': [
            ...SERVICE_NAMES[partition],
            '${aws:PrincipalAccount}',
            `arn:${partition}:iam::\${aws:PrincipalAccount}:*`,
          ],
        },
      },
    }),
  },
  {
    id: 'public-functions',
    theme: 'exposure',
    stops: { en: 'Function addresses that anybody may call', zh: '任何人均可调用的函数网址' },
    brief: 'public function URLs',
    facets: ['8.2/no-excess-access#attack-matrix', '8.4/leak-prevention#public-exposure-blocked'],
    exempt: 'nobody',
    refuses: () => ({
      actions: ['lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
      condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
    }),
  },
  {
    id: 'mail-survey',
    theme: 'exposure',
    stops: { en: 'Surveying what mail the account may send', zh: '探查账号的邮件发送能力' },
    brief: 'surveying mail',
    facets: ['8.2/no-excess-access#attack-matrix'],
    exempt: 'platform',
    // China has no SES
    partitions: ['aws'],
    refuses: () => ({
      actions: [
        'ses:GetAccount',
        'ses:GetAccountSendingEnabled',
        'ses:GetSendQuota',
        'ses:ListEmailIdentities',
        'ses:ListIdentities',
      ],
    }),
  },
];
