import { createHash, createPublicKey } from 'node:crypto';
import { Terminal } from '@xterm/headless';
import { bytesOf, CastReader, type SessionEvent } from '../../constructs/session-recording/recording/cast';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { type Verification, verify } from '../../constructs/session-recording/recording/verify';
import { recordingsIn } from '../../lib/sessions/recording-files';
import { SafeOutput } from '../../lib/sessions/safe-output';

/** What a recording holds, and what the verifier says of it. */
export interface Read {
  readonly verification: Verification;
  readonly events: readonly SessionEvent[];
}

export async function readRecording(files: RecordingFiles, publicKey: string): Promise<Read> {
  const [reader, events]: [CastReader, SessionEvent[]] = [new CastReader(), []];
  const verification = await verify(files, [createPublicKey(publicKey)], (segment) => {
    events.push(...reader.read(segment));
  });
  return { verification, events };
}

/** The one recording of a folder. */
export function onlyRecording(folder: string): RecordingFiles {
  const [files, ...more] = recordingsIn(folder);
  if (!files || more.length > 0) throw new Error(`${more.length + (files ? 1 : 0)} recordings, not one`);
  return files;
}

export const outputOf = (events: readonly SessionEvent[]): Buffer =>
  Buffer.concat(events.filter(({ code }) => code === 'o').map(({ data }) => bytesOf(data)));

export const inputOf = (events: readonly SessionEvent[]): string =>
  events
    .filter(({ code }) => code === 'i')
    .map(({ data }) => data)
    .join('');

/** A terminal emulator, fed as a terminal is. */
export class Screen {
  private readonly terminal = new Terminal({
    cols: 80,
    rows: 24,
    scrollback: 0,
    allowProposedApi: true,
    logLevel: 'off',
  });
  private readonly decoder = new TextDecoder();

  async show(bytes: Buffer, through: (text: string) => string = (text) => text): Promise<void> {
    const text = through(this.decoder.decode(bytes, { stream: true }));
    await new Promise<void>((resolve) => this.terminal.write(text, resolve));
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
  }

  /** The digest of each cell's character and colours, and of where the cursor is. */
  picture(): string {
    const buffer = this.terminal.buffer.active;
    const rows = Array.from({ length: this.terminal.rows }, (_, row) => {
      const line = buffer.getLine(buffer.viewportY + row);
      const cells = Array.from({ length: this.terminal.cols }, (__, column) => {
        const cell = line?.getCell(column);
        const look = [cell?.getFgColor(), cell?.getBgColor(), cell?.isBold(), cell?.isInverse(), cell?.isUnderline()];
        return `${cell?.getChars() || ' '}${look.join('.')}`;
      });
      return cells.join('');
    });
    const picture = [buffer.type, buffer.cursorX, buffer.cursorY, ...rows].join('\n');
    return createHash('sha256').update(picture).digest('hex');
  }
}

/** The screens of a replay after so many bytes of output each, sizes as they were recorded. */
export async function replayed(events: readonly SessionEvent[], sizes: readonly number[]): Promise<readonly string[]> {
  const [screen, safe] = [new Screen(), new SafeOutput()];
  const pictures: string[] = [];
  let [shown, next] = [0, 0];
  for (const { code, data } of events) {
    if (code === 'r') screen.resize(...sizeOf(data));
    if (code !== 'o') continue;
    for (let rest = bytesOf(data); ; ) {
      const stop = sizes[next];
      const part = stop === undefined ? rest : rest.subarray(0, Math.max(0, stop - shown));
      await screen.show(part, (text) => safe.read(text));
      shown += part.length;
      rest = rest.subarray(part.length);
      if (stop === undefined || shown < stop) break;
      pictures.push(screen.picture());
      next += 1;
    }
  }
  return pictures;
}

export function sizeOf(data: string): [number, number] {
  const [columns = 80, rows = 24] = data.split('x').map(Number);
  return [columns, rows];
}

/** The screens that a person saw after so many bytes each; `resizes` tells after how many the terminal changed its size. */
export async function seenScreens(
  shown: Buffer,
  sizes: readonly number[],
  resizes: readonly { readonly after: number; readonly size: readonly [number, number] }[],
): Promise<readonly string[]> {
  const screen = new Screen();
  const pictures: string[] = [];
  const stops = [
    ...sizes.map((at) => ({ at, size: undefined })),
    ...resizes.map(({ after, size }) => ({ at: after, size })),
  ];
  let from = 0;
  // a resize counts before a picture that is taken at the same place
  for (const { at, size } of stops.sort((one, other) => one.at - other.at || (one.size ? -1 : 1))) {
    await screen.show(shown.subarray(from, at));
    from = at;
    if (size) screen.resize(...(size as [number, number]));
    else pictures.push(screen.picture());
  }
  return pictures;
}
