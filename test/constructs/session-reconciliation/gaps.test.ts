import {
  countsOf,
  GAP_KINDS,
  GAP_TEXTS,
  GRACE,
  gapsIn,
  type Terms,
} from '../../../constructs/session-reconciliation/gaps';
import type { Approval, Listed, Recording, Seen, Start } from '../../../constructs/session-reconciliation/seen';

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString();
const SPAN = (minute: number) => ({ since: Date.UTC(2026, 1, 27), now: Date.parse(at(minute)) });

const TERMS: Terms = { document: 'acme-bastion', longest: 240, approval: 'required', users: {} };

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
  host: 'ip-10-10-0-5.eu-central-1.compute.internal',
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

const MALLORY = 'arn:aws:sts::222222222222:assumed-role/operations/mallory';
/** Of a session that began twenty minutes before it is looked at. */
const ofNow = () => recording({ began: at(40), ended: undefined });

const WHOLE: Seen = {
  approvals: [approval()],
  starts: [start()],
  listed: [listed()],
  recordings: [recording()],
  hosts: [{ target: 'i-1', name: 'ip-10-10-0-5' }],
};
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
    expect(kinds({ listed: [listed({ ended: undefined })] }, 20 + GRACE.idle)).toEqual([]);
    expect(kinds({ listed: [listed({ ended: at(20 + GRACE.idle) })] }, 200)).toEqual([]);
  });

  test.each<[string, readonly Recording[]]>([
    ['begins as late as it may', [recording({ began: at(GRACE.beginning) })]],
    ['begins earlier than the session, for clocks that differ', [recording({ began: at(-1) })]],
    [
      'goes on in another, as late as that may',
      [recording({ ended: at(10) }), recording({ session: 'b', began: at(10 + GRACE.beginning) })],
    ],
    ['holds another for a while', [recording(), recording({ session: 'b', began: at(5), ended: at(6) })]],
  ])('has none when its recording %s', (_, recordings) => {
    expect(kinds({ recordings })).toEqual([]);
  });

  test('is looked at no more when it began before the time in question', () => {
    const seen = { starts: [], listed: [], recordings: [], approvals: [], hosts: [] };
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
      'a recording as the user of another than who started the session',
      { starts: [start({ person: 'mallory' })] },
      ['other-person'],
    ],
    [
      'a recording as the user of another than whom Session Manager names, before the trail has told',
      { starts: [], listed: [listed({ at: at(40), owner: MALLORY, ended: undefined })], recordings: [ofNow()] },
      ['other-person'],
    ],
    [
      'a session of another for Session Manager than for the trail',
      { listed: [listed({ owner: MALLORY })] },
      ['other-person'],
    ],
    [
      'one that was not recorded, of another for Session Manager than for the trail',
      { listed: [listed({ owner: MALLORY })], recordings: [] },
      ['unrecorded', 'other-person'],
    ],
    [
      'a recording that begins long after its session',
      { recordings: [recording({ began: at(4) })] },
      ['partly-recorded'],
    ],
    [
      'two recordings with a hole between them',
      { recordings: [recording({ session: 'later', began: at(14) }), recording({ ended: at(10) })] },
      ['partly-recorded'],
    ],
    [
      'a hole after the longer of two recordings',
      {
        recordings: [
          recording({ ended: at(10) }),
          recording({ session: 'within', began: at(1), ended: at(2) }),
          recording({ session: 'later', began: at(14) }),
        ],
      },
      ['partly-recorded'],
    ],
    [
      'a recording on another host than the session was started on',
      { recordings: [recording({ host: 'ip-10-10-0-9.eu-central-1.compute.internal' })] },
      ['other-host'],
    ],
    [
      'a recording whose beginning nothing tells',
      { starts: [], listed: [], recordings: [recording({ managed: undefined, began: '' })] },
      ['recording-undated', 'unapproved'],
    ],
    [
      'a recording of a session whose beginning is known, but not its own',
      { recordings: [recording({ began: '' })] },
      ['recording-undated'],
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
    [
      'a session that goes on when its recording is over',
      { listed: [listed({ ended: undefined })], recordings: [recording({ ended: at(1) })] },
      ['session-outlives-recording'],
    ],
    [
      'a session that ended long after its recording',
      { listed: [listed({ ended: at(50) })] },
      ['session-outlives-recording'],
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

    expect(kinds({ listed: [listed(long)], recordings: [recording({ ended: at(240) })] }, 300)).toEqual(['over-limit']);
    expect(
      kinds({ listed: [listed({ ended: undefined })], recordings: [recording({ ended: undefined })] }, 246),
    ).toEqual(['over-limit']);
    expect(kinds({ recordings: [recording(long)] }, 300)).toEqual(['over-limit']);
    expect(kinds({ listed: [listed({ ended: at(245) })], recordings: [recording({ ended: at(240) })] }, 300)).toEqual(
      [],
    );
  });

  test('told of each kind there is', () => {
    const told = [
      ...kinds({ recordings: [], starts: [] }),
      ...kinds({ starts: [], listed: [] }),
      ...kinds({ recordings: [recording({ integrity: 'tampered', ended: undefined, approval: undefined })] }, 400),
      ...kinds({ starts: [start({ document: 'x' })] }),
      ...kinds({ starts: [start({ person: 'mallory' })], hosts: [{ target: 'i-1', name: 'other' }] }),
      ...kinds({ listed: [listed({ ended: undefined })] }),
      ...kinds({ recordings: [recording({ began: '' })] }),
      ...kinds({ recordings: [recording({ began: at(4) })] }),
    ];

    expect([...new Set(told)].sort()).toEqual([...GAP_KINDS].sort());
    for (const kind of GAP_KINDS) expect(GAP_TEXTS[kind].zh).toMatch(/\p{Script=Han}/u);
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
  const DORA = { recordings: [recording({ person: 'dora' })] };
  const named = (users: Terms['users']) => kinds(DORA, 60, { ...TERMS, users });

  test.each(['alice', 'Alice@example.com', 'ALI.CE'])('may be written as %s, since it is the same person', (person) => {
    expect(kinds({ starts: [start({ person })] })).toEqual([]);
  });

  test('8.2/session-recording#session-reconciliation: has another name than its person signs in under where the configuration says so alone', () => {
    expect(named({})).toEqual(['other-person']);
    expect(named({ dora: 'alice@example.com' })).toEqual([]);
    expect(named({ dora: 'mallory' })).toEqual(['other-person']);
    expect(kinds({ recordings: [recording({ person: 'constructor' })] })).toEqual(['other-person']);
  });

  test('8.2/session-recording#session-reconciliation: is no longer its own where the configuration gives it to another', () => {
    expect(kinds({}, 60, { ...TERMS, users: { alice: 'mallory' } })).toEqual(['other-person']);
  });

  test('is not looked for where nothing tells who it was, or who signed in', () => {
    expect(kinds({ recordings: [recording({ person: '' })] })).toEqual([]);
    expect(kinds({ starts: [start({ person: '' })] })).toEqual([]);
  });
});

describe('a host', () => {
  test.each<[string, Partial<Seen>]>([
    ['is stopped, and Systems Manager knows it no more', { hosts: [] }],
    ['has the name of one that was there before', { hosts: [{ target: 'i-2', name: 'ip-10-10-0-5' }] }],
    ['was not kept with the recording', { recordings: [recording({ host: '' })] }],
  ])('makes no gap when it %s', (_, seen) => {
    expect(kinds(seen)).toEqual([]);
  });
});

test('8.2/session-recording#session-reconciliation: a recording whose beginning nothing tells is told however long ago the sessions in question began', () => {
  const seen = { ...WHOLE, recordings: [recording({ managed: undefined, began: '' })] };
  const late = { since: Date.UTC(2027, 0, 1), now: Date.UTC(2027, 0, 2) };

  expect(gapsIn(seen, { ...TERMS, approval: 'none' }, late)).toEqual([
    {
      kind: 'recording-undated',
      session: '20260301T080000Z-0123456789abcdef',
      person: 'alice',
      people: ['alice'],
      at: '',
    },
  ]);
});
