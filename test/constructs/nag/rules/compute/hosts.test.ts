import { bastionRoleMinimal } from '../../../../../constructs/nag/rules/compute/bastion-role-minimal';
import { hostCommandAudit } from '../../../../../constructs/nag/rules/compute/host-command-audit';
import { hostTimeSynchronised } from '../../../../../constructs/nag/rules/compute/host-time-synchronised';
import { instanceNoKeyPair } from '../../../../../constructs/nag/rules/compute/instance-no-key-pair';
import { recorderDigest } from '../../../../../constructs/session-recording/recorder-asset';
import { describeRule } from '../../../../support/rule-cases';

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

const ROLE_PATH = 'PolicyDocument.Statement.0';
const allowing = (action: string | readonly string[], resource: string, role: object = {}) => ({
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
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] },
      },
    },
  },
});

describeRule(bastionRoleMinimal, {
  compliant: {
    'writing recordings': allowing('s3:PutObject', 'arn:aws:s3:::recordings/sessions/*'),
    'reading the recorder': allowing('s3:GetObject', 'arn:aws-cn:s3:::assets/recorder.tar'),
    'signing and telling': allowing(['kms:Sign', 'logs:PutLogEvents'], '*'),
  },
  nonCompliant: {
    'the managed policy of AWS': [
      allowing('kms:Sign', '*', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'] }),
      'Role.ManagedPolicyArns.0',
    ],
    'reading recordings': [
      allowing('s3:GetObject', 'arn:aws:s3:::recordings/sessions/*'),
      `Role.${ROLE_PATH}.Resource`,
    ],
    'reading whatever there is': [allowing('s3:Get*', '*'), `Role.${ROLE_PATH}.Resource`],
    'reading logs': [allowing('logs:*', '*'), `Role.${ROLE_PATH}.Action`],
    'running commands': [allowing('ssm:SendCommand', '*'), `Role.${ROLE_PATH}.Action`],
    everything: [allowing('*', '*'), `Role.${ROLE_PATH}.Action`, `Role.${ROLE_PATH}.Resource`],
  },
  notApplicable: { 'hosts that are no bastion': template({ IamInstanceProfile: { Name: 'web' } }) },
  unknown: {
    'a profile that stands elsewhere': template({ IamInstanceProfile: { Name: 'bastion' }, ...OF_A_BASTION }),
  },
});
