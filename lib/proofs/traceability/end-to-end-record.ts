import { opensSessions } from '../../../constructs/nag/rules/sessions/session-document';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence, Outcome } from '../../evidence/evidence';
import { COMPLETENESS } from '../identity/completeness';
import { SOURCES, type Source } from './sources';

const FACET: FacetId = '8.6/traceability#end-to-end-record';

/**
 * For each document with which sessions start: every source that `isms trace` reads of them is written by something that is deployed, kept
 * for as long as logs are, and carries what joins it to the next. What a link holds in a given session, the trace itself tells.
 *
 * Empty where no session starts.
 */
export const endToEndRecord = (estate: JudgedEstate): readonly Evidence[] =>
  estate.estate
    .ofType('AWS::SSM::Document')
    .filter(startsSessions)
    .flatMap((document) => SOURCES.map((source) => evidenceOf(source, document, estate)));

const startsSessions = (document: Resource): boolean => {
  try {
    return opensSessions(document);
  } catch (error) {
    if (error instanceof Unresolved) return true;
    throw error;
  }
};

function evidenceOf({ title, joinedBy, look }: Source, document: Resource, estate: JudgedEstate): Evidence {
  const { region = '' } = document.template.environment;
  const { outcome, because, at = document } = looked(() => look(document));
  const what = because ?? {
    en: `written, kept, and joined by ${joinedBy.en}`,
    zh: `有写入方、按期留存，并以${joinedBy.zh}相关联`,
  };
  return {
    kind: 'proof',
    check: COMPLETENESS,
    outcome,
    message: {
      en: `${document.text('Name')} in ${region}, ${title.en}: ${what.en}`,
      zh: `${region} 的 ${document.text('Name')}，${title.zh}：${what.zh}`,
    },
    subject: estate.subjectOf(at),
    requirements: [facetOf(FACET).requirement],
    facets: [FACET],
    cloud: 'aws',
  };
}

interface Looked {
  readonly outcome: Outcome;
  readonly because?: Bilingual;
  readonly at?: Resource | undefined;
}

function looked(look: Source['look'] extends (document: Resource) => infer Found ? () => Found : never): Looked {
  try {
    const { lacking = [], open = [], at } = look();
    if (lacking.length > 0) return { outcome: 'failed', because: joined(lacking), at };
    return open.length > 0 ? { outcome: 'unknown', because: joined(open), at } : { outcome: 'passed', at };
  } catch (error) {
    if (error instanceof Unresolved) return { outcome: 'unknown', because: error.because };
    throw error;
  }
}

const joined = (words: readonly Bilingual[]): Bilingual => ({
  en: words.map(({ en }) => en).join('; '),
  zh: words.map(({ zh }) => zh).join('；'),
});
