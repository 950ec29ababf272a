import { Duration } from 'aws-cdk-lib';
import { entryGrants } from '../../session-control/entry-grants';
import { resolveGrants } from '../../session-index/resolve-grants';
import { allow, type Grant, type GrantContext } from '../grant';
import type { JobFunction } from '../job-function';
import { seeWhatIsThere } from '../metadata';

/**
 * The second person at a session on the bastion, who enters none: approves it, watches it, ends it, and resolves what does not fit afterwards.
 * Watching is reading the recording while it grows, so that recordings, and of the archive nothing else, can be read.
 */
export const sessionModerator: JobFunction = {
  id: 'session-moderator',
  title: { en: 'Session moderator', zh: '会话监看员' },
  does: {
    en: 'Approves, watches, ends sessions of others, resolves gaps; enters none.',
    zh: '批准、监看与终止他人在堡垒机上的会话，处置会话记录的缺口，自身不登录主机。',
  },
  // as long as a recorded session may last
  longestSession: Duration.hours(4),
  boundary: 'none',
  grants: (context) => [
    seeWhatIsThere(),
    ...(context.bastionAccount === undefined
      ? []
      : entryGrants({ ...context, region: '*', account: context.bastionAccount })),
    ...watching(context),
    ...resolveGrants({ ...context, region: '*', account: '*' }),
  ],
};

/** With a bucket key the encryption context is the bucket, and otherwise the object: both begin alike. */
function watching({ partition, name }: GrantContext): readonly Grant[] {
  const recordings = `arn:${partition}:s3:::${name}-recordings-*`;
  return [
    allow('FindRecordings', ['s3:ListBucket'], [recordings]),
    allow('WatchRecordings', ['s3:GetObject'], [`${recordings}/*`]),
    allow('OpenRecordings', ['kms:Decrypt'], [`arn:${partition}:kms:*:*:key/*`], {
      StringLike: {
        'kms:ViaService': `s3.*.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`,
        'kms:EncryptionContext:aws:s3:arn': recordings,
      },
    }),
  ];
}
