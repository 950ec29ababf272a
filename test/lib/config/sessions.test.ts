import { MINIMAL_ACCOUNT, problemsOf, told } from './scratch';

const withAlerts = (...patterns: readonly (readonly [name: string, pattern: string])[]): string =>
  `${MINIMAL_ACCOUNT}sessions:\n  alerts:\n${patterns
    .map(([name, pattern]) => `    - { name: ${name}, pattern: '${pattern}', severity: alarm, reason: because }\n`)
    .join('')}`;

describe('alerts on commands', () => {
  test('are taken with patterns that the recorder finds', () => {
    expect(problemsOf(withAlerts(['nmap', '^(/usr/bin/)?nmap\\b']))).toEqual([]);
  });

  test('are refused with others, with the line', () => {
    const problems = problemsOf(withAlerts(['good', 'x'], ['looks-back', '(?<=a)b'], ['broken', '(']));

    expect(told(problems)).toEqual([
      'invalid-value sessions.alerts[1].pattern',
      'invalid-value sessions.alerts[2].pattern',
    ]);
    expect(problems.map(({ line }) => line)).toEqual(
      ['looks-back', 'broken'].map(
        (name) =>
          withAlerts(['good', 'x'], ['looks-back', '(?<=a)b'], ['broken', '('])
            .split('\n')
            .findIndex((line) => line.includes(name)) + 1,
      ),
    );
  });

  test.each(['bash', '^-', 'ash$', '.', '^id -u'])(
    'of which %s would end every session as it begins are refused',
    (pattern) => {
      const ending = withAlerts(['all', pattern]).replace('severity: alarm', 'severity: end');

      expect(told(problemsOf(ending))).toEqual(['ends-every-session sessions.alerts[0].pattern']);
      expect(problemsOf(withAlerts(['all', pattern]))).toEqual([]);
      expect(problemsOf(ending.replace(`'${pattern}'`, 'nmap'))).toEqual([]);
    },
  );

  test.each(['李娜', '...', 'a b', '@example.com'])(
    'a name of sign-in that nobody has, such as %s, is refused',
    (name) => {
      const users = `${MINIMAL_ACCOUNT}sessions:\n  users: { u4711: "${name}" }\n`;

      expect(told(problemsOf(users))).toEqual(['wrong-form sessions.users.u4711']);
      expect(problemsOf(users.replace(`"${name}"`, 'li.na@example.com'))).toEqual([]);
    },
  );

  test('have names of their own', () => {
    expect(told(problemsOf(withAlerts(['one', 'x'], ['one', 'y'])))).toEqual(['named-twice sessions.alerts[1].name']);
  });
});
