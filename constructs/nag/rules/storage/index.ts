import type { Rule } from '../../rule';
import { bucketPolicyDataPerimeter } from './bucket-policy-data-perimeter';
import { dataRetained } from './data-retained';
import { replicationLagAlarm } from './replication-lag-alarm';
import { s3BucketNamedPrincipals } from './s3-bucket-named-principals';
import { s3CustomerManagedKey } from './s3-customer-managed-key';
import { s3DeliveryPrincipals } from './s3-delivery-principals';
import { s3LogRetention } from './s3-log-retention';
import { s3ObjectLock } from './s3-object-lock';
import { s3ObjectLockCompliance } from './s3-object-lock-compliance';
import { s3PublicAccessBlocked } from './s3-public-access-blocked';
import { s3RecordingsWriteOnly } from './s3-recordings-write-only';
import { s3Replication } from './s3-replication';
import { s3ReplicationKey } from './s3-replication-key';
import { s3TlsOnly } from './s3-tls-only';
import { s3Versioning } from './s3-versioning';

export const storageRules: readonly Rule[] = [
  s3ObjectLock,
  s3ObjectLockCompliance,
  s3LogRetention,
  s3Versioning,
  s3PublicAccessBlocked,
  s3CustomerManagedKey,
  s3TlsOnly,
  s3Replication,
  s3ReplicationKey,
  s3DeliveryPrincipals,
  s3BucketNamedPrincipals,
  s3RecordingsWriteOnly,
  bucketPolicyDataPerimeter,
  dataRetained,
  replicationLagAlarm,
];
