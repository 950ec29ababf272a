import { setImmediate as others, setTimeout as sleep } from 'node:timers/promises';
import { bytesOf, CastReader } from '../../constructs/session-recording/recording/cast';
import type { SegmentHeader } from '../../constructs/session-recording/recording/segment';
import { SessionText } from '../../constructs/session-recording/recording/session-text';
import { visibleLine } from '../report/visible';
import type { Arrived } from './live-recording';
import { AFTERWARDS, SafeOutput } from './safe-output';

/** In characters: titles of windows are short. */
const LONGEST_TITLE = 120;

/** Shows a session while it lasts, a segment behind. Nothing of it commands the terminal; its title says who, where, and what was entered. */
export class LivePlayback {
  private readonly reader = new CastReader();
  private readonly decoder = new TextDecoder();
  private readonly safe = new SafeOutput();
  private readonly text = new SessionText(({ isCommand, text }) => {
    if (isCommand) this.title(text);
  });
  private opens: SegmentHeader['opens'];

  constructor(private readonly out: (text: string) => void) {}

  async show({ segment, isBehind }: Arrived): Promise<void> {
    const { opens, since } = segment.header;
    const arrived = performance.now();
    if (opens) {
      this.opens = opens;
      this.title('');
    }
    for (const event of this.reader.read(segment)) {
      const early = (event.at - since) / 1000 - (performance.now() - arrived);
      if (!isBehind && early > 0) await sleep(early);
      // however much is shown, whoever watches can end it, or the session, at any moment
      else await others();
      this.text.read(event);
      if (event.code === 'o') this.out(this.safe.read(this.decoder.decode(bytesOf(event.data), { stream: true })));
    }
  }

  end(): void {
    this.out(AFTERWARDS);
  }

  private title(command: string): void {
    const said = [`${this.opens?.user ?? ''}@${this.opens?.host ?? ''}`, command].filter(Boolean).join(': ');
    this.out(`\u001b]2;${visibleLine(said).slice(0, LONGEST_TITLE)}\u0007`);
  }
}
