import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../../lib/commands/io';
import { preflightCommand } from '../../../lib/commands/preflight';
import { configFile, organization, singleAccount, TODAY } from '../preflight/deployments';
import { RecordingIo } from './recording-io';

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'preflight-out-'));

function run(written: object, io = new RecordingIo(), out = emptyFolder()) {
  const config = configFile(written);
  return { io, out, code: preflightCommand({ config, out, asOf: TODAY, lang: io.lang }, io) };
}

describe('isms preflight', () => {
  test('prints numbered steps on standard output, progress beside it, and exits 0', () => {
    const { code, io } = run(singleAccount('aws'));

    expect(code).toBe(0);
    expect(io.stdout).toMatch(/^1 {2}Tools, credentials and the configuration\n\n1\.1 {2}Tools\n/);
    expect(io.stdout).toMatch(/^ {9}npx cdk deploy acme-log-archive-recovery -c config=/m);
    expect(io.stderr).toContain('Reading the templates');
  });

  test('prints the same steps in Chinese', () => {
    const { io } = run(singleAccount('aws'), new RecordingIo('zh'));

    expect(io.stdout).toMatch(/^1 {2}工具、凭证与配置\n/);
    expect(io.stdout).toMatch(/^ {9}npx cdk deploy acme-log-archive-recovery -c config=/m);
  });

  test('gives machines a list of steps with --json, and nothing else on standard output', () => {
    const { io } = run(organization('aws'), new RecordingIo('en', true));
    const steps = JSON.parse(io.stdout);

    expect(steps.find(({ step }: { step: string }) => step === '2.1')).toEqual({
      step: '2.1',
      section: 'The organization',
      title: 'The organization, with all features',
      why: expect.any(String),
      details: expect.any(Array),
      commands: [
        expect.stringMatching(/^aws organizations describe-organization /),
        expect.stringMatching(/^aws organizations list-roots /),
      ],
      account: '111111111111',
      region: 'us-east-1',
      requirement: '8.1/c',
    });
  });

  test('writes the documents that the commands read, and leaves an assembly alone', () => {
    const { out, io } = run(organization('aws'));
    const read = [...io.stdout.matchAll(/file:\/\/(\S+)/g)].map(([, file]) => file ?? '');

    expect(read.length).toBeGreaterThan(0);
    for (const file of read) expect(() => JSON.parse(readFileSync(file, 'utf8'))).not.toThrow();
    expect(existsSync(join(out, 'preflight', 'accounts.tsv'))).toBe(true);
    expect(existsSync(join(out, 'cdk.out'))).toBe(false);
  });

  test('says the same when it is run again', () => {
    const [out, config] = [emptyFolder(), configFile(organization('aws'))];
    const [first, second] = [1, 2].map(() => {
      const io = new RecordingIo();
      preflightCommand({ config, out, asOf: TODAY, lang: 'en' }, io);
      return io.stdout;
    });

    expect(second).toBe(first);
  });

  test('quotes a folder whose name a shell would take apart', () => {
    const out = join(emptyFolder(), 'with space');
    mkdirSync(out);

    expect(run(organization('aws'), new RecordingIo(), out).io.stdout).toContain(
      `done < '${out}/preflight/accounts.tsv'`,
    );
  });

  test('throws when the configuration is wrong, with every problem', () => {
    expect(() => run({ ...singleAccount('aws'), name: 'x', account: '1' })).toThrow(UsageError);
  });

  test('throws when the output folder is a file, in one sentence', () => {
    const out = join(emptyFolder(), 'file');
    writeFileSync(out, '');

    expect(() => run(singleAccount('aws'), new RecordingIo(), out)).toThrow(/^cannot write .*file/);
  });
});
