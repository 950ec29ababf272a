import { finding } from '../../findings';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { sessionDocumentRule } from './session-document';

/** The one type whose sessions are streamed: ports are never recorded, and commands without a terminal not as they run. */
const RECORDED_TYPE = 'Standard_Stream';

/** A document opens a terminal, and forwards neither ports nor commands of the caller. */
export const sessionDocumentNoForwarding = sessionDocumentRule(
  'session-document-no-forwarding',
  {
    en: 'A session document opens a terminal and forwards no port.',
    zh: '会话文档仅打开终端，不转发端口。',
  },
  [opensTerminal],
);

function opensTerminal(document: Resource): readonly Finding[] {
  const type = document.literal('Content.sessionType');
  if (type === RECORDED_TYPE) return [];
  return [
    finding(
      'Content.sessionType',
      `is ${type ?? 'missing'}, not ${RECORDED_TYPE}: what passes is not recorded as it passes`,
      `为 ${type ?? '空'}，不是 ${RECORDED_TYPE}：传输内容不会实时记录`,
    ),
  ];
}
