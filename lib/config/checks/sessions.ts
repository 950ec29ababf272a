import { obstacleOf } from '../../../constructs/session-recording/alerts/pattern';
import { check } from './check';

const patterns = check(['sessions'], function* ({ sessions }) {
  for (const [index, { pattern }] of sessions.alerts.entries()) {
    const message = obstacleOf(pattern);
    if (!message) continue;
    yield {
      code: 'invalid-value',
      path: ['sessions', 'alerts', index, 'pattern'],
      requirement: '8.6/traceability',
      message,
      mend: {
        en: 'Write it with characters, classes, groups, alternatives, repetition, `^`, `$`, `\\b` and `\\B` alone.',
        zh: '请仅使用字符、字符类、分组、多选、重复以及 `^`、`$`、`\\b`、`\\B`。',
      },
    };
  }
});

const names = check(['sessions'], function* ({ sessions: { alerts } }) {
  for (const [index, { name }] of alerts.entries()) {
    if (alerts.findIndex((other) => other.name === name) === index) continue;
    yield {
      code: 'named-twice',
      path: ['sessions', 'alerts', index, 'name'],
      requirement: '8.6/traceability',
      message: { en: `is ${name}, which is there already`, zh: `为 ${name}，已被使用` },
      mend: { en: 'Give it a name of its own.', zh: '请使用不同的名称。' },
    };
  }
});

export const sessionChecks = [patterns, names];
