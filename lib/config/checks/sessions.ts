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

/** What every session begins with, as the kernel runs it: the shell, and what its profile calls. */
const BEGINNINGS = [
  '-bash',
  'bash',
  '/bin/bash',
  '/usr/bin/bash',
  'id -u',
  '/usr/bin/id -u',
  'id -un',
  '/usr/bin/id -un',
];

const beginnings = check(['sessions'], function* ({ sessions: { alerts } }) {
  for (const [index, { pattern, severity }] of alerts.entries()) {
    if (severity !== 'end' || obstacleOf(pattern)) continue;
    if (!BEGINNINGS.some((command) => new RegExp(pattern).test(command))) continue;
    yield {
      code: 'ends-every-session',
      path: ['sessions', 'alerts', index, 'pattern'],
      requirement: '8.2/bastion',
      message: {
        en: 'matches what every session begins with (the shell, `id -u`), and would end each: nobody could work on the bastion',
        zh: '会匹配每个会话启动时运行的命令（shell、`id -u`），导致所有会话立即终止，堡垒机将无法使用',
      },
      mend: {
        en: 'Match what follows it as well, or give it the severity `alarm`.',
        zh: '请匹配其后的参数，或将级别改为 `alarm`。',
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

export const sessionChecks = [patterns, beginnings, names];
