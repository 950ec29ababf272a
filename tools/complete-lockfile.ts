import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Some packages bring one optional package for each platform, and a mirror of the registry may lack some of them. npm then
 * leaves those out of the lock file, and `npm ci` refuses it everywhere. This adds what is missing, with the version that is
 * asked for and the platform in its name, so that npm skips it where it does not belong. Run it after each `npm install`.
 */
interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lockfile {
  packages: Record<string, LockedPackage>;
}

const FILE = join(resolve(__dirname, '..'), 'package-lock.json');

/** Processors, as Node calls them, by how package names write them. */
const PROCESSORS = ['arm64', 'x64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32'] as const;

/** `-darwin-arm64`, `-linux-x64-musl`, `-win32-x64-msvc` … */
function platformOf(name: string) {
  const [, os = '', processor = '', abi = ''] =
    /-(android|darwin|freebsd|linux|openharmony|win32|wasm32)-?([a-z0-9]+)?-?([a-z]+)?$/.exec(name) ?? [];
  const cpu = PROCESSORS.find((known) => processor === known);
  const libc = os === 'linux' ? (abi.startsWith('musl') ? 'musl' : 'glibc') : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), os: [os] };
}

const lockfile = JSON.parse(readFileSync(FILE, 'utf8')) as Lockfile;
const added: string[] = [];
for (const { dev, optionalDependencies = {} } of Object.values(lockfile.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const path = `node_modules/${name}`;
    if (lockfile.packages[path] || !/^\d/.test(version)) continue;
    lockfile.packages[path] = { version, ...platformOf(name), ...(dev && { dev }), optional: true } as LockedPackage;
    added.push(name);
  }
}
lockfile.packages = Object.fromEntries(Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lockfile, null, 2)}\n`);
process.stdout.write(`${added.length} added\n${added.map((name) => `  ${name}\n`).join('')}`);
