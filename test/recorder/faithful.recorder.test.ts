import { measured } from '../support/measured';
import { Recorder, type Seen, type Step } from './recorder';
import { inputOf, onlyRecording, outputOf, readRecording, replayed, seenScreens } from './screens';

/** A moment for what was typed to take effect. */
const SETTLED = 0.4;
/** In milliseconds. */
const LARGEST_ERROR = 50;

let recorder: Recorder;

beforeEach(async () => {
  recorder = new Recorder();
  await recorder.start();
});

afterEach(() => recorder.stop());

const shownIn = ({ shown }: Seen): Buffer => Buffer.concat(shown.map(([, hex]) => Buffer.from(hex, 'hex')));

const line = (text: string): readonly Step[] => [{ type: `${text}\r` }, { quiet: SETTLED }];
const key = (text: string): readonly Step[] => [{ type: text }, { quiet: SETTLED }];

const START: readonly Step[] = [{ until: '$ ' }, { quiet: SETTLED }];
const END: readonly Step[] = [{ type: 'exit\r' }, { end: 8 }];

/** Steps with the sizes that the terminal gets; a mark tells after how many bytes. */
const resized = (columns: number, rows: number): readonly Step[] => [
  { mark: `${columns}x${rows}` },
  { resize: [columns, rows] },
  { quiet: SETTLED },
];

const NOISE = `python3 -c 'import random,sys; random.seed(7); sys.stdout.buffer.write(random.randbytes(20000))'`;

const SCENES: Readonly<Record<string, readonly Step[]>> = {
  'bash with Chinese text': [
    ...line('echo 中文输出：你好，世界'),
    ...line('printf "\\033[31m红\\033[0m 一二三\\n"'),
    ...key('echo 退'),
    ...key('\u007f格'),
    ...key('\r'),
  ],
  'vim, with a resize': [
    ...line('vim -u NONE -c "set showcmd nocompatible" -n'),
    ...key('i你好 vim\rsecond line'),
    ...key('\u001b'),
    ...key('ggx'),
    ...resized(100, 30),
    ...key(':set number\r'),
    ...key(':q!\r'),
  ],
  top: [...line('top -d 0.5'), { wait: 1.5 }, ...key('q')],
  'tmux with two panes': [
    ...line('tmux -L isms -f /dev/null new-session'),
    { wait: 1 },
    ...line('echo in tmux'),
    ...key('\u0002%'),
    { wait: 0.5 },
    ...line('echo 右边'),
    ...resized(90, 28),
    ...line('exit'),
    { wait: 0.5 },
    ...line('exit'),
  ],
  'binary noise': [...line(NOISE), ...line('stty sane; printf "\\033c"; echo sane')],
};

/** Where the screens are compared: at ten places between, and at the end. */
const placesIn = (length: number): readonly number[] =>
  Array.from({ length: 11 }, (_, index) => Math.round(((index + 1) * length) / 11));

const resizesOf = ({ marks }: Seen) =>
  marks.map(({ name, size }) => {
    const [columns = 0, rows = 0] = name.split('x').map(Number);
    return { after: size, size: [columns, rows] as const };
  });

describe('a session is recorded as it was seen', () => {
  test.each(Object.entries(SCENES))(
    '8.2/session-recording#timed-screen-recording: %s, screen by screen',
    async (_, scene) => {
      const seen = await recorder.visit([...START, ...scene, ...END]);
      const { verification, events } = await readRecording(
        onlyRecording(recorder.recordings),
        recorder.cloud.publicKey,
      );
      const [shown, output] = [shownIn(seen), outputOf(events)];

      expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'exited' }, opens: { user: 'nobody' } });
      expect(shown.equals(output)).toBe(true);
      const places = placesIn(output.length);
      expect(await replayed(events, places)).toEqual(await seenScreens(shown, places, resizesOf(seen)));
      expect(seen.restored).toBe(true);
    },
  );

  test('8.2/session-recording#timed-screen-recording: when it was seen, to fifty milliseconds', async () => {
    const steps = Array.from({ length: 20 }, (_, index) => [{ type: `echo step ${index}\r` }, { quiet: 0.15 }]).flat();
    const seen = await recorder.visit([...START, ...steps, ...END]);
    const { verification, events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);
    const began = Date.parse(verification.opens?.began ?? '');
    const recorded = momentsOf(
      events.filter(({ code }) => code === 'o').map(({ at, data }) => [began + at / 1000, Buffer.byteLength(data)]),
    );
    const person = momentsOf(seen.shown.map(([at, hex]) => [at * 1000, hex.length / 2]));
    const errors = person.map(({ at, from }) => Math.abs(at - (recorded.findLast((one) => one.from <= from)?.at ?? 0)));

    const largest = Math.max(...errors);
    measured({ what: { en: 'error of a time', zh: '时间误差' }, value: largest, unit: 'ms', atMost: LARGEST_ERROR });

    expect(errors.length).toBeGreaterThan(20);
    expect(largest).toBeLessThanOrEqual(LARGEST_ERROR);
  });

  test('8.2/session-recording#timed-screen-recording: without what is typed without echo', async () => {
    await recorder.visit([
      ...START,
      ...line('read -s -p "Password: " X'),
      ...line('hunter2-lines'),
      ...line(`python3 -c 'import sys,tty; tty.setraw(0); print("raw password:"); sys.stdin.buffer.read(15)'`),
      { type: 'hunter2' },
      { wait: 0.2 },
      { type: '-in-raw\r' },
      { quiet: SETTLED },
      ...line('stty sane'),
      ...key('echo typed by key'),
      ...key('\r'),
      ...END,
    ]);
    const { events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(inputOf(events)).toContain('echo typed by key');
    expect(JSON.stringify(events)).not.toContain('hunter2');
    expect(events.filter(({ code }) => code === 'm').length).toBeGreaterThanOrEqual(2);
  });

  test('what is typed in an editor included', async () => {
    await recorder.visit([
      ...START,
      ...line('vim -u NONE -n'),
      ...key('i'),
      ...key('a'),
      ...key('b'),
      ...key('\u001b'),
      ...key(':'),
      ...key('q!'),
      ...key('\r'),
      ...END,
    ]);
    const { events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(inputOf(events)).toContain('iab\u001b:q!');
  });
});

function momentsOf(pieces: readonly (readonly [number, number])[]): readonly { at: number; from: number }[] {
  let from = 0;
  return pieces.map(([at, length]) => {
    const moment = { at, from };
    from += length;
    return moment;
  });
}
