import { join, resolve } from 'node:path';
import { NothingToJudge, readEstate } from '../assess';
import type { JudgedEstate } from '../evidence/estate';
import { projectOf, today } from '../project';
import { AccessEstate } from '../proofs/access/access-estate';
import type { Context } from '../proofs/policy/model';
import type { CommonOptions } from './cli';
import { type LoadedConfig, loadForCommand } from './configuration';
import { type ForeignInputs, foreignInputs, inspected, rootOf, tolerant } from './foreign-inputs';
import { type Io, longStep, UsageError } from './io';
import { inWorkspace } from './workspace';

export interface AccessOptions extends CommonOptions {
  readonly asOf?: string;
  readonly assembly?: readonly string[];
  readonly template?: readonly string[];
  /** `key=value`, as given. */
  readonly context?: readonly string[];
}

/** Reads who there is and what there is: in templates that anyone made, or in the landing zone of the configuration. */
export async function readAccess(options: AccessOptions, io: Io): Promise<AccessEstate> {
  const foreign = foreignInputs(options);
  const loaded = options.config || !foreign ? loadForCommand(options, io, options.asOf ?? today()) : undefined;
  const estate = await (foreign ? readForeign(foreign, io) : synthesized(loaded, options.out, io));
  const access = await longStep(
    io,
    { en: 'Reading policies', zh: '正在读取策略' },
    () => new AccessEstate(estate, loaded?.assess.organization),
  );
  // every account has a root user, whatever is deployed to it
  if (access.resources.length === 0 && access.principals.every(({ kind }) => kind === 'root')) throw NOTHING;
  return access;
}

const readForeign = (foreign: ForeignInputs, io: Io): Promise<JudgedEstate> =>
  longStep(io, { en: 'Reading templates', zh: '正在读取模板' }, () => {
    inspected(foreign);
    return tolerant(
      () => NOTHING,
      () => readEstate({ ...foreign, root: rootOf(foreign) }),
    );
  });

/** Only looked at: what was synthesized is not published. */
function synthesized(loaded: LoadedConfig | undefined, out: string, io: Io): Promise<JudgedEstate> {
  if (!loaded) throw new NothingToJudge();
  const { config, file } = loaded;
  return inWorkspace(out, async (aside) => {
    const root = projectOf(file);
    const assembly = join(resolve(aside), 'cdk.out');
    await longStep(io, { en: 'Synthesizing AWS', zh: '正在合成 AWS' }, () => {
      const { synthesizeAws } = require('../synthesize') as typeof import('../synthesize');
      synthesizeAws(config, assembly, root);
    });
    return readEstate({ assemblies: [assembly], root });
  });
}

const NOTHING = new UsageError({
  en: 'no policy to read: the templates hold no role, user or resource of AWS that policies speak of',
  zh: '没有可读取的策略：模板中没有策略所涉及的 AWS 角色、用户或资源',
});

/**
 * The condition keys that were given.
 * @throws UsageError for one that is not `key=value`
 */
export function contextOf({ context = [] }: AccessOptions): Context {
  const values = new Map<string, string[]>();
  for (const given of context) {
    const [, key, value] = /^([\w-]+:[^=]+)=(.*)$/s.exec(given) ?? [];
    if (key === undefined || value === undefined) throw malformed(given);
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return Object.fromEntries(values);
}

const malformed = (given: string): UsageError =>
  new UsageError({
    en: `--context ${given}: write key=value, such as --context aws:MultiFactorAuthPresent=true`,
    zh: `--context ${given}：应为 键=值，例如 --context aws:MultiFactorAuthPresent=true`,
  });
