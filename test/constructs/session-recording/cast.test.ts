import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { bytesOf, CastReader, Unplayable } from '../../../constructs/session-recording/recording/cast';
import { readSegment } from '../../../constructs/session-recording/recording/segment';
import { type Cast, nameOf, recording } from './recordings';

/** Events of the second segment. */
function eventsOf(cast: Cast) {
  const segment = readSegment(recording({ parts: [[], cast] }).get(nameOf(1)) ?? Buffer.alloc(0));
  if (typeof segment === 'string') throw new Error(segment);
  return new CastReader().read(segment);
}

describe('events of a segment', () => {
  test('come at the time that their intervals add up to', () => {
    expect(
      eventsOf([
        [0.25, 'o', 'a'],
        [0.5, 'o', 'b'],
      ]),
    ).toEqual([
      { at: 250_000, code: 'o', data: 'a' },
      { at: 750_000, code: 'o', data: 'b' },
    ]);
  });

  test('show no screen that is larger than a player bears', () => {
    expect(eventsOf([[0, 'r', '65535x40']])[0]?.data).toBe('1000x40');
  });

  test.each<[string, Cast]>([
    ['of time that runs backwards', [[-0.1, 'o', 'x']]],
    ['of another code', [[0.1, 'q', 'x']]],
    ['of a size that is none', [[0.1, 'r', '0x-1']]],
  ])('are refused: %s', (_, cast) => {
    expect(() => eventsOf(cast)).toThrow(Unplayable);
  });

  test('that would fill the memory are not unpacked', () => {
    const segment = readSegment(recording().get(nameOf(1)) ?? Buffer.alloc(0));
    if (typeof segment === 'string') throw new Error(segment);
    const bomb = { ...segment, payload: deflateSync(Buffer.alloc(64 * 1024 * 1024)) };

    expect(bomb.payload.length).toBeLessThan(100_000);
    expect(() => new CastReader().read(bomb)).toThrow(Unplayable);
  });
});

describe('bytes of an event', () => {
  test.each([
    ['text', Buffer.from('a中🙂')],
    ['noise', createHash('sha512').update('noise').digest()],
  ])('come back: %s', (_, bytes) => {
    // what Python calls surrogateescape
    const escaped = [...bytes.toString('latin1')].map((sign) =>
      sign > '\u007f' ? String.fromCharCode(sign.charCodeAt(0) + 0xdc00) : sign,
    );

    expect(bytesOf(escaped.join('')).equals(bytes)).toBe(true);
    expect(bytesOf(bytes.toString('utf8')).toString('utf8')).toBe(bytes.toString('utf8'));
  });
});
