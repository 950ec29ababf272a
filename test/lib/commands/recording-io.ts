import type { Io, Language } from '../../../lib/commands/io';

/** Keeps what a command writes. */
export class RecordingIo implements Io {
  readonly colour: boolean = false;
  stdout = '';
  stderr = '';

  constructor(
    readonly lang: Language = 'en',
    readonly json: boolean = false,
  ) {}

  readonly out = (text: string): void => {
    this.stdout += text;
  };

  readonly err = (text: string): void => {
    this.stderr += text;
  };
}
