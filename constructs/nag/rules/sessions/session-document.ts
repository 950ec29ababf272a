import { parse } from 'yaml';
import type { Bilingual } from '../../../standard';
import { isIntrinsic, isObject, render } from '../../intrinsics';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { Resource, Unresolved } from '../../template';

/** A rule on session documents, from what it looks at in one. */
export function sessionDocumentRule(
  id: string,
  demand: Bilingual,
  checks: readonly ((document: Resource) => readonly Finding[])[],
): Rule {
  return {
    id,
    demand,
    types: ['AWS::SSM::Document'],
    reference: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html',
    judge(document) {
      if (document.literal('DocumentType') !== 'Session') return notApplicable(NO_SESSION);
      const read = withParsedContent(document);
      return verdictFromEach(checks, (check) => check(read));
    },
  };
}

const NO_SESSION: Bilingual = { en: 'the document starts no session', zh: '该文档不用于启动会话' };

/** The document with its content as an object, whether it is one, or JSON or YAML text. */
function withParsedContent(document: Resource): Resource {
  const content = document.raw('Content');
  if (isObject(content) && !isIntrinsic(content)) return document;
  const parsed = parsedText(render(content, document.template.environment));
  return new Resource(document.id, document.type, { ...document.properties, Content: parsed }, document.template);
}

/** JSON is YAML, too. A text that deployment alone completes may be no content at all until then. */
function parsedText(text: string): unknown {
  try {
    const content: unknown = parse(text);
    if (isObject(content)) return content;
  } catch {
    // falls through: what does not parse is as good as unknown
  }
  throw new Unresolved('Content');
}
