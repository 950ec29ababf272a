import {
  CERTIFICATES_SOCKET,
  PYTHON,
  RECORDER_CONFIGURATION,
  RECORDER_FOLDER,
  RECORDER_SOCKET,
  RECORDER_USER,
  TARGET_CLIENT,
  USERS_CONFIGURATION,
  USERS_SOCKET,
} from '../session-recording/on-the-host';
import { hardening, writeFile } from './hardening';
import { patches } from './patches';
import { CERTIFICATES_UNIT, certificatesUnit, UNITS } from './units';
import { OWN_USER_NAME } from './user-names';

/** What a host needs to know when it first starts. */
export interface Launch {
  /** The archive of the recorder, and how it is known. */
  readonly recorder: {
    readonly bucketName: string;
    readonly objectKey: string;
    /** SHA-256, in hexadecimal. */
    readonly digest: string;
  };
  readonly region: string;
  /** What `recorderConfiguration` gives, as JSON. */
  readonly configuration: string;
  /** Who alone may be made a user. None: whoever the identity's tag names. */
  readonly operators: readonly string[];
  /**
   * ARN of the key that certifies people for targets.
   * @default - nobody goes on from the host
   */
  readonly authorityArn?: string;
  /**
   * Where the packages of Amazon Linux are told of: what `packagesOf` gives.
   * @default - no packages can be reached: the image's age decides
   */
  readonly packages?: string;
}

const ARCHIVE = '/var/lib/isms-recorder.tar';

/**
 * What a host runs when it first starts. People get in by the recorder alone, which comes last: whatever step fails before, there is no
 * client to start and no service to answer it. A host on which a step has failed takes away what is there, and switches itself off, so
 * that another takes its place.
 *
 * Uses what the image has: bash, coreutils, curl, dnf, tar, shadow, systemd, iproute, chrony, Python and the AWS CLI.
 */
export function launchScript({ recorder, region, configuration, operators, authorityArn, packages }: Launch): string {
  const units = unitsFor(authorityArn);
  const services = Object.keys(units).join(' ');
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    'umask 022',
    'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'close() {',
    '  [ "$1" -eq 0 ] && return',
    '  set +e',
    `  echo "isms: a step of the launch failed: nobody gets in" >&2`,
    `  rm -rf ${RECORDER_FOLDER}`,
    `  systemctl disable --now ${services}`,
    '  systemctl poweroff',
    '}',
    `trap 'close $?' EXIT`,
    ...patches(packages),
    ...hardening(),
    `useradd --system --no-create-home --home-dir / --shell /sbin/nologin ${RECORDER_USER}`,
    ...writeFile(RECORDER_CONFIGURATION, configuration, '0600'),
    ...writeFile(USERS_CONFIGURATION, JSON.stringify({ name: OWN_USER_NAME.source, only: operators })),
    ...(authorityArn === undefined ? [] : targetClient()),
    ...Object.entries(units).flatMap(([name, unit]) => writeFile(`/etc/systemd/system/${name}`, unit)),
    `aws s3api get-object --region ${region} --bucket ${recorder.bucketName} --key ${recorder.objectKey} ${ARCHIVE} >/dev/null`,
    `echo '${recorder.digest}  ${ARCHIVE}' | sha256sum --check --status`,
    `rm -rf ${RECORDER_FOLDER}`,
    `install --directory --mode=0755 ${RECORDER_FOLDER}`,
    `tar --extract --file=${ARCHIVE} --directory=${RECORDER_FOLDER} --no-same-owner --no-same-permissions`,
    `rm ${ARCHIVE}`,
    'systemctl daemon-reload',
    `systemctl enable --now ${services}`,
    `for _ in $(seq 50); do [ -S ${RECORDER_SOCKET} ] && [ -S ${USERS_SOCKET} ] && exit 0; sleep 0.2; done`,
    'exit 1',
    '',
  ].join('\n');
}

const unitsFor = (authorityArn: string | undefined): Readonly<Record<string, string>> =>
  authorityArn === undefined ? UNITS : { ...UNITS, [CERTIFICATES_UNIT]: certificatesUnit(authorityArn) };

const targetClient = (): readonly string[] =>
  writeFile(
    TARGET_CLIENT,
    `#!/bin/sh\nexec ${PYTHON} ${RECORDER_FOLDER}/isms_ssh.py ${CERTIFICATES_SOCKET} "$@"`,
    '0755',
  );

/** In bytes, what EC2 takes before it is encoded. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
const LONGEST_USER_DATA = 16_384;

/** @throws when a script is longer than a launch template takes: a list of people can make it so. */
export function requireUserData(script: string, path: string): void {
  const size = Buffer.byteLength(script);
  if (size <= LONGEST_USER_DATA) return;
  throw new Error(
    `${path}: the launch script has ${size} bytes, more than the ${LONGEST_USER_DATA} that EC2 takes. Leave \`operators\` out: then 8.2/bastion#named-os-users rests on the tag of each identity.`,
  );
}
