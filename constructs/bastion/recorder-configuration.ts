import type { Place } from '../partition';
import type { DefaultAlert } from '../session-recording/alerts/default-alerts';
import { RECORDINGS_FOLDER } from '../session-recording/names';
import { PEOPLE, RECORDER_SOCKET, RECORDER_USER } from '../session-recording/on-the-host';

/** What the recorder of a bastion needs to know. */
export interface RecorderConfigurationProps {
  /** Where the host is; bucket and key are in the same region. */
  readonly place: Place;
  /** The archive's bucket for recordings. */
  readonly bucketName: string;
  /** ARN of the archive's key, or of its alias. */
  readonly encryptionKeyArn: string;
  readonly signingKeyArn: string;
  /** What the hosts tell of themselves. */
  readonly hostLogName: string;
  /** Commands that are told of. */
  readonly alerts: readonly CommandAlert[];
  /**
   * Where other people decide about sessions.
   * @default - nobody does
   */
  readonly control?: RecorderControl;
}

/** A command that is told of when the kernel runs it. */
export type CommandAlert = Pick<DefaultAlert, 'name' | 'pattern' | 'severity'>;

/** What other people have to have decided for a session. */
export interface RecorderControl {
  /** The name under which DynamoDB is reached. */
  readonly host: string;
  /** The table of a `SessionControl`. */
  readonly tableName: string;
  /** `required`: no session without an approval of another person that is in force. */
  readonly approval: 'none' | 'required';
  /** `required`: no session without another person who watches it. */
  readonly watcher: 'none' | 'required';
}

/** What `configuration.py` reads, which takes no key more and none less. */
export const recorderConfiguration = ({
  place: { region, urlSuffix },
  bucketName,
  encryptionKeyArn,
  signingKeyArn,
  hostLogName,
  alerts,
  control,
}: RecorderConfigurationProps): Readonly<Record<string, unknown>> => ({
  user: RECORDER_USER,
  shell: '/bin/bash',
  least_uid: PEOPLE.least,
  socket: RECORDER_SOCKET,
  region,
  store_url: `https://${bucketName}.s3.${region}.${urlSuffix}`,
  store_prefix: RECORDINGS_FOLDER,
  encryption_key: encryptionKeyArn,
  signing_url: `https://kms.${region}.${urlSuffix}`,
  signing_key: signingKeyArn,
  metadata_url: 'http://169.254.169.254',
  log_url: `https://logs.${region}.${urlSuffix}`,
  log_group: hostLogName,
  alerts: alerts.map(({ name, pattern, severity }) => ({ name, pattern, severity })),
  managed: 'required',
  ...(control && {
    control_url: `https://${control.host}`,
    control_table: control.tableName,
    approval: control.approval,
    watcher: control.watcher,
  }),
});
