/**
 * A policy as an object, from the text in which services give it; IAM encodes it as in an address.
 * @throws SyntaxError for what is no JSON: a policy that cannot be read is not judged as if there was none
 */
export function policyOf(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  return JSON.parse(text.trimStart().startsWith('%7B') ? decodeURIComponent(text) : text);
}
