import type { Rule } from '../../rule';
import { sessionControlSealed } from './session-control-sealed';
import { sessionDecisionsOwn } from './session-decisions-own';
import { sessionDocumentFixed } from './session-document-fixed';
import { sessionDocumentLimits } from './session-document-limits';
import { sessionDocumentNoForwarding } from './session-document-no-forwarding';
import { sessionDocumentRecorded } from './session-document-recorded';
import { sessionDocumentRunAs } from './session-document-run-as';
import { sessionRecordingsKept } from './session-recordings-kept';
import { sessionStartGuarded } from './session-start-guarded';
import { sessionStartsTold } from './session-starts-told';

export const sessionsRules: readonly Rule[] = [
  sessionControlSealed,
  sessionDecisionsOwn,
  sessionDocumentFixed,
  sessionDocumentLimits,
  sessionDocumentNoForwarding,
  sessionDocumentRecorded,
  sessionDocumentRunAs,
  sessionRecordingsKept,
  sessionStartGuarded,
  sessionStartsTold,
];
