import type { Command, CommanderError, HelpConfiguration, Option } from 'commander';
import type { Bilingual } from '../../constructs/standard/bilingual';
import type { Problem } from '../config/problem';
import { type Language, usageProblem } from './io';

/** What commander itself says in the help, in Chinese. */
const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': '用法:',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

export function helpIn(lang: Language): HelpConfiguration {
  if (lang === 'en') return {};
  return {
    styleTitle: (title) => HEADINGS[title] ?? title,
    styleUsage: inBrackets,
    styleSubcommandTerm: inBrackets,
    optionDescription: chineseDescription,
  };
}

const inBrackets = (term: string): string => term.replace('[options]', '[选项]').replace('[command]', '[命令]');

function chineseDescription(option: Option): string {
  const extra = [
    ...(option.argChoices ? [`可选：${option.argChoices.join('、')}`] : []),
    ...(typeof option.defaultValue === 'string' ? [`默认：${option.defaultValue}`] : []),
  ];
  return extra.length > 0 ? `${option.description}（${extra.join('；')}）` : option.description;
}

/** Examples below the help of a command. */
export function examples(command: Command, lang: Language, lines: readonly string[]): Command {
  const heading = lang === 'zh' ? '示例：' : 'Examples:';
  return command.addHelpText('after', `\n${heading}\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** What commander says of a mistake, in Chinese. */
const MISTAKES: readonly { readonly pattern: RegExp; readonly zh: string }[] = [
  { pattern: /unknown option '(.*)'/, zh: '未知选项 $1' },
  { pattern: /unknown command '(.*)'/, zh: '未知命令 $1' },
  { pattern: /required option '(.*)' not specified/, zh: '缺少必需的选项 $1' },
  { pattern: /missing required argument '(.*)'/, zh: '缺少参数 $1' },
  { pattern: /option '(.*)' argument missing/, zh: '选项 $1 缺少取值' },
  {
    pattern: /too many arguments for '(.*)'\. Expected (\d+) arguments? but got (\d+)\./,
    zh: '$1 的参数过多：应为 $2 个，给出 $3 个',
  },
  {
    pattern: /option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\./,
    zh: '选项 $1 的取值 $2 无效，可选：$3',
  },
  { pattern: /option '(.*)' argument '(.*)' is invalid\./, zh: '选项 $1 的取值 $2 无效。' },
  { pattern: /\(Did you mean (?:one of )?(.*)\?\)/, zh: '（是否指 $1？）' },
];

/** A mistake on the command line, with what to do about it; empty where the help was printed instead. */
export function mistake(error: CommanderError, lang: Language): string {
  if (error.code === 'commander.help') return '';
  const message = lang === 'zh' ? inChinese(error.message) : error.message;
  return `${message}\n${HINT[lang]}\n`;
}

/** The same for machines. */
export function mistakeProblems({ code, message }: CommanderError): readonly Problem[] {
  if (code === 'commander.help') return [];
  const said = { en: message.replace(/^error: /, ''), zh: inChinese(message).replace(/^错误：/, '') };
  return [usageProblem(said, { mend: HINT })];
}

const inChinese = (message: string): string =>
  MISTAKES.reduce((text, { pattern, zh }) => text.replace(pattern, zh), message).replace(/^error: /, '错误：');

const HINT: Bilingual = {
  en: '(isms --help lists the commands, isms <command> --help its options)',
  zh: '（isms --help 列出命令，isms <命令> --help 列出选项）',
};
