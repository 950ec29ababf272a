import { join } from 'node:path';

/** Where the local cloud keeps what it has made, in the project's folder; git ignores it. */
export interface LocalFolder {
  readonly root: string;
  /** Stays when the cloud is taken down: making it is what takes time. */
  readonly virtualEnvironment: string;
  /** Process, port and configuration of the emulator that runs. */
  readonly state: string;
  /** Who is at work on it. */
  readonly lock: string;
  readonly log: string;
  /** What the emulator unpacks while it runs, such as the code of functions. */
  readonly scratch: string;
  /** What was deployed. */
  readonly assembly: string;
  /** What stands behind each resource, as the last deployment left it. */
  readonly inventory: string;
  /** What a destroyed landing zone left behind. */
  readonly retained: string;
  /** The accounts of the organization's units: what StackSets deploy to. */
  readonly accounts: string;
}

export function localFolder(project: string): LocalFolder {
  const root = join(project, '.local');
  return {
    root,
    virtualEnvironment: join(root, 'venv'),
    state: join(root, 'emulator.json'),
    lock: join(root, 'lock.json'),
    log: join(root, 'emulator.log'),
    scratch: join(root, 'tmp'),
    assembly: join(root, 'cdk.out'),
    inventory: join(root, 'inventory.json'),
    retained: join(root, 'retained.json'),
    accounts: join(root, 'accounts.json'),
  };
}

/** What an emulator that has ended leaves in the folder, and means nothing without it. */
export const remainsOf = ({
  state,
  log,
  scratch,
  assembly,
  inventory,
  retained,
  accounts,
  root,
}: LocalFolder): readonly string[] => [
  state,
  log,
  scratch,
  assembly,
  inventory,
  retained,
  accounts,
  join(root, 'probes.json'),
];

/** The emulator's code and what it needs, beside this file in the sources and in the package. */
export const ADAPTER = join(__dirname, 'adapter');
