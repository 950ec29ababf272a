import { join } from 'node:path';
import { whatCanCommand } from '../../../lib/commands/access-what-can';
import { whoCanCommand } from '../../../lib/commands/access-who-can';
import { folderWith } from '../config/scratch';
import { allow, deny, document, grant, onAll, resource, role } from '../proofs/access/stacks';
import { RecordingIo } from './recording-io';

const ACCOUNT = '${AWS::AccountId}';

const TEMPLATE = {
  Resources: {
    Reader: role(
      'reader',
      [grant({ AWS: { 'Fn::GetAtt': ['Deployer', 'Arn'] } }, 'sts:AssumeRole')],
      [
        allow(
          's3:GetObject',
          { 'Fn::Sub': '${Box.Arn}/*' },
          { Sid: 'ReadTheBox', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
        ),
        deny('s3:*', { 'Fn::Sub': '${Box.Arn}/private/*' }, { Sid: 'NothingPrivate' }),
      ],
    ),
    Deployer: role(
      'deployer',
      [grant({ Service: 'codebuild.amazonaws.com' }, 'sts:AssumeRole')],
      [allow('sts:AssumeRole', { 'Fn::Sub': `arn:aws:iam::${ACCOUNT}:role/reader` })],
    ),
    Audit: role('audit', [grant({ Service: 'config.amazonaws.com' }, 'sts:AssumeRole')], [], {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/SomethingElse'],
    }),
    Box: resource('AWS::S3::Bucket', { BucketName: 'acme-box' }),
    Policy: resource('AWS::S3::BucketPolicy', {
      Bucket: { Ref: 'Box' },
      PolicyDocument: document({
        ...onAll(grant('*', 's3:*', { Bool: { 'aws:SecureTransport': 'false' } })),
        Effect: 'Deny',
        Sid: 'Tls',
      }),
    }),
  },
};

const file = join(folderWith({ 'roles.json': JSON.stringify(TEMPLATE, null, 1) }), 'roles.json');

const options = (io: RecordingIo, context: readonly string[] = []) => ({
  template: [file],
  out: join(folderWith({}), 'out'),
  lang: io.lang,
  context,
});

async function whoCan(action: string, on?: string, context?: readonly string[], io = new RecordingIo()) {
  const code = await whoCanCommand(action, on, options(io, context), io);
  return { code, io };
}

async function whatCan(principal: string, io = new RecordingIo(), context?: readonly string[]) {
  const code = await whatCanCommand(principal, options(io, context), io);
  return { code, io };
}

describe('isms access who-can', () => {
  test('tells principals, verdicts, the deciding statement and its line', async () => {
    const { code, io } = await whoCan('s3:GetObject', 'Box');

    expect(code).toBe(0);
    expect(io.stdout).toMatch(/reader, role.*allowed if/);
    expect(io.stdout).toMatch(
      /if Bool aws:MultiFactorAuthPresent true: ReadTheBox \(roles\.json:3, roles\.json\/Reader, Policies\.0\.PolicyDocument\.Statement\.0\)/,
    );
    expect(io.stdout).toMatch(/unless Bool aws:SecureTransport false: Tls \(/);
    expect(io.stdout).toMatch(/audit, role.*unknown/);
    expect(io.stdout).toContain('what the policy SomethingElse says of it is not known');
  });

  test('shows how others become one of them', async () => {
    const { io } = await whoCan('s3:GetObject', 'Box');
    const [, through = ''] = io.stdout.split('By assuming roles:');

    expect(through).toMatch(/deployer, role.*allowed → .*role\/reader/);
    expect(through).toMatch(/codebuild\.amazonaws\.com/);
  });

  test('decides by the context that is given', async () => {
    const given = ['aws:MultiFactorAuthPresent=true', 'aws:SecureTransport=true'];

    expect((await whoCan('s3:GetObject', 'Box', given)).io.stdout).toMatch(/reader, role.*allowed /);
    expect((await whoCan('s3:GetObject', 'Box', ['aws:MultiFactorAuthPresent=false'])).io.stdout).not.toMatch(
      /^│ reader/m,
    );
  });

  test.each([
    'AWS:multifactorauthpresent=TRUE',
    'aws:PrincipalTag/team=a',
    'aws:SourceIp=192.0.2.1',
    's3:prefix=home/',
    'sts:SourceIdentity=ann',
    'identitystore:UserId=u-1',
    'token.actions.githubusercontent.com:sub=repo:a/b',
  ])('takes what requests carry: %s', async (given) => {
    expect((await whoCan('s3:ListBucket', 'Box', [given])).code).toBe(0);
  });

  test('says of a resource that no template makes that its own policy is not known', async () => {
    expect((await whoCan('s3:GetObject', 'arn:aws:s3:::another/a')).io.stdout).toContain('is none of these templates');
  });

  test('gives all of it as JSON alone', async () => {
    const { io } = await whoCan('S3:getobject', undefined, [], new RecordingIo('en', true));

    expect(JSON.parse(io.stdout)).toMatchObject({
      action: 's3:GetObject',
      resource: null,
      principals: expect.arrayContaining([
        expect.objectContaining({
          name: 'reader',
          verdict: 'conditional',
          provisos: expect.arrayContaining([
            expect.objectContaining({
              effect: 'Allow',
              statement: expect.objectContaining({ sid: 'ReadTheBox', source: { file: 'roles.json', line: 3 } }),
            }),
          ]),
        }),
      ]),
      throughRoles: expect.arrayContaining([expect.objectContaining({ name: 'deployer' })]),
    });
  });

  test('speaks Chinese', async () => {
    const { io } = await whoCan('s3:GetObject', 'Box', [], new RecordingIo('zh'));

    expect(io.stdout).toContain('有条件允许');
    expect(io.stdout).toContain('通过切换角色：');
    expect(io.stderr).toContain('正在读取模板');
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['an action', () => whoCan('s3:GetObjekt'), 'Did you mean s3:GetObject'],
    ['a service', () => whoCan('s33:GetObject'), 'Did you mean s3:GetObject'],
    ['a resource', () => whoCan('s3:GetObject', 'Boxx'), 'Did you mean'],
    ['a pattern of actions', () => whoCan('*'), 'one action is needed'],
    ['a condition key', () => whoCan('s3:GetObject', 'Box', ['mfa']), 'write key=value'],
    [
      'a global key',
      () => whoCan('s3:GetObject', 'Box', ['aws:MultiFactorAuthPresant=true']),
      'Did you mean aws:Multi',
    ],
    ['a global key like no other', () => whoCan('s3:GetObject', 'Box', ['aws:NoSuchKey=1']), 'do not carry such a'],
    ['a key of the service', () => whoCan('s3:ListBucket', 'Box', ['s3:prefx=a']), 'Did you mean s3:prefix'],
    ['a key of another service', () => whoCan('s3:ListBucket', 'Box', ['kms:ViaService=a']), 'requests to s3 do not'],
    ['a value', () => whoCan('s3:GetObject', 'Box', ['aws:MultiFactorAuthPresent=yes']), 'true or false'],
    [
      'a key, whatever the action',
      () => whatCan('reader', new RecordingIo(), ['s3:prefx=a']),
      'Did you mean s3:prefix',
    ],
  ])('refuses %s that it does not know', async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });

  test.each([
    ['that does not exist', 'absent.json', 'no such file'],
    ['without anything that policies speak of', 'empty.json', 'no policy to read'],
  ])('refuses a template %s', async (_, name, message) => {
    const io = new RecordingIo();
    const folder = folderWith({ 'empty.json': JSON.stringify({ Resources: { A: resource('AWS::EC2::Subnet') } }) });

    await expect(
      whoCanCommand('s3:GetObject', undefined, { ...options(io), template: [join(folder, name)] }, io),
    ).rejects.toThrow(message);
  });
});

describe('isms access what-can', () => {
  test('tells actions, resources, conditions, statements, and what is refused in part', async () => {
    const { code, io } = await whatCan('reader');

    expect(code).toBe(0);
    expect(io.stdout).toMatch(/s3:GetObject .*arn:aws:s3:::acme-box\/\*.*allowed if.*ReadTheBox/);
    expect(io.stdout).toContain('if Bool aws:MultiFactorAuthPresent true');
    expect(io.stdout).toMatch(/Refused on some resources[\s\S]*acme-box\/private\/\*[\s\S]*NothingPrivate/);
  });

  test('says what it does not know', async () => {
    expect((await whatCan('audit')).io.stdout).toContain(
      'What the policy SomethingElse grants is not known: it may be anything',
    );
  });

  test.each(['roles.json/Reader', 'Reader', 'arn:aws:iam::999999990001:role/reader'])(
    'finds a role as %s',
    async (name) => {
      expect((await whatCan(name)).io.stdout).toContain('reader, role');
    },
  );

  test('gives all of it as JSON alone', async () => {
    const { io } = await whatCan('reader', new RecordingIo('en', true));

    expect(JSON.parse(io.stdout)).toMatchObject([
      {
        name: 'reader',
        accountKnown: false,
        allowed: [{ service: 's3', actions: ['s3:GetObject'], verdict: 'conditional' }],
        limits: [{ actions: ['s3:GetObject'] }],
      },
    ]);
  });

  test('speaks Chinese', async () => {
    const { io } = await whatCan('reader', new RecordingIo('zh'));

    expect(io.stdout).toContain('在部分资源或条件下被拒绝：');
  });

  test('suggests the name that was meant', async () => {
    await expect(whatCan('raeder')).rejects.toThrow(/Did you mean .*reader/);
  });
});
