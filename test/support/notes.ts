/** What the code noted in its log since the test began, line by line. */
export function notes(): { readonly lines: Record<string, unknown>[]; events(): readonly unknown[] } {
  const lines: Record<string, unknown>[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(JSON.parse(String(text)) as Record<string, unknown>);
    return true;
  });
  return { lines, events: () => lines.map(({ event }) => event) };
}

/** An error as an SDK throws it. */
export const serviceError = (name: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(`simulated ${name}`), { name, $metadata: { httpStatusCode } });
