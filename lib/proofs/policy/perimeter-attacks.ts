import type { Attack, Call } from './attacks';

const on = (action: string, resource: string, more: Partial<Call> = {}): Call => ({
  action,
  resources: [resource],
  ...more,
});

const OBJECT = 'arn:{partition}:s3:::orders-uploads/1';
const KEY = 'arn:{partition}:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const SECRET = 'arn:{partition}:secretsmanager:{region}:{account}:secret:orders-1a2b3c';
const QUEUE = 'arn:{partition}:sqs:{region}:{account}:orders';
const TABLE = 'arn:{partition}:dynamodb:{region}:{account}:table/orders';
const REPOSITORY = 'arn:{partition}:ecr:{region}:{account}:repository/orders';
const LOG_GROUP = 'arn:{partition}:logs:{region}:{account}:log-group:/aws/lambda/orders';
const COLLECTION = 'arn:{partition}:aoss:{region}:{account}:collection/orders1a2b3c';
const ROLE = 'arn:{partition}:iam::{account}:role/orders-app';
const INSTANCE = 'arn:{partition}:ec2:{region}:{account}:instance/i-0123456789abcdef0';

/** The same resource in the account of somebody else. */
const abroad = (arn: string): string => arn.replace('{account}', '{outsider}');
const next = (arn: string): string => arn.replace('{account}', '{neighbour}');

/** What requests in an instance's name carry. */
const OF_INSTANCE = { 'ec2:SourceInstanceARN': INSTANCE, 'aws:Ec2InstanceSourceVpc': 'vpc-0123456789abcdef0' };

/** An address that is nobody's: 240.0.0.0/4 is reserved. */
const ELSEWHERE = { 'aws:SourceIp': '240.0.0.1' };

/**
 * Attempts to pass the data perimeter, in either direction. Resource policies and the rights of whoever calls are taken as wide
 * open: what refuses is the perimeter.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export const PERIMETER_ATTACKS: readonly Attack[] = [
  {
    id: 'bucket-backdoored',
    title: {
      en: 'reading and writing a bucket whose policy lets strangers in',
      zh: '通过开放的存储桶策略由外部读写存储桶',
    },
    techniques: ['aws.exfiltration.s3-backdoor-bucket-policy'],
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    by: 'outsider',
    needs: 'resource-control',
    attempts: [
      on('s3:GetObject', OBJECT),
      on('s3:PutObject', OBJECT),
      on('s3:ListBucket', 'arn:{partition}:s3:::orders-uploads'),
    ],
    harmless: [
      on('s3:GetObject', OBJECT),
      on('s3:GetObject', OBJECT, { by: 'neighbour' }),
      on('s3:PutObject', OBJECT, { by: 'service' }),
      // replication writes into the other account in the name of a role of this one
      on('s3:ReplicateObject', OBJECT, { by: 'neighbour' }),
    ],
  },
  {
    id: 'role-backdoored',
    title: { en: 'assuming a role whose trust policy lets strangers in', zh: '通过被植入后门的信任策略由外部扮演角色' },
    techniques: ['aws.persistence.iam-backdoor-role', 'aws.persistence.iam-create-backdoor-role'],
    facets: ['8.2/no-excess-access#data-perimeter', '8.2/least-privilege#trust-and-resource-policies'],
    exempt: 'nobody',
    by: 'outsider',
    needs: 'resource-control',
    attempts: [on('sts:AssumeRole', ROLE)],
    harmless: [
      on('sts:AssumeRole', ROLE, { by: 'neighbour' }),
      on('sts:AssumeRole', ROLE, { by: 'service' }),
      on('sts:AssumeRole', ROLE, { resourcePolicy: 'trust' }),
    ],
  },
  {
    id: 'resource-shared-abroad',
    title: {
      en: 'using keys, secrets, queues, tables, images and logs that are shared with strangers',
      zh: '由外部使用被共享的密钥、机密、队列、数据表、镜像与日志',
    },
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    by: 'outsider',
    needs: 'resource-control',
    attempts: [
      on('kms:Decrypt', KEY),
      on('kms:CreateGrant', KEY),
      on('secretsmanager:GetSecretValue', SECRET),
      on('sqs:ReceiveMessage', QUEUE),
      on('sqs:SendMessage', QUEUE),
      on('dynamodb:GetItem', TABLE),
      on('ecr:BatchGetImage', REPOSITORY),
      on('logs:PutSubscriptionFilter', LOG_GROUP),
      on('aoss:APIAccessAll', COLLECTION),
    ],
    harmless: [
      on('kms:Decrypt', KEY, { by: 'neighbour' }),
      on('secretsmanager:GetSecretValue', SECRET, { by: 'neighbour' }),
      on('sqs:SendMessage', QUEUE, { by: 'service' }),
      on('dynamodb:GetItem', TABLE),
    ],
  },
  {
    id: 'deputy-confused',
    title: {
      en: "having a service of AWS act on the organization's resources for a stranger",
      zh: '借 AWS 服务之手由外部操作组织资源',
    },
    facets: ['8.2/no-excess-access#data-perimeter', '8.2/least-privilege#trust-and-resource-policies'],
    exempt: 'nobody',
    by: 'deputy',
    needs: 'resource-control',
    attempts: [
      on('s3:PutObject', OBJECT),
      on('kms:GenerateDataKey', KEY),
      on('sqs:SendMessage', QUEUE),
      on('sts:AssumeRole', ROLE),
      on('secretsmanager:GetSecretValue', SECRET),
      on('dynamodb:GetItem', TABLE),
      on('ecr:BatchGetImage', REPOSITORY),
      on('logs:PutSubscriptionFilter', LOG_GROUP),
      on('aoss:APIAccessAll', COLLECTION),
    ],
    harmless: [
      on('s3:PutObject', OBJECT, { by: 'service' }),
      on('kms:GenerateDataKey', KEY, { by: 'service' }),
      on('sqs:SendMessage', QUEUE, { by: 'service' }),
    ],
  },
  {
    id: 'plaintext-requested',
    title: { en: 'reading without TLS', zh: '以明文方式读取' },
    facets: ['8.4/encryption-in-transit#stores-refuse-plaintext'],
    exempt: 'nobody',
    needs: 'resource-control',
    attempts: [
      on('s3:GetObject', OBJECT, { context: { 'aws:SecureTransport': 'false' } }),
      on('sqs:ReceiveMessage', QUEUE, { context: { 'aws:SecureTransport': 'false' } }),
      on('kms:Decrypt', KEY, { context: { 'aws:SecureTransport': 'false' }, resourcePolicy: 'key' }),
      on('secretsmanager:GetSecretValue', SECRET, { context: { 'aws:SecureTransport': 'false' } }),
    ],
    harmless: [
      on('s3:GetObject', OBJECT, { context: { 'aws:SecureTransport': 'true' } }),
      on('sqs:ReceiveMessage', QUEUE, { context: { 'aws:SecureTransport': 'true' } }),
    ],
  },
  {
    id: 'data-carried-out',
    title: { en: 'writing data to resources of others, taking roles there', zh: '向外部资源写入数据、切换至外部角色' },
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'platform',
    attempts: [
      on('s3:PutObject', 'arn:{partition}:s3:::mallorys-bucket/1', { owner: 'outsider' }),
      on('s3:ReplicateObject', 'arn:{partition}:s3:::mallorys-bucket/1', { owner: 'outsider' }),
      on('kms:Encrypt', abroad(KEY)),
      on('sqs:SendMessage', abroad(QUEUE)),
      on('sns:Publish', 'arn:{partition}:sns:{region}:{outsider}:mallory'),
      on('dynamodb:PutItem', abroad(TABLE)),
      ...['CompleteLayerUpload', 'InitiateLayerUpload', 'PutImage', 'UploadLayerPart'].map((action) =>
        on(`ecr:${action}`, abroad(REPOSITORY)),
      ),
      on('secretsmanager:PutSecretValue', abroad(SECRET)),
      on('kinesis:PutRecord', 'arn:{partition}:kinesis:{region}:{outsider}:stream/mallory'),
      on('firehose:PutRecord', 'arn:{partition}:firehose:{region}:{outsider}:deliverystream/mallory'),
      on('glacier:UploadArchive', 'arn:{partition}:glacier:{region}:{outsider}:vaults/mallory'),
      on('lambda:InvokeFunction', 'arn:{partition}:lambda:{region}:{outsider}:function:mallory'),
      on('sts:AssumeRole', abroad(ROLE)),
      // a bucket whose name only begins like one of AWS
      on('s3:GetObject', 'arn:{partition}:s3:::aws-ssm-{region}-mallory/1', { owner: 'outsider' }),
    ],
    harmless: [
      on('s3:PutObject', OBJECT),
      on('s3:PutObject', 'arn:{partition}:s3:::orders-archive/1', { owner: 'neighbour' }),
      on('kms:Encrypt', next(KEY)),
      on('sqs:SendMessage', next(QUEUE)),
      on('sts:AssumeRole', next(ROLE)),
      on('s3:GetObject', 'arn:{partition}:s3:::aws-ssm-{region}/latest/agent.rpm', { owner: 'aws' }),
    ],
  },
  {
    id: 'instance-credentials-stolen',
    title: { en: "using an instance's credentials outside its network", zh: '在实例所在网络之外使用其凭证' },
    techniques: ['aws.credential-access.ec2-steal-instance-credentials'],
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    attempts: [
      on('s3:GetObject', OBJECT, { context: { ...OF_INSTANCE, ...ELSEWHERE } }),
      on('ec2:DescribeInstances', '*', { context: { ...OF_INSTANCE, ...ELSEWHERE } }),
      // through an endpoint of the thief's own network
      on('s3:GetObject', OBJECT, { context: { ...OF_INSTANCE, 'aws:SourceVpc': 'vpc-0fedcba9876543210' } }),
    ],
    harmless: [
      on('s3:GetObject', OBJECT, { context: { ...OF_INSTANCE, 'aws:SourceVpc': 'vpc-0123456789abcdef0' } }),
      on('s3:GetObject', OBJECT, {
        context: { ...OF_INSTANCE, 'aws:SourceVpc': 'vpc-0aaaaaaaaaaaaaaaa', 'aws:VpceOrgID': '{organizationId}' },
      }),
      on('kms:Decrypt', KEY, { context: { ...OF_INSTANCE, 'aws:ViaAWSService': 'true' }, resourcePolicy: 'key' }),
      on('rds-db:connect', 'arn:{partition}:rds-db:{region}:{account}:dbuser:cluster-ABCDEFGHIJKL01234/orders', {
        context: OF_INSTANCE,
      }),
      on('ec2:DescribeInstances', '*', { context: ELSEWHERE }),
    ],
  },
  {
    id: 'foreign-endpoint-used',
    title: { en: 'calling through a VPC endpoint of another organization', zh: '经其他组织的 VPC 终端节点发起调用' },
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    partitions: ['aws'],
    attempts: [
      on('s3:GetObject', OBJECT, { context: { 'aws:VpceAccount': '{outsider}' } }),
      on('kms:Decrypt', KEY, {
        context: { 'aws:VpceAccount': '{outsider}', 'aws:VpceOrgID': 'o-someoneelse' },
        resourcePolicy: 'key',
      }),
    ],
    harmless: [
      on('s3:GetObject', OBJECT, { context: { 'aws:VpceAccount': '{account}', 'aws:VpceOrgID': '{organizationId}' } }),
      on('s3:GetObject', OBJECT),
    ],
  },
  {
    id: 'unexpected-network-used',
    title: { en: 'people calling from a network that is not expected', zh: '人员从非预期网络发起调用' },
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    by: 'person',
    needs: 'expected-networks',
    attempts: [
      on('s3:GetObject', OBJECT, { context: ELSEWHERE }),
      on('ec2:DescribeInstances', '*', { context: ELSEWHERE }),
    ],
    harmless: [
      on('s3:GetObject', OBJECT, { by: 'person', context: { 'aws:SourceIp': '{expectedAddress}' } }),
      on('s3:GetObject', OBJECT, { by: 'person', context: { ...ELSEWHERE, 'aws:ViaAWSService': 'true' } }),
      // roles of workloads call from the networks of AWS's services
      on('s3:GetObject', OBJECT, { context: ELSEWHERE }),
      // break-glass has to work from wherever somebody is
      on('ec2:DescribeInstances', '*', { by: 'break-glass', context: ELSEWHERE }),
    ],
  },
];
