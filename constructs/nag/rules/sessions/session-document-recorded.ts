import { finding, unlessTrue } from '../../findings';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { storesElsewhere } from '../storage/log-buckets';
import { COMMAND_TYPE, otherCommands, SYSTEMS, sessionDocumentRule } from './session-document';

/** Where the session goes, and the key of its channel. */
const DESTINATIONS = ['s3BucketName', 'cloudWatchLogGroupName', 'kmsKeyId'];

/**
 * A session is recorded while it lasts, stored in a log group and a bucket, and its channel is encrypted with a customer key. What
 * records a shell is the stream to the log group. A session of commands is never streamed, whatever the document says: it starts the
 * client of the recorder, and nothing else.
 *
 * The two encryption flags are what makes the agent refuse to start when a destination is missing or not encrypted;
 * without them it goes on unrecorded.
 */
export const sessionDocumentRecorded = sessionDocumentRule(
  'session-document-recorded',
  {
    en: 'A session is streamed to an encrypted log group or starts the client of the recorder alone, and is stored in an encrypted bucket, one of those for recordings where there are any, or does not start.',
    zh: '会话实时写入加密日志组，或仅启动录制器客户端，并存入加密存储桶（有录像存储桶时须为其一），否则不予启动。',
  },
  [
    ...DESTINATIONS.map((name) => (document: Resource) => unlessSet(document, `Content.inputs.${name}`)),
    (document) =>
      unlessTrue(
        document,
        'Content.inputs.s3EncryptionEnabled',
        'the session starts although its bucket is missing or not encrypted',
        '存储桶缺失或未加密时会话仍会启动',
      ),
    (document) =>
      unlessTrue(
        document,
        'Content.inputs.cloudWatchEncryptionEnabled',
        'the session starts although its log group is missing or not encrypted',
        '日志组缺失或未加密时会话仍会启动',
      ),
    amongRecordings,
    whileItLasts,
  ],
);

const unlessSet = (document: Resource, path: string): readonly Finding[] =>
  document.text(path) === ''
    ? [
        finding(
          path,
          'is missing: the session is not recorded there, or not encrypted',
          '未设置：会话未在此留存或未加密',
        ),
      ]
    : [];

/** What leaves the estate is neither locked nor kept from anybody by it. */
function amongRecordings(document: Resource): readonly Finding[] {
  const path = 'Content.inputs.s3BucketName';
  const bucket = document.text(path);
  if (bucket === '' || !storesElsewhere(bucket, document, path)) return [];
  return [
    finding(
      path,
      'is a bucket of which no template tells, beside those of recordings: sessions are stored where nothing keeps them',
      '为模板中不存在的存储桶，而另有录像存储桶：会话存入了无保护之处',
    ),
  ];
}

function whileItLasts(document: Resource): readonly Finding[] {
  if (document.literal('Content.sessionType') === COMMAND_TYPE) return clientAlone(document);
  return [
    ...unlessTrue(
      document,
      'Content.inputs.cloudWatchStreamingEnabled',
      'nothing is recorded until the session ends',
      '会话结束前不产生任何记录',
    ),
    ...gates(document),
  ];
}

/** No session that starts the client has a shell into which a profile could be typed: one that is there means another. */
const clientAlone = (document: Resource): readonly Finding[] => [
  ...otherCommands(document).map((path) =>
    finding(
      path,
      'is not the client of the recorder alone: what it shows is not recorded while it lasts',
      '并非仅启动录制器客户端：会话期间的内容不被记录',
    ),
  ),
  ...SYSTEMS.map((system) => `Content.inputs.shellProfile.${system}`)
    .filter((path) => document.text(path) !== '')
    .map((path) =>
      finding(
        path,
        'is typed into a shell beside the client of the recorder: what it starts is not recorded',
        '在录制器客户端之外输入到 shell 中：其所启动的内容不被记录',
      ),
    ),
];

/** The agent types a profile into a shell that is there already. */
function gates(document: Resource): readonly Finding[] {
  const path = 'Content.inputs.shellProfile.linux';
  if (!/\bexec\b/.test(document.text(path))) return [];
  return [
    finding(
      path,
      'is typed into a shell, which whoever interrupts it keeps: what it would start does not hold the session',
      '由代理输入到已启动的 shell 中，中断者可保留该 shell：其所启动的程序无法约束会话',
    ),
  ];
}
