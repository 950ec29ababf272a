import type { Refusal } from './text';

/** What is wrong with the YAML itself. Codes of the parser, and our own for what it would let pass. */
export function syntaxFault(code: string, detail: string): Refusal {
  return known[code] ?? { ...other, message: { en: `is no valid YAML: ${detail}`, zh: `不是有效的 YAML：${detail}` } };
}

/** The parser is not asked for these: its own check compares every key with every other. */
export const duplicateKey = (key: string, firstLine: number): Refusal => ({
  code: 'duplicate-key',
  message: {
    en: `gives "${key}" a second time; the first is on line ${firstLine}`,
    zh: `重复给出“${key}”，首次出现在第 ${firstLine} 行`,
  },
  mend: { en: 'Keep one of the two.', zh: '请只保留其中一个。' },
});

const other: Refusal = {
  code: 'yaml-syntax',
  message: { en: 'is no valid YAML', zh: '不是有效的 YAML' },
  mend: {
    en: 'Check indentation, colons, quotes and brackets on this line and the one before.',
    zh: '请检查本行及上一行的缩进、冒号、引号与括号。',
  },
};

/** A fault for which the general advice is the right one. */
const syntax = (en: string, zh: string): Refusal => ({ ...other, message: { en, zh } });

/** Codes of the parser: https://eemeli.org/yaml/#errors. In capitals without a counterpart there: ours. */
const known: Readonly<Record<string, Refusal>> = {
  ALIAS_PROPS: syntax('gives an alias (*name) an anchor or a tag', '为别名（*name）附加了锚点或标签'),
  BAD_ALIAS: syntax(
    'has an alias (*name) or anchor (&name) without a proper name',
    '别名（*name）或锚点（&name）的名称不正确',
  ),
  BAD_COLLECTION_TYPE: syntax('has a tag (!name) that does not fit its value', '标签（!name）与其值的类型不符'),
  BAD_DIRECTIVE: syntax('has a line with % that is no directive of YAML', '含有以 % 开头但并非 YAML 指令的行'),
  BAD_DQ_ESCAPE: syntax('has a backslash in double quotes that escapes nothing', '双引号内有无效的反斜杠转义'),
  BAD_INDENT: syntax('is indented otherwise than what it belongs to', '缩进与所属内容不一致'),
  BAD_PROP_ORDER: syntax('has an anchor or a tag in the wrong place', '锚点或标签的位置不正确'),
  BAD_SCALAR_START: syntax('begins a value with a character that YAML keeps for itself', '值以 YAML 的保留字符开头'),
  BLOCK_AS_IMPLICIT_KEY: syntax(
    'has a second colon on a line: text with a colon and a space needs quotes',
    '一行中有第二个冒号：含冒号加空格的文本须加引号',
  ),
  BLOCK_IN_FLOW: syntax('has lines with dashes or keys within brackets', '括号内使用了块式列表或键'),
  IMPOSSIBLE: syntax('cannot be read as YAML', '无法按 YAML 读取'),
  KEY_OVER_1024_CHARS: syntax('has a key of more than 1,024 characters', '键超过 1,024 个字符'),
  MISSING_CHAR: syntax(
    'lacks a character: the end of quotes or brackets, a comma, a colon, or the space after one',
    '缺少字符：引号或括号的结尾、逗号、冒号，或其后的空格',
  ),
  MULTILINE_IMPLICIT_KEY: syntax(
    'has a key that goes over several lines, or a line without a colon',
    '键跨越多行，或某行缺少冒号',
  ),
  MULTIPLE_ANCHORS: syntax('gives a value more than one anchor (&name)', '同一个值带有多个锚点（&name）'),
  MULTIPLE_TAGS: syntax('gives a value more than one tag (!name)', '同一个值带有多个标签（!name）'),
  NON_STRING_KEY: syntax('has a key that is not text', '键不是文本'),
  RESOURCE_EXHAUSTION: syntax('would take too much to read', '读取所需资源过多'),
  UNEXPECTED_TOKEN: syntax('has something that does not belong here', '此处出现了不应有的内容'),
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
