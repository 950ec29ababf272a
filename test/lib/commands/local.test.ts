import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { azurePart } from '../../../bin/azure-part';
import {
  localDestroyCommand,
  localDiffCommand,
  localDriftCommand,
  localStatusCommand,
  localUpCommand,
} from '../../../lib/commands/local';
import { localDownCommand } from '../../../lib/commands/local-down';
import { tellDrift, tellRetained, tellStanding, tellTakenOver } from '../../../lib/commands/local-tables';
import { programOf } from '../../../lib/commands/program';
import type { Discrepancy } from '../../../lib/local/discrepancies';
import type { Deployed } from '../../../lib/local/inventory';
import { RecordingIo } from './recording-io';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'local-command-'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const options = () => ({ config: join(project, 'landing-zone.yaml'), out: 'out', lang: 'en' as const });

const QUICKSTART = join(__dirname, '../../../examples/quickstart');
const CHINA = join(__dirname, '../../../examples/china');

describe('isms local, where nothing runs', () => {
  test('status and down say so, and end well', async () => {
    const io = new RecordingIo();

    await expect(localStatusCommand(options(), io)).resolves.toBe(0);
    await expect(localDownCommand(options(), io)).resolves.toBe(0);

    expect(io.stdout).toBe('The local cloud is not running.\nThe local cloud is not running.\n');
  });

  test.each([localDiffCommand, localDriftCommand, localDestroyCommand])('%p asks to start it', async (command) => {
    await expect(command(options(), new RecordingIo())).rejects.toMatchObject({
      because: { en: expect.stringContaining('isms local up starts it'), zh: expect.stringContaining('isms local up') },
    });
  });

  test('down removes what an emulator that has ended left, and keeps the virtual environment', async () => {
    const root = join(project, '.local');
    mkdirSync(join(root, 'venv'), { recursive: true });
    for (const name of ['emulator.json', 'emulator.log', 'inventory.json', 'retained.json', 'probes.json'])
      writeFileSync(join(root, name), '{}');

    await localDownCommand(options(), new RecordingIo());

    for (const name of ['emulator.json', 'emulator.log', 'inventory.json', 'retained.json', 'probes.json', 'lock.json'])
      expect([name, existsSync(join(root, name))]).toEqual([name, false]);
    expect(existsSync(join(root, 'venv'))).toBe(true);
  });
});

describe('isms local up', () => {
  test('refuses another partition in both languages, and starts nothing', async () => {
    for (const file of ['landing-zone.yaml', 'idp-metadata.xml']) copyFileSync(join(CHINA, file), join(project, file));

    await expect(localUpCommand(options(), new RecordingIo())).rejects.toMatchObject({
      because: { en: expect.stringContaining('for aws-cn'), zh: expect.stringContaining('aws-cn') },
    });
    expect(existsSync(join(project, '.local', 'venv'))).toBe(false);
    expect(existsSync(join(project, '.local', 'lock.json'))).toBe(false);
  });

  describe('without what it needs', () => {
    const path = process.env['PATH'];
    beforeEach(() => {
      for (const file of ['landing-zone.yaml', 'idp-metadata.xml']) {
        if (existsSync(join(QUICKSTART, file))) copyFileSync(join(QUICKSTART, file), join(project, file));
      }
      // without any Python
      process.env['PATH'] = project;
    });
    afterEach(() => {
      process.env['PATH'] = path;
    });

    test('says that it needs Python, and leaves nothing behind', async () => {
      await expect(localUpCommand({ ...options(), port: '4999' }, new RecordingIo())).rejects.toMatchObject({
        because: { en: expect.stringContaining('needs Python 3.10'), zh: expect.stringContaining('Python 3.10') },
      });

      expect(existsSync(join(project, '.local'))).toBe(false);
    });

    test('says that the port is in use before it installs anything, and leaves nothing behind', async () => {
      const server = createServer((_, response) => response.writeHead(404).end());
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const port = String((server.address() as AddressInfo).port);
      try {
        await expect(localUpCommand({ ...options(), port }, new RecordingIo())).rejects.toMatchObject({
          because: {
            en: expect.stringContaining(`port ${port} is in use`),
            zh: expect.stringContaining(`端口 ${port}`),
          },
        });
        expect(existsSync(join(project, '.local'))).toBe(false);
      } finally {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
    });
  });

  test.each(['0', '80', '70000', 'http', '45.5'])('refuses the port %s', async (port) => {
    await expect(localUpCommand({ ...options(), port }, new RecordingIo())).rejects.toMatchObject({
      because: { en: expect.stringContaining('from 1024 to 65535'), zh: expect.stringContaining('1024 至 65535') },
    });
  });
});

const resource = (logicalId: string, standing: Deployed['standing']): Deployed => ({
  stack: 'archive',
  account: '111111111111',
  region: 'eu-central-1',
  logicalId,
  physicalId: logicalId.toLowerCase(),
  type: 'AWS::KMS::Key',
  standing,
});

const ROTATION: Discrepancy = {
  ...resource('Key', 'real'),
  rule: 'kms-key-rotation',
  property: 'EnableKeyRotation',
  obeyed: true,
  message: { en: 'is not true', zh: '不为 true' },
};

const STANDING = {
  deployed: [
    resource('Key', 'real'),
    resource('Other', 'real'),
    resource('Third', 'recorded'),
    resource('Last', 'refused'),
  ],
  comparison: { read: 2, unread: [], discrepancies: [ROTATION] },
  port: 4566,
};

describe('what isms local tells', () => {
  test('by type: what is real, recorded, refused, and which properties the emulator dropped', () => {
    const io = new RecordingIo();
    tellStanding(STANDING, io);

    expect(io.stdout).toMatch(/AWS::KMS::Key +│ +2 │ +1 │ +1 │ EnableKeyRotation \(1\)/);
    expect(io.stdout).toContain('50 % of 4 resources stand behind a real API');
  });

  test.each([
    ['en', 'Nothing was read back: no deployment stands here that has come to its end.'],
    ['zh', '尚未回读：此处没有完成的部署。'],
  ] as const)('that nothing was read back, where no deployment has come to its end (%s)', (lang, told) => {
    const io = new RecordingIo(lang);
    tellStanding({ ...STANDING, comparison: undefined }, io);

    expect(io.stdout).toContain(told);
  });

  test('the same in Chinese, and as JSON that says it is emulated', () => {
    const chinese = new RecordingIo('zh');
    const json = new RecordingIo('en', true);
    tellStanding(STANDING, chinese);
    tellStanding(STANDING, json);

    expect(chinese.stdout).toContain('被模拟器丢弃的属性');
    expect(chinese.stdout).toContain('4 个资源中 50 %');
    expect(JSON.parse(json.stdout)).toMatchObject({
      emulated: true,
      counts: { real: 2, recorded: 1, refused: 1 },
      dropped: [{ type: 'AWS::KMS::Key', property: 'EnableKeyRotation', resources: 1 }],
    });
  });

  test.each([
    ['en', 'drifted: archive Key (AWS::KMS::Key) EnableKeyRotation: is not true [kms-key-rotation]'],
    ['zh', '已偏离: archive Key (AWS::KMS::Key) EnableKeyRotation: 不为 true [kms-key-rotation]'],
  ] as const)('of drift, the resource, the property and the rule (%s)', (lang, line) => {
    const io = new RecordingIo(lang);
    tellDrift(
      {
        read: 2,
        drifted: [ROTATION],
        lost: [{ ...resource('Other', 'real'), failed: 'NotFoundException: gone' }],
        notCompared: [],
      },
      io,
    );

    expect(io.stdout).toContain(`${line}\n`);
    expect(io.stdout).toContain('NotFoundException: gone');
    expect(io.stdout).not.toMatch(/Not compared|未单独比对/);
  });

  test.each([
    [
      'en',
      '3 resources of 2 types:\n  AWS::EC2::Volume (2): no reader yet\n  AWS::CloudFormation::StackSet (1): what it delivers',
    ],
    [
      'zh',
      '3 个，共 2 种类型：\n  AWS::EC2::Volume (2): 尚无读取器\n  AWS::CloudFormation::StackSet (1): 在各账号中读取',
    ],
  ] as const)('beside drift, what was not compared, by type, and why (%s)', (lang, told) => {
    const notCompared = [
      { type: 'AWS::EC2::Volume', resources: 2 },
      { type: 'AWS::CloudFormation::StackSet', resources: 1 },
    ];
    const io = new RecordingIo(lang);
    const json = new RecordingIo(lang, true);
    tellDrift({ read: 2, drifted: [], lost: [], notCompared }, io);
    tellDrift({ read: 2, drifted: [], lost: [], notCompared }, json);

    expect(io.stdout).toContain(told);
    expect(JSON.parse(json.stdout)).toMatchObject({ notCompared });
  });

  test('of a type without any resource behind a service, why nothing is known', () => {
    const io = new RecordingIo();
    const of = (type: string) => ({ ...resource('It', 'recorded'), type });
    const deployed = [of('AWS::SSM::Document'), of('AWS::Logs::QueryDefinition')];
    tellStanding({ ...STANDING, deployed, comparison: { read: 0, unread: [], discrepancies: [] } }, io);

    expect(io.stdout).toMatch(/AWS::SSM::Document .+not compared: no service has it/);
    expect(io.stdout).toMatch(/AWS::Logs::QueryDefinition .+not compared: a saved query/);
  });

  test.each([
    ['en', '1 resources were retained and taken over as they were', 'archive Key (AWS::KMS::Key): is not true'],
    ['zh', '1 个保留的资源被原样接管', 'archive Key (AWS::KMS::Key): 不为 true'],
  ] as const)('of what was taken over as it was, each deviation and how to mend it (%s)', (lang, told, line) => {
    const io = new RecordingIo(lang);
    tellTakenOver([ROTATION], io);

    expect(io.stderr).toContain(told);
    expect(io.stderr).toContain(line);
    expect(io.stderr).toContain('cdk deploy --revert-drift');
  });

  test('nothing is told where nothing was taken over', () => {
    const io = new RecordingIo();
    tellTakenOver([], io);

    expect(io.stderr).toBe('');
  });

  test.each([
    ['en', 'DeletionPolicy: Retain', 'Termination protection was lifted from 1 stacks'],
    ['zh', 'DeletionPolicy：Retain', '解除了 1 个堆栈的终止保护'],
  ] as const)('of what a destroyed landing zone retains, the name and why (%s)', (lang, reason, lifted) => {
    const io = new RecordingIo(lang);
    tellRetained(
      { unprotected: ['archive'], retained: [{ ...resource('Key', 'real'), because: 'policy', seen: true }] },
      io,
    );

    expect(io.stdout).toContain(reason);
    expect(io.stdout).toContain(lifted);
    expect(io.stdout).toContain('111111111111');
  });
});

describe('help of isms local', () => {
  const unused = () => {
    throw new Error('help runs nothing');
  };
  const local = (lang: 'en' | 'zh') =>
    programOf({ lang, azure: azurePart, ioOf: unused, finish: unused }).commands.find((one) => one.name() === 'local');

  test('lists its commands, each of which speaks both languages', () => {
    const english = local('en')?.commands ?? [];
    const chinese = local('zh')?.commands ?? [];

    expect(english.map((command) => command.name())).toEqual([
      'up',
      'status',
      'diff',
      'drift',
      'destroy',
      'down',
      'demo',
    ]);
    for (const command of chinese) {
      expect(command.description()).toMatch(/[\u4e00-\u9fff]/);
      expect(command.helpInformation()).not.toMatch(/Usage|Options|default:|choices:|display help/);
    }
  });
});
