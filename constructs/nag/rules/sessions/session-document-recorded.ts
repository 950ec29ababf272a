import { finding, unlessTrue } from '../../findings';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { sessionDocumentRule } from './session-document';

/** Where the session goes, and the key of its channel. */
const DESTINATIONS = ['s3BucketName', 'cloudWatchLogGroupName', 'kmsKeyId'];

/**
 * A session is streamed to a log group while it lasts, stored in a bucket when it ends, and its channel is encrypted
 * with a customer key.
 *
 * The two encryption flags are what makes the agent refuse to start when a destination is missing or not encrypted;
 * without them it goes on unrecorded.
 */
export const sessionDocumentRecorded = sessionDocumentRule(
  'session-document-recorded',
  {
    en: 'A session is streamed to an encrypted log group and stored in an encrypted bucket, or does not start.',
    zh: '会话实时写入加密日志组并存入加密存储桶，否则不予启动。',
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
    (document) =>
      unlessTrue(
        document,
        'Content.inputs.cloudWatchStreamingEnabled',
        'nothing is recorded until the session ends',
        '会话结束前不产生任何记录',
      ),
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
