import { parse } from 'yaml';
import type { Bilingual } from '../../../standard';
import { isIntrinsic, isObject, render } from '../../intrinsics';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { Resource, Unresolved } from '../../template';
import { nestingBeyond } from '../../yaml-nesting';

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

/** The document that sessions get when nobody names another: it is there in every account, also where nobody enters. */
const DEFAULT = 'SSM-SessionManagerRunShell';

/** Whether people enter with a document: it is one of sessions, and not the default of an account. */
export const opensSessions = (document: Resource): boolean =>
  document.literal('DocumentType') === 'Session' && document.text('Name') !== DEFAULT;

/** The document with its content as an object, whether it is one, or JSON or YAML text. */
function withParsedContent(document: Resource): Resource {
  const content = document.raw('Content');
  if (isObject(content) && !isIntrinsic(content)) return document;
  const parsed = parsedText(render(content, document.template.environment));
  return new Resource(document.id, document.type, { ...document.properties, Content: parsed }, document.template);
}

/** Deeper than any document of Systems Manager. */
const DEEPEST = 50;

/** JSON is YAML, too. A text that deployment alone completes may be no content at all until then. */
function parsedText(text: string): unknown {
  try {
    const content: unknown = nestingBeyond(text, DEEPEST) === undefined ? parse(text) : undefined;
    if (isObject(content)) return content;
  } catch {
    // falls through: what does not parse is as good as unknown
  }
  throw new Unresolved('Content');
}

/** What starts a command in place of a shell. */
export const COMMAND_TYPE = 'InteractiveCommands';

/** Systems for which such a document may name a command. */
export const SYSTEMS = ['linux', 'macos', 'windows'] as const;

/**
 * The client of the recorder, in place of the shell that reads the command (`exec`), with an interpreter that takes neither settings
 * (`-E`) nor packages (`-s`) of the person, from a folder and to a socket where root alone writes; nothing before it, nothing behind it.
 */
const CLIENT =
  /^exec \/usr\/bin\/python3 (?=-\w*E)(?=-\w*s)-[BEsS]+ \/(?:opt|usr)(?:\/\w[\w.-]*)*\/isms_shell\.py \/run\/(?!user\/)(?:\w[\w.-]*\/)*\w[\w.-]*$/;

export const commandPath = (system: string): string => `Content.properties.${system}.commands`;

/** Commands of a document that are not the client of the recorder, by their path. */
export function otherCommands(document: Resource): readonly string[] {
  const given = SYSTEMS.map(commandPath).filter((path) => document.has(path));
  const paths = given.length > 0 ? given : [commandPath('linux')];
  return paths.filter((path) => !CLIENT.test(String(document.literal(path) ?? '')));
}
