/** Where the recorder is on a host: root's alone to write. */
export const RECORDER_FOLDER = '/opt/isms-recorder';

/** The service's configuration, which root alone reads. */
export const RECORDER_CONFIGURATION = '/etc/isms-recorder.json';

/** Where the service listens. Anybody may ask: who asks is told by the kernel. */
export const RECORDER_SOCKET = '/run/isms-recorder/socket';

/** Who records: a user of the system that nobody logs in as. */
export const RECORDER_USER = 'isms-recorder';

/**
 * The system's interpreter, without settings and packages of whoever runs it: those are files that a person may write, and the
 * client runs as the person.
 */
export const PYTHON = '/usr/bin/python3 -BEs';

/** What a session starts instead of a shell. `exec`: nothing is left behind it, and a client that is missing ends the session. */
export const CLIENT_COMMAND = `exec ${PYTHON} ${RECORDER_FOLDER}/isms_shell.py ${RECORDER_SOCKET}`;

/** Numbers of users that stand for people, as `useradd` gives them. */
export const PEOPLE = { least: 1000, greatest: 60_000 } as const;

/** Whom a user is made for. */
export const USERS_CONFIGURATION = '/etc/isms-users.json';

/** Where the service listens that makes them. */
export const USERS_SOCKET = '/run/systemd/userdb/org.isms.Users';

/** Where the service listens that certifies people for targets. Anybody may ask: who asks is told by the kernel. */
export const CERTIFICATES_SOCKET = '/run/isms-certificates/socket';

/** What people call to go on to a target. */
export const TARGET_CLIENT = '/usr/local/bin/isms-ssh';
