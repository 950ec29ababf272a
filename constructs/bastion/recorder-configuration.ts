import type { Place } from '../partition';
import { PEOPLE, RECORDER_SOCKET, RECORDER_USER, RECORDINGS_PREFIX } from '../session-recording/on-the-host';

/** What the recorder of a bastion needs to know. */
export interface RecorderConfigurationProps {
  /** Where the host is; bucket and key are in the same region. */
  readonly place: Place;
  /** The archive's bucket for recordings. */
  readonly bucketName: string;
  /** ARN of the archive's key, or of its alias. */
  readonly encryptionKeyArn: string;
  readonly signingKeyArn: string;
}

/** What `configuration.py` reads, which takes no key more and none less. */
export const recorderConfiguration = ({
  place: { region, urlSuffix },
  bucketName,
  encryptionKeyArn,
  signingKeyArn,
}: RecorderConfigurationProps): Readonly<Record<string, unknown>> => ({
  user: RECORDER_USER,
  shell: '/bin/bash',
  least_uid: PEOPLE.least,
  socket: RECORDER_SOCKET,
  region,
  store_url: `https://${bucketName}.s3.${region}.${urlSuffix}`,
  store_prefix: RECORDINGS_PREFIX,
  encryption_key: encryptionKeyArn,
  signing_url: `https://kms.${region}.${urlSuffix}`,
  signing_key: signingKeyArn,
  metadata_url: 'http://169.254.169.254',
});
