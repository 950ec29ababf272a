import type { Rule } from '../../rule';
import { sessionDecisionsOwn } from './session-decisions-own';
import { sessionDocumentFixed } from './session-document-fixed';
import { sessionDocumentLimits } from './session-document-limits';
import { sessionDocumentNoForwarding } from './session-document-no-forwarding';
import { sessionDocumentRecorded } from './session-document-recorded';
import { sessionDocumentRunAs } from './session-document-run-as';
import { sessionStartGuarded } from './session-start-guarded';

export const sessionsRules: readonly Rule[] = [
  sessionDecisionsOwn,
  sessionDocumentFixed,
  sessionDocumentLimits,
  sessionDocumentNoForwarding,
  sessionDocumentRecorded,
  sessionDocumentRunAs,
  sessionStartGuarded,
];
