import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { meets } from '../standard';

/** The document that a session gets when the caller names none. There is one in each account and region. */
export const DEFAULT_SESSION_DOCUMENT = 'SSM-SessionManagerRunShell';

/** The service takes 1 to 60 minutes; longer than this, an abandoned terminal is an open door. */
const LONGEST_IDLE = Duration.minutes(15);
/**
 * The service takes 1 to 1440 minutes, but refuses 240 of them above 1039, by a pattern that is wrong:
 * all values up to this one are accepted.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html
 */
const LONGEST_SESSION = Duration.hours(4);

/** What `AWS::SSM::Document` takes as a name; prefixes of AWS are refused, but for the default document. */
const NAME = /^[a-zA-Z0-9_\-.]{3,128}$/;
const RESERVED_PREFIX = /^(aws|amazon|amzn|awsec2|awsconfigremediation|awssupport)/i;

/** Where sessions are stored. */
export interface SessionRecordings {
  /** The archive's bucket for recordings, by name: it stands in another stack, usually in another account. */
  readonly bucketName: string;
  /**
   * Put before the names of recordings, without a slash at either end.
   * @default - none
   */
  readonly keyPrefix?: string;
}

/** What a `SessionDocument` needs to know. */
export interface SessionDocumentProps {
  /**
   * What the document is called.
   * @default 'SSM-SessionManagerRunShell' - the account's default document in this region
   */
  readonly documentName?: string;

  /** Encrypts the channel between the person and the host. Without it TLS alone protects it, up to the service. */
  readonly key: IKey;

  /** Where the session is streamed while it lasts. It must be encrypted with a customer key, or no session starts. */
  readonly logGroup: ILogGroup;

  /** Where the session is stored when it has ended. The bucket must be encrypted, or no session starts. */
  readonly recordings: SessionRecordings;

  /**
   * What a session on Linux starts instead of a shell, such as the client of a recorder. It is run in place of a shell and not typed
   * into one, so that nothing is left when it ends. Sessions on Windows do not start then.
   * @default - a shell
   */
  readonly command?: string;

  /**
   * How long nobody may type before the session ends. Whole minutes, 1 to 15.
   * @default Duration.minutes(15)
   */
  readonly idleTimeout?: Duration;

  /**
   * How long a session may last. Whole minutes, 1 to 240.
   * @default Duration.hours(4)
   */
  readonly maxDuration?: Duration;
}

/**
 * A Session Manager document for interactive shells that leaves the caller nothing to choose: it takes no parameters,
 * streams and stores what is shown, encrypts both and the channel, runs as the person's own user of the operating system,
 * and ends idle and long sessions.
 *
 * There is no default user to run as: whose identity carries no `SSMSessionRunAs` tag gets no session.
 *
 * @throws when the name or a duration is not what the service takes or the standard allows.
 */
export class SessionDocument extends Construct {
  readonly document: CfnDocument;
  /** What people name when they start a session. */
  readonly documentName: string;

  constructor(scope: Construct, id: string, props: SessionDocumentProps) {
    super(scope, id);
    this.documentName = props.documentName ?? DEFAULT_SESSION_DOCUMENT;
    const idle = props.idleTimeout ?? LONGEST_IDLE;
    const duration = props.maxDuration ?? LONGEST_SESSION;
    this.requireName();
    this.requireMinutes('an idle timeout', idle, LONGEST_IDLE);
    this.requireMinutes('a duration', duration, LONGEST_SESSION);

    this.document = new CfnDocument(this, 'Document', {
      name: this.documentName,
      documentType: 'Session',
      documentFormat: 'JSON',
      // a replacement would need another name; a new version becomes the default one
      updateMethod: 'NewVersion',
      content: contentOf(props, idle, duration),
    });
    meets(
      this.document,
      '8.2/bastion#fixed-session-documents',
      '8.2/bastion#named-os-users',
      '8.2/bastion#session-limits',
      '8.2/no-unauthorised-export#terminal-channels-closed',
    );
  }

  private requireName(): void {
    const name = this.documentName;
    if (name === DEFAULT_SESSION_DOCUMENT || (NAME.test(name) && !RESERVED_PREFIX.test(name))) return;
    throw new Error(
      `${this.node.path}: '${name}' cannot be the name of a session document of 8.2/bastion#fixed-session-documents. Give 3 to 128 letters, digits, '_', '-' or '.', not beginning with a prefix of AWS.`,
    );
  }

  private requireMinutes(what: string, given: Duration, longest: Duration): void {
    const minutes = given.toSeconds({ integral: false }) / 60;
    if (Number.isInteger(minutes) && minutes >= 1 && minutes <= longest.toMinutes()) return;
    throw new Error(
      `${this.node.path}: ${what} of ${minutes} minutes is not within the whole minutes from 1 to ${longest.toMinutes()} that 8.2/bastion#session-limits needs. Leave it out, or give one within.`,
    );
  }
}

const contentOf = (
  props: SessionDocumentProps,
  idle: Duration,
  duration: Duration,
): Readonly<Record<string, unknown>> => ({
  schemaVersion: '1.0',
  description: 'Recorded shell',
  ...(props.command === undefined ? shell(props, idle, duration) : command(props.command, props, idle, duration)),
});

const shell = (props: SessionDocumentProps, idle: Duration, duration: Duration) => ({
  sessionType: 'Standard_Stream',
  inputs: {
    ...inputs(props, idle, duration),
    cloudWatchStreamingEnabled: true,
    shellProfile: { linux: shellProfile(idle), windows: POWERSHELL_PROFILE },
  },
});

/**
 * The agent runs the command as `sh -c`, as the person's user. It does not stream such sessions, whatever the document says: their
 * text is stored when they end (amazon-ssm-agent: `agent/session/plugins/singlecommand`).
 */
const command = (commands: string, props: SessionDocumentProps, idle: Duration, duration: Duration) => ({
  sessionType: 'InteractiveCommands',
  inputs: { ...inputs(props, idle, duration), cloudWatchStreamingEnabled: false },
  properties: { linux: { commands, runAsElevated: false } },
});

const inputs = ({ recordings, logGroup, key }: SessionDocumentProps, idle: Duration, duration: Duration) => ({
  s3BucketName: recordings.bucketName,
  s3KeyPrefix: recordings.keyPrefix ?? '',
  s3EncryptionEnabled: true,
  cloudWatchLogGroupName: logGroup.logGroupName,
  cloudWatchEncryptionEnabled: true,
  kmsKeyId: key.keyId,
  runAsEnabled: true,
  runAsDefaultUser: '',
  idleSessionTimeout: String(idle.toMinutes()),
  maxSessionDuration: String(duration.toMinutes()),
});

/** The shell ends itself too, in case the service does not; files are private from the start. */
const shellProfile = (idle: Duration): string => `umask 077; readonly TMOUT=${idle.toSeconds()}; export TMOUT`;

/**
 * Windows: PowerShell writes a transcript of its own, with the time of each command, beside what the agent stores. The agent types this
 * line into a PowerShell that is there already: who is quick can stop the transcript.
 */
const POWERSHELL_PROFILE =
  '$null = Start-Transcript -OutputDirectory (Join-Path $env:USERPROFILE Transcripts) -IncludeInvocationHeader';
