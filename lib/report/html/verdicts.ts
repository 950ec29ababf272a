import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { TrialEntry } from '../simulation';
import { TEXTS } from './texts';
import { type OutcomeWords, VERDICTS } from './words';

/** What came of a trial, in words. */
export interface Result extends OutcomeWords {
  /** What should have come of it, where that is something else. */
  readonly demand: Bilingual | null;
}

export function resultOf({ verdict, outcome, wanted }: Pick<TrialEntry, 'verdict' | 'outcome' | 'wanted'>): Result {
  const { name, sign } = VERDICTS[verdict];
  const demand = wanted === 'refused' ? TEXTS.mustBeRefused : TEXTS.mustBeAllowed;
  if (outcome === 'failed') return { name, demand, sign: '✕', tone: 'bad' };
  if (outcome === 'unknown') return { name, demand, sign: '?', tone: 'warn' };
  // what is allowed as it has to be is no achievement
  return { name, demand: null, sign, tone: verdict === 'allowed' ? 'plain' : 'good' };
}
