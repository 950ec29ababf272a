import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exportCommand } from '../../../lib/commands/sessions-export';
import { type Cast, recording, SESSION, writeRecording } from '../../constructs/session-recording/recordings';
import { folderWith } from '../config/scratch';
import { RecordingIo } from './recording-io';

test('isms sessions export writes no page of what is too large for one, and a file all the same', async () => {
  const [io, out, from] = [new RecordingIo('en', true), folderWith({}), folderWith({})];
  const many = Array.from({ length: 10 }, (): Cast => [[0.1, 'o', 'x'.repeat(7 * 1024 * 1024)]]);
  writeRecording(from, recording({ parts: [[], ...many] }));
  await exportCommand(SESSION, { from, out, viewer: '李娜' }, io);

  expect(JSON.parse(io.stdout).files).toHaveLength(1);
  expect(existsSync(join(out, `${SESSION}.cast`))).toBe(true);
  expect(existsSync(join(out, `${SESSION}.html`))).toBe(false);
  expect(io.stderr).toContain('too large for a page');
});
