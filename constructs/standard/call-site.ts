/** A position in the JavaScript that ran; `lib/evidence/source.ts` maps it back to the TypeScript it came from. */
export interface CallSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Deep enough to climb out of the constructs of a library to the code of the person who used it. */
const FRAMES = 40;

/**
 * The nearest caller above `above` that is not library code (anything in `node_modules`, or Node's own).
 * Structured call sites are read instead of a printed stack: no string is made and no source map is consulted here.
 */
export function callSite(above: (...args: never[]) => unknown): CallSite | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = FRAMES;
    Error.prepareStackTrace = (_, frames) => frames;
    const holder: { stack?: NodeJS.CallSite[] } = {};
    Error.captureStackTrace(holder, above);
    return holder.stack?.map(position).find((site) => site !== undefined);
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function position(frame: NodeJS.CallSite): CallSite | undefined {
  const file = frame.getFileName();
  const line = frame.getLineNumber();
  if (!file || !line || file.startsWith('node:') || file.includes('/node_modules/')) return undefined;
  return { file, line, column: frame.getColumnNumber() ?? 1 };
}
