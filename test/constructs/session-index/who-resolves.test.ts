import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Template } from 'aws-cdk-lib/assertions';
import { documentOf } from '../../../constructs/job-functions/grant';
import { JOB_FUNCTIONS } from '../../../constructs/job-functions/job-functions';
import { functionRoleName, JOB_FUNCTION_IDS, type JobFunctionId } from '../../../constructs/job-functions/names';
import { KeyUse } from '../../../constructs/purpose-key/key-use';
import { ACCOUNT, sessionIndexIn } from '../../support/handler-stacks';

const REGION = 'eu-central-1';
const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/acme-session-index`;

/** As CloudFormation leaves them: ARNs are joined of texts here. */
const resolved = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, one) =>
      one && typeof one === 'object' && 'Fn::Join' in one
        ? one['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'aws')).join('')
        : one,
    ),
  );

const [table] = Object.values(Template.fromStack(sessionIndexIn(REGION, {})).findResources('AWS::DynamoDB::Table'));
const tablePolicy = resolved(table?.['Properties'].ResourcePolicy.PolicyDocument);

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const functionPolicy = (id: JobFunctionId): unknown =>
  documentOf(JOB_FUNCTIONS[id].grants({ partition: 'aws', name: 'acme', bastionAccount: '333333333333' }));

interface Call {
  readonly action: string;
  readonly role?: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  readonly on?: string;
}

/** What iam-simulate decides; by default of the moderator's role. */
async function may(identity: unknown, { action, role = 'acme-moderator', context = {}, on = TABLE }: Call) {
  const outcome = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/wang.wei@example.com`,
        action,
        resource: { resource: on, accountId: ACCOUNT },
        contextVariables: {
          'aws:userid': 'AROAEXAMPLE:wang.wei@example.com',
          'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/${role}`,
          ...context,
        },
      },
      identityPolicies: [{ name: 'identity', policy: identity }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: tablePolicy,
    },
    {},
  );
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult === 'Allowed';
}

const put = (
  partition: string | undefined,
  attributes: readonly string[] = ['session', 'entry', 'by', 'reason', 'at'],
): Call => ({
  action: 'dynamodb:PutItem',
  context: {
    ...(partition !== undefined && { 'dynamodb:LeadingKeys': [partition] }),
    'dynamodb:Attributes': [...attributes],
  },
});
const query = (partition: string): Call => ({
  action: 'dynamodb:Query',
  context: { 'dynamodb:LeadingKeys': [partition] },
});

describe('8.2/session-recording#session-reconciliation: a session moderator', () => {
  const moderator = functionPolicy('session-moderator');

  test.each<[string, Call, boolean]>([
    ['writes an acknowledgement', put('acknowledged'), true],
    ['writes no gap', put('gaps'), false],
    ['writes no result', put('reconciled'), false],
    ['writes nothing of a session', put('alice-0123456789abcdef0'), false],
    ['writes nothing under no key', put(undefined), false],
    [
      'writes no attribute that an acknowledgement has not',
      put('acknowledged', ['session', 'entry', 'contents']),
      false,
    ],
    ['sees gaps', query('gaps'), true],
    ['sees acknowledgements', query('acknowledged'), true],
    ['sees no sessions', query('20260301T080000Z-0123456789abcdef'), false],
    ['sees no sessions by an index', { ...query('gaps'), on: `${TABLE}/index/by-person` }, false],
    ['does not scan', { action: 'dynamodb:Scan' }, false],
    ...['DeleteItem', 'UpdateItem', 'BatchWriteItem', 'PartiQLInsert', 'PartiQLDelete'].map(
      (name): [string, Call, boolean] => [
        `has no ${name}`,
        { ...put('acknowledged'), action: `dynamodb:${name}` },
        false,
      ],
    ),
  ])('%s', async (_, call, allowed) => {
    expect(await may(moderator, call)).toBe(allowed);
  });
});

describe('8.2/session-recording#session-reconciliation: the table', () => {
  test.each(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'])(
    'refuses acknowledgements by %s to all but moderators, whatever they may, the handlers too',
    async (name) => {
      const call = { ...put('acknowledged'), action: `dynamodb:${name}` };
      for (const role of [
        'acme-platform',
        'acme-session-index-eu-central-1',
        'acme-session-reconciliation-eu-central-1',
      ])
        expect([role, await may(EVERYTHING, { ...call, role })]).toEqual([role, false]);
    },
  );

  test('lets handlers write gaps and sessions', async () => {
    for (const partition of ['gaps', 'alice-0123456789abcdef0'])
      expect(await may(EVERYTHING, { ...put(partition), role: 'acme-session-reconciliation-eu-central-1' })).toBe(true);
  });
});

test('8.2/session-recording#session-reconciliation: of the job functions, the session moderator alone resolves gaps', async () => {
  const resolves: JobFunctionId[] = [];
  for (const id of JOB_FUNCTION_IDS) {
    const role = functionRoleName('acme', id);
    if (await may(functionPolicy(id), { ...put('acknowledged'), role })) resolves.push(id);
  }

  expect(resolves).toEqual(['session-moderator']);
});

test('the key encrypts and decrypts for those who write through DynamoDB, and is given to nobody', () => {
  const place = { partition: 'aws-cn', region: 'cn-north-1', account: ACCOUNT, urlSuffix: 'amazonaws.com.cn' };
  const [statement] = KeyUse.writersThroughDynamoDb('acme-moderator')(place as never).map((one) =>
    one.toStatementJson(),
  );

  expect(statement.Action).toEqual(expect.arrayContaining(['kms:Encrypt', 'kms:Decrypt']));
  expect(statement.Action).not.toContain('kms:CreateGrant');
  expect(statement.Condition).toEqual({
    StringEquals: { 'kms:CallerAccount': ACCOUNT, 'kms:ViaService': ['dynamodb.cn-north-1.amazonaws.com.cn'] },
    ArnLike: { 'aws:PrincipalArn': [`arn:aws-cn:iam::${ACCOUNT}:role/acme-moderator`] },
  });
});
