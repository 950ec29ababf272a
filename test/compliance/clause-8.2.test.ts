import { EXAMPLES, example } from '../support/landing-zone';
import {
  at,
  listOf,
  type Placed,
  placeOf,
  rendered,
  resourcesOf,
  type Statement,
  statementsAt,
  tagOf,
} from '../support/templates';

/** Inputs of every session document: those of the bastion, and the default documents of all accounts. */
const sessionsOf = (name: (typeof EXAMPLES)[number]) =>
  resourcesOf(example(name), 'AWS::SSM::Document').map((placed) => ({
    place: placeOf(placed),
    inputs: at(placed.properties, 'Content.inputs') as Readonly<Record<string, unknown>>,
    starts: at(placed.properties, 'Content.properties.linux.commands'),
    type: at(placed.properties, 'Content.sessionType'),
  }));

/** What a session of the bastion starts in place of a shell. */
const CLIENT = 'exec /usr/bin/python3 -BEs /opt/isms-recorder/isms_shell.py /run/isms-recorder/socket';

const allows = (placed: Placed, path: string): readonly Statement[] =>
  statementsAt(placed.properties, path).filter(({ Effect: effect }) => effect === 'Allow');

/** Every statement of an identity that allows something, with where it stands. */
function identityAllows(
  name: (typeof EXAMPLES)[number],
): readonly { readonly place: string; readonly allow: Statement }[] {
  const documents = resourcesOf(example(name)).flatMap((placed) => {
    // a boundary is attached to nobody and allows nothing by itself
    if (String(placed.properties['ManagedPolicyName']).endsWith('-workload-boundary')) return [];
    if (placed.type === 'AWS::IAM::Policy' || placed.type === 'AWS::IAM::ManagedPolicy')
      return [{ placed, path: 'PolicyDocument' }];
    if (placed.type === 'AWS::SSO::PermissionSet') return [{ placed, path: 'InlinePolicy' }];
    if (placed.type !== 'AWS::IAM::Role') return [];
    return listOf(placed.properties['Policies']).map((_, index) => ({
      placed,
      path: `Policies.${index}.PolicyDocument`,
    }));
  });
  return documents.flatMap(({ placed, path }) =>
    allows(placed, path).map((allow) => ({ place: placeOf(placed), allow })),
  );
}

describe.each(EXAMPLES)('%s', (name) => {
  const landingZone = example(name);

  test('8.2/bastion#session-limits: sessions end after 15 minutes idle and 4 hours in all, in values that the service takes', () => {
    const sessions = sessionsOf(name);

    expect(sessions.length).toBeGreaterThanOrEqual(4);
    for (const { place, inputs } of sessions) {
      const [idle, all] = [inputs['idleSessionTimeout'], inputs['maxSessionDuration']];
      // the service takes whole minutes as text: 1 to 60, and 1 to 1440
      expect([place, idle, all]).toEqual([place, expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/)]);
      expect(Number(idle)).toBeGreaterThanOrEqual(1);
      expect(Number(idle)).toBeLessThanOrEqual(15);
      expect(Number(all)).toBeGreaterThanOrEqual(1);
      expect(Number(all)).toBeLessThanOrEqual(240);
    }
  });

  test('8.2/bastion#named-os-users: people work as users of their own, named by the session, and none becomes root', () => {
    const hosts = resourcesOf(landingZone, 'AWS::EC2::LaunchTemplate');
    const operators = landingZone.config.identity.operators;

    for (const { place, inputs } of sessionsOf(name))
      expect([place, inputs]).toEqual([place, expect.objectContaining({ runAsEnabled: true, runAsDefaultUser: '' })]);
    for (const { allow } of identityAllows(name)) {
      if (!listOf(allow.Action).includes('ssm:StartSession')) continue;
      expect(allow.Condition?.['Null']).toEqual({ 'aws:PrincipalTag/SSMSessionRunAs': 'false' });
    }
    expect(operators.length).toBeGreaterThanOrEqual(2);
    for (const host of hosts) {
      const script = rendered(at(host.properties, 'LaunchTemplateData.UserData.Fn::Base64'), host.template);
      // who may be made a user; that a user has no password and no group but its own, the recorder's tests show
      expect(script).toContain(`"only":${JSON.stringify(operators)}}`);
      expect(script).toMatch(/rm -f .*\/etc\/sudoers\.d\/90-cloud-init-users.*\/etc\/sudoers\.d\/ssm-agent-users/);
      expect(script).toContain('usermod --lock --shell /sbin/nologin ec2-user');
      expect(script).not.toMatch(/NOPASSWD|usermod .*-G|gpasswd|wheel/);
    }
  });

  test('8.2/bastion: hosts encrypt their disks, demand session tokens, and are replaced within two weeks', () => {
    const hosts = resourcesOf(landingZone, 'AWS::EC2::LaunchTemplate');
    const groups = resourcesOf(landingZone, 'AWS::AutoScaling::AutoScalingGroup');

    expect([hosts.length, groups.length]).toEqual([2, 2]);
    for (const { properties } of hosts) {
      expect(at(properties, 'LaunchTemplateData.BlockDeviceMappings.0.Ebs')).toMatchObject({
        Encrypted: true,
        KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^DiskKey/), 'Arn'] },
      });
      expect(at(properties, 'LaunchTemplateData.MetadataOptions')).toMatchObject({
        HttpTokens: 'required',
        HttpPutResponseHopLimit: 1,
      });
      expect(at(properties, 'LaunchTemplateData.NetworkInterfaces.0.AssociatePublicIpAddress')).toBe(false);
    }
    for (const { properties } of groups) {
      expect(Number(properties['MaxInstanceLifetime'])).toBeLessThanOrEqual(14 * 24 * 60 * 60);
      expect(listOf(properties['VPCZoneIdentifier']).length).toBeGreaterThanOrEqual(2);
    }
  });

  test('8.2/bastion: nothing is let in to a host', () => {
    const hosts = resourcesOf(landingZone, 'AWS::EC2::SecurityGroup').filter(
      (group) => tagOf(group, 'isms:purpose') === 'bastion',
    );
    const openings = resourcesOf(landingZone, 'AWS::EC2::SecurityGroupIngress').map(({ template, properties }) =>
      rendered(properties['GroupId'], template),
    );

    expect(hosts).toHaveLength(2);
    for (const { id, properties } of hosts) {
      expect(properties['SecurityGroupIngress']).toBeUndefined();
      expect(openings).not.toContain(`\${${id}.GroupId}`);
    }
  });

  test('8.2/bastion: a session is started with the recorded document, on hosts of the bastion, and by nothing else', () => {
    const starts = identityAllows(name).filter(({ allow }) =>
      listOf(allow.Action).some((action) => /^ssm:(StartSession|SendCommand|\*)$/.test(String(action))),
    );
    const resources = starts.flatMap(({ allow }) => listOf(allow.Resource));

    // two statements, of the bastion in each region, and of each role that groups of operators hold
    const roles = resourcesOf(landingZone).filter(
      (placed) => tagOf(placed, 'isms:function') === 'operations-administrator',
    );
    expect(starts).toHaveLength(4 + 2 * roles.length);
    for (const { allow } of starts) {
      expect(listOf(allow.Action)).toEqual(['ssm:StartSession']);
      expect(allow.Condition?.['BoolIfExists']).toEqual({ 'ssm:SessionDocumentAccessCheck': 'true' });
    }
    for (const resource of resources)
      expect(rendered(resource, { account: '', region: '' })).toMatch(/:instance\/\*$|:document\/[\w-]+-bastion$/);
  });

  test('8.2/session-recording: every session is streamed under a key or starts the recorder, and is stored in a bucket of the archive', () => {
    const archive = new Set(
      resourcesOf(landingZone, 'AWS::S3::Bucket')
        .filter((bucket) => tagOf(bucket, 'isms:holds') === 'recordings')
        .map(({ properties }) => properties['BucketName']),
    );

    expect(archive.size).toBe(2);
    for (const { inputs, type, starts } of sessionsOf(name)) {
      const streamed = type === 'Standard_Stream';
      expect(starts).toBe(streamed ? undefined : CLIENT);
      expect(inputs).toMatchObject({
        cloudWatchStreamingEnabled: streamed,
        cloudWatchEncryptionEnabled: true,
        s3EncryptionEnabled: true,
        kmsKeyId: { Ref: expect.stringMatching(/SessionKey/) },
      });
      expect(archive).toContain(inputs['s3BucketName']);
    }
  });

  test('8.2/session-recording: recordings are locked for half a year, and nobody deletes them', () => {
    const recordings = resourcesOf(landingZone, 'AWS::S3::Bucket').filter(
      (bucket) => tagOf(bucket, 'isms:holds') === 'recordings',
    );

    for (const { properties } of recordings) {
      expect(at(properties, 'ObjectLockConfiguration.Rule.DefaultRetention')).toEqual({
        Mode: 'COMPLIANCE',
        Days: landingZone.config.retention.recordings,
      });
      expect(landingZone.config.retention.recordings).toBeGreaterThanOrEqual(183);
    }
  });

  test('8.2/operation-audit: one trail has every management event of every region, reads among them, and signs its digests', () => {
    const [trail, second] = resourcesOf(landingZone, 'AWS::CloudTrail::Trail');

    expect(second).toBeUndefined();
    expect(trail?.properties).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      IsOrganizationTrail: landingZone.config.profile === 'organization',
    });
    expect(trail?.properties['AdvancedEventSelectors']).toContainEqual({
      Name: expect.any(String),
      FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
    });
  });

  test('8.2/identity#no-long-lived-credentials: no user, access key or login is made but two sealed users', () => {
    const forbidden = ['AWS::IAM::AccessKey', 'AWS::IAM::Group', 'AWS::IAM::UserToGroupAddition'];
    const users = resourcesOf(landingZone, 'AWS::IAM::User').map(({ properties }) => properties);

    expect(forbidden.flatMap((type) => resourcesOf(landingZone, type)).map(placeOf)).toEqual([]);
    expect(users.map(({ UserName: user }) => user)).toEqual(
      [1, 2].map((holder) => `${landingZone.config.name}-break-glass-${holder}`),
    );
    for (const user of users) {
      expect(user).toMatchObject({ Path: '/break-glass/' });
      expect(user).not.toHaveProperty('LoginProfile');
      expect(user).not.toHaveProperty('Groups');
    }
  });

  test('8.2/mfa: the sealed users are refused everything without a second factor, and take one role for an hour', () => {
    const users = resourcesOf(landingZone, 'AWS::IAM::User');
    const [role] = resourcesOf(landingZone, 'AWS::IAM::Role').filter(
      ({ properties }) => properties['RoleName'] === `${landingZone.config.name}-break-glass`,
    );

    expect(users).toHaveLength(2);
    for (const { properties } of users) {
      expect(statementsAt(properties, 'Policies.0.PolicyDocument')).toEqual([
        expect.objectContaining({
          Effect: 'Deny',
          Action: ['*'],
          Resource: ['*'],
          Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
        }),
        expect.objectContaining({ Effect: 'Allow', Action: ['sts:AssumeRole'] }),
        expect.objectContaining({
          Effect: 'Allow',
          Action: ['sts:SetSourceIdentity'],
          Condition: { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } },
        }),
      ]);
    }
    expect(role?.properties['MaxSessionDuration']).toBe(3600);
    expect(at(role?.properties, 'AssumeRolePolicyDocument.Statement.0.Condition')).toMatchObject({
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '900' },
    });
  });

  test('8.2/least-privilege: nothing is allowed by exclusion, or every action of a service on every resource', () => {
    const broad = identityAllows(name).filter(
      ({ allow }) =>
        allow.NotAction !== undefined ||
        (listOf(allow.Resource).includes('*') &&
          listOf(allow.Action).some((action) => /^(\*|\w+:\*)$/.test(String(action)))),
    );

    expect(identityAllows(name).length).toBeGreaterThan(10);
    expect(broad.map(({ place }) => place)).toEqual([]);
  });

  test('8.2/least-privilege: roles trust services by name, the provider, the sealed users, and no one in general', () => {
    const trusts = resourcesOf(landingZone, 'AWS::IAM::Role').flatMap((role) =>
      allows(role, 'AssumeRolePolicyDocument').map(({ Principal: principal, Condition: condition }) => [
        placeOf(role),
        principal,
        condition,
      ]),
    );
    const federated = trusts.filter(([, principal]) => 'Federated' in (principal as object));
    const sealed = trusts.filter(([, principal]) => 'AWS' in (principal as object));
    const services = trusts.filter((trust) => !federated.includes(trust) && !sealed.includes(trust));

    const suppliers = landingZone.config.suppliers.flatMap(({ access }) => (access ? [access.principal] : []));
    // an account as a whole lets in the one role that the condition names
    const narrowed = sealed.filter(([, , condition]) => at(condition as object, 'ArnEquals.aws:PrincipalArn'));
    const entered = sealed
      .filter((trust) => !narrowed.includes(trust))
      .map(([, principal]) => at(principal as object, 'AWS'));
    const [users, strangers] = [entered.filter(Array.isArray), entered.filter((who) => !Array.isArray(who))];

    expect(services.length).toBeGreaterThan(3);
    for (const [place, principal] of services)
      expect([place, principal]).toEqual([
        place,
        { Service: expect.stringMatching(/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/) },
      ]);
    expect(users).toEqual([
      [1, 2].map((holder) => ({ 'Fn::GetAtt': [expect.stringMatching(`^BreakGlassUser${holder}`), 'Arn'] })),
    ]);
    const { name, profile, regions } = landingZone.config;
    expect(narrowed.map(([, , condition]) => JSON.stringify(condition)).sort()).toEqual(
      profile === 'organization'
        ? expect.arrayContaining([
            expect.stringContaining(`:role/${name}-leaver-reconciliation"`),
            expect.stringContaining(`:role/${name}-session-reconciliation-${regions.home}"`),
            expect.stringContaining(`:role/${name}-session-reconciliation-${regions.recovery}"`),
          ])
        : [],
    );
    expect(narrowed).toHaveLength(profile === 'organization' ? 3 : 0);
    // beside the sealed users, the one principal of each supplier of the register
    expect(new Set(strangers)).toEqual(new Set(suppliers));
    expect(federated.length > 0).toBe(landingZone.config.identity.source === 'saml');
    for (const [place, principal] of federated)
      expect([place, principal]).toEqual([place, { Federated: { Ref: expect.stringMatching(/^FederationProvider/) } }]);
  });

  test('8.2/no-unauthorised-export: no session carries a port or a file', () => {
    const kinds = resourcesOf(landingZone, 'AWS::SSM::Document').map(({ properties }) =>
      at(properties, 'Content.sessionType'),
    );

    expect(new Set(kinds)).toEqual(new Set(['InteractiveCommands', 'Standard_Stream']));
    expect(sessionsOf(name).filter(({ type, starts }) => type !== 'Standard_Stream' && starts !== CLIENT)).toEqual([]);
  });
});
