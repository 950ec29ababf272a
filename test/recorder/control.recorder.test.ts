import { recordingsIn } from '../../lib/sessions/recording-files';
import type { TableMood } from './control-table';
import { MANAGED, pause, RECORDED_USER, Recorder, type Seen, type Step } from './recorder';
import { onlyRecording, outputOf, readRecording } from './screens';

/** In seconds, how soon a session is over when it may no longer go on. */
const LATEST_END = 5;
const ANOTHER = 'AROAEXAMPLE:wang.wei@example.com';
const NONE: readonly Step[] = [{ end: 15 }];
const LEAVING: readonly Step[] = [{ until: '$ ' }, { type: 'exit\r' }, { end: 10 }];
const STAYING: readonly Step[] = [{ until: '$ ' }, { end: 40 }];
const TICKING: readonly Step[] = [
  { until: '$ ' },
  { type: 'while :; do echo "tick $EPOCHREALTIME"; sleep 0.2; done\r' },
  { end: 60 },
];

const now = (): number => Math.floor(Date.now() / 1000);

const textOf = ({ shown }: Seen): string =>
  Buffer.concat(shown.map(([, hex]) => Buffer.from(hex, 'hex'))).toString('utf8');

/** What was shown from a moment on, in seconds since the epoch. */
const shownSince = ({ shown }: Seen, moment: number): string =>
  Buffer.concat(shown.flatMap(([at, hex]) => (at > moment ? [Buffer.from(hex, 'hex')] : []))).toString('utf8');

/** A recorder with what tests do to it. Each test has its own, so that they run beside each other: most of their time is waiting. */
class Controlled extends Recorder {
  approve(id: string, seconds: number, more: { owner?: string; since?: number; person?: string } = {}): void {
    this.cloud.control.put({
      owner: ANOTHER,
      entry: `approval#${id}`,
      person: RECORDED_USER,
      since: now() - 5,
      until: now() + seconds,
      ...more,
    });
  }

  recording() {
    return readRecording(onlyRecording(this.recordings), this.cloud.publicKey);
  }

  /** Somebody who watches the session that runs, from now on. */
  watcher(owner = ANOTHER, session = recordingsIn(this.recordings)[0]?.session ?? ''): Watcher {
    const watcher = new Watcher(this, owner, session);
    this.watchers.push(watcher);
    watcher.come();
    return watcher;
  }

  private readonly watchers: Watcher[] = [];

  override async stop(): Promise<void> {
    for (const watcher of this.watchers) watcher.vanish();
    await super.stop();
  }
}

/** A test on a recorder of its own. */
const on =
  <Row extends readonly unknown[]>(
    settings: Readonly<Record<string, string>>,
    act: (recorder: Controlled, ...row: Row) => Promise<void>,
  ) =>
  async (...row: Row): Promise<void> => {
    const recorder = new Controlled();
    try {
      await recorder.start(settings);
      await act(recorder, ...row);
    } finally {
      await recorder.stop();
    }
  };

const APPROVAL = { approval: 'required' };
const WATCHER = { watcher: 'required' };

describe('where an approval is required', () => {
  test.concurrent(
    'a session begins with the approval of another person, and its first segment names both',
    on(APPROVAL, async (recorder) => {
      recorder.approve('one', 60);
      const seen = await recorder.managedVisit(LEAVING);
      const { verification, events } = await recorder.recording();

      expect(seen.status).toBe(0);
      expect(verification).toMatchObject({
        verdict: 'ok',
        opens: { managed: MANAGED, approval: { id: 'one', by: ANOTHER } },
        closes: { reason: 'exited' },
      });
      expect(events.filter(({ code }) => code === 'm').map(({ data }) => data)).toEqual([
        `approved by ${ANOTHER}: one`,
      ]);
    }),
  );

  test.concurrent.each<[string, (recorder: Controlled) => void]>([
    ['none was given', () => undefined],
    ['it is over', (recorder) => recorder.approve('one', -1)],
    ['it has not begun', (recorder) => recorder.approve('one', 900, { since: now() + 600 })],
    ['it is for longer than anybody may approve', (recorder) => recorder.approve('one', 25 * 3600)],
    ['it is for somebody else', (recorder) => recorder.approve('one', 60, { person: 'daemon' })],
    [
      'the person gave it, by the name that Session Manager knows',
      (recorder) => recorder.approve('one', 60, { owner: 'AROAEXAMPLE:No.Body@example.com' }),
    ],
    [
      'the person gave it, by the name that the host knows',
      (recorder) => recorder.approve('one', 60, { owner: 'AROAOTHER:nobody' }),
    ],
    ['it is by nobody of a name', (recorder) => recorder.approve('one', 60, { owner: 'AIDAEXAMPLE' })],
    [
      'more entries than are looked through hide it',
      (recorder) => {
        for (const id of ['1', '2', '3', '4', '5']) recorder.approve(id, 60);
      },
    ],
  ])(
    'no session begins where %s',
    on(APPROVAL, async (recorder, _: string, prepare: (recorder: Controlled) => void) => {
      prepare(recorder);
      const seen = await recorder.managedVisit(NONE);

      expect(textOf(seen)).toMatch(/未启动会话：没有他人的有效批准|无法查询批准/);
      expect(textOf(seen)).not.toContain('$ ');
      expect(seen).toMatchObject({ status: 1, restored: true });
      expect(recorder.sessions()).toEqual([]);
    }),
  );

  test.concurrent.each(['gone', 'silent', 'failing', 'nonsense', 'unfinished', 'forgetful'] as const)(
    'no session begins where the table is %s',
    on(APPROVAL, async (recorder, mood: Exclude<TableMood, 'well' | 'stale'>) => {
      recorder.approve('one', 60);
      recorder.cloud.control.mood = mood;
      const seen = await recorder.managedVisit(NONE);

      expect(textOf(seen)).toMatch(/无法查询批准与监看记录|没有他人的有效批准/);
      expect(textOf(seen)).not.toContain('$ ');
      expect(recorder.sessions()).toEqual([]);
    }),
  );

  test.concurrent(
    'no session begins outside of Session Manager: it is not known who signed in',
    on(APPROVAL, async (recorder) => {
      recorder.approve('one', 60);
      const seen = await recorder.visit(NONE);

      expect(textOf(seen)).toContain('no approval of another person is in force');
      expect(recorder.sessions()).toEqual([]);
    }),
  );

  test.concurrent(
    'the session ends when the approval does',
    on(APPROVAL, async (recorder) => {
      recorder.approve('one', 6);
      const ends = now() + 6;
      const seen = await recorder.managedVisit(STAYING);
      const { verification } = await recorder.recording();

      expect(textOf(seen)).toContain('its approval is over');
      expect((seen.ended ?? Number.POSITIVE_INFINITY) - ends).toBeLessThanOrEqual(LATEST_END);
      expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'approval-ended' } });
    }),
  );

  test.concurrent(
    'the session ends when the approval is withdrawn',
    on(APPROVAL, async (recorder) => {
      recorder.approve('one', 600);
      const visit = recorder.managedVisit(STAYING);
      await pause(4000);
      recorder.approve('one', -1);
      const withdrawn = Date.now() / 1000;
      const seen = await visit;

      expect(textOf(seen)).toContain('its approval is over');
      expect((seen.ended ?? Number.POSITIVE_INFINITY) - withdrawn).toBeLessThanOrEqual(LATEST_END);
    }),
  );

  test.concurrent(
    'an approval that overlaps carries the session on, and the end of the first revokes nothing',
    on(APPROVAL, async (recorder) => {
      recorder.approve('one', 5);
      recorder.approve('two', 60, { owner: 'AROAEXAMPLE:zhao.min' });
      const visit = recorder.managedVisit([{ until: '$ ' }, { wait: 8 }, { type: 'exit 3\r' }, { end: 10 }]);
      await pause(4000);
      recorder.approve('one', -1);
      const seen = await visit;
      const { verification } = await recorder.recording();

      expect(seen.status).toBe(3);
      expect(verification).toMatchObject({ verdict: 'ok', opens: { approval: { id: 'two' } } });
    }),
  );

  test.concurrent(
    'the session ends when nobody can be asked any more',
    on(APPROVAL, async (recorder) => {
      recorder.approve('one', 600);
      const visit = recorder.managedVisit(STAYING);
      await pause(4000);
      recorder.cloud.control.mood = 'failing';
      const struck = Date.now() / 1000;
      const seen = await visit;

      expect(textOf(seen)).toContain('whether it is approved cannot be asked');
      expect((seen.ended ?? Number.POSITIVE_INFINITY) - struck).toBeLessThanOrEqual(15 + LATEST_END);
    }),
  );

  test.concurrent(
    'the session outlives a short failure of the table',
    on(APPROVAL, async (recorder) => {
      recorder.approve('one', 600);
      const visit = recorder.managedVisit([{ until: '$ ' }, { wait: 8 }, { type: 'exit 4\r' }, { end: 10 }]);
      await pause(3000);
      recorder.cloud.control.mood = 'silent';
      await pause(4000);
      recorder.cloud.control.mood = 'well';

      expect((await visit).status).toBe(4);
    }),
  );
});

/** Somebody who watches, and says so every second. */
class Watcher {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly recorder: Recorder,
    readonly owner: string,
    private readonly session: string,
  ) {}

  come(): void {
    this.beat(now());
    this.timer = setInterval(() => this.beat(now()), 1000);
  }

  /** As when the network is gone. */
  vanish(): void {
    clearInterval(this.timer);
  }

  leave(): void {
    this.vanish();
    this.beat(now() - 60);
  }

  private beat(until: number): void {
    this.recorder.cloud.control.put({
      owner: this.owner,
      entry: `watch#${this.session}`,
      person: RECORDED_USER,
      until,
    });
  }
}

describe('where a watcher is required', () => {
  test.concurrent(
    '8.6/two-person#moderated-session: a session waits for another person, and begins when there is one',
    on(WATCHER, async (recorder) => {
      const visit = recorder.managedVisit(LEAVING);
      await pause(3000);
      const came = Date.now() / 1000;
      recorder.watcher();
      const seen = await visit;
      const { verification, events } = await recorder.recording();
      const [waiting = ''] = /Session \S+ waits/.exec(textOf(seen)) ?? [];

      expect(waiting).toBe(`Session ${verification.session} waits`);
      expect(
        seen.shown
          .filter(([at]) => at < came)
          .map(([, hex]) => Buffer.from(hex, 'hex').toString())
          .join(''),
      ).not.toContain('$ ');
      expect(seen.status).toBe(0);
      expect(verification.verdict).toBe('ok');
      expect(events.filter(({ code }) => code === 'm').map(({ data }) => data)).toContain(`watched by ${ANOTHER}`);
      expect(outputOf(events).toString()).toContain('有人监看');
    }),
  );

  test.concurrent.each([
    ['the person alone watches', 'AROAEXAMPLE:no.body@example.com', undefined],
    ['somebody watches another session', ANOTHER, '20260101T000000Z-0123456789abcdef'],
  ])(
    '8.6/two-person#moderated-session: no session begins where %s',
    on(WATCHER, async (recorder, _: string, owner: string, other: string | undefined) => {
      const visit = recorder.managedVisit([{ wait: 9 }, { hang: true }]).catch(() => undefined);
      await pause(3000);
      recorder.watcher(owner, other);
      await visit;
      await pause(1500);
      const { verification, events } = await recorder.recording();

      expect(outputOf(events).toString()).toContain('waits for somebody to watch it');
      expect(outputOf(events).toString()).not.toContain('$ ');
      expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'client-gone', status: null } });
    }),
  );

  test.concurrent(
    'an entry that is left over, and never renewed, is no watcher',
    on(WATCHER, async (recorder) => {
      const visit = recorder.managedVisit([{ wait: 9 }, { hang: true }]).catch(() => undefined);
      await pause(3000);
      recorder.watcher().vanish();
      await visit;
      await pause(1500);

      expect(outputOf((await recorder.recording()).events).toString()).not.toContain('$ ');
    }),
  );

  test.concurrent(
    '8.6/two-person#moderated-session: a session is paused when the watcher leaves, goes on with another, and ends without',
    on(WATCHER, async (recorder) => {
      const visit = recorder.managedVisit(TICKING);
      await pause(3000);
      const watcher = recorder.watcher();
      await pause(6000);
      watcher.leave();
      const left = Date.now() / 1000;
      await pause(6000);
      const came = Date.now() / 1000;
      const another = recorder.watcher('AROAEXAMPLE:zhao.min');
      await pause(5000);
      another.leave();
      const leftAgain = Date.now() / 1000;
      const seen = await visit;
      const { verification } = await recorder.recording();
      const paused = shownSince(seen, left + 2).slice(0, shownSince(seen, left + 2).indexOf('有人监看'));

      expect(shownSince(seen, left)).toContain('The session is paused');
      expect(paused).not.toContain('tick');
      expect(shownSince(seen, came)).toContain('tick');
      expect(textOf(seen)).toContain('nobody watches it.');
      expect((seen.ended ?? Number.POSITIVE_INFINITY) - leftAgain).toBeLessThanOrEqual(15 + LATEST_END);
      expect(seen).toMatchObject({ status: 1, restored: true });
      expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'unwatched' } });
    }),
  );

  test.concurrent.each(['silent', 'stale'] as const)(
    '8.6/two-person#moderated-session: a session ends where the table is %s, since nobody is known to watch',
    on(WATCHER, async (recorder, mood: 'silent' | 'stale') => {
      const visit = recorder.managedVisit(TICKING);
      await pause(3000);
      recorder.watcher();
      await pause(5000);
      recorder.cloud.control.mood = mood;
      const struck = Date.now() / 1000;
      const seen = await visit;

      expect(shownSince(seen, struck)).toContain('The session is paused');
      expect(shownSince(seen, struck + 13)).not.toContain('tick');
      expect((seen.ended ?? Number.POSITIVE_INFINITY) - struck).toBeLessThanOrEqual(25 + LATEST_END);
    }),
  );

  test.concurrent(
    'what is typed while a session is paused never reaches the shell',
    on(WATCHER, async (recorder) => {
      const visit = recorder.managedVisit([
        { until: '$ ' },
        { until: 'paused' },
        { type: 'echo for""bidden\r' },
        { wait: 9 },
        { type: 'exit\r' },
        { end: 10 },
      ]);
      await pause(3000);
      const watcher = recorder.watcher();
      await pause(5000);
      watcher.leave();
      await pause(4000);
      recorder.watcher('AROAEXAMPLE:zhao.min');
      const seen = await visit;

      expect(textOf(seen)).not.toContain('forbidden');
      expect(seen.status).toBe(0);
    }),
  );
});

describe('whoever may write into the table', () => {
  test.concurrent.each<[string, (recorder: Controlled) => string, string]>([
    ['the id of its recording', (recorder) => `end#${recordingsIn(recorder.recordings)[0]?.session}`, RECORDED_USER],
    ['the id of Session Manager', () => `end#${MANAGED}`, MANAGED],
  ])(
    '8.6/two-person#moderated-session: ends a session at once, by %s',
    on({ watcher: 'none' }, async (recorder, _: string, entry: (recorder: Controlled) => string, person: string) => {
      const visit = recorder.managedVisit([{ until: '$ ' }, { type: 'trap "" HUP TERM; sleep 300\r' }, { end: 30 }]);
      await pause(4000);
      const told = Date.now() / 1000;
      recorder.cloud.control.put({ owner: ANOTHER, entry: entry(recorder), person, until: now() + 3600 });
      const seen = await visit;
      const { verification } = await recorder.recording();

      expect(textOf(seen)).toContain('ended by another person');
      expect((seen.ended ?? Number.POSITIVE_INFINITY) - told).toBeLessThanOrEqual(LATEST_END);
      expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'ended-by-other' } });
    }),
  );
});
