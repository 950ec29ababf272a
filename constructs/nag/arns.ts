/** The parts of an Amazon Resource Name; those that deployment decides stand as `${Name}`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Text up to the next colon that is not part of a `${AWS::Name}`. */
const PART = String.raw`((?:\$\{[^}]*\}|[^:])*)`;
const ARN = new RegExp(`^arn:${PART}:${PART}:${PART}:${PART}:(.*)$`, 's');

/** The parts of a text that is an ARN, undefined for any other. */
export function parseArn(text: string): Arn | undefined {
  const parts = ARN.exec(text);
  if (!parts) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = parts;
  return { partition, service, region, account, resource };
}
