import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Place } from '../partition';
import { RECORDINGS_PREFIX } from '../session-recording/names';

/** The hosts' role, which key policies name before it exists. */
export const hostRoleName = (name: string, region: string): string => `${name}-bastion-${region}`;

/** Session Manager's keys are made for one session: this is how its use of a key differs from that of log groups. */
const FOR_A_SESSION = { Null: { 'kms:EncryptionContext:aws:ssm:SessionId': 'false' } };

/**
 * What the agent on a host calls for recorded sessions, read from its source (amazon-ssm-agent: `agent/health`,
 * `agent/session`, `agent/s3util`, `agent/agentlogstocloudwatch`): it registers, opens channels, decrypts the session's key,
 * checks that the destinations are encrypted, and writes. `AmazonSSMManagedInstanceCore` would add documents, parameters,
 * inventory, patching and commands, all on every resource. And what the recorder calls: it signs and stores, and reads nothing but
 * itself. Where people go on to targets, their certificates are signed as well.
 */
export function hostStatements(
  place: Place,
  to: {
    readonly archive: ArchiveBucket;
    readonly sessionKey: IKey;
    readonly logGroup: ILogGroup;
    readonly hostLog: ILogGroup;
    readonly recorder: { readonly objectArn: string };
    readonly signingKey: IKey;
    readonly authority?: IKey;
  },
): readonly PolicyStatement[] {
  const { partition, region, account } = place;
  return [
    allow('Register', ['ssm:UpdateInstanceInformation'], [`arn:${partition}:ec2:${region}:${account}:instance/*`]),
    // these four know no resources
    allow(
      'OpenChannels',
      [
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      ['*'],
    ),
    allow('DecryptTheChannel', ['kms:Decrypt'], [to.sessionKey.keyArn], FOR_A_SESSION),
    // the agent lists groups by prefix and looks for the key of its own
    allow('FindTheLogGroup', ['logs:DescribeLogGroups'], [`arn:${partition}:logs:${region}:${account}:log-group:*`]),
    allow(
      'StreamSessions',
      ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      [to.logGroup.logGroupArn],
    ),
    ...storing(place, to.archive),
    // the key of the bootstrap's bucket lets all of its account decrypt through S3
    allow('FetchTheRecorder', ['s3:GetObject'], [to.recorder.objectArn]),
    allow('SignRecordings', ['kms:Sign'], [to.signingKey.keyArn]),
    allow('TellOfTheHost', ['logs:CreateLogStream', 'logs:PutLogEvents'], [to.hostLog.logGroupArn]),
    ...(to.authority === undefined
      ? []
      : [allow('CertifyPeople', ['kms:GetPublicKey', 'kms:Sign'], [to.authority.keyArn])]),
  ];
}

interface ArchiveBucket {
  readonly bucketName: string;
  readonly keyPrefix?: string;
  readonly account: string;
}

function storing(
  { partition, region, urlSuffix }: Place,
  { bucketName, keyPrefix, account }: ArchiveBucket,
): readonly PolicyStatement[] {
  const bucket = `arn:${partition}:s3:::${bucketName}`;
  const texts = `${bucket}/${keyPrefix === undefined ? '' : `${keyPrefix}/`}*`;
  return [
    allow('CheckTheBucket', ['s3:GetEncryptionConfiguration'], [bucket]),
    allow('StoreSessions', ['s3:PutObject'], [texts]),
    allow('StoreRecordings', ['s3:PutObject'], [`${bucket}/${RECORDINGS_PREFIX}*`]),
    // the agent gives what it stores to the bucket's owner, which is an access list
    allow('GiveToTheArchive', ['s3:PutObjectAcl'], [texts], {
      StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
    }),
    // uploads in parts need Decrypt too; without GetObject it reads nothing
    allow(
      'EncryptForTheArchive',
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      [`arn:${partition}:kms:${region}:${account}:key/*`],
      { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } },
    ),
  ];
}

/**
 * What a person may do: start a session on a bastion host with the one document, if the identity names a user to run as;
 * and end or resume sessions of their own.
 *
 * Every grant of StartSession demands that the document is granted as well, since sessions without a named document would
 * otherwise be free; the tag of the host and the document are separate resources, and so separate statements.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
 */
export function personStatements(
  { partition, region, account }: Place,
  to: {
    readonly sessionKey: IKey;
    readonly documentName: string;
    readonly tag: { readonly key: string; readonly value: string };
  },
): readonly PolicyStatement[] {
  const checked = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
  const named = { Null: { 'aws:PrincipalTag/SSMSessionRunAs': 'false' } };
  const hosts = `arn:${partition}:ec2:${region}:${account}:instance/*`;
  const sessions = `arn:${partition}:ssm:${region}:${account}:session`;
  return [
    allow('OnTheHosts', ['ssm:StartSession'], [hosts], {
      ...checked,
      ...named,
      StringEquals: { [`ssm:resourceTag/${to.tag.key}`]: to.tag.value },
    }),
    allow(
      'WithTheDocument',
      ['ssm:StartSession'],
      [`arn:${partition}:ssm:${region}:${account}:document/${to.documentName}`],
      { ...checked, ...named },
    ),
    allow('OverTheChannel', ['ssmmessages:OpenDataChannel'], [`${sessions}/\${aws:userid}-*`]),
    allow('OwnSessions', ['ssm:ResumeSession', 'ssm:TerminateSession'], [`${sessions}/*`], {
      StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' },
    }),
    allow('EncryptTheChannel', ['kms:GenerateDataKey'], [to.sessionKey.keyArn], FOR_A_SESSION),
    allow('SeeWhetherTheyAnswer', ['ssm:GetConnectionStatus'], [hosts]),
    // knows no resources: without it a host cannot be found by its tag
    allow('FindTheHosts', ['ec2:DescribeInstances'], ['*']),
  ];
}

const allow = (
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): PolicyStatement => new PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions });
