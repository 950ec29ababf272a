import { commandLineOf, run } from '../../../lib/local/process';

const node = (script: string) => ['-e', script];

describe('a program that is run', () => {
  test('is told line by line, the last without its end included', async () => {
    const seen: string[] = [];

    const ended = await run(
      process.execPath,
      node('console.log("a\\nb"); process.stdout.write("c"); process.exitCode = 3'),
      {
        env: {},
        onLine: (line) => seen.push(line),
      },
    );

    expect(ended).toEqual({ code: 3, lines: ['a', 'b', 'c'], abandoned: false });
    expect(seen).toEqual(['a', 'b']);
  });

  test('is ended where what it works on has gone', async () => {
    let pid = 0;

    const ended = await run(process.execPath, node('setInterval(() => {}, 1000)'), {
      env: {},
      onStart: (id) => (pid = id),
      goesOn: () => false,
    });

    expect(ended).toEqual({ code: 1, lines: [], abandoned: true });
    expect(commandLineOf(pid)).toBeUndefined();
  });

  test('that is not there is an error', async () => {
    await expect(run('/nonexistent/program', [], { env: {} })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('a process that there is none of has no command line', () => {
  expect(commandLineOf(2 ** 22 + 1)).toBeUndefined();
});
