import type { Bilingual } from '../../constructs/standard/bilingual';

const FIXED: Bilingual = {
  en: 'it cannot be changed once the resource is made',
  zh: '资源创建后无法更改',
};

const LABEL: Bilingual = { en: 'a text for people: nothing depends on it', zh: '供人阅读的文字，不影响任何行为' };

const TAGS: Bilingual = {
  en: 'services add tags of their own; rules judge those that something depends on',
  zh: '服务会自行添加标签；有实际作用的标签由规则判定',
};

const CHECKED: Bilingual = {
  en: 'a live check compares it (docs/collect.md)',
  zh: '由运行检查比对（docs/collect.md）',
};

const FOR_CLOUDFORMATION: Bilingual = {
  en: 'it counts only when CloudFormation changes or deletes the resource',
  zh: '仅在 CloudFormation 更改或删除该资源时起作用',
};

const FOUND_BY: Bilingual = {
  en: 'the resource is found by it: once it is changed, the resource is gone',
  zh: '资源以此查找：一旦更改即视为资源已不存在',
};

/** Of any type. */
const OF_EACH: Readonly<Record<string, Bilingual>> = {
  AlarmDescription: LABEL,
  BackupPlanTags: TAGS,
  Description: LABEL,
  HealthCheckTags: TAGS,
  Tags: TAGS,
};

/** By type and path: what a template says of a resource that is read, and nothing compares. */
const OF_TYPE: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  'AWS::Backup::BackupVault': {
    BackupVaultName: FIXED,
    BackupVaultTags: TAGS,
    'LockConfiguration.ChangeableForDays': {
      en: 'the service tells how long is left, which falls day by day; the rule of the lock judges it',
      zh: '服务返回的是逐日减少的剩余天数；由锁定规则判定',
    },
  },
  'AWS::CloudTrail::Trail': {
    IsOrganizationTrail: CHECKED,
    S3BucketName: CHECKED,
    TrailName: FIXED,
  },
  'AWS::CloudWatch::Alarm': { AlarmName: FIXED },
  'AWS::Config::ConfigurationRecorder': { Name: FIXED },
  'AWS::Config::DeliveryChannel': { Name: FIXED },
  'AWS::DynamoDB::Table': {
    AttributeDefinitions: { en: 'it only says of which kind the keys are', zh: '仅说明键属性的类型' },
    GlobalSecondaryIndexes: { en: 'it only says by what entries are found again', zh: '仅说明按何种键检索条目' },
    KeySchema: FIXED,
    TableName: FIXED,
  },
  'AWS::EC2::FlowLog': { ResourceId: FIXED, ResourceType: FIXED },
  'AWS::EC2::LaunchTemplate': {
    'LaunchTemplateData.BlockDeviceMappings': {
      en: 'of the disks, whether and under which key they are encrypted is compared',
      zh: '磁盘仅比对是否加密及所用密钥',
    },
    'LaunchTemplateData.MetadataOptions.HttpEndpoint': {
      en: 'whether instances have metadata at all; that they need a token for it is compared',
      zh: '实例是否提供元数据；获取元数据须用令牌已比对',
    },
    'LaunchTemplateData.NetworkInterfaces': {
      en: 'of the interface, its groups and whether it has a public address are compared',
      zh: '网络接口仅比对安全组及是否分配公网地址',
    },
    'LaunchTemplateData.TagSpecifications': TAGS,
    'LaunchTemplateData.UserData': {
      en: 'the script may hold what is nobody’s to read: who may change it is what the trail and the roles settle',
      zh: '脚本可能含不宜读取的内容：其修改权限由角色限定，修改行为由跟踪记录',
    },
  },
  'AWS::EC2::SecurityGroup': { GroupDescription: FIXED, VpcId: FIXED },
  'AWS::EC2::Subnet': { AvailabilityZone: FIXED, CidrBlock: FIXED, VpcId: FIXED },
  'AWS::EC2::VPCEndpoint': {
    DnsOptions: {
      en: 'API and template spell it differently; who gets through, policy and groups decide',
      zh: 'API 与模板写法不同；谁能通过由策略与安全组决定',
    },
    VpcId: FIXED,
  },
  'AWS::IAM::ManagedPolicy': { ManagedPolicyName: FIXED, Path: FIXED },
  'AWS::IAM::Role': { RoleName: FIXED },
  'AWS::IAM::User': { UserName: FOUND_BY },
  'AWS::KMS::Key': { KeySpec: FIXED, KeyUsage: FIXED, PendingWindowInDays: FOR_CLOUDFORMATION },
  'AWS::Lambda::Function': {
    Code: {
      en: 'the service tells a hash of what was uploaded, and a template only where it was put',
      zh: '服务返回上传内容的哈希，模板只写存放位置',
    },
    FunctionName: FIXED,
  },
  'AWS::Logs::LogGroup': { LogGroupName: FIXED },
  'AWS::Organizations::Policy': { Content: CHECKED, Name: LABEL, Type: FIXED },
  'AWS::Route53::HealthCheck': {
    'HealthCheckConfig.EnableSNI': { en: 'the service settles it itself', zh: '由服务自行决定' },
  },
  'AWS::Events::Rule': { Name: FIXED },
  'AWS::S3::Bucket': {
    'BucketEncryption.ServerSideEncryptionConfiguration': {
      en: 'of the encryption, the key is compared, and rules judge it; the rest is what it costs',
      zh: '加密仅比对密钥并由规则判定；其余仅影响费用',
    },
    BucketName: FIXED,
    NotificationConfiguration: {
      en: 'a sweep finds the recordings that it does not tell of',
      zh: '定时扫描会发现其未通知的录像',
    },
  },
  'AWS::S3::BucketPolicy': { Bucket: FIXED },
  'AWS::SNS::Topic': { DisplayName: LABEL, TopicName: FIXED },
  'AWS::SQS::Queue': { QueueName: FIXED },
  'AWS::SSM::Document': { DocumentFormat: LABEL, Name: FIXED, UpdateMethod: FOR_CLOUDFORMATION },
};

/** Why what a template says at a path is held against nothing; undefined where no reason is known. */
export function whyNotCompared(type: string, path: string): Bilingual | undefined {
  const reasons = { ...OF_EACH, ...OF_TYPE[type] };
  const known = Object.keys(reasons).find((at) => path === at || path.startsWith(`${at}.`));
  return known === undefined ? undefined : reasons[known];
}

/** Every type and path that has a reason; the type is empty where it is of any. `docs/not-compared.md` tells them. */
export const NOT_COMPARED: readonly (readonly [type: string, path: string, why: Bilingual])[] = [
  ...Object.entries(OF_EACH).map(([path, why]) => ['', path, why] as const),
  ...Object.entries(OF_TYPE).flatMap(([type, paths]) =>
    Object.entries(paths).map(([path, why]) => [type, path, why] as const),
  ),
];
