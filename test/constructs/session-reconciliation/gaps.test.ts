import { countsOf, GAP_KINDS, GRACE, gapsIn, type Terms } from '../../../constructs/session-reconciliation/gaps';
import type { Approval, Listed, Recording, Seen, Start } from '../../../constructs/session-reconciliation/seen';

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString();
const SPAN = (minute: number) => ({ since: Date.UTC(2026, 1, 27), now: Date.parse(at(minute)) });

const TERMS: Terms = { document: 'acme-bastion', longest: 240, approval: 'required' };

const start = (given: Partial<Start> = {}): Start => ({
  session: 'alice-1',
  at: at(0),
  person: 'alice',
  arn: 'arn:aws:sts::222222222222:assumed-role/operations/alice',
  account: '222222222222',
  region: 'eu-central-1',
  target: 'i-1',
  document: 'acme-bastion',
  reason: 'change 7',
  event: 'event-1',
  ...given,
});
const listed = (given: Partial<Listed> = {}): Listed => ({
  session: 'alice-1',
  at: at(0),
  owner: 'arn:aws:sts::222222222222:assumed-role/operations/alice',
  target: 'i-1',
  document: 'acme-bastion',
  ended: at(20),
  ...given,
});
const recording = (given: Partial<Recording> = {}): Recording => ({
  session: '20260301T080000Z-0123456789abcdef',
  managed: 'alice-1',
  person: 'alice',
  began: at(0),
  ended: at(20),
  integrity: 'ok',
  approval: { id: 'a-1', by: 'AROAEXAMPLE:bob' },
  ...given,
});

const approval = (given: Partial<Approval> = {}): Approval => ({
  session: 'alice-1',
  began: at(0),
  id: 'a-1',
  by: 'AROAEXAMPLE:bob',
  person: 'alice',
  since: 0,
  until: 9_999_999_999,
  reason: 'change 7',
  ...given,
});

const WHOLE: Seen = { approvals: [approval()], starts: [start()], listed: [listed()], recordings: [recording()] };
const kinds = (seen: Partial<Seen>, minute = 60, terms = TERMS): readonly string[] =>
  gapsIn({ ...WHOLE, ...seen }, terms, SPAN(minute)).map(({ kind }) => kind);

describe('a session that was started, recorded and approved', () => {
  test('has no gap, and is counted alike everywhere', () => {
    expect(kinds({})).toEqual([]);
    expect(countsOf(WHOLE, SPAN(60))).toEqual({ sessions: 1, started: 1, recorded: 1, approved: 1 });
  });

  test('has none while it goes on', () => {
    const goesOn = { listed: [listed({ ended: undefined })], recordings: [recording({ ended: undefined })] };

    expect(kinds(goesOn, 200)).toEqual([]);
  });

  test('has none before what belongs to it had the time to arrive', () => {
    expect(kinds({ recordings: [] }, GRACE.recording)).toEqual([]);
    expect(kinds({ starts: [] }, GRACE.start)).toEqual([]);
    expect(kinds({ recordings: [recording({ ended: undefined })] }, 20 + GRACE.end)).toEqual([]);
  });

  test('is looked at no more when it began before the time in question', () => {
    const seen = { starts: [], listed: [], recordings: [], approvals: [] };
    const long = Date.UTC(2026, 1, 26);

    expect(kinds({ ...seen, starts: [start({ at: new Date(long).toISOString() })] })).toEqual([]);
  });
});

describe('8.2/session-recording#session-reconciliation: a gap is', () => {
  test.each<[string, Partial<Seen>, readonly string[]]>([
    ['a start without a recording', { recordings: [] }, ['unrecorded']],
    [
      'a session that Session Manager knows and nobody logged or recorded',
      { starts: [], recordings: [] },
      ['unrecorded', 'start-not-logged'],
    ],
    [
      'a start that the trail tells and Session Manager has forgotten, without recording',
      { listed: [], recordings: [] },
      ['unrecorded'],
    ],
    ['a recorded session whose start did not come by the trail', { starts: [] }, ['start-not-logged']],
    ['a recording of a session that nobody started', { starts: [], listed: [] }, ['recording-without-start']],
    [
      'a recording that names no session',
      { recordings: [recording({ managed: undefined })] },
      ['unrecorded', 'recording-without-start', 'unapproved'],
    ],
    [
      'a recording that nobody could verify',
      { recordings: [recording({ integrity: 'unverified' })] },
      ['recording-not-whole'],
    ],
    [
      'a recording as a user under whose name another signs in',
      { starts: [start({ person: 'mallory' }), start({ session: 'other', person: 'alice', at: at(59) })], listed: [] },
      ['other-person'],
    ],
    ['an incomplete recording', { recordings: [recording({ integrity: 'incomplete' })] }, ['recording-not-whole']],
    [
      'a tampered recording beside a whole one',
      { recordings: [recording(), recording({ session: 'other', integrity: 'tampered' })] },
      ['recording-not-whole'],
    ],
    [
      'a recording that is alive when its session is over',
      { recordings: [recording({ ended: undefined })] },
      ['recording-outlives-session'],
    ],
    ['a recording without approval', { recordings: [recording({ approval: undefined })] }, ['unapproved']],
    ['an approval that a recording names and nobody gave', { approvals: [] }, ['unapproved']],
    ['an approval of another session', { approvals: [approval({ session: 'carol-2' })] }, ['unapproved']],
    [
      'an approval that another gave than whom the recording names',
      { approvals: [approval({ by: 'AROAEXAMPLE:carol' })] },
      ['unapproved'],
    ],
    ...['alice', 'Alice@example.com', 'ALI.CE'].map((name): [string, Partial<Seen>, readonly string[]] => [
      `an approval by the person herself, as ${name}`,
      {
        recordings: [recording({ approval: { id: 'a-1', by: `AROAEXAMPLE:${name}` } })],
        approvals: [approval({ by: `AROAEXAMPLE:${name}` })],
      },
      ['unapproved'],
    ]),
    [
      'an approval by nobody',
      {
        recordings: [recording({ approval: { id: 'a-1', by: 'AIDAEXAMPLE:' } })],
        approvals: [approval({ by: 'AIDAEXAMPLE:' })],
      },
      ['unapproved'],
    ],
    ['another document', { starts: [start({ document: 'AWS-StartPortForwardingSession' })] }, ['other-document']],
    ['no document, for which Session Manager takes its own', { starts: [start({ document: '' })] }, ['other-document']],
    [
      'another document that Session Manager alone tells of',
      { listed: [listed({ document: 'SSM-SessionManagerRunShell' })] },
      ['other-document'],
    ],
  ])('%s', (_, seen, expected) => {
    expect(kinds(seen)).toEqual(expected);
  });

  test('a session that lasts longer than it may, over or not', () => {
    const long = { ended: at(246) };

    expect(kinds({ listed: [listed(long)] }, 300)).toEqual(['over-limit']);
    expect(
      kinds({ listed: [listed({ ended: undefined })], recordings: [recording({ ended: undefined })] }, 246),
    ).toEqual(['over-limit']);
    expect(kinds({ recordings: [recording(long)] }, 300)).toEqual(['over-limit']);
    expect(kinds({ listed: [listed({ ended: at(245) })] }, 300)).toEqual([]);
  });

  test('told of each kind there is', () => {
    const told = [
      ...kinds({ recordings: [], starts: [] }),
      ...kinds({ starts: [], listed: [] }),
      ...kinds({ recordings: [recording({ integrity: 'tampered', ended: undefined, approval: undefined })] }, 400),
      ...kinds({ starts: [start({ document: 'x' })] }),
      ...kinds({ starts: [start({ person: 'mallory' }), start({ session: 'other', at: at(59) })] }),
    ];

    expect([...new Set(told)].sort()).toEqual([...GAP_KINDS].sort());
  });
});

test('8.2/session-recording#session-reconciliation: approvals are no matter where the configuration asks for none', () => {
  expect(kinds({ recordings: [recording({ approval: undefined })] }, 60, { ...TERMS, approval: 'none' })).toEqual([]);
});

test('8.2/session-recording#session-reconciliation: a session without a recording is found while others are in order', () => {
  const seen = { ...WHOLE, starts: [start(), start({ session: 'carol-2', person: 'carol' })] };

  expect(gapsIn(seen, TERMS, SPAN(60))).toEqual([
    { kind: 'unrecorded', session: 'carol-2', person: 'carol', people: ['carol'], at: at(0) },
  ]);
  expect(countsOf(seen, SPAN(60))).toEqual({ sessions: 2, started: 2, recorded: 1, approved: 1 });
});

describe('a user on the host', () => {
  const second = { session: 'u2-2', person: 'u2' };
  const seen = (person: string): Partial<Seen> => ({
    starts: [start({ person: 'u1' }), start(second)],
    listed: [],
    recordings: [recording(), recording({ session: '2', managed: 'u2-2', person })],
    approvals: [approval(), approval({ session: 'u2-2' })],
  });

  test('may have another name than its person signs in under', () => {
    expect(kinds(seen('dora'))).toEqual([]);
  });

  test('8.2/session-recording#session-reconciliation: that two people had is a gap of both', () => {
    expect(kinds(seen('alice'))).toEqual(['other-person', 'other-person']);
  });
});
