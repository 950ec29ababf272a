import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Bilingual } from '../../constructs/standard/bilingual';
import type { Parts } from '../parts';
import { isDay } from '../project';
import type { Io, Language } from './io';

/** What running a command needs. */
export interface Surroundings {
  readonly lang: Language;
  readonly azure: Parts;
  readonly ioOf: (options: { readonly json?: boolean }) => Io;
  /** Takes the exit code of the command. */
  readonly finish: (code: number) => void;
}

/** Adds a command to the program. */
export type Adding = (program: Command, surroundings: Surroundings) => void;

/** One of two languages. */
export const text = (lang: Language, en: string, zh: string): string => (lang === 'zh' ? zh : en);

/** What every command takes: a configuration, and how it tells its results. */
export function command(
  program: Command,
  name: string,
  lang: Language,
  description: Bilingual,
  configuration: Bilingual = CONFIGURATION,
): Command {
  return program
    .command(name)
    .description(description[lang])
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .option('--config <file>', configuration[lang])
    .option('--json', text(lang, 'results as JSON on standard output', '以 JSON 在标准输出给出结果'))
    .addOption(languageOption(lang));
}

const CONFIGURATION: Bilingual = {
  en: 'the configuration (default: landing-zone.yaml)',
  zh: '配置（默认：landing-zone.yaml）',
};

/** A command that writes results into a folder. */
export const common = (program: Command, name: string, lang: Language, description: Bilingual): Command =>
  command(program, name, lang, description).option('--out <folder>', text(lang, 'where results go', '结果目录'), 'out');

/** A command that judges templates. */
export const judging = (program: Command, name: string, lang: Language, description: Bilingual): Command =>
  looking(program, name, lang, description).option(
    '--observations <file>',
    text(
      lang,
      'what isms collect has seen (default: observations.json in the folder of results, where it is there)',
      'isms collect 的观测结果（默认：结果目录中的 observations.json，如存在）',
    ),
  );

/** A command that asks the policies of templates. */
export const asking = (program: Command, name: string, lang: Language, description: Bilingual): Command =>
  looking(program, name, lang, description).option(
    '--context <key=value...>',
    text(
      lang,
      'condition keys whose values are known; a decision that depends on others says so',
      '已知取值的条件键；取决于其他键的结论会注明',
    ),
  );

/** A command that looks at templates: those of the configuration, or those that are named. */
export function looking(program: Command, name: string, lang: Language, description: Bilingual): Command {
  return common(program, name, lang, description)
    .addOption(asOfOption(lang))
    .option(
      '--assembly <folder...>',
      text(
        lang,
        'read what CDK or CDKTF has synthesized, whoever made it',
        '读取 CDK 或 CDKTF 的合成目录，不论由谁生成',
      ),
    )
    .option(
      '--template <file...>',
      text(
        lang,
        'read CloudFormation (JSON, YAML) or Terraform (JSON) files, whoever made them',
        '读取 CloudFormation（JSON、YAML）或 Terraform（JSON）文件，不论由谁生成',
      ),
    );
}

export const languageOption = (lang: Language): Option =>
  new Option('--lang <language>', text(lang, 'language of messages', '消息语言')).choices(['en', 'zh']).default(lang);

export const asOfOption = (lang: Language): Option =>
  new Option(
    '--as-of <date>',
    text(lang, 'the day that counts as today, YYYY-MM-DD (default: today)', '视为今天的日期，YYYY-MM-DD（默认：今天）'),
  ).argParser((day: string) => {
    if (isDay(day)) return day;
    throw new InvalidArgumentError(text(lang, 'It is no day of the form YYYY-MM-DD.', '应为 YYYY-MM-DD 形式的日期。'));
  });
