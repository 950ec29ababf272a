import {
  CERTIFICATES_SOCKET,
  PEOPLE,
  PYTHON,
  RECORDER_CONFIGURATION,
  RECORDER_FOLDER,
  USERS_CONFIGURATION,
} from '../session-recording/on-the-host';

/** Where instances find their role's credentials, which sign and store recordings. */
const METADATA = '169.254.169.254/32';

/** Comes before the rules of the image, which begin at 32766 or are bound to an interface's own address. */
const PRIORITY = 100;

const rule = (verb: 'add' | 'del'): string =>
  `/usr/sbin/ip rule ${verb} priority ${PRIORITY} uidrange ${PEOPLE.least}-${PEOPLE.greatest} to ${METADATA} prohibit`;

/**
 * The services of a host, by the name of their unit.
 *
 * What people start runs below the recorder, and so under the recorder's restrictions: no gain of rights by programs that are setuid,
 * system files that cannot be written, no sight of other people's processes. Their home and `/tmp` are as usual. Keepers need what
 * root needs to open terminals and to become other users; they are ended with the unit, and their sessions with them.
 *
 * @see https://www.freedesktop.org/software/systemd/man/252/systemd.exec.html
 */
export const UNITS: Readonly<Record<string, string>> = {
  'isms-recorder.service': `[Unit]
Description=Records the sessions of people
Requires=isms-metadata.service
BindsTo=isms-warden.service
After=isms-metadata.service isms-warden.service network-online.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
ExecStart=${PYTHON} ${RECORDER_FOLDER}/service.py ${RECORDER_CONFIGURATION}
Restart=always
RestartSec=1
NotifyAccess=main
# a service that hangs
WatchdogSec=10
# a session whose recording ends in order takes five seconds
TimeoutStopSec=10
RuntimeDirectory=isms-recorder
RuntimeDirectoryMode=0755
# one person who eats the memory ends a session, not the service
OOMPolicy=continue
LimitCORE=0
LimitNPROC=2048
TasksMax=16384
NoNewPrivileges=yes
ProtectSystem=full
ProtectProc=invisible
ProtectControlGroups=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictSUIDSGID=yes
LockPersonality=yes

[Install]
WantedBy=multi-user.target
`,
  'isms-warden.service': `[Unit]
Description=Ends what people run outside a recorded session
StartLimitIntervalSec=0

[Service]
ExecStart=${PYTHON} ${RECORDER_FOLDER}/warden.py ${RECORDER_CONFIGURATION}
Restart=always
RestartSec=1
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
CapabilityBoundingSet=CAP_KILL CAP_SETGID CAP_SETUID CAP_SYS_PTRACE CAP_DAC_READ_SEARCH

[Install]
WantedBy=multi-user.target
`,
  'isms-users.service': `[Unit]
Description=Makes the user of a person whose session starts
StartLimitIntervalSec=0

[Service]
ExecStart=${PYTHON} ${RECORDER_FOLDER}/users.py ${USERS_CONFIGURATION}
Restart=always
RestartSec=1
NoNewPrivileges=yes
PrivateTmp=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes

[Install]
WantedBy=multi-user.target
`,
  'isms-metadata.service': `[Unit]
Description=Keeps the host's credentials from people
After=systemd-networkd.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${rule('add')}
ExecStop=${rule('del')}

[Install]
WantedBy=multi-user.target
`,
};

/** The unit of the service that certifies people for targets. */
export const CERTIFICATES_UNIT = 'isms-certificates.service';

/**
 * Asks the kernel for processes, their files and terminals, whoever they belong to, and changes none of them.
 * @param keyArn the key that certifies
 */
export const certificatesUnit = (keyArn: string): string => `[Unit]
Description=Certifies people in recorded sessions for targets
StartLimitIntervalSec=0

[Service]
ExecStart=${PYTHON} ${RECORDER_FOLDER}/certificates.py ${RECORDER_CONFIGURATION} ${keyArn} ${CERTIFICATES_SOCKET}
Restart=always
RestartSec=1
RuntimeDirectory=isms-certificates
RuntimeDirectoryMode=0755
LimitCORE=0
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
CapabilityBoundingSet=CAP_SYS_PTRACE CAP_DAC_READ_SEARCH CAP_DAC_OVERRIDE

[Install]
WantedBy=multi-user.target
`;
