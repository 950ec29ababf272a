import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../support/landing-zone';

/** Runs the command line and tells which clients of the SDK it has loaded when it ends. */
function clientsLoadedBy(args: readonly string[]): readonly string[] {
  const program = `
    process.argv = [process.execPath, 'isms', ...${JSON.stringify(args)}];
    process.on('exit', () => {
      const loaded = Object.keys(require.cache).flatMap((file) => /node_modules\\/(@(?:aws-sdk|smithy)\\/[^/]+)/.exec(file)?.[1] ?? []);
      process.stderr.write('LOADED ' + JSON.stringify([...new Set(loaded)].sort()) + ' OF ' + Object.keys(require.cache).length + '\\n');
    });
    require(${JSON.stringify(join(ROOT, 'bin', 'isms.js'))});`;
  const { stderr } = spawnSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' });
  const [, loaded, files] = /LOADED (\[.*\]) OF (\d+)/.exec(stderr) ?? [];
  if (!loaded || Number(files) < 20) throw new Error(`nothing was loaded: ${stderr}`);
  return JSON.parse(loaded) as string[];
}

const QUICKSTART = join('examples', 'quickstart', 'landing-zone.yaml');
const TEMPLATE = join('test', 'lib', 'commands', 'bucket.template.json');

describe('judging loads no client of the SDK', () => {
  test.each([
    ['--help', ['--help']],
    ['local --help', ['local', '--help']],
    ['collect --help', ['collect', '--help']],
    ['validate', ['validate', '--config', QUICKSTART]],
    ['check', ['check', '--template', TEMPLATE]],
  ])('%s', (_, args) => {
    expect(clientsLoadedBy(args)).toEqual([]);
  });

  test('while what looks at the local cloud does', () => {
    expect(clientsLoadedBy(['collect', '--local', '--config', QUICKSTART])).toContain('@aws-sdk/client-s3');
  });
});
