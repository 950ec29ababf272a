import { packageBuckets } from '../../../constructs/partition';
import type { Party } from './askers';
import type { Attack, Call, Owner } from './attack';
import {
  assumeRole,
  INSTANCE,
  KEY,
  NO_ORGANIZATION,
  on,
  onEach,
  onKey,
  own,
  WORKLOAD_BUCKET,
  WORKLOAD_LOG_GROUP,
  WORKLOAD_ROLE,
} from './targets';

const by = (party: Party, call: Call): Call => ({ ...call, by: party });
const ownedBy = (owner: Owner, call: Call): Call => ({ ...call, owner });

const OBJECT = `${WORKLOAD_BUCKET}/1`;
const SECRET = own('secretsmanager', 'secret:orders-1a2b3c');
const QUEUE = own('sqs', 'orders');
const TABLE = own('dynamodb', 'table/orders');
const REPOSITORY = own('ecr', 'repository/orders');
const COLLECTION = own('aoss', 'collection/1a2b3c4d');

/** The same resource in the account of somebody else. */
const abroad = (arn: string): string => arn.replace('{account}', '{outsider}');
const next = (arn: string): string => arn.replace('{account}', '{neighbour}');

/** What requests in an instance's name carry. */
const OF_INSTANCE = { 'ec2:SourceInstanceARN': INSTANCE, 'aws:Ec2InstanceSourceVpc': 'vpc-0123456789abcdef0' };

/** An address that is nobody's: 240.0.0.0/4 is reserved. */
const ELSEWHERE = { 'aws:SourceIp': '240.0.0.1' };

/** What a data perimeter keeps: who reaches one's own resources, what one's own identities reach, and from where. */
export type PerimeterPart = 'identities' | 'resources' | 'networks';

/** An attempt to pass the data perimeter. */
export interface PerimeterAttack extends Attack {
  /**
   * The part of the perimeter that it shows.
   * @default - none: it shows something else
   */
  readonly shows?: PerimeterPart;
  /**
   * The type of resource whose own policies, each proved by itself, show the same where a partition lacks resource control policies.
   * @default - none shows all that it does
   */
  readonly inPlace?: string;
}

const ROWS: readonly PerimeterAttack[] = [
  {
    id: 'bucket-backdoored',
    shows: 'identities',
    inPlace: 'AWS::S3::BucketPolicy',
    title: {
      en: 'reading and writing a bucket whose policy lets strangers in',
      zh: '通过开放的存储桶策略由外部读写存储桶',
    },
    techniques: ['aws.exfiltration.s3-backdoor-bucket-policy'],
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    by: 'outsider',
    needs: 'resource-control',
    detection: 'bucket-policy-changed',
    attempts: [on('s3:GetObject', OBJECT), on('s3:PutObject', OBJECT), on('s3:ListBucket', WORKLOAD_BUCKET)],
    harmless: [
      on('s3:GetObject', OBJECT),
      by('neighbour', on('s3:GetObject', OBJECT)),
      by('service', on('s3:PutObject', OBJECT)),
      // replication writes into the other account in the name of a role of this one
      by('neighbour', on('s3:ReplicateObject', OBJECT)),
    ],
  },
  {
    id: 'role-backdoored',
    shows: 'identities',
    inPlace: 'AWS::IAM::Role',
    title: { en: 'assuming a role whose trust policy lets strangers in', zh: '通过被植入后门的信任策略由外部扮演角色' },
    techniques: ['aws.persistence.iam-backdoor-role', 'aws.persistence.iam-create-backdoor-role'],
    facets: ['8.2/no-excess-access#data-perimeter', '8.2/least-privilege#trust-and-resource-policies'],
    exempt: 'nobody',
    by: 'outsider',
    needs: 'resource-control',
    detection: 'role-trust-changed',
    attempts: [assumeRole(WORKLOAD_ROLE)],
    harmless: [
      by('neighbour', assumeRole(WORKLOAD_ROLE)),
      by('service', assumeRole(WORKLOAD_ROLE)),
      assumeRole(WORKLOAD_ROLE),
    ],
  },
  {
    id: 'resource-shared-abroad',
    shows: 'identities',
    title: {
      en: 'using keys, secrets, queues, tables, images and logs that are shared with strangers',
      zh: '由外部使用被共享的密钥、机密、队列、数据表、镜像与日志',
    },
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    by: 'outsider',
    needs: 'resource-control',
    attempts: [
      onKey('kms:Decrypt'),
      onKey('kms:CreateGrant'),
      on('secretsmanager:GetSecretValue', SECRET),
      on('sqs:ReceiveMessage', QUEUE),
      on('sqs:SendMessage', QUEUE),
      on('dynamodb:GetItem', TABLE),
      on('ecr:BatchGetImage', REPOSITORY),
      on('logs:PutSubscriptionFilter', WORKLOAD_LOG_GROUP),
      on('aoss:APIAccessAll', COLLECTION),
    ],
    harmless: [
      by('neighbour', onKey('kms:Decrypt')),
      by('neighbour', on('secretsmanager:GetSecretValue', SECRET)),
      by('service', on('sqs:SendMessage', QUEUE)),
      on('dynamodb:GetItem', TABLE),
    ],
  },
  {
    id: 'deputy-confused',
    shows: 'identities',
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
      onKey('kms:GenerateDataKey'),
      on('sqs:SendMessage', QUEUE),
      on('secretsmanager:GetSecretValue', SECRET),
      on('dynamodb:PutItem', TABLE),
      on('ecr:BatchGetImage', REPOSITORY),
      on('logs:CreateLogStream', `${WORKLOAD_LOG_GROUP}:log-stream:mallory`),
      on('aoss:APIAccessAll', COLLECTION),
      assumeRole(WORKLOAD_ROLE),
    ],
    harmless: [
      by('service', on('s3:PutObject', OBJECT)),
      by('service', onKey('kms:GenerateDataKey')),
      by('service-itself', on('s3:GetObject', OBJECT)),
      by('service', on('sqs:SendMessage', QUEUE)),
    ],
  },
  {
    id: 'plaintext-requested',
    title: { en: 'reading without TLS', zh: '以明文方式读取' },
    facets: ['8.4/encryption-in-transit#stores-refuse-plaintext'],
    exempt: 'nobody',
    needs: 'resource-control',
    attempts: [
      on('s3:GetObject', OBJECT, { 'aws:SecureTransport': 'false' }),
      on('sqs:ReceiveMessage', QUEUE, { 'aws:SecureTransport': 'false' }),
      on('secretsmanager:GetSecretValue', SECRET, { 'aws:SecureTransport': 'false' }),
      onKey('kms:Decrypt', { 'aws:SecureTransport': 'false' }),
      // who belongs to no organization reads in the open as well
      by('service', on('s3:PutObject', OBJECT, { 'aws:SecureTransport': 'false' })),
      by('service', onKey('kms:Decrypt', { 'aws:SecureTransport': 'false' })),
    ],
    harmless: [
      on('s3:GetObject', OBJECT, { 'aws:SecureTransport': 'true' }),
      on('sqs:ReceiveMessage', QUEUE, { 'aws:SecureTransport': 'true' }),
    ],
  },
  {
    id: 'data-carried-out',
    shows: 'resources',
    title: { en: 'writing data to resources of others, taking roles there', zh: '向外部资源写入数据、切换至外部角色' },
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'platform',
    attempts: [
      ownedBy('outsider', on('s3:PutObject', 'arn:{partition}:s3:::mallorys-bucket/1')),
      ownedBy('outsider', on('s3:ReplicateObject', 'arn:{partition}:s3:::mallorys-bucket/1')),
      on('kms:Encrypt', abroad(KEY)),
      on('sqs:SendMessage', abroad(QUEUE)),
      on('sns:Publish', 'arn:{partition}:sns:{region}:{outsider}:mallory'),
      on('dynamodb:PutItem', abroad(TABLE)),
      ...onEach(abroad(REPOSITORY), [
        'ecr:CompleteLayerUpload',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ]),
      on('firehose:PutRecord', abroad(own('firehose', 'deliverystream/mallory'))),
      on('glacier:UploadArchive', abroad(own('glacier', 'vaults/mallory'))),
      on('kinesis:PutRecord', abroad(own('kinesis', 'stream/mallory'))),
      on('secretsmanager:PutSecretValue', abroad(SECRET)),
      on('lambda:InvokeFunction', 'arn:{partition}:lambda:{region}:{outsider}:function:mallory'),
      on('sts:AssumeRole', abroad(WORKLOAD_ROLE)),
      // a bucket whose name only begins like one of AWS
      ownedBy('outsider', on('s3:GetObject', 'arn:{partition}:s3:::aws-ssm-{region}-mallory/1')),
    ],
    harmless: [
      on('s3:PutObject', OBJECT),
      ownedBy('neighbour', on('s3:PutObject', 'arn:{partition}:s3:::orders-archive/1')),
      on('kms:Encrypt', next(KEY)),
      on('sqs:SendMessage', next(QUEUE)),
      on('sts:AssumeRole', next(WORKLOAD_ROLE)),
      ...packageBuckets('{region}').map((bucket) =>
        ownedBy('aws', on('s3:GetObject', `arn:{partition}:s3:::${bucket}/latest/agent.rpm`)),
      ),
    ],
  },
  {
    id: 'instance-credentials-stolen',
    shows: 'networks',
    title: { en: "using an instance's credentials outside its network", zh: '在实例所在网络之外使用其凭证' },
    techniques: ['aws.credential-access.ec2-steal-instance-credentials'],
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    detection: 'instance-credential-misuse',
    attempts: [
      on('s3:GetObject', OBJECT, { ...OF_INSTANCE, ...ELSEWHERE }),
      on('ec2:DescribeInstances', '*', { ...OF_INSTANCE, ...ELSEWHERE }),
      // through an endpoint of the thief's own network
      on('s3:GetObject', OBJECT, { ...OF_INSTANCE, 'aws:SourceVpc': 'vpc-0fedcba9876543210' }),
    ],
    harmless: [
      on('s3:GetObject', OBJECT, { ...OF_INSTANCE, 'aws:SourceVpc': 'vpc-0123456789abcdef0' }),
      on('s3:GetObject', OBJECT, {
        ...OF_INSTANCE,
        'aws:SourceVpc': 'vpc-0aaaaaaaaaaaaaaaa',
        'aws:VpceOrgID': '{organizationId}',
      }),
      onKey('kms:Decrypt', { ...OF_INSTANCE, 'aws:ViaAWSService': 'true' }),
      by('infrastructure', onKey('kms:Decrypt', { ...OF_INSTANCE, ...ELSEWHERE })),
      // these answer in the network, and say nothing of it
      on('dax:GetItem', own('dax', 'cache/orders'), OF_INSTANCE),
      on('elasticfilesystem:ClientMount', own('elasticfilesystem', 'file-system/fs-01234567'), OF_INSTANCE),
      on('es:ESHttpGet', own('es', 'domain/orders'), OF_INSTANCE),
      on('kafka-cluster:Connect', own('kafka', 'cluster/orders/1a2b3c4d'), OF_INSTANCE),
      on('neptune-db:connect', own('neptune-db', 'cluster-ABCDEFGHIJKL01234/*'), OF_INSTANCE),
      on('rds-db:connect', own('rds-db', 'dbuser:cluster-ABCDEFGHIJKL01234/orders'), OF_INSTANCE),
      on('ec2:DescribeInstances', '*', ELSEWHERE),
    ],
  },
  {
    id: 'foreign-endpoint-used',
    shows: 'networks',
    title: { en: 'calling through a VPC endpoint of another organization', zh: '经其他组织的 VPC 终端节点发起调用' },
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    needs: 'organization-of-endpoints',
    attempts: [
      on('s3:GetObject', OBJECT, { 'aws:VpceAccount': '{outsider}' }),
      onKey('kms:Decrypt', { 'aws:VpceAccount': '{outsider}', 'aws:VpceOrgID': 'o-someoneelse' }),
    ],
    harmless: [
      on('s3:GetObject', OBJECT, { 'aws:VpceAccount': '{account}', 'aws:VpceOrgID': '{organizationId}' }),
      // services have endpoints of their own
      on('s3:GetObject', OBJECT, { 'aws:VpceAccount': '{outsider}', 'aws:ViaAWSService': 'true' }),
      on('s3:GetObject', OBJECT),
    ],
  },
  {
    id: 'unexpected-network-used',
    shows: 'networks',
    title: { en: 'people calling from a network that is not expected', zh: '人员从非预期网络发起调用' },
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    by: 'person',
    needs: 'expected-networks',
    attempts: [on('s3:GetObject', OBJECT, ELSEWHERE), on('ec2:DescribeInstances', '*', ELSEWHERE)],
    harmless: [
      by('person', on('s3:GetObject', OBJECT, { 'aws:SourceIp': '{expectedAddress}' })),
      by('person', on('s3:GetObject', OBJECT, { ...ELSEWHERE, 'aws:ViaAWSService': 'true' })),
      // through an endpoint a request has no address
      by('person', on('s3:GetObject', OBJECT)),
      // instances may reach out by way of the expected network
      on('s3:GetObject', OBJECT, { ...OF_INSTANCE, 'aws:SourceIp': '{expectedAddress}' }),
      // roles of workloads call from the networks of AWS's services
      on('s3:GetObject', OBJECT, ELSEWHERE),
      // break-glass has to work from wherever somebody is
      by('break-glass', on('ec2:DescribeInstances', '*', ELSEWHERE)),
    ],
  },
];

/**
 * Attempts to pass the data perimeter, in either direction. Resource policies and the rights of whoever calls are taken as wide
 * open: what refuses is the perimeter.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export const PERIMETER_ATTACKS: readonly PerimeterAttack[] = ROWS.map((attack) => ({
  ...attack,
  facets: [...attack.facets, '8.2/no-excess-access#attack-matrix'],
  organizationOnly: NO_ORGANIZATION,
}));
