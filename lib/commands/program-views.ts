import { examples } from './help';
import { type Adding, asOfOption, common, looking, text } from './program-options';

/** `isms diagram`: pictures of the networks. */
export const addDiagram: Adding = (program, { lang, ioOf, finish }) => {
  const command = looking(program, 'diagram', lang, {
    en: 'draw the networks of the templates, with what can flow in them (SVG)',
    zh: '绘制模板中的网络及其中可通行的流量（SVG）',
  }).action(async (options) =>
    finish(await (require('./diagram') as typeof import('./diagram')).diagramCommand(options, ioOf(options))),
  );
  examples(command, lang, [
    'isms diagram --config landing-zone.yaml',
    'isms diagram --template network.yaml --out pictures',
    'isms diagram --assembly cdk.out --json',
  ]);
};

/** `isms cost`: what is billed. */
export const addCost: Adding = (program, { lang, ioOf, finish }) => {
  const command = common(program, 'cost', lang, {
    en: 'count what is billed, by the templates; with your prices, what it comes to',
    zh: '依据模板统计计费项；如提供价格，则计算金额',
  })
    .addOption(asOfOption(lang))
    .option(
      '--prices <file>',
      text(
        lang,
        'your prices (CSV or YAML), each with its source and date',
        '价格文件（CSV 或 YAML），每项价格须注明来源与日期',
      ),
    )
    .action(async (options) =>
      finish(await (require('./cost') as typeof import('./cost')).costCommand(options, ioOf(options))),
    );
  examples(command, lang, [
    'isms cost --config landing-zone.yaml',
    'isms cost --config landing-zone.yaml --prices prices.csv',
    'isms cost --config landing-zone.yaml --json',
  ]);
};
