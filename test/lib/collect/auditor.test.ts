import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { reachAs } from '../../../lib/collect/auditor';
import type { Credentials } from '../../../lib/collect/reader';

const sts = mockClient(STSClient);

const session = (minutes: number) => ({
  Credentials: {
    AccessKeyId: 'k',
    SecretAccessKey: 's',
    SessionToken: 't',
    Expiration: new Date(Date.now() + minutes * 60_000),
  },
});

const credentialsOf = (reach: ReturnType<typeof reachAs>, account: string): Promise<Credentials> => {
  const { credentials } = reach(account, 'eu-central-1').client;
  if (typeof credentials !== 'function') throw new Error('no credentials provider');
  return credentials();
};

const assumed = (): string[] => sts.commandCalls(AssumeRoleCommand).map(({ args }) => String(args[0].input.RoleArn));

beforeEach(() => sts.reset());

describe('the auditor', () => {
  test('assumes its role once in each account, in the partition', async () => {
    sts.on(AssumeRoleCommand).resolves(session(60));
    const reach = reachAs({ partition: 'aws-cn', role: 'acme-auditor' });
    await Promise.all([credentialsOf(reach, '1'), credentialsOf(reach, '1'), credentialsOf(reach, '2')]);

    expect(assumed().sort()).toEqual(['arn:aws-cn:iam::1:role/acme-auditor', 'arn:aws-cn:iam::2:role/acme-auditor']);
  });

  test('renews a session that nears its end', async () => {
    sts.on(AssumeRoleCommand).resolvesOnce(session(4)).resolves(session(60));
    const reach = reachAs({ partition: 'aws', role: 'acme-auditor' });
    for (let times = 0; times < 3; times += 1) await credentialsOf(reach, '1');

    expect(assumed()).toHaveLength(2);
  });

  test('tells a refusal, and asks again', async () => {
    sts.on(AssumeRoleCommand).rejectsOnce(new Error('not authorized')).resolves(session(60));
    const reach = reachAs({ partition: 'aws', role: 'acme-auditor' });

    await expect(credentialsOf(reach, '1')).rejects.toThrow('not authorized');
    await expect(credentialsOf(reach, '1')).resolves.toMatchObject({ accessKeyId: 'k', sessionToken: 't' });
  });

  test('takes no answer without keys for credentials', async () => {
    sts.on(AssumeRoleCommand).resolves({});

    await expect(credentialsOf(reachAs({ partition: 'aws', role: 'r' }), '1')).rejects.toThrow(
      'STS gave no credentials',
    );
  });

  test('its clients are patient, and not without end', () => {
    const { client } = reachAs({ partition: 'aws', role: 'r' })('1', 'eu-central-1');

    expect(client).toMatchObject({ retryMode: 'adaptive', maxAttempts: 6, requestHandler: { requestTimeout: 20_000 } });
  });
});
