import { examples } from './help';
import { type Adding, languageOption, text } from './program-options';

/** `isms trace`: from the id of an operation to all that belongs to it. */
export const addTrace: Adding = (program, { lang, ioOf, finish }) => {
  const command = program
    .command('trace')
    .description(
      text(
        lang,
        'join request, approval, session, commands and changes of an operation, offline: exit code 1 where a link is missing',
        '离线串联一次操作的申请、审批、会话、命令与变更：有缺失环节时退出码为 1',
      ),
    )
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .argument('<id>', text(lang, 'of an approval, a session, or an event in the trail', '审批、会话或跟踪事件的编号'))
    .requiredOption(
      '--from <folder>',
      text(lang, 'folder with what was fetched: trail/ and index.json', '存放已取得文件的目录：trail/ 与 index.json'),
    )
    .option('--json', text(lang, 'results as JSON on standard output', '以 JSON 在标准输出给出结果'))
    .addOption(languageOption(lang))
    .action(async (id, options) =>
      finish(await (require('./trace') as typeof import('./trace')).traceCommand(id, options, ioOf(options))),
    );
  examples(command, lang, [
    'isms trace alice-0123456789abcdef0 --from fetched',
    'isms trace 5b0c4a7e-1111-4222-8333-444455556666 --from fetched --json',
  ]);
};
