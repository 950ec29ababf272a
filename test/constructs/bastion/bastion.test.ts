import { App, Duration, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AlertTopic } from '../../../constructs/alert-topic/alert-topic';
import { Bastion, type BastionProps } from '../../../constructs/bastion/bastion';
import type { EndpointSet } from '../../../constructs/isolated-vpc/endpoint-services';
import type { PackageSources } from '../../../constructs/isolated-vpc/endpoints';
import { IsolatedVpc } from '../../../constructs/isolated-vpc/isolated-vpc';
import { ARCHIVE_KEY } from '../../../constructs/log-archive/names';
import { render } from '../../../constructs/nag/intrinsics';
import { verdictOf } from '../../../constructs/nag/rule';
import { autoScalingGroupReplaces } from '../../../constructs/nag/rules/compute/auto-scaling-group-replaces';
import { bastionNoInbound } from '../../../constructs/nag/rules/compute/bastion-no-inbound';
import { instanceMetadataV2 } from '../../../constructs/nag/rules/compute/instance-metadata-v2';
import { instanceNoPublicAddress } from '../../../constructs/nag/rules/compute/instance-no-public-address';
import { instanceVolumesEncrypted } from '../../../constructs/nag/rules/compute/instance-volumes-encrypted';
import { iamManagedPolicies } from '../../../constructs/nag/rules/identity/iam-managed-policies';
import { iamNoWildcardGrants } from '../../../constructs/nag/rules/identity/iam-no-wildcard-grants';
import { iamTrustExact } from '../../../constructs/nag/rules/identity/iam-trust-exact';
import { logGroupCustomerManagedKey } from '../../../constructs/nag/rules/logging/log-group-customer-managed-key';
import { logGroupRetention } from '../../../constructs/nag/rules/logging/log-group-retention';
import { securityGroupEgress } from '../../../constructs/nag/rules/network/security-group-egress';
import { securityGroupIngress } from '../../../constructs/nag/rules/network/security-group-ingress';
import { securityGroupNarrowPorts } from '../../../constructs/nag/rules/network/security-group-narrow-ports';
import { sessionDocumentFixed } from '../../../constructs/nag/rules/sessions/session-document-fixed';
import { sessionDocumentLimits } from '../../../constructs/nag/rules/sessions/session-document-limits';
import { sessionDocumentNoForwarding } from '../../../constructs/nag/rules/sessions/session-document-no-forwarding';
import { sessionDocumentRecorded } from '../../../constructs/nag/rules/sessions/session-document-recorded';
import { sessionDocumentRunAs } from '../../../constructs/nag/rules/sessions/session-document-run-as';
import { sessionStartGuarded } from '../../../constructs/nag/rules/sessions/session-start-guarded';
import { Template as Judged } from '../../../constructs/nag/template';
import { KeyUse } from '../../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../../constructs/purpose-key/purpose-key';

const ACCOUNT = '111111111111';
const ARCHIVE = '222222222222';

function bastion(
  props: Partial<BastionProps> = {},
  region = 'eu-west-1',
  endpoints: EndpointSet = 'minimal',
  packages: PackageSources = 'amazon-linux',
) {
  const stack = new Stack(new App(), 'Operations', { env: { account: ACCOUNT, region } });
  const network = new IsolatedVpc(stack, 'Network', {
    name: 'acme',
    cidr: '10.20.0.0/20',
    endpoints,
    packages,
    flowLogBucketName: `acme-flow-${ARCHIVE}-${region}`,
  });
  const sessions = [
    KeyUse.sessionManager({ accounts: [ACCOUNT] }),
    KeyUse.cloudWatchLogs('/acme/bastion', '/acme/bastion/host'),
  ];
  new Bastion(stack, 'Bastion', {
    name: 'acme',
    network,
    sessionKey: new PurposeKey(stack, 'SessionKey', { name: 'acme', purpose: 'bastion', uses: sessions }).key,
    diskKey: new PurposeKey(stack, 'DiskKey', { name: 'acme', purpose: 'operations', uses: [KeyUse.autoScaling()] })
      .key,
    archive: {
      bucketName: `acme-recordings-${ARCHIVE}-${region}`,
      account: ARCHIVE,
      keyPrefix: 'bastion',
      keyArn: PurposeKey.aliasArn(stack, { name: 'acme', purpose: ARCHIVE_KEY, account: ARCHIVE }),
    },
    topic: new AlertTopic(stack, 'Alerts', { name: 'acme', subject: 'bastion', emails: ['ops@example.com'] }).topic,
    operators: ['li-wei', 'jane'],
    ...props,
  });
  Tags.of(stack).add('isms:data-class', 'internal');
  return stack;
}

const made = new Map<string, Template>();

/** The template of a bastion; of what is usual, the one of the region. */
function synthesized(props: Partial<BastionProps> = {}, region = 'eu-west-1'): Template {
  const usual = Object.keys(props).length === 0 ? made.get(region) : undefined;
  const template = usual ?? Template.fromStack(bastion(props, region));
  if (Object.keys(props).length === 0) made.set(region, template);
  return template;
}

/** What a host runs when it first starts, with references as `${…}`. */
function scriptOf(template: Template): string {
  const [found] = Object.values(template.findResources('AWS::EC2::LaunchTemplate'));
  return render(found?.['Properties'].LaunchTemplateData.UserData['Fn::Base64'], {});
}

/** The checksum that the script demands of the recorder. */
const digestIn = (script: string): string | undefined => /^echo '([0-9a-f]{64}) /m.exec(script)?.[1];

const launchData = (expected: Record<string, unknown>) => ({ LaunchTemplateData: Match.objectLike(expected) });

/** The statement of the hosts' role or of people's access that has a Sid, with its intrinsics written out. */
function statement(type: string, sid: string, region = 'eu-west-1') {
  const judged = Judged.cloudFormation(synthesized({}, region).toJSON(), {
    environment: { partition: region.startsWith('cn-') ? 'aws-cn' : 'aws', account: ACCOUNT, region },
  });
  const [policy] = judged.ofType(type);
  const statements = [policy?.raw('PolicyDocument.Statement') ?? []].flat();
  const index = statements.findIndex((one) => (one as { Sid: string }).Sid === sid);
  const at = (path: string) => policy?.raw(`PolicyDocument.Statement.${index}.${path}`);
  return {
    action: at('Action'),
    condition: at('Condition'),
    resource: policy?.text(`PolicyDocument.Statement.${index}.Resource`),
    service: policy?.text(`PolicyDocument.Statement.${index}.Condition.StringEquals.kms:ViaService`),
  };
}

const onTheHost = (sid: string, region?: string) => statement('AWS::IAM::Policy', sid, region);
const forPeople = (sid: string, region?: string) => statement('AWS::IAM::ManagedPolicy', sid, region);

describe('Bastion', () => {
  test('8.2/bastion#no-network-exposure: has no way in and no public address', () => {
    const template = synthesized();

    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: Match.stringLikeRegexp('^Bastion'),
      SecurityGroupIngress: Match.absent(),
    });
    template.hasResourceProperties(
      'AWS::EC2::LaunchTemplate',
      launchData({
        NetworkInterfaces: [Match.objectLike({ AssociatePublicIpAddress: false })],
        KeyName: Match.absent(),
      }),
    );
  });

  test('8.2/bastion#no-network-exposure: reaches the endpoints over HTTPS and nothing else', () => {
    const template = synthesized();

    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^BastionSecurityGroup'), 'GroupId'] },
      DestinationSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkEndpoint'), 'GroupId'] },
    });
  });

  test('8.3/zoning#management-zone: stands in the management zone, in two availability zones', () => {
    synthesized().hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      VPCZoneIdentifier: [1, 2].map((index) => ({
        'Fn::GetAtt': [Match.stringLikeRegexp(`^NetworkManagementSubnet${index}`), 'SubnetId'],
      })),
    });
  });

  test('8.2/bastion#hardened-host: replaces hosts by themselves, each after two weeks', () => {
    synthesized().hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '1',
      MaxSize: '2',
      MaxInstanceLifetime: 14 * 24 * 3600,
      HealthCheckType: 'EC2',
    });
  });

  test.each([
    [undefined, 'arm64'],
    [new InstanceType('t3.small'), 'x86_64'],
  ])('8.2/bastion#hardened-host: takes the newest image whenever a host starts (%s)', (instanceType, architecture) => {
    synthesized({ instanceType }).hasResourceProperties(
      'AWS::EC2::LaunchTemplate',
      launchData({
        ImageId: `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
      }),
    );
  });

  test.each(['eu-west-1', 'cn-northwest-1'])(
    '8.2/bastion#hardened-host: patches a host before all else, from the bucket of %s',
    (region) => {
      const lines = scriptOf(synthesized({}, region)).split('\n');
      const at = (start: string): number => lines.findIndex((line) => line.startsWith(start));

      expect(lines).toContain(
        `elif fetched https://al2023-repos-${region}-de612dc2.s3.${region}.\${AWS::URLSuffix}/core/mirrors/latest; then`,
      );
      expect(at('trap')).toBeLessThan(at('elif fetched'));
      expect(at('elif fetched')).toBeLessThan(at('rm -f /etc/sudoers.d'));
      expect(lines.filter((line) => line.includes(' dnf ') && !line.includes('timeout 900 '))).toEqual([]);
    },
  );

  test('8.2/bastion#hardened-host: lets the age of the image decide where the network lets no packages through', () => {
    const script = scriptOf(Template.fromStack(bastion({}, 'eu-west-1', 'minimal', 'none')));

    expect(script).not.toContain('timeout 900 dnf');
    expect(script).toContain('systemd-run --on-active="$left"d systemctl poweroff');
  });

  test('8.2/bastion#hardened-host: encrypts the disk with a customer key', () => {
    synthesized().hasResourceProperties(
      'AWS::EC2::LaunchTemplate',
      launchData({
        BlockDeviceMappings: [
          Match.objectLike({
            Ebs: Match.objectLike({
              Encrypted: true,
              KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DiskKey'), 'Arn'] },
            }),
          }),
        ],
      }),
    );
  });

  test('8.3/interface-security#instance-metadata: demands tokens, one hop away', () => {
    synthesized().hasResourceProperties(
      'AWS::EC2::LaunchTemplate',
      launchData({ MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: 1 } }),
    );
  });

  test('8.2/bastion#named-os-users: leaves no shared user that could log in or become root', () => {
    const script = scriptOf(synthesized());

    expect(script).toContain('rm -f /etc/sudoers.d/90-cloud-init-users /etc/sudoers.d/ssm-agent-users\n');
    expect(script).toContain('usermod --lock --shell /sbin/nologin ec2-user\n');
    expect(script).toMatch(/^systemctl mask .*sshd\.service.* sshd\.socket/m);
  });

  test('8.2/bastion#named-os-users: makes users for those who are named, and for every identity where nobody is', () => {
    expect(scriptOf(synthesized())).toContain('"only":["li-wei","jane"]}');
    expect(scriptOf(synthesized({ operators: undefined }))).toContain('"only":[]}');
  });

  test('8.2/session-recording#fail-closed: starts the client of the recorder, and no shell', () => {
    synthesized().hasResourceProperties('AWS::SSM::Document', {
      Content: {
        sessionType: 'InteractiveCommands',
        properties: {
          linux: {
            commands: 'exec /usr/bin/python3 -BEs /opt/isms-recorder/isms_shell.py /run/isms-recorder/socket',
            runAsElevated: false,
          },
        },
      },
    });
  });

  test('8.2/bastion#fixed-session-documents: stores in the archive and in its log group', () => {
    synthesized().hasResourceProperties('AWS::SSM::Document', {
      Name: 'acme-bastion',
      Content: {
        inputs: Match.objectLike({
          s3BucketName: `acme-recordings-${ARCHIVE}-eu-west-1`,
          s3KeyPrefix: 'bastion',
          cloudWatchLogGroupName: { Ref: Match.stringLikeRegexp('^BastionRecordings') },
        }),
      },
    });
  });

  test('8.6/log-retention#minimum-period: keeps the streamed sessions for a year, encrypted, beyond the stack', () => {
    synthesized().hasResource('AWS::Logs::LogGroup', {
      Properties: {
        LogGroupName: '/acme/bastion',
        RetentionInDays: 365,
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SessionKey'), 'Arn'] },
        Tags: Match.arrayWith([{ Key: 'isms:holds', Value: 'recordings' }]),
      },
      DeletionPolicy: 'Retain',
    });
  });

  describe('the hosts', () => {
    test('hold no managed policy', () => {
      synthesized().hasResourceProperties('AWS::IAM::Role', {
        RoleName: 'acme-bastion-eu-west-1',
        ManagedPolicyArns: Match.absent(),
      });
    });

    test('write recordings and read none', () => {
      expect(onTheHost('StoreSessions')).toMatchObject({
        action: 's3:PutObject',
        resource: `arn:aws:s3:::acme-recordings-${ARCHIVE}-eu-west-1/bastion/*`,
      });
      expect(onTheHost('StoreRecordings')).toMatchObject({
        action: 's3:PutObject',
        resource: `arn:aws:s3:::acme-recordings-${ARCHIVE}-eu-west-1/sessions/*`,
      });
      expect(JSON.stringify(synthesized().findResources('AWS::IAM::Policy'))).not.toMatch(
        /GetLogEvents|FilterLogEvents|DeleteObject/,
      );
    });

    test.each([
      ['eu-west-1', 'aws'],
      ['cn-northwest-1', 'aws-cn'],
    ])('read one object in %s, the recorder', (region, partition) => {
      const policies = JSON.stringify(synthesized({}, region).findResources('AWS::IAM::Policy'));

      expect(policies.match(/s3:GetObject/g)).toHaveLength(1);
      expect(onTheHost('FetchTheRecorder', region).resource).toBe(
        `arn:${partition}:s3:::cdk-hnb659fds-assets-${ACCOUNT}-${region}/${digestIn(scriptOf(synthesized({}, region)))}.tar`,
      );
    });

    test('sign with the key for recordings and with no other', () => {
      expect(onTheHost('SignRecordings')).toMatchObject({
        action: 'kms:Sign',
        resource: expect.stringMatching(/^\$\{BastionSigningKey\w+\.Arn\}$/),
      });
    });

    test('give what they store to the archive and to nobody else', () => {
      expect(onTheHost('GiveToTheArchive').condition).toEqual({
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
      });
    });

    test('decrypt channels only, not the log group under the same key', () => {
      expect(onTheHost('DecryptTheChannel')).toMatchObject({
        action: 'kms:Decrypt',
        condition: { Null: { 'kms:EncryptionContext:aws:ssm:SessionId': 'false' } },
      });
    });

    test.each([
      ['eu-west-1', 'arn:aws:kms:eu-west-1:222222222222:key/*', 's3.eu-west-1.amazonaws.com'],
      ['cn-northwest-1', 'arn:aws-cn:kms:cn-northwest-1:222222222222:key/*', 's3.cn-northwest-1.amazonaws.com.cn'],
    ])("use the archive's key in %s through S3 only", (region, resource, service) => {
      expect(onTheHost('EncryptForTheArchive', region)).toMatchObject({ resource, service });
    });

    test('call Systems Manager to register and open channels, not for commands or documents', () => {
      const text = JSON.stringify(synthesized().findResources('AWS::IAM::Policy'));

      expect(text.match(/"ssm:\w+/g)).toEqual(['"ssm:UpdateInstanceInformation']);
      expect(text).not.toContain('ec2messages');
    });
  });

  describe('access for people', () => {
    test('8.2/bastion#fixed-session-documents: starts sessions with the one document, checked in every grant', () => {
      expect(forPeople('WithTheDocument')).toMatchObject({
        action: 'ssm:StartSession',
        resource: `arn:aws:ssm:eu-west-1:${ACCOUNT}:document/acme-bastion`,
        condition: { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } },
      });
      expect(forPeople('OnTheHosts').condition).toMatchObject({
        BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' },
      });
    });

    test('8.2/bastion#single-entry-path: starts sessions on bastion hosts only', () => {
      expect(forPeople('OnTheHosts')).toMatchObject({
        resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/*`,
        condition: { StringEquals: { 'ssm:resourceTag/isms:purpose': 'bastion' } },
      });
    });

    test.each(['OnTheHosts', 'WithTheDocument'])(
      '8.2/bastion#named-os-users: %s needs an identity that names its user',
      (sid) => {
        expect(forPeople(sid).condition).toMatchObject({ Null: { 'aws:PrincipalTag/SSMSessionRunAs': 'false' } });
      },
    );

    test('ends and resumes own sessions only', () => {
      expect(forPeople('OwnSessions')).toMatchObject({
        action: ['ssm:ResumeSession', 'ssm:TerminateSession'],
        condition: { StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' } },
      });
    });

    test('neither reads nor deletes recordings', () => {
      expect(JSON.stringify(synthesized().findResources('AWS::IAM::ManagedPolicy'))).not.toMatch(/"(s3|logs):/);
    });
  });

  test.each([
    autoScalingGroupReplaces,
    bastionNoInbound,
    iamManagedPolicies,
    iamNoWildcardGrants,
    iamTrustExact,
    instanceMetadataV2,
    instanceNoPublicAddress,
    instanceVolumesEncrypted,
    logGroupCustomerManagedKey,
    logGroupRetention,
    securityGroupEgress,
    securityGroupIngress,
    securityGroupNarrowPorts,
    sessionDocumentFixed,
    sessionDocumentLimits,
    sessionDocumentNoForwarding,
    sessionDocumentRecorded,
    sessionDocumentRunAs,
    sessionStartGuarded,
  ])('is compliant with $id in both partitions', (rule) => {
    for (const [partition, region] of [
      ['aws', 'eu-west-1'],
      ['aws-cn', 'cn-northwest-1'],
    ] as const) {
      const judged = Judged.cloudFormation(synthesized({}, region).toJSON(), {
        environment: { partition, account: ACCOUNT, region },
      });
      const verdicts = judged.resources
        .filter(({ type }) => rule.types.includes(type))
        .map((resource) => ({ id: resource.id, ...verdictOf(rule, resource) }))
        .filter(({ outcome }) => outcome !== 'not-applicable');

      expect(verdicts.filter(({ outcome }) => outcome !== 'compliant')).toEqual([]);
    }
  });

  describe('targets behind', () => {
    const targets = { organizationId: 'o-a1b2c3d4e5' };

    test.each(['eu-west-1', 'cn-northwest-1'])(
      '8.2/bastion#single-entry-path: are reached by certificates of a key in %s that the hosts alone sign with',
      (region) => {
        const template = synthesized({ targets }, region);
        const role = ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:role/acme-bastion-${region}`];

        template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/acme/targets' });
        template.hasResourceProperties('AWS::KMS::Key', {
          Description: 'acme: signs targets',
          KeySpec: 'ECC_NIST_P256',
          KeyUsage: 'SIGN_VERIFY',
          KeyPolicy: {
            Statement: Match.arrayWith([
              Match.objectLike({
                Action: 'kms:Sign',
                Condition: {
                  StringEquals: {
                    'kms:CallerAccount': ACCOUNT,
                    'kms:MessageType': 'DIGEST',
                    'kms:SigningAlgorithm': 'ECDSA_SHA_256',
                  },
                  ArnLike: { 'aws:PrincipalArn': [{ 'Fn::Join': ['', role] }] },
                },
              }),
              Match.objectLike({
                Action: ['kms:DescribeKey', 'kms:GetPublicKey'],
                Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
              }),
            ]),
          },
        });
        template.hasResourceProperties('AWS::IAM::Policy', {
          PolicyDocument: {
            Statement: Match.arrayWith([
              {
                Sid: 'CertifyPeople',
                Effect: 'Allow',
                Action: ['kms:GetPublicKey', 'kms:Sign'],
                Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^BastionAuthority'), 'Arn'] },
              },
            ]),
          },
        });
      },
    );

    test('have a service on the hosts that certifies, and a command for people', () => {
      const script = scriptOf(synthesized({ targets }));

      expect(script).toContain('/etc/systemd/system/isms-certificates.service');
      expect(script).toMatch(/^systemctl enable --now .*isms-certificates\.service/m);
      expect(script).toContain('/usr/local/bin/isms-ssh');
    });

    test('are reached by nobody where none are named: there is no key, no service and no command', () => {
      const template = synthesized();

      expect(JSON.stringify(template.toJSON())).not.toContain('alias/acme/targets');
      expect(scriptOf(template)).not.toMatch(/isms-certificates|isms-ssh/);
    });

    test('are told of the group and the key, or why there is none', () => {
      const of = (props: Partial<BastionProps>): Bastion => bastion(props).node.findChild('Bastion') as Bastion;
      const made = of({ targets });

      expect(made.exit).toEqual({
        securityGroupId: made.securityGroup.securityGroupId,
        authorityArn: made.authority?.key.keyArn,
      });
      expect(() => of({}).exit).toThrow('8.2/bastion#single-entry-path');
    });
  });

  test('throws when the network has no endpoints for sessions', () => {
    expect(() => bastion({}, 'eu-west-1', 'none')).toThrow(
      'Operations/Bastion: the network has no endpoint for ssm, ssmmessages, logs, kms, s3, and 8.2/bastion#no-network-exposure',
    );
  });

  test.each([
    ['a lifetime beyond 30 days', { lifetime: Duration.days(31) }, '8.2/bastion#hardened-host'],
    ['a lifetime under a day', { lifetime: Duration.hours(6) }, '8.2/bastion#hardened-host'],
    [
      'too short a retention',
      { retention: RetentionDays.SIX_MONTHS },
      'retention of 180 days is shorter than the 183 that 8.6/log-retention#minimum-period needs',
    ],
    ['a shared user', { operators: ['ec2-user'] }, '8.2/bastion#named-os-users'],
    ['a user of the system', { operators: ['daemon'] }, "'daemon' cannot be one person's own user"],
    ['a user of the recorder', { operators: ['isms-recorder'] }, "'isms-recorder' cannot be one person's own user"],
    [
      'an alert that the recorder cannot look for',
      { alerts: [{ name: 'ahead', pattern: '(?=x)y', severity: 'alarm' as const }] },
      "the alert 'ahead' ((?=x)y) holds `(?=`, which is not known here",
    ],
    [
      'an alert of an unknown severity',
      { alerts: [{ name: 'loud', pattern: 'x', severity: 'critical' as 'alarm' }] },
      'has no such severity as critical',
    ],
    ['a user twice', { operators: ['jane', 'jane'] }, "'jane' cannot be one person's own user"],
    ['a name that a shell would read', { operators: ['jane; reboot'] }, '8.2/bastion#named-os-users'],
    ['an idle timeout beyond 15 minutes', { idleTimeout: Duration.minutes(20) }, '8.2/bastion#session-limits'],
  ])('throws when given %s', (_, props, message) => {
    expect(() => bastion(props)).toThrow(message);
  });
});
