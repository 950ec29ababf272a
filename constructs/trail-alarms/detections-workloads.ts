import { ARCHIVE_KINDS } from '../log-archive/names';
import type { Detection } from './detection';
import { absent, all, call, flag, is, isNot, present } from './term';

/** What CloudFormation does on somebody's behalf has been reviewed by the pipeline. */
const OUTSIDE_CLOUDFORMATION = isNot('sourceIPAddress', 'cloudformation.amazonaws.com*');

/** Objects of the log archive, by the names of its buckets. */
const archived = (name: string) =>
  is('requestParameters.bucketName', ...ARCHIVE_KINDS.map((kind) => `${name}-${kind}-*`));

/** What attackers do with the services that workloads use, which no policy can refuse without refusing the work. */
export const workloadDetections: readonly Detection[] = [
  {
    id: 'secret-mass-read',
    title: { en: 'Many secrets were read', zh: '大量读取密文' },
    sight: {
      en: 'Values read from Secrets Manager, refused attempts too, in all accounts together; not those that a service reads for its caller. Whoever reads slowly stays below the number.',
      zh: '所有账号合计从 Secrets Manager 读取的密文值（含被拒绝的尝试），不含服务代调用者读取的。缓慢读取者低于阈值。',
    },
    facets: ['8.4/leak-prevention#exfiltration-detection'],
    techniques: ['aws.credential-access.secretsmanager-retrieve-secrets'],
    count: {
      atLeast: 20,
      minutes: 5,
      because: {
        en: 'a program reads its few secrets when it starts and keeps them; who empties the store reads tens at once',
        zh: '程序启动时读取少量密文并缓存；窃取者会一次读取数十条',
      },
    },
    when: () => [all(call('secretsmanager', 'GetSecretValue'), absent('userIdentity.invokedBy'))],
  },
  {
    id: 'secret-batch-read',
    title: { en: 'Secrets were read in a batch', zh: '批量读取密文' },
    sight: {
      en: 'Every batch call, which can return all secrets that match a filter; refused attempts too.',
      zh: '任何批量读取调用（可返回符合筛选条件的全部密文），含被拒绝的尝试。',
    },
    facets: ['8.4/leak-prevention#exfiltration-detection'],
    techniques: ['aws.credential-access.secretsmanager-batch-retrieve-secrets'],
    when: () => [call('secretsmanager', 'BatchGetSecretValue')],
  },
  {
    id: 'parameter-mass-read',
    title: { en: 'Many encrypted parameters were read', zh: '大量读取加密参数' },
    sight: {
      en: 'Calls that decrypt ten parameters, the most that one can name, or everything below a path. Not parameters read one by one.',
      zh: '一次解密十个参数（单次调用上限）或某路径下全部参数的调用。不含逐个读取。',
    },
    facets: ['8.4/leak-prevention#exfiltration-detection'],
    techniques: ['aws.credential-access.ssm-retrieve-securestring-parameters'],
    count: {
      atLeast: 3,
      minutes: 5,
      because: {
        en: 'a program with that many parameters asks once when it starts',
        zh: '参数较多的程序仅在启动时读取一次',
      },
    },
    when: () => [
      all(
        call('ssm', 'GetParameters'),
        flag('requestParameters.withDecryption', true),
        present('requestParameters.names[9]'),
      ),
      all(
        call('ssm', 'GetParametersByPath'),
        flag('requestParameters.withDecryption', true),
        flag('requestParameters.recursive', true),
      ),
    ],
  },
  {
    id: 'password-data-read',
    title: { en: 'Windows passwords of instances were read', zh: '读取实例的 Windows 密码' },
    sight: { en: 'Every call, refused ones too.', zh: '任何调用，含被拒绝的。' },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.credential-access.ec2-get-password-data'],
    when: () => [call('ec2', 'GetPasswordData')],
  },
  {
    id: 'user-data-read',
    title: { en: 'User data of many instances was read', zh: '大量读取实例用户数据' },
    sight: {
      en: 'Reads of start scripts, in which people leave secrets, refused attempts too. Not those that come with a launch template.',
      zh: '读取常被遗留密钥的启动脚本，含被拒绝的尝试。不含启动模板中的用户数据。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.discovery.ec2-download-user-data'],
    count: {
      atLeast: 5,
      minutes: 5,
      because: { en: 'a person looks at one instance, not at all of them', zh: '人员通常只查看个别实例' },
    },
    when: () => [all(call('ec2', 'DescribeInstanceAttribute'), is('requestParameters.attribute', 'userData'))],
  },
  {
    id: 'user-data-changed',
    title: { en: 'The start script of an instance was changed', zh: '变更了实例启动脚本' },
    sight: {
      en: 'User data of existing instances. Not a new version of a launch template.',
      zh: '已有实例的用户数据。不含启动模板的新版本。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.execution.ec2-user-data'],
    when: () => [all(call('ec2', 'ModifyInstanceAttribute'), present('requestParameters.userData'))],
  },
  {
    id: 'accelerated-instance-started',
    title: { en: 'Instances with accelerators were started', zh: '启动了加速型实例' },
    sight: {
      en: 'Instances of the families p, g, dl, inf and trn by a direct call, refused attempts too. Not those that a group starts from a launch template.',
      zh: '直接调用启动 p、g、dl、inf、trn 系列实例，含被拒绝的尝试。不含伸缩组通过启动模板启动的实例。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.execution.ec2-launch-unusual-instances'],
    when: () => [
      all(call('ec2', 'RunInstances'), is('requestParameters.instanceType', 'p*', 'g*', 'dl*', 'inf*', 'trn*')),
    ],
  },
  {
    id: 'notebook-changed',
    title: { en: 'The start script of a notebook was changed', zh: '变更了笔记本实例的启动脚本' },
    sight: {
      en: 'Changes of notebook instances and of their life cycle configurations outside CloudFormation.',
      zh: 'CloudFormation 之外对笔记本实例及其生命周期配置的变更。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.execution.sagemaker-update-lifecycle-config'],
    when: () => [
      all(call('sagemaker', 'UpdateNotebookInstance', 'UpdateNotebookInstanceLifecycleConfig'), OUTSIDE_CLOUDFORMATION),
    ],
  },
  {
    id: 'function-changed',
    title: { en: 'A function was changed outside CloudFormation', zh: 'CloudFormation 之外变更了函数' },
    sight: {
      en: 'Code, layers, configuration, event sources and permissions of functions. What CloudFormation deploys is left out: the pipeline reviews it.',
      zh: '函数的代码、层、配置、事件源与权限。不含 CloudFormation 部署的变更：由流水线审查。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: [
      'aws.persistence.lambda-backdoor-function',
      'aws.persistence.lambda-layer-extension',
      'aws.persistence.lambda-overwrite-code',
    ],
    when: () => [
      all(
        call(
          'lambda',
          'AddPermission*',
          'CreateEventSourceMapping*',
          'DeleteEventSourceMapping*',
          'UpdateEventSourceMapping*',
          'UpdateFunctionCode*',
          'UpdateFunctionConfiguration*',
        ),
        OUTSIDE_CLOUDFORMATION,
      ),
    ],
  },
  {
    id: 'security-group-opened',
    title: { en: 'A security group was opened to the world', zh: '安全组对所有地址开放' },
    sight: {
      en: 'Rules for all IPv4 or IPv6 addresses, on any port, once they are in force. Not refused attempts, nor the world in two halves.',
      zh: '对所有 IPv4 或 IPv6 地址生效的入站规则，任意端口。不含被拒绝的尝试，也不含将全部地址拆分为两段的规则。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.exfiltration.ec2-security-group-open-port-22-ingress'],
    when: () => [
      all(
        call('ec2', 'AuthorizeSecurityGroupIngress'),
        is('responseElements.securityGroupRuleSet.items[*].cidrIpv4', '*/0'),
      ),
      all(
        call('ec2', 'AuthorizeSecurityGroupIngress'),
        is('responseElements.securityGroupRuleSet.items[*].cidrIpv6', '*/0'),
      ),
    ],
  },
  {
    id: 'resource-shared',
    title: { en: 'An image or a snapshot was shared', zh: '共享了镜像或快照' },
    sight: {
      en: 'Changes of who may use an image or a snapshot, refused attempts too. Whether the other account is one of ours, a pattern cannot tell.',
      zh: '镜像或快照使用权限的变更，含被拒绝的尝试。模式无法判断对方是否为本组织账号。',
    },
    facets: ['8.2/no-unauthorised-export#resource-sharing-denied'],
    techniques: [
      'aws.exfiltration.ec2-share-ami',
      'aws.exfiltration.ec2-share-ebs-snapshot',
      'aws.exfiltration.rds-share-snapshot',
    ],
    when: () => [
      call('ec2', 'ModifyImageAttribute', 'ModifySnapshotAttribute'),
      call('rds', 'ModifyDBClusterSnapshotAttribute', 'ModifyDBSnapshotAttribute'),
    ],
  },
  {
    id: 'bucket-policy-changed',
    title: {
      en: 'Who may reach a bucket was changed outside CloudFormation',
      zh: 'CloudFormation 之外变更了存储桶访问范围',
    },
    sight: {
      en: 'Policies, access lists and public access blocks of buckets, and the block of an account. Whom a policy admits, a pattern cannot tell; the access analyzer does.',
      zh: '存储桶策略、访问控制列表与公开访问阻止设置，以及账号级阻止设置。模式无法判断策略允许谁访问，由访问分析器判断。',
    },
    facets: ['8.4/leak-prevention#public-exposure-blocked'],
    techniques: ['aws.exfiltration.s3-backdoor-bucket-policy'],
    when: () => [
      all(
        call(
          's3',
          'DeleteAccountPublicAccessBlock',
          'DeleteBucketPublicAccessBlock',
          'PutAccountPublicAccessBlock',
          'PutBucketAcl',
          'PutBucketPolicy',
          'PutBucketPublicAccessBlock',
        ),
        OUTSIDE_CLOUDFORMATION,
      ),
    ],
  },
  {
    id: 'image-deregistered',
    title: { en: 'A machine image was deregistered', zh: '注销了机器镜像' },
    sight: { en: 'Every call, refused ones too.', zh: '任何调用，含被拒绝的。' },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.impact.ec2-deregister-ami'],
    when: () => [call('ec2', 'DeregisterImage')],
  },
  {
    id: 'object-mass-deletion',
    title: { en: 'Archived objects were deleted', zh: '删除了归档对象' },
    sight: {
      en: 'Objects of the log archive alone, refused attempts too. What a life cycle rule expires is no event.',
      zh: '仅限日志归档存储桶中的对象，含被拒绝的尝试。生命周期规则的到期删除不产生事件。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.impact.s3-ransomware-batch-deletion', 'aws.impact.s3-ransomware-individual-deletion'],
    when: ({ name }) => [all(call('s3', 'DeleteObject', 'DeleteObjects'), archived(name))],
  },
  {
    id: 'object-encrypted-by-customer-key',
    title: {
      en: 'Objects were encrypted with a key that AWS does not have',
      zh: '使用 AWS 未持有的密钥加密对象',
    },
    sight: {
      en: 'Not objects encrypted before they are uploaded.',
      zh: '不含上传前已加密的对象。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.impact.s3-ransomware-client-side-encryption'],
    when: () => [
      all(
        call('s3', 'CopyObject', 'PutObject'),
        present('requestParameters.x-amz-server-side-encryption-customer-algorithm'),
      ),
    ],
  },
  {
    id: 'model-invoked',
    title: { en: 'A foundation model was enabled or invoked', zh: '启用或调用了基础模型' },
    sight: {
      en: 'Every model of Bedrock, refused attempts too. Where workloads use models, leave it out.',
      zh: 'Bedrock 的任何模型，含被拒绝的尝试。业务使用模型时请去除此项。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.impact.bedrock-invoke-model'],
    partitions: ['aws'],
    when: () => [
      call(
        'bedrock',
        'Converse*',
        'CreateFoundationModelAgreement',
        'InvokeModel*',
        'PutFoundationModelEntitlement',
        'PutUseCaseForModelAccess',
      ),
    ],
  },
  {
    id: 'mail-service-enumeration',
    title: { en: 'Somebody explores the mail service', zh: '有人探查邮件服务' },
    sight: {
      en: 'Questions about limits and senders of SES, refused attempts too. Mail that is sent is not on the trail.',
      zh: '查询 SES 配额与发件身份，含被拒绝的尝试。邮件发送不在跟踪中。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.discovery.ses-enumerate'],
    count: {
      atLeast: 3,
      minutes: 5,
      because: { en: 'programs that send mail ask for none of it', zh: '发送邮件的程序无需此类信息' },
    },
    when: () => [
      call(
        'ses',
        'GetAccount',
        'GetAccountSendingEnabled',
        'GetSendQuota',
        'ListEmailIdentities',
        'ListIdentities',
        'ListVerifiedEmailAddresses',
      ),
    ],
  },
  {
    id: 'way-round-bastion',
    title: { en: 'Somebody tried a way round the bastion', zh: '有人尝试绕过堡垒机' },
    sight: {
      en: 'Keys sent to instances or serial consoles, tunnels, commands to hosts, and sessions in which the caller is not allowed: refused attempts too. What a session types is in its recording, not on the trail.',
      zh: '向实例或串行控制台发送密钥、隧道、向主机下发命令，以及被拒绝的会话；含被拒绝的尝试。会话输入在录像中，不在跟踪中。',
    },
    facets: ['8.2/bastion#single-entry-path'],
    techniques: [
      'aws.execution.ssm-send-command',
      'aws.execution.ssm-start-session',
      'aws.lateral-movement.ec2-instance-connect',
      'aws.lateral-movement.ec2-serial-console-send-ssh-public-key',
    ],
    when: () => [
      call('ec2-instance-connect', 'OpenTunnel', 'SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'),
      call('ec2', 'EnableSerialConsoleAccess'),
      all(call('ssm', 'SendCommand', 'StartSession'), is('errorCode', 'AccessDenied*')),
    ],
  },
];
