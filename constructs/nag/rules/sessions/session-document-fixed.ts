import { finding } from '../../findings';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { sessionDocumentRule } from './session-document';

/** `{{ bucket }}`: a value that whoever starts the session chooses, or that a parameter of the account holds. */
const PLACEHOLDER = /\{\{.*?\}\}/s;

/** A document without parameters: whoever starts a session chooses neither where it is recorded nor what it runs. */
export const sessionDocumentFixed = sessionDocumentRule(
  'session-document-fixed',
  {
    en: 'A session document takes no parameters, so that its users cannot choose where sessions are recorded.',
    zh: '会话文档不接受参数，使用者无法自选会话的记录位置。',
  },
  [withoutParameters, withoutPlaceholders],
);

function withoutParameters(document: Resource): readonly Finding[] {
  const parameters = Object.keys(document.raw('Content.parameters') ?? {});
  if (parameters.length === 0) return [];
  return [
    finding(
      'Content.parameters',
      `lets the caller choose ${parameters.join(', ')}`,
      `允许调用者自选 ${parameters.join('、')}`,
    ),
  ];
}

function withoutPlaceholders(document: Resource): readonly Finding[] {
  return textsIn(document.raw('Content'), 'Content')
    .filter(({ text }) => PLACEHOLDER.test(text))
    .map(({ path }) => finding(path, 'holds a placeholder, which the caller fills', '含占位符，由调用者填入'));
}

/** Every text within a value, with its path. */
function textsIn(value: unknown, path: string): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
}
