import { AWS_COMMANDS, GLOBAL_OPTIONS, LOCAL_COMMANDS } from './aws-cli';

const AWS_CALL =
  /(?<![\w-])aws (?<service>[a-z0-9-]+) (?<operation>[a-z-]+)(?<rest>(?:[ \t]+(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'|;&)<>]+)+)*)/g;
const OPTION = /(?:^|\s)--(?<name>[a-z][a-z0-9-]*)/g;
const QUOTED = /"(?:\\.|[^"\\])*"|'[^']*'/g;

/** The calls of the AWS CLI in a shell text, those in loops and substitutions included. */
export function awsCalls(shell: string): readonly { readonly command: string; readonly options: readonly string[] }[] {
  return [...shell.matchAll(AWS_CALL)].map(({ groups = {} }) => ({
    command: `${groups['service']} ${groups['operation']}`,
    options: [...(groups['rest'] ?? '').replaceAll(QUOTED, 'x').matchAll(OPTION)].map(
      ({ groups: found }) => found?.['name'] ?? '',
    ),
  }));
}

/** What is wrong with the calls in a shell text, by the syntax of the AWS CLI. */
export function awsFaults(shell: string, { examples = false } = {}): readonly string[] {
  return awsCalls(shell).flatMap(({ command, options }) => {
    if (LOCAL_COMMANDS.includes(command)) return [];
    const syntax = AWS_COMMANDS[command];
    if (!syntax) return [`aws ${command}: no such command`];
    const known = [...GLOBAL_OPTIONS, ...syntax.required, ...syntax.optional];
    const unknown = options
      .filter((option) => !known.includes(option))
      .map((option) => `aws ${command}: no option --${option}`);
    const missing = syntax.required
      .filter((option) => !examples && !options.includes(option))
      .map((option) => `aws ${command}: --${option} is missing`);
    return [...unknown, ...missing];
  });
}
