import { type Arn, parseArn } from '../../arns';
import { coversAction } from '../../callers';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { refersToResource } from '../../references';
import type { Finding, Rule } from '../../rule';
import type { Resource } from '../../template';
import { IDENTITY_POLICY_TYPES, judgeGrants } from '../identity/identity-policies';

const ACCESS_CHECK = 'ssm:sessiondocumentaccesscheck';

/** Documents of Amazon forward ports and commands, and nobody but Amazon decides what they do. */
const DOCUMENT_OF_AMAZON = /^document\/(AWS|Amazon)/i;

/**
 * An Allow that takes in `ssm:StartSession`, by wildcard too, demands the check of the document and names the documents.
 *
 * Without the check, a session on the default document starts for whoever may reach the instance. Containers
 * (`ecs` resources) are a way round the bastion. So is a session that somebody else has started: an Allow that takes in
 * `ssm:ResumeSession` is bound to one's own.
 */
export const sessionStartGuarded: Rule = {
  id: 'session-start-guarded',
  demand: {
    en: "An Allow of ssm:StartSession demands the access check of the document and names own documents; one of ssm:ResumeSession is bound to the caller's own sessions.",
    zh: '授予 ssm:StartSession 时须启用会话文档访问检查，并指定自有文档；授予 ssm:ResumeSession 时须限于调用者本人的会话。',
  },
  types: IDENTITY_POLICY_TYPES,
  reference:
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html',
  judge: (resource) =>
    judgeGrants(resource, LEADS_INTO_NO_SESSION, (allow) => {
      const [starts, resumes] = [coversAction(allow, 'ssm:StartSession'), coversAction(allow, 'ssm:ResumeSession')];
      if (!starts && !resumes) return undefined;
      const unguarded = starts ? [...unchecked(allow), ...unnamed(allow, resource)] : [];
      return resumes && unguarded.length === 0 ? ofOthers(allow) : unguarded;
    }),
};

const LEADS_INTO_NO_SESSION = { en: 'it lets nobody start or resume a session', zh: '其未授予启动或恢复会话的权限' };

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html */
function ofOthers({ path, resources, conditions }: Statement): readonly Finding[] {
  const compared = ['StringEquals', 'StringLike'].flatMap((operator) =>
    OWNER_TAGS.map((key) => conditions[operator]?.[key] ?? []),
  );
  if (compared.some((values) => values.length > 0 && values.every((value) => isOwn(value)))) return [];
  if (resources.length > 0 && resources.every((text) => /:session\//.test(text) && isOwn(text))) return [];
  return [
    finding(
      `${path}.Resource`,
      'takes in sessions of others, which whoever resumes them goes on with',
      '涵盖他人的会话，恢复者可接管该会话',
    ),
  ];
}

/** Systems Manager names whoever started a session in a tag of it, and in its id. */
const OWNER_TAGS = ['ssm:resourcetag/aws:ssmmessages:session-id', 'aws:resourcetag/aws:ssmmessages:session-id'];

const isOwn = (text: string): boolean => /\$\{aws:(userid|username)\}/.test(text);

/** `Bool` demands the key; `BoolIfExists`, which the documentation shows, is fine as StartSession always has it. */
function unchecked(allow: Statement): readonly Finding[] {
  const values = ['Bool', 'BoolIfExists'].flatMap((operator) => allow.conditions[operator]?.[ACCESS_CHECK] ?? []);
  if (values.length > 0 && values.every((value) => value === 'true')) return [];
  return [
    finding(
      `${allow.path}.Condition`,
      'does not demand ssm:SessionDocumentAccessCheck: the default document starts without a grant',
      '未要求 ssm:SessionDocumentAccessCheck：默认文档无须授权即可启动',
    ),
  ];
}

function unnamed(allow: Statement, resource: Resource): readonly Finding[] {
  if (allow.notResources.length > 0) return [anyDocument(`${allow.path}.NotResource`)];
  return allow.resources.flatMap((text) => unnamedResource(text, resource, `${allow.path}.Resource`));
}

function unnamedResource(text: string, resource: Resource, path: string): readonly Finding[] {
  if (refersToResource(text, resource, path)) return [];
  const arn = parseArn(text);
  if (arn === undefined || /[*?]/.test(arn.service)) return [anyDocument(path)];
  if (arn.service === 'ecs') return [finding(path, 'takes in containers, round the bastion', '涵盖容器，可绕过堡垒机')];
  if (arn.service !== 'ssm') return [];
  if (DOCUMENT_OF_AMAZON.test(arn.resource)) {
    return [finding(path, `takes in ${arn.resource}, which is not yours`, `涵盖 ${arn.resource}，该文档不由自身控制`)];
  }
  return namesAnyDocument(arn.resource) || isOfAnyAccount(arn) ? [anyDocument(path)] : [];
}

/** `document/*` and `*`; `managed-instance/*` names no document. */
const namesAnyDocument = (resource: string): boolean =>
  /[*?]/.test(resource) && (resource.startsWith('document/') || /^[^/]*[*?]/.test(resource));

/** Another account may share a document by the same name. */
const isOfAnyAccount = (arn: Arn): boolean => arn.resource.startsWith('document/') && /[*?]/.test(arn.account);

const anyDocument = (property: string): Finding =>
  finding(property, 'takes in any document, also those that record nothing', '涵盖任意文档，包括不作记录的文档');
