import type { Resource } from '../../../constructs/nag/template';
import type { FacetId } from '../../../constructs/standard';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate } from '../access/access-estate';
import type { AccessPrincipal } from '../access/principals';
import type { AccessResource } from '../access/resources';
import { nameFromBoundary } from '../policy/workload-administrator';
import { within } from './alike';
import { namedBy } from './evidence-access';
import { evidenceFrom, type Trial, tryOut } from './trial';
import { bySubject, mayMatch } from './ways-to-more';

const FACET: FacetId = '8.2/session-recording#immutable-storage';

/** By which a recording is read, taken away, or made so that it can be. */
const OF_OBJECTS = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:BypassGovernanceRetention',
  's3:PutObjectRetention',
  's3:PutObjectLegalHold',
];
const OF_BUCKETS = ['s3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucketPolicy', 's3:PutLifecycleConfiguration'];

/**
 * Who is recorded, those who may start sessions and the hosts that record them, neither reads nor deletes recordings: each call on each
 * bucket of recordings is refused.
 */
export function recordedPersons(estate: AccessEstate): readonly Evidence[] {
  const name = nameFromBoundary(estate.settled.estate);
  const buckets = name === undefined ? [] : bucketsOf(estate, name);
  if (buckets.length === 0) return [];
  const hosts = hostRoles(estate);
  const recorded = estate.principals.filter((asker) => isRecorded(asker) || isHost(asker, hosts));
  return bySubject(recorded).map((askers) => {
    const [first] = askers;
    const who = first?.name ?? '';
    const claim = {
      facet: FACET,
      ...(first?.resource && { resource: first.resource }),
      shown: { en: `${who}: neither reads nor deletes recordings`, zh: `${who}：不可读取或删除会话录像` },
    };
    return evidenceFrom(
      estate,
      claim,
      buckets.flatMap((bucket) => thoseAt(bucket, askers).flatMap((asker) => trialsOf(asker, bucket, estate))),
    );
  });
}

const bucketsOf = ({ resources }: AccessEstate, name: string): readonly AccessResource[] =>
  resources.filter(
    ({ resource }) =>
      resource.type === 'AWS::S3::Bucket' && resource.text('BucketName').startsWith(`${name}-recordings-`),
  );

const isRecorded = (asker: AccessPrincipal): boolean =>
  (asker.kind === 'role' || asker.kind === 'permission-set') && mayMatch(asker, 'ssm:StartSession');

/** Roles of instances that the landing zone makes. */
const hostRoles = ({ settled }: AccessEstate): ReadonlySet<Resource> =>
  new Set(
    settled.estate.estate
      .ofType('AWS::IAM::InstanceProfile')
      .flatMap((profile) => profile.list('Roles').map((_, index) => profile.referent(`Roles.${index}`)))
      .filter((role) => role !== undefined),
  );

const isHost = ({ resource }: AccessPrincipal, hosts: ReadonlySet<Resource>): boolean =>
  resource !== undefined && hosts.has(resource);

/** Each as he would be in the account of the bucket, where he can be there; once, wherever else he may be. */
const thoseAt = ({ place }: AccessResource, askers: readonly AccessPrincipal[]): readonly AccessPrincipal[] => [
  ...new Map(askers.map((asker) => within(asker, place.account)).map((there) => [there.id, there])).values(),
];

function trialsOf(asker: AccessPrincipal, { arn, place, policy }: AccessResource, estate: AccessEstate): Trial[] {
  const owned = { account: place.account, ...(policy && { policy }) };
  const trial = (action: string, resource: string): Trial =>
    tryOut(estate, asker, { action, resource, owned }, { wanted: 'refused', how: HOW });
  return [
    ...OF_OBJECTS.flatMap((action) => namedBy(asker, action, `${arn}/`).map((object) => trial(action, object))),
    ...OF_BUCKETS.map((action) => trial(action, arn)),
  ];
}

const HOW = { en: 'who is recorded', zh: '（被录制者）' };
