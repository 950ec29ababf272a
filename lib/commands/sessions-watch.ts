import { bytesOf, CastReader } from '../../constructs/session-recording/recording/cast';
import { type Finding, findingPlace } from '../../constructs/session-recording/recording/findings';
import type { SegmentHeader } from '../../constructs/session-recording/recording/segment';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { visibleLine } from '../report/visible';
import type { Decisions } from '../sessions/decisions';
import { readKeys } from '../sessions/keys';
import { LivePlayback } from '../sessions/live-playback';
import { type Arrived, LiveRecording } from '../sessions/live-recording';
import { segmentSource } from '../sessions/live-sources';
import { onInterruption } from './interruption';
import { ExitCode, type Io } from './io';
import { type DecidingOptions, decidingOf, nameOf } from './sessions-decide';
import { inertJson } from './sessions-text';

export interface WatchOptions extends DecidingOptions {
  /** A folder of recordings as they are stored, or `s3://<bucket>/<prefix>`. */
  readonly from: string;
  readonly key?: readonly string[];
}

/** What is pressed while one watches. @returns a function that gives the terminal back */
export type Keyboard = (pressed: (key: string) => void) => () => void;

/** In milliseconds: the recorder takes a watcher for gone after ten seconds. */
const BEAT = 2_000;
/** In milliseconds without a segment, after which one no longer sees what happens, and does not say that one watches. */
const BLIND = 6_000;

/** `isms sessions watch`: shows a session while it lasts, and says to its recorder that somebody watches. */
export async function watchCommand(
  session: string,
  options: WatchOptions,
  io: Io,
  keyboard: Keyboard = terminalKeys,
): Promise<number> {
  const { decisions } = decidingOf(options, io);
  const findings: Finding[] = [];
  const keys = readKeys(options.key ?? []);
  const live = new LiveRecording(segmentSource(options.from, session), keys, (found) => {
    findings.push(found);
    io.err(`${visibleLine(`${findingPlace(found)[io.lang]}: ${found.told[io.lang]}`)}\r\n`);
  });
  const watch = new Watch(session, decisions, live, io);
  const release = keyboard((key) => watch.press(key));
  const withdraw = onInterruption(() => live.stop());
  const show = io.json ? jsonOf(io) : playbackOn(io);
  if (keys.length === 0) io.err(`${UNVERIFIED[io.lang]}\r\n`);
  try {
    for await (const arrived of live.segments()) {
      watch.begin(arrived.segment.header);
      await show.show(arrived);
      watch.close(arrived.segment.header);
    }
  } finally {
    show.end();
    await watch.leave();
    withdraw();
    release();
  }
  return findings.some(({ weight }) => weight !== 'note') ? ExitCode.findings : ExitCode.fine;
}

/** One person's watch: signs of life, and what is pressed. */
class Watch {
  private opens: SegmentHeader['opens'];
  private timer: NodeJS.Timeout | undefined;
  private asked = false;
  private isUnheard = false;

  constructor(
    private readonly session: string,
    private readonly decisions: Decisions,
    private readonly live: LiveRecording,
    private readonly io: Io,
  ) {}

  begin({ opens }: SegmentHeader): void {
    if (!opens || this.opens) return;
    this.opens = opens;
    const { user, host, managed = '–', approval } = opens;
    const by = approval?.by ?? '–';
    this.say({
      en: `${user} on ${host}, session ${managed}, approved by ${by}. q leaves, t ends the session.`,
      zh: `${user}，主机 ${host}，会话 ${managed}，批准人 ${by}。按 q 离开，按 t 终止会话。`,
    });
    void this.beat();
    this.timer = setInterval(() => void this.beat(), BEAT);
  }

  close({ closes }: SegmentHeader): void {
    if (closes) this.say({ en: `The session has ended: ${closes.reason}.`, zh: `会话已结束：${closes.reason}。` });
  }

  press(key: string): void {
    if (this.asked) {
      this.asked = false;
      if (key === 'y' || key === 'Y') void this.end();
      else this.say({ en: 'It goes on.', zh: '会话继续。' });
    } else if (key === 'q' || key === '\u0003') this.live.stop();
    else if (key === 't') {
      this.asked = true;
      this.say({
        en: 'End this session? y ends it, anything else does not.',
        zh: '终止此会话？按 y 终止，按其他键取消。',
      });
    }
  }

  async leave(): Promise<void> {
    clearInterval(this.timer);
    if (!this.opens) return;
    // who cannot say farewell is missed ten seconds later
    await this.decisions.leave(this.session, this.opens.user).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    if (!this.opens || Date.now() - this.live.arrivedAt > BLIND) return;
    try {
      await this.decisions.watch(this.session, this.opens.user);
      this.isUnheard = false;
    } catch (error) {
      if (this.isUnheard) return;
      this.isUnheard = true;
      const why = nameOf(error);
      this.say({ en: `You do not count as a watcher: ${why}`, zh: `您未被计为监看者：${why}` });
    }
  }

  private async end(): Promise<void> {
    if (!this.opens) return;
    const { user, managed } = this.opens;
    const ways = [
      this.decisions.end(this.session, user, 'ended by its watcher'),
      ...(managed === undefined ? [] : [this.decisions.terminate(managed)]),
    ];
    for (const outcome of await Promise.allSettled(ways)) {
      if (outcome.status === 'rejected')
        this.say({ en: `failed: ${nameOf(outcome.reason)}`, zh: `失败：${nameOf(outcome.reason)}` });
    }
    this.say({ en: 'It is being ended.', zh: '正在终止会话。' });
  }

  private say(words: Bilingual): void {
    this.io.err(`\r\n${visibleLine(words[this.io.lang])}\r\n`);
  }
}

const UNVERIFIED = {
  en: 'Not verified: no key was given (--key).',
  zh: '未校验：未给出公钥（--key）。',
} as const;

/** Shows what arrives. */
interface Show {
  readonly show: (arrived: Arrived) => Promise<void>;
  readonly end: () => void;
}

const playbackOn = (io: Io): Show => new LivePlayback(io.out);

/** Events as lines of JSON, as they come. */
function jsonOf(io: Io): Show {
  const reader = new CastReader();
  return {
    show: async ({ segment }) => {
      if (segment.header.opens) io.out(inertJson({ opens: segment.header.opens }));
      for (const { at, code, data } of reader.read(segment)) {
        io.out(inertJson({ at, code, data: new TextDecoder().decode(bytesOf(data)) }));
      }
    },
    end: () => undefined,
  };
}

/** Keys of the terminal, where there is one. */
function terminalKeys(pressed: (key: string) => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  const listen = (keys: Buffer): void => {
    for (const key of keys.toString()) pressed(key);
  };
  stdin.setRawMode(true);
  stdin.on('data', listen);
  return () => {
    stdin.off('data', listen);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
