import { Option } from 'commander';
import { examples } from './help';
import { type Adding, languageOption, text } from './program-options';

/** `isms review`: a week's entries of high risk, to be reviewed and signed. */
export const addReview: Adding = (program, { lang, ioOf, finish }) => {
  const command = program
    .command('review')
    .description(
      text(
        lang,
        "gather a week's high-risk entries offline, for an auditor to review; signed, write them as the record that counts",
        '离线汇集一周的高危条目供审计员评审；签署后生成可计入的记录',
      ),
    )
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .requiredOption(
      '--from <folder>',
      text(lang, 'folder with what was fetched: trail/ and index.json', '存放已取得文件的目录：trail/ 与 index.json'),
    )
    .requiredOption('--until <day>', text(lang, 'the day after the week', '评审周次日'))
    .requiredOption('--name <name>', text(lang, 'name of the landing zone', '着陆区名称'))
    .addOption(
      new Option('--partition <partition>', text(lang, 'AWS partition', 'AWS 分区'))
        .choices(['aws', 'aws-cn'])
        .default('aws'),
    )
    .option('--reviewer <email>', text(lang, 'auditor who has reviewed it', '完成评审的审计员'))
    .option('--approver <email>', text(lang, 'who approves the review', '批准评审者'))
    .option('--conclusion <text>', text(lang, 'what the auditor concludes', '评审结论'))
    .option('--out <file>', text(lang, 'where the signed review goes', '已签署评审的文件'))
    .option('--json', text(lang, 'results as JSON on standard output', '以 JSON 在标准输出给出结果'))
    .addOption(languageOption(lang))
    .action(async (options) =>
      finish(await (require('./review') as typeof import('./review')).reviewCommand(options, ioOf(options))),
    );
  examples(command, lang, [
    'isms review --from fetched --name acme --until 2026-03-09',
    'isms review --from fetched --name acme --until 2026-03-09 --reviewer a@example.com --approver b@example.com --conclusion "nothing unexpected" --out records/review-2026-03-09.json',
  ]);
};
