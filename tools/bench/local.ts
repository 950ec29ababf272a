import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { localFolder } from '../../lib/local/folder';
import { type LocalProfile, profileFile } from '../../lib/local/profiles';
import { emulatorPython } from '../../lib/local/python';

const ROOT = resolve(__dirname, '../..');

/** Another port than the default: a local cloud that runs is let be. */
const PORT = '4568';

/** A command on the local cloud, and how long it took. */
export interface LocalMeasure {
  readonly name: string;
  readonly bound: string;
  readonly wallS: number;
  /** Memory of the emulator afterwards; null where it cannot be told. */
  readonly emulatorMb: number | null;
}

/** The life of a local cloud, each step measured once, from a warm virtual environment and an emulator that does not run. */
export async function measureLocal(scratch: string): Promise<readonly LocalMeasure[]> {
  await emulatorPython(localFolder(ROOT));
  const single = new Bench(join(scratch, 'single'), 'single-account');
  const organization = new Bench(join(scratch, 'organization'), 'organization');
  try {
    const measured = [
      single.measure('local: deploy', '≤ 20 s', 'up', '--port', PORT),
      single.measure('local: no change', '≤ 5 s', 'up', '--port', PORT),
    ];
    single.change('shop-eu-west-1.example.com', 'shop-recovery.example.com');
    measured.push(
      single.measure('local: change', '≤ 8 s', 'up', '--port', PORT),
      single.measure('local: destroy', '≤ 15 s', 'destroy'),
    );
    single.run('down');
    measured.push(organization.measure('local: 8 × 2', '≤ 60 s, emulator ≤ 1 GB', 'up', '--port', PORT));
    return measured;
  } finally {
    single.run('down');
    organization.run('down');
  }
}

/** @throws when the tests fail */
export function measureTests(): LocalMeasure {
  const name = 'npm run test:local';
  process.stderr.write(`${name} …\n`);
  const began = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', 'test:local'], { cwd: ROOT, stdio: 'ignore' });
  if (status !== 0) throw new Error(`${name} exited with ${status}`);
  return { name, bound: '≤ 180 s', wallS: (performance.now() - began) / 1000, emulatorMb: null };
}

/** A project of its own, with the virtual environment of this checkout. */
class Bench {
  private readonly config: string;

  constructor(
    private readonly project: string,
    profile: LocalProfile,
  ) {
    const { root, virtualEnvironment } = localFolder(project);
    mkdirSync(root, { recursive: true });
    symlinkSync(localFolder(ROOT).virtualEnvironment, virtualEnvironment);
    this.config = join(project, 'landing-zone.yaml');
    copyFileSync(profileFile(profile), this.config);
  }

  change(from: string, to: string): void {
    writeFileSync(this.config, readFileSync(this.config, 'utf8').replace(from, to));
  }

  run(...args: readonly string[]): number | null {
    const command = [join(ROOT, 'bin', 'isms.js'), 'local', ...args, '--config', this.config];
    return spawnSync(process.execPath, command, { stdio: 'ignore' }).status;
  }

  /** @throws when the command fails */
  measure(name: string, bound: string, ...args: readonly string[]): LocalMeasure {
    process.stderr.write(`${name} …\n`);
    const began = performance.now();
    const status = this.run(...args);
    if (status !== 0) throw new Error(`${name} exited with ${status}`);
    return { name, bound, wallS: (performance.now() - began) / 1000, emulatorMb: this.emulatorMb() };
  }

  private emulatorMb(): number | null {
    const { pid } = JSON.parse(readFileSync(localFolder(this.project).state, 'utf8')) as { readonly pid: number };
    const { status, stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) / 1024 : null;
  }
}
