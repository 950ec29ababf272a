import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { azurePart } from '../../../bin/azure-part';
import { UsageError } from '../../../lib/commands/io';
import { paintedSummary } from '../../../lib/commands/painted-summary';
import { reportCommand } from '../../../lib/commands/report';
import { summary } from '../../../lib/report/summary';
import { cloudFormation, FAULTY_BUCKET } from '../../support/foreign-templates';
import { inShell, isms } from '../../support/spawned';
import { folderWith, MINIMAL_ACCOUNT } from '../config/scratch';
import { RecordingIo } from './recording-io';

const TEMPLATE = { 'a.json': cloudFormation({ Bucket: FAULTY_BUCKET }) };
const EARLIER = { 'out/report/report.json': 'earlier', 'out/report/index.html': 'earlier' };

/** A report on one faulty bucket, without a process of its own. */
async function report(folder: string, out = 'out', io = new RecordingIo()) {
  const code = await reportCommand(
    { template: [join(folder, 'a.json')], out: join(folder, out), lang: io.lang, asOf: '2026-11-23' },
    io,
    azurePart,
  );
  return { code, io };
}

const earlierReport = (folder: string): string => readFileSync(join(folder, 'out', 'report', 'report.json'), 'utf8');

describe('isms report', () => {
  test('writes the report, ends with the summary and where it is, and exits 1 on findings', async () => {
    const folder = folderWith(TEMPLATE);
    const { code, io } = await report(folder);

    expect(code).toBe(1);
    expect(readdirSync(join(folder, 'out', 'report')).sort()).toEqual(['index.html', 'report.json']);
    expect(io.stdout).toContain('a.json:1 Bucket (AWS::S3::Bucket) s3-versioning');
    expect(io.stdout.trimEnd().endsWith(join('out', 'report', 'index.html'))).toBe(true);
    // a step that takes a second says how long it took
    expect(io.stderr.replace(/^ {2}\d+\.\d s\n/gm, '')).toBe('Judging …\nWriting the report …\n');
  });

  test('replaces an earlier report whole', async () => {
    const folder = folderWith({ ...TEMPLATE, ...EARLIER, 'out/report/old.txt': '' });
    await report(folder);

    expect(readdirSync(join(folder, 'out', 'report')).sort()).toEqual(['index.html', 'report.json']);
    expect(JSON.parse(earlierReport(folder)).schemaVersion).toEqual(expect.any(String));
  });

  test('says with --json whether it passed, and where the report is', async () => {
    const { io } = await report(folderWith(TEMPLATE), 'out', new RecordingIo('en', true));

    expect(JSON.parse(io.stdout)).toEqual({
      passed: false,
      folder: expect.stringMatching(/report$/),
      findings: expect.any(Number),
    });
  });

  test('names no folder of this machine', async () => {
    const folder = folderWith(TEMPLATE);
    await report(folder);

    expect(earlierReport(folder)).not.toContain(folder);
    expect(readFileSync(join(folder, 'out', 'report', 'index.html'), 'utf8')).not.toContain(folder);
  });

  test('is the same wherever it is made', async () => {
    const [here, there] = [folderWith(TEMPLATE), folderWith(TEMPLATE)];
    await report(here);
    await report(there);

    expect(earlierReport(here)).toBe(earlierReport(there));
  });

  test('four runs at once leave one whole report', async () => {
    const folder = folderWith(TEMPLATE);
    const { stdout } = inShell(
      'for i in 1 2 3 4; do { $ISMS report --template a.json >/dev/null 2>&1; echo $?; } & done; wait',
      { cwd: folder },
    );

    expect(stdout.trim().split('\n')).toEqual(['1', '1', '1', '1']);
    expect(readdirSync(join(folder, 'out'))).toEqual(['report']);
    expect(JSON.parse(earlierReport(folder)).requirements).toHaveLength(180);
  });
});

describe('a report that cannot be written', () => {
  /** Everything in a folder, with what the files hold. */
  const contents = (folder: string): object =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
        const path = join(folder, name);
        return [name, statSync(path).isFile() ? readFileSync(path, 'utf8') : null];
      }),
    );

  test.each<[string, object, string, RegExp]>([
    [
      'a file in the place of the results',
      { out: '' },
      'out',
      /^cannot write \S*out: a file stands where a folder is needed\. Move it away/,
    ],
    ['a file above them', { out: '' }, 'out/deep', /^cannot write \S*out: a file stands where a folder is needed/],
    [
      'a file in the place of the report',
      { 'out/report': 'mine' },
      'out',
      /^cannot write \S*report: a file stands where/,
    ],
    ['a name that is too long', {}, 'x'.repeat(300), /: the path is too long\. Shorten it/],
  ])('%s is told, and nothing is touched', async (_, files, out, expected) => {
    const folder = folderWith({ ...TEMPLATE, ...files });
    const before = contents(folder);

    await expect(report(folder, out)).rejects.toThrow(UsageError);
    await expect(report(folder, out)).rejects.toThrow(expected);
    expect(contents(folder)).toEqual(before);
  });

  test('a file system that makes no folders is told', async () => {
    const io = new RecordingIo();
    const options = { template: [join(folderWith(TEMPLATE), 'a.json')], out: '/proc/results/deep', lang: io.lang };

    await expect(reportCommand(options, io, azurePart)).rejects.toThrow(/^cannot write \/proc\/results: /);
  });

  interface Refused {
    readonly status: number | null;
    readonly stderr: string;
  }

  function expectRefused({ status, stderr }: Refused, because: string): void {
    expect(stderr).toContain(because);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(2);
  }

  test('a limit on the size of files stands for a disk that fills up: the earlier report stays as it was', () => {
    const folder = folderWith({ ...TEMPLATE, ...EARLIER });
    const before = contents(folder);
    const ended = inShell('ulimit -f 100; $ISMS report --template a.json', { cwd: folder });

    expectRefused(ended, 'out/report: the file is larger than this process may write');
    expect(contents(folder)).toEqual(before);
  });

  test('the same in synthesis: neither half an assembly nor an empty folder is left', () => {
    const folder = folderWith({ 'landing-zone.yaml': MINIMAL_ACCOUNT });
    const ended = inShell('ulimit -f 40; $ISMS synth --out made/here', { cwd: folder });

    expectRefused(ended, 'cannot write made/here');
    expect(readdirSync(folder)).toEqual(['landing-zone.yaml']);
  });

  const isRoot = process.getuid?.() === 0;

  /** Root may write everywhere, so that permission is shown as another user, who must be able to read the sources. */
  test('a folder without permission is told', () => {
    const folder = folderWith({ ...TEMPLATE, ...EARLIER });
    const before = contents(folder);
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'out'), 0o555);
    const ended = isms(['report', '--template', 'a.json'], { cwd: folder, ...(isRoot && { uid: 65_534 }) });

    expectRefused(ended, 'no permission. Let this user write there');
    expect(contents(folder)).toEqual(before);
  });

  test('a full disk is told, and the earlier report stays as it was', () => {
    const folder = folderWith({ ...TEMPLATE, 'disk/.keep': '' });
    const mounted = inShell('mount -t tmpfs -o size=300k tmpfs disk', { cwd: folder }).status === 0;
    if (!mounted)
      return console.info(
        'a full disk is not shown here: only root can mount one; the limit on file sizes stands for it',
      );
    try {
      mkdirSync(join(folder, 'disk', 'out', 'report'), { recursive: true });
      writeFileSync(join(folder, 'disk', 'out', 'report', 'report.json'), 'earlier');
      const ended = isms(['report', '--template', 'a.json', '--out', 'disk/out'], { cwd: folder });

      expectRefused(ended, 'no space left on the device. Free some space');
      expect(contents(join(folder, 'disk'))).toEqual({
        out: null,
        'out/report': null,
        'out/report/report.json': 'earlier',
      });
    } finally {
      inShell('umount disk', { cwd: folder });
    }
  });
});

describe('colours', () => {
  test('are in the summary where standard output shows them, and nothing else changes', async () => {
    const folder = folderWith(TEMPLATE);
    await report(folder);
    const written = JSON.parse(earlierReport(folder));
    const painted = paintedSummary(written, { colourOut: true, lang: 'en' });

    expect(stripVTControlCharacters(painted)).toBe(summary(written, 'en'));
    expect(painted).toContain('\u001b[31m  a.json:1 Bucket');
    expect(painted).toContain('\u001b[32m met ');
    expect(paintedSummary(written, { colourOut: false, lang: 'en' })).toBe(summary(written, 'en'));
  });
});
