/** The service answers, and does not know the resource: it is gone, or was never made. */
export class Missing extends Error {
  override readonly name = 'Missing';
  constructor(type: string, id: string) {
    super(`the service has no ${type} ${id}`);
  }
}

/** The one that was asked for. @throws Missing */
export function found<Item>(item: Item | undefined, type: string, id: string): Item {
  if (item === undefined) throw new Missing(type, id);
  return item;
}

/** `TrailNotFoundException`, `NoSuchBucket`, `InvalidFlowLogId.NotFound`, `QueueDoesNotExist` …: services have no common name for it. */
const NOT_THERE = /NotFound|^NoSuch|DoesNotExist/;

/** Whether a service says of a resource that it does not exist, rather than failing to tell. */
export const isGone = (error: unknown): boolean =>
  error instanceof Missing || (error instanceof Error && NOT_THERE.test(error.name));
