import type { Bilingual } from '../standard';
import { bindsCaller, bindsSource, isAnyone, isService } from './callers';
import { finding } from './findings';
import { type Statement, statementsOf } from './policy';
import { type Finding, type Verdict, verdictFromEach } from './rule';
import type { Resource } from './template';

/** What follows where an Allow of a resource policy names nobody, in the words of what it allows. */
export interface Consequences {
  /** A service may be made to act by anyone: what it may then do, in one word, and what comes of it. */
  readonly service: { readonly may: Bilingual; readonly so?: Bilingual };
  /** Everyone is let in. */
  readonly everyone: Bilingual;
}

const KEYS = ['aws:SourceAccount', 'aws:SourceArn', 'aws:SourceOrgID'];

/** What is wrong with the principals of an Allow: services on nobody's behalf, or everyone. */
export function unnamedPrincipals(statement: Statement, { service, everyone }: Consequences): readonly Finding[] {
  const { path, principals, notPrincipals } = statement;
  const services = principals.filter(isService);
  if (services.length > 0 && !bindsSource(statement)) {
    const { may, so } = service;
    return [
      finding(
        `${path}.Condition`,
        `does not say for whom ${services.join(', ')} may ${may.en} (${KEYS[0]}, ${KEYS[1]} or ${KEYS[2]})${so ? `: ${so.en}` : ''}`,
        `未限定 ${services.join('、')} 代表谁${may.zh}（${KEYS[0]}、${KEYS[1]} 或 ${KEYS[2]}）${so ? `：${so.zh}` : ''}`,
      ),
    ];
  }
  const open = principals.some(isAnyone) || notPrincipals.length > 0;
  return !open || bindsCaller(statement) ? [] : [finding(`${path}.Principal`, everyone.en, everyone.zh)];
}

const EVERYONE: Bilingual = {
  en: 'lets in everyone, and no condition says to which account or organization the caller belongs',
  zh: '允许任何人，且条件未限定调用者所属账号或组织',
};

/**
 * Judges the policy at a path, Allow by Allow: each has to name its principals, and for services on whose behalf they come.
 * @param may what a service may then do, in one word
 */
export const judgeNamedPrincipals = (resource: Resource, path: string, may: Bilingual): Verdict =>
  verdictFromEach(
    statementsOf(resource, path).filter(({ effect }) => effect === 'Allow'),
    (allow) => unnamedPrincipals(allow, { service: { may }, everyone: EVERYONE }),
  );
