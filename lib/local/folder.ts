import { join } from 'node:path';

/** Where the local cloud keeps what it has made, in the project's folder; git ignores it. */
export interface LocalFolder {
  readonly root: string;
  /** Stays when the cloud is taken down: making it is what takes time. */
  readonly virtualEnvironment: string;
  /** Process, port and profile of the emulator that runs. */
  readonly state: string;
  readonly log: string;
  /** What was deployed. */
  readonly assembly: string;
}

export function localFolder(project: string): LocalFolder {
  const root = join(project, '.local');
  return {
    root,
    virtualEnvironment: join(root, 'venv'),
    state: join(root, 'emulator.json'),
    log: join(root, 'emulator.log'),
    assembly: join(root, 'cdk.out'),
  };
}

/** The emulator's code and what it needs, beside this file in the sources and in the package. */
export const ADAPTER = join(__dirname, 'adapter');
