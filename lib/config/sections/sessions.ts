import * as z from 'zod';
import { DEFAULT_ALERTS } from '../../../constructs/session-recording/alerts/default-alerts';
import { prose, strict, text } from '../fields';

const alert = strict({
  name: text('name').describe('What the alert is called in messages and alarms.'),
  pattern: z
    .string()
    .min(1)
    .max(500)
    .describe(
      'Regular expression that is looked for in a command as the kernel ran it: its words, separated by spaces.',
    ),
  severity: z
    .enum(['notice', 'alarm', 'end'])
    .describe('`notice`: noted in the recording; `alarm`: also told to those on call; `end`: also ends the session.'),
  reason: prose(200).describe('Why it matters.'),
});

export const sessions = strict({
  approval: z
    .enum(['none', 'required'])
    .default('none')
    .describe('`required`: a session starts only with an approval of another person that is in force.'),
  watcher: z
    .enum(['none', 'required'])
    .default('none')
    .describe('`required`: a session starts, and goes on, only while another person watches it.'),
  users: z
    .record(text('user-name'), text('sign-in-name'))
    .default({})
    .describe(
      'By user on the bastion, the name under which its person signs in, where that is another: `{ u4711: li.na@example.com }`. ' +
        'Case, punctuation and domain do not count. A session that is recorded as the user of somebody else is a gap.',
    ),
  alerts: z
    .array(alert)
    .max(100)
    .default([...DEFAULT_ALERTS])
    .describe(
      'Commands that are told of when they run on the bastion: `[]` for none. It warns and can end a session; it is no sandbox.',
    ),
}).describe('Sessions on the bastion.');
