import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Delivery } from '../../../constructs/sealed-bucket/delivery';
import { denyDestruction } from '../../../constructs/sealed-bucket/guards';

const ARCHIVE = '222222222222';
const OPERATIONS = '333333333333';
const BUCKET = `acme-recordings-${ARCHIVE}-eu-west-1`;
const BUCKET_ARN = `arn:aws:s3:::${BUCKET}`;
const ORGANIZATION = { organizationId: 'o-exampleorg1' };

/** The policy of a bucket of recordings, as the archive has it. */
const statements = [
  denyDestruction(BUCKET_ARN),
  ...Delivery.sessionRecordings(ORGANIZATION, 'acme-bastion*')({ bucketArn: BUCKET_ARN, partition: 'aws' }),
  ...Delivery.viewings({ accounts: [ARCHIVE] }, 'acme-auditor')({ bucketArn: BUCKET_ARN, partition: 'aws' }),
].map((statement) => statement.toStatementJson());

interface Asker {
  readonly account: string;
  readonly role: string;
  readonly userId: string;
  /** What the own policies of the role allow. */
  readonly allows?: readonly string[];
}

const AUDITOR: Asker = { account: ARCHIVE, role: 'acme-auditor', userId: 'AROAAUDITOR:zhao' };
const HOST: Asker = { account: OPERATIONS, role: 'acme-bastion', userId: 'AROAHOST:i-1', allows: ['s3:*'] };
const ADMINISTRATOR: Asker = { account: ARCHIVE, role: 'acme-platform', userId: 'AROAADMIN:li', allows: ['s3:*'] };

/** What iam-simulate decides of a call on an object. */
async function may({ account, role, userId, allows = [] }: Asker, action: string, key: string): Promise<boolean> {
  const allowed = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [...allows], Resource: '*' }] };
  const outcome = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${account}:assumed-role/${role}/session`,
        action,
        resource: { resource: `${BUCKET_ARN}/${key}`, accountId: ARCHIVE },
        contextVariables: {
          'aws:userid': userId,
          'aws:PrincipalArn': `arn:aws:iam::${account}:role/${role}`,
          'aws:PrincipalAccount': account,
          'aws:PrincipalOrgID': ORGANIZATION.organizationId,
        },
      },
      identityPolicies: allows.length > 0 ? [{ name: 'own', policy: allowed }] : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: { Version: '2012-10-17', Statement: statements },
    },
    {},
  );
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult === 'Allowed';
}

describe('8.2/session-recording#replay-and-search: that somebody looked', () => {
  test.each<[string, Asker, string, boolean]>([
    ['an auditor below the own id', AUDITOR, 'viewings/AROAAUDITOR:zhao/1.json', true],
    ['no auditor below that of another', AUDITOR, 'viewings/AROAAUDITOR:li/1.json', false],
    ['no auditor among the recordings', AUDITOR, 'sessions/20260301T080000Z-0123456789abcdef/00000000.seg', false],
    ['no host, which writes recordings', HOST, 'viewings/AROAHOST:i-1/1.json', false],
    ['no host below the id of an auditor', HOST, 'viewings/AROAAUDITOR:zhao/1.json', false],
    ['no administrator of the account', ADMINISTRATOR, 'viewings/AROAAUDITOR:zhao/1.json', false],
  ])('8.2/session-recording#replay-and-search: is written down by %s', async (_, asker, key, expected) => {
    expect(await may(asker, 's3:PutObject', key)).toBe(expected);
  });

  test('hosts go on writing recordings', async () => {
    expect(await may(HOST, 's3:PutObject', 'sessions/20260301T080000Z-0123456789abcdef/00000000.seg')).toBe(true);
  });

  test('8.6/log-storage#authentic-delivery: hosts write recordings and the texts of the agent, and nothing else', async () => {
    expect(await may(HOST, 's3:PutObject', 'bastion/i-1.log')).toBe(true);
    for (const key of ['20260301T080000Z-0123456789abcdef/00000000.seg', 'AWSLogs/x', 'sessionsX', 'bastions/x'])
      expect([key, await may(HOST, 's3:PutObject', key)]).toEqual([key, false]);
  });

  test.each([AUDITOR, HOST, ADMINISTRATOR])('nobody takes it away: $role', async (asker) => {
    for (const action of ['s3:DeleteObject', 's3:DeleteObjectVersion'])
      expect(await may({ ...asker, allows: ['s3:*'] }, action, 'viewings/AROAAUDITOR:zhao/1.json')).toBe(false);
  });

  test('no host reads what it wrote, whatever it may elsewhere', async () => {
    expect(await may(HOST, 's3:GetObject', 'sessions/20260301T080000Z-0123456789abcdef/00000000.seg')).toBe(false);
  });
});
