import { checkConfig } from '../../lib/config';

/** Seconds that it takes to check a configuration, its address plan included. @throws when it is not right */
export function checkingTime(config: string): number {
  const began = performance.now();
  const { problems } = checkConfig(config);
  const seconds = (performance.now() - began) / 1000;
  if (problems.length > 0) throw new Error(problems.map(({ key, message }) => `${key} ${message.en}`).join('\n'));
  return seconds;
}
