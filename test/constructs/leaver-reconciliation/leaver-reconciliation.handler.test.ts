import {
  DeleteGroupMembershipCommand,
  IdentitystoreClient,
  ListGroupMembershipsForMemberCommand,
  ListUsersCommand,
  type User,
} from '@aws-sdk/client-identitystore';
import { DescribeSessionsCommand, SSMClient, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import {
  DeleteAccountAssignmentCommand,
  ListAccountAssignmentsForPrincipalCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import {
  handler,
  type ReconciliationEvent,
} from '../../../constructs/leaver-reconciliation/leaver-reconciliation.handler';
import { notes, serviceError } from '../../support/notes';

const store = mockClient(IdentitystoreClient);
const sso = mockClient(SSOAdminClient);
const ssm = mockClient(SSMClient);
const sts = mockClient(STSClient);

const EVENT: ReconciliationEvent = {
  identityCenter: { region: 'eu-central-1', instanceArn: 'instance', identityStoreId: 'd-1' },
  places: [{ region: 'eu-central-1' }],
  sparedRole: 'acme-break-glass',
};

const ALICE: User = { IdentityStoreId: 'd-1', UserId: 'u-alice', UserName: 'Alice', UserStatus: 'ENABLED' };
const BOB: User = { IdentityStoreId: 'd-1', UserId: 'u-bob', UserName: 'bob', UserStatus: 'DISABLED' };

const session = (id: string, person: string, role = 'AWSReservedSSO_acme-developer_1') => ({
  SessionId: id,
  Owner: `arn:aws:sts::111111111111:assumed-role/${role}/${person}`,
});

let noted: ReturnType<typeof notes>;
beforeEach(() => {
  for (const mock of [store, sso, ssm, sts]) mock.reset();
  noted = notes();
  jest.spyOn(clock, 'wait').mockResolvedValue();
  store.on(ListUsersCommand).resolves({ Users: [ALICE, BOB] });
  store.on(ListGroupMembershipsForMemberCommand).resolves({ GroupMemberships: [] });
  store.on(DeleteGroupMembershipCommand).resolves({});
  sso.on(ListAccountAssignmentsForPrincipalCommand).resolves({ AccountAssignments: [] });
  sso.on(DeleteAccountAssignmentCommand).resolves({});
  ssm.on(DescribeSessionsCommand).resolves({ Sessions: [] });
  ssm.on(TerminateSessionCommand).resolves({});
  sts.on(AssumeRoleCommand).resolves({
    Credentials: { AccessKeyId: 'key', SecretAccessKey: 'secret', SessionToken: 'token', Expiration: new Date(0) },
  });
});
afterEach(() => jest.restoreAllMocks());

const ended = () => ssm.commandCalls(TerminateSessionCommand).map(({ args: [{ input }] }) => input.SessionId);

describe('users whom the directory has disabled', () => {
  test('8.2/identity#leaver-revocation: lose every group and every direct assignment', async () => {
    store.on(ListGroupMembershipsForMemberCommand, { MemberId: { UserId: 'u-bob' } }).resolves({
      GroupMemberships: [
        { MembershipId: 'm-1', IdentityStoreId: 'd-1' },
        { MembershipId: 'm-2', IdentityStoreId: 'd-1' },
      ],
    });
    sso.on(ListAccountAssignmentsForPrincipalCommand, { PrincipalId: 'u-bob', PrincipalType: 'USER' }).resolves({
      AccountAssignments: [
        { AccountId: '111111111111', PermissionSetArn: 'ps', PrincipalType: 'USER', PrincipalId: 'u-bob' },
        { AccountId: '222222222222', PermissionSetArn: 'ps', PrincipalType: 'GROUP', PrincipalId: 'g-1' },
      ],
    });

    await handler(EVENT);

    expect(store.commandCalls(DeleteGroupMembershipCommand).map(({ args: [{ input }] }) => input.MembershipId)).toEqual(
      ['m-1', 'm-2'],
    );
    expect(sso.commandCalls(DeleteAccountAssignmentCommand).map(({ args: [{ input }] }) => input)).toEqual([
      {
        InstanceArn: 'instance',
        TargetId: '111111111111',
        TargetType: 'AWS_ACCOUNT',
        PermissionSetArn: 'ps',
        PrincipalType: 'USER',
        PrincipalId: 'u-bob',
      },
    ]);
    expect(noted.lines).toEqual([
      { event: 'leaver-found', user: 'u-bob', name: 'bob', groups: 2, assignments: 1 },
      { event: 'completed' },
    ]);
  });

  test('raise no alarm once they have nothing left', async () => {
    await handler(EVENT);

    expect(noted.events()).toEqual(['completed']);
  });

  test('are the only ones who lose anything', async () => {
    await handler(EVENT);

    const asked = store
      .commandCalls(ListGroupMembershipsForMemberCommand)
      .map(({ args: [{ input }] }) => input.MemberId);
    expect(asked).toEqual([{ UserId: 'u-bob' }]);
  });

  test('are found on whatever page they are', async () => {
    store
      .on(ListUsersCommand)
      .resolvesOnce({ Users: [ALICE], NextToken: 'more' })
      .resolvesOnce({ Users: [BOB] });

    await handler(EVENT);

    expect(store.commandCalls(ListGroupMembershipsForMemberCommand)).toHaveLength(1);
  });
});

describe('sessions on hosts', () => {
  test('8.2/identity#leaver-revocation: end for whoever is disabled in the directory, or is not in it any more', async () => {
    ssm.on(DescribeSessionsCommand).resolves({
      Sessions: [session('s-1', 'alice'), session('s-2', 'bob'), session('s-3', 'carol'), session('s-4', 'ALICE')],
    });

    await handler(EVENT);

    expect(ended()).toEqual(['s-2', 's-3']);
    expect(noted.events()).toEqual(['leaver-found', 'leaver-found', 'completed']);
  });

  test('end for those whom the configuration does not name, where it names people', async () => {
    store.on(ListUsersCommand).resolves({ Users: [ALICE, { ...BOB, UserStatus: 'ENABLED' }] });
    ssm.on(DescribeSessionsCommand).resolves({ Sessions: [session('s-1', 'alice'), session('s-2', 'bob')] });

    await handler({ ...EVENT, people: ['alice'] });

    expect(ended()).toEqual(['s-2']);
  });

  test('8.2/identity#leaver-revocation: end for a leaver whom the configuration still names, and the configuration is blamed', async () => {
    ssm.on(DescribeSessionsCommand).resolves({ Sessions: [session('s-2', 'bob')] });

    await handler({ ...EVENT, people: ['alice', 'bob'] });

    expect(ended()).toEqual(['s-2']);
    expect(noted.lines).toContainEqual({ event: 'leaver-configured', name: 'bob' });
  });

  test('are compared with the configuration alone where people come by SAML', async () => {
    ssm
      .on(DescribeSessionsCommand)
      .resolves({ Sessions: [session('s-1', 'alice', 'acme-operations'), session('s-2', 'bob', 'acme-operations')] });

    await handler({ people: ['alice'], places: EVENT.places, sparedRole: EVENT.sparedRole });

    expect(ended()).toEqual(['s-2']);
    expect(store.calls()).toHaveLength(0);
  });

  test('of break-glass go on, for nobody in the directory is called so', async () => {
    ssm.on(DescribeSessionsCommand).resolves({ Sessions: [session('s-1', 'emergency', 'acme-break-glass')] });

    await handler(EVENT);

    expect(ended()).toEqual([]);
  });

  test('end for users and roles that carry no person', async () => {
    ssm.on(DescribeSessionsCommand).resolves({
      Sessions: [{ SessionId: 's-1', Owner: 'arn:aws:iam::111111111111:user/alice' }, { SessionId: 's-2' }],
    });

    await handler(EVENT);

    expect(ended()).toEqual(['s-1', 's-2']);
  });

  test('of other accounts are seen in the name of a role there', async () => {
    await handler({
      ...EVENT,
      places: [{ region: 'eu-west-1', roleArn: 'arn:aws:iam::222222222222:role/acme-session-end' }],
    });

    expect(sts.commandCalls(AssumeRoleCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { RoleArn: 'arn:aws:iam::222222222222:role/acme-session-end', RoleSessionName: 'leaver-reconciliation' },
    ]);
    const [client] = ssm.calls().map(({ thisValue }) => thisValue as SSMClient);
    await expect(client?.config.region()).resolves.toBe('eu-west-1');
    await expect(client?.config.credentials()).resolves.toMatchObject({ accessKeyId: 'key', sessionToken: 'token' });
  });

  test('are read to the last page', async () => {
    ssm
      .on(DescribeSessionsCommand)
      .resolvesOnce({ Sessions: [session('s-1', 'alice')], NextToken: 'more' })
      .resolvesOnce({ Sessions: [session('s-2', 'bob')] });

    await handler(EVENT);

    expect(ended()).toEqual(['s-2']);
  });
});

describe('a run that goes wrong', () => {
  test.each([
    ['lists nobody', []],
    ['gives no status', [{ UserId: 'u-1', UserName: 'alice' }]],
  ])('ends no session when the directory %s, and fails', async (_, Users) => {
    store.on(ListUsersCommand).resolves({ Users: Users as never });
    ssm.on(DescribeSessionsCommand).resolves({ Sessions: [session('s-1', 'alice')] });

    await expect(handler(EVENT)).rejects.toThrow('directory: Error: the identity store');
    expect(ended()).toEqual([]);
    expect(noted.events()).toEqual(['could-not-look']);
  });

  test('8.2/identity#leaver-revocation: fails and says where when a place cannot be seen, and looks at all others', async () => {
    sts.on(AssumeRoleCommand).rejects(serviceError('AccessDenied', 403));
    ssm.on(DescribeSessionsCommand).resolves({ Sessions: [session('s-2', 'bob')] });
    const role = 'arn:aws:iam::222222222222:role/acme-session-end';

    await expect(
      handler({ ...EVENT, places: [{ region: 'eu-west-1', roleArn: role }, ...EVENT.places] }),
    ).rejects.toThrow('AccessDenied');

    expect(ended()).toEqual(['s-2']);
    expect(noted.lines).toContainEqual({
      event: 'could-not-look',
      what: `sessions in ${role}, eu-west-1`,
      reason: 'AccessDenied: simulated AccessDenied',
    });
    expect(noted.events()).not.toContain('completed');
  });

  test('takes from all other leavers when one cannot be dealt with', async () => {
    store.on(ListUsersCommand).resolves({ Users: [BOB, { ...BOB, UserId: 'u-carol', UserName: 'carol' }] });
    store
      .on(ListGroupMembershipsForMemberCommand)
      .resolves({ GroupMemberships: [{ MembershipId: 'm', IdentityStoreId: 'd-1' }] });
    store.on(DeleteGroupMembershipCommand).rejectsOnce(serviceError('AccessDeniedException', 403)).resolves({});

    await expect(handler(EVENT)).rejects.toThrow('user u-bob');
    expect(noted.lines).toContainEqual(expect.objectContaining({ event: 'leaver-found', user: 'u-carol' }));
  });

  test('goes on after throttling and failures of the services', async () => {
    store
      .on(ListUsersCommand)
      .rejectsOnce(serviceError('ThrottlingException'))
      .resolves({ Users: [ALICE] });
    ssm
      .on(DescribeSessionsCommand)
      .rejectsOnce(serviceError('InternalServerError', 500))
      .resolves({ Sessions: [session('s-2', 'bob')] });
    ssm.on(TerminateSessionCommand).rejectsOnce(serviceError('TooManyUpdates', 503)).resolves({});

    await handler(EVENT);

    expect(ended()).toEqual(['s-2', 's-2']);
    expect(noted.events()).toContain('completed');
  });

  test('fails where a role gives no credentials', async () => {
    sts.on(AssumeRoleCommand).resolves({});

    await expect(handler({ ...EVENT, places: [{ region: 'eu-west-1', roleArn: 'role' }] })).rejects.toThrow(
      'no credentials',
    );
  });

  test.each([
    ['no places', { ...EVENT, places: [] }],
    ['nothing at all', {}],
    ['no role to spare', { ...EVENT, sparedRole: '' }],
    ['neither directory nor people', { places: EVENT.places, sparedRole: 'role' }],
    ['an empty list of people and no directory', { people: [], places: EVENT.places, sparedRole: 'role' }],
  ])('refuses an event with %s', async (_, event) => {
    await expect(handler(event as never)).rejects.toThrow('the event names');
    expect(ssm.calls()).toHaveLength(0);
  });

  test('may be repeated: what is gone is not there to take again', async () => {
    ssm
      .on(DescribeSessionsCommand)
      .resolvesOnce({ Sessions: [session('s-2', 'bob')] })
      .resolves({ Sessions: [] });

    await handler(EVENT);
    await handler(EVENT);

    expect(ended()).toEqual(['s-2']);
  });
});
