import { finding } from '../../findings';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { COMMAND_TYPE, otherCommands, sessionDocumentRule } from './session-document';

/** A shell, whose sessions are streamed: ports are never recorded, and commands without a terminal not as they run. */
const SHELL_TYPE = 'Standard_Stream';

/** A document opens a terminal, for a shell or the client of the recorder, and forwards neither ports nor commands of the caller. */
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
  if (type === SHELL_TYPE) return [];
  if (type === COMMAND_TYPE && otherCommands(document).length === 0) return [];
  return [
    finding(
      'Content.sessionType',
      `is ${type ?? 'missing'}, neither ${SHELL_TYPE} nor the client of the recorder: what passes is not recorded as it passes`,
      `为 ${type ?? '空'}，既非 ${SHELL_TYPE} 也非录制器客户端：传输内容不会实时记录`,
    ),
  ];
}
