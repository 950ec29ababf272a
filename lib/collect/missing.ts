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
