import type { Refusal } from './text';

/** What is wrong with the YAML itself. Codes of the parser, and our own for what it would let pass. */
export function syntaxFault(code: string, detail: string): Refusal {
  return known[code] ?? { ...other, message: { en: `is no valid YAML: ${detail}`, zh: `不是有效的 YAML：${detail}` } };
}

const other: Refusal = {
  code: 'yaml-syntax',
  message: { en: 'is no valid YAML', zh: '不是有效的 YAML' },
  mend: {
    en: 'Check indentation, colons, quotes and brackets on this line and the one before.',
    zh: '请检查本行及上一行的缩进、冒号、引号与括号。',
  },
};

const known: Readonly<Record<string, Refusal>> = {
  EMPTY: {
    code: 'empty-file',
    message: { en: 'holds no configuration', zh: '没有配置内容' },
    mend: {
      en: 'Write one with `isms init`, or start from examples/quickstart.',
      zh: '请用 `isms init` 生成，或从 examples/quickstart 开始。',
    },
  },
  TAB_AS_INDENT: {
    code: 'yaml-tab',
    message: { en: 'is indented with a tab, which YAML does not allow', zh: '使用了制表符缩进，YAML 不允许' },
    mend: { en: 'Indent with two spaces.', zh: '请用两个空格缩进。' },
  },
  DUPLICATE_KEY: {
    code: 'duplicate-key',
    message: { en: 'gives a key a second time', zh: '重复给出同一个键' },
    mend: { en: 'Keep one of the two.', zh: '请只保留其中一个。' },
  },
  MULTIPLE_DOCS: {
    code: 'yaml-multiple-documents',
    message: { en: 'begins a second YAML document (---)', zh: '出现第二个 YAML 文档（---）' },
    mend: { en: 'Keep one document in the file.', zh: '一个文件只保留一个文档。' },
  },
  ALIAS: {
    code: 'yaml-alias',
    message: { en: 'is an alias (*name), which is not read here', zh: '是别名（*name），此处不予读取' },
    mend: {
      en: 'Write the value out, or move rows to an included CSV file.',
      zh: '请写出完整的值，或将数据行移入 include 引用的 CSV 文件。',
    },
  },
  ANCHOR: {
    code: 'yaml-anchor',
    message: { en: 'carries an anchor (&name), which is not read here', zh: '带有锚点（&name），此处不予读取' },
    mend: { en: 'Remove the anchor.', zh: '请删除锚点。' },
  },
  COMPLEX_KEY: {
    code: 'yaml-key',
    message: { en: 'is no simple key', zh: '不是简单的键' },
    mend: { en: 'Write `key: value`.', zh: '请写成 `key: value`。' },
  },
  TOO_DEEP: {
    code: 'yaml-depth',
    message: { en: 'nests deeper than 32 levels', zh: '嵌套超过 32 层' },
    mend: { en: 'Check the brackets: the configuration needs six levels.', zh: '请检查括号：配置只需要六层。' },
  },
  LONG_LINE: {
    code: 'yaml-long-line',
    message: { en: 'has a line of more than 20,000 characters', zh: '含有超过 20,000 个字符的行' },
    mend: { en: 'Break the line, or check that it is the right file.', zh: '请折行，或确认文件无误。' },
  },
  LONG_FILE: {
    code: 'yaml-long-file',
    message: { en: 'has more than 100,000 lines', zh: '超过 100,000 行' },
    mend: {
      en: 'Check that it is the right file; move accounts to included CSV files.',
      zh: '请确认文件无误；账号可移入以 include 引用的 CSV 文件。',
    },
  },
  YAML_VERSION: {
    code: 'yaml-version',
    message: { en: 'asks for another YAML version than 1.2', zh: '要求使用 1.2 以外的 YAML 版本' },
    mend: { en: 'Remove the %YAML line.', zh: '请删除 %YAML 行。' },
  },
  TAG_RESOLVE_FAILED: {
    code: 'yaml-tag',
    message: { en: 'carries a tag (!name) that is not read here', zh: '带有此处不支持的标签（!name）' },
    mend: { en: 'Remove the tag.', zh: '请删除标签。' },
  },
};
