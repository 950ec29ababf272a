import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { documentOf } from '../../../constructs/job-functions/grant';
import { JOB_FUNCTIONS } from '../../../constructs/job-functions/job-functions';
import { functionRoleName, JOB_FUNCTION_IDS, type JobFunctionId } from '../../../constructs/job-functions/names';
import { PurposeKey } from '../../../constructs/purpose-key/purpose-key';
import { SessionControl } from '../../../constructs/session-control/session-control';
import { evaluate } from '../../../lib/proofs/policy/evaluate';
import type { Context, Principal, Verdict } from '../../../lib/proofs/policy/model';
import { parsePolicy } from '../../../lib/proofs/policy/parse';

const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';
const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/acme-session-control`;
const OWN = 'AROAEXAMPLE:wang.wei@example.com';

/** As CloudFormation leaves them: ARNs are joined of texts here. */
const resolved = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, one) =>
      one && typeof one === 'object' && 'Fn::Join' in one
        ? one['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'aws')).join('')
        : one,
    ),
  );

const { tablePolicy, hostPolicy } = (() => {
  const stack = new Stack(new App(), 'Operations', { env: { account: ACCOUNT, region: REGION } });
  const { key } = new PurposeKey(stack, 'Key', {
    name: 'acme',
    purpose: 'session-control',
    uses: SessionControl.keyUses('acme'),
  });
  const hosts = new Role(stack, 'Hosts', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new SessionControl(stack, 'Control', { name: 'acme', key }).admitHosts(hosts);
  const template = Template.fromStack(stack);
  const first = (type: string) => Object.values(template.findResources(type))[0]?.['Properties'];
  return {
    tablePolicy: resolved(first('AWS::DynamoDB::Table').ResourcePolicy.PolicyDocument),
    hostPolicy: resolved(first('AWS::IAM::Policy').PolicyDocument),
  };
})();

const functionPolicy = (id: JobFunctionId): unknown =>
  documentOf(JOB_FUNCTIONS[id].grants({ partition: 'aws', name: 'acme', bastionAccount: ACCOUNT }));
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const MODERATOR = `arn:aws:iam::${ACCOUNT}:role/acme-moderator`;

interface Call {
  /** The role in which somebody calls. @default - that of moderators */
  readonly by?: string;
  readonly action: string;
  readonly on?: string;
  readonly context?: Context;
  /** Whether the identity's own policy decides alone. */
  readonly withoutTable?: boolean;
}

/** What both evaluators say: the project's own, and another's that knows nothing of it. */
async function verdicts(
  identity: unknown,
  { by = MODERATOR, action, on = TABLE, context = {}, withoutTable = false }: Call,
): Promise<readonly Verdict[]> {
  const principal: Principal = {
    kind: 'role-session',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/someone/wang.wei@example.com`,
    roleArn: by,
    account: ACCOUNT,
  };
  const asked = { 'aws:userid': OWN, 'aws:PrincipalArn': by, ...context };
  const own = evaluate(
    { principal, action, resource: { arn: on, account: ACCOUNT }, context: asked },
    {
      identity: [parsePolicy(identity, { name: 'identity' })],
      ...(!withoutTable && { resource: parsePolicy(tablePolicy, { name: 'table' }) }),
    },
  ).verdict;
  const simulation: Simulation = {
    request: {
      principal: principal.arn,
      action,
      resource: { resource: on, accountId: ACCOUNT },
      contextVariables: asked as Simulation['request']['contextVariables'],
    },
    identityPolicies: [{ name: 'identity', policy: identity }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(!withoutTable && { resourcePolicy: tablePolicy }),
  };
  const outcome = await runSimulation(simulation, {});
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  const other = { Allowed: 'allowed', ExplicitlyDenied: 'explicitDeny', ImplicitlyDenied: 'implicitDeny' } as const;
  return [own, other[outcome.overallResult as keyof typeof other]];
}

const put = (
  owner: string | undefined,
  attributes: readonly string[] = ['owner', 'entry', 'person', 'since', 'until', 'reason'],
): Call => ({
  action: 'dynamodb:PutItem',
  context: { ...(owner !== undefined && { 'dynamodb:LeadingKeys': [owner] }), 'dynamodb:Attributes': attributes },
});

const CHANGES = ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'];
const DENIED = expect.stringMatching(/^(explicit|implicit)Deny$/);

describe('8.6/two-person#moderated-session: a moderator', () => {
  const moderator = functionPolicy('session-moderator');

  test('decides in its own name', async () => {
    expect(await verdicts(moderator, put(OWN))).toEqual(['allowed', 'allowed']);
  });

  test.each<[string, Call]>([
    ["in another's name", put('AROAEXAMPLE:li.na@example.com')],
    [
      'in two names at once',
      { ...put(OWN), context: { ...put(OWN).context, 'dynamodb:LeadingKeys': [OWN, 'AROAEXAMPLE:li.na@example.com'] } },
    ],
    ['under a name that begins alike', put(`${OWN}.cn`)],
    ['under no name', put(undefined)],
    ['with attributes that no entry has', put(OWN, ['owner', 'entry', 'person', 'approved'])],
    ['with attributes that are not told', { action: 'dynamodb:PutItem', context: { 'dynamodb:LeadingKeys': [OWN] } }],
    [
      'to get back what stood there',
      { ...put(OWN), context: { ...put(OWN).context, 'dynamodb:ReturnValues': 'ALL_OLD' } },
    ],
    ['in a table of another account', { ...put(OWN), on: TABLE.replace(ACCOUNT, '222222222222'), withoutTable: true }],
  ])('does not decide %s, by its own policy alone', async (_, call) => {
    expect(await verdicts(moderator, { ...call, withoutTable: true })).toEqual([DENIED, DENIED]);
  });

  test.each([...CHANGES, 'GetItem', 'Query', 'Scan', 'DeleteTable', 'UpdateTimeToLive', 'PutResourcePolicy'])(
    'has no %s',
    async (name) => {
      const context = { 'dynamodb:LeadingKeys': [OWN] };
      expect(await verdicts(moderator, { action: `dynamodb:${name}`, context, withoutTable: true })).toEqual([
        DENIED,
        DENIED,
      ]);
    },
  );
});

describe('8.6/two-person#moderated-session: the table refuses everybody', () => {
  test.each(CHANGES)('%s', async (name) => {
    const context = { 'dynamodb:LeadingKeys': [OWN] };
    expect(await verdicts(EVERYTHING, { action: `dynamodb:${name}`, context })).toEqual([
      'explicitDeny',
      'explicitDeny',
    ]);
  });

  test.each<[string, Call]>([
    ["another's name", put('AROAEXAMPLE:li.na@example.com')],
    ['no name', put(undefined)],
    ['its own name, unless it moderates', { ...put(OWN), by: `arn:aws:iam::${ACCOUNT}:role/acme-developer` }],
  ])('entries under %s', async (_, call) => {
    expect(await verdicts(EVERYTHING, call)).toEqual(['explicitDeny', 'explicitDeny']);
  });

  test('and nothing else', async () => {
    expect(await verdicts(EVERYTHING, put(OWN))).toEqual(['allowed', 'allowed']);
    expect(await verdicts(EVERYTHING, { action: 'dynamodb:Query', on: `${TABLE}/index/by-person` })).toEqual([
      'allowed',
      'allowed',
    ]);
  });
});

test('8.6/two-person#moderated-session: of the job functions, only the moderator decides about sessions, and enters none', async () => {
  const decides: JobFunctionId[] = [];
  const enters: JobFunctionId[] = [];
  const session: Call = {
    action: 'ssm:StartSession',
    on: `arn:aws:ssm:${REGION}:${ACCOUNT}:document/acme-bastion`,
    context: { 'aws:PrincipalTag/SSMSessionRunAs': 'wang-wei', 'ssm:SessionDocumentAccessCheck': 'true' },
    withoutTable: true,
  };
  for (const id of JOB_FUNCTION_IDS) {
    const by = `arn:aws:iam::${ACCOUNT}:role/${functionRoleName('acme', id)}`;
    if ((await verdicts(functionPolicy(id), { ...put(OWN), by }))[0] === 'allowed') decides.push(id);
    if ((await verdicts(functionPolicy(id), session))[0] === 'allowed') enters.push(id);
  }

  expect(decides).toEqual(['session-moderator']);
  expect(enters).toEqual(['operations-administrator']);
});

describe('8.6/two-person#moderated-session: a host', () => {
  test('asks', async () => {
    expect(await verdicts(hostPolicy, { action: 'dynamodb:Query', on: `${TABLE}/index/by-person` })).toEqual([
      'allowed',
      'allowed',
    ]);
  });

  test.each(['PutItem', ...CHANGES, 'GetItem', 'Scan'])('has no %s', async (name) => {
    const context = { 'dynamodb:LeadingKeys': [OWN] };
    expect(await verdicts(hostPolicy, { action: `dynamodb:${name}`, context, withoutTable: true })).toEqual([
      DENIED,
      DENIED,
    ]);
  });
});
