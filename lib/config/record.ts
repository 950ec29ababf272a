/** No property of it is anybody's but what a file wrote; compared with a number it is none, which validators try. */
const BARE: object = Object.freeze(Object.create(null, { [Symbol.toPrimitive]: { value: () => Number.NaN } }));

/** A record for what a file holds: without `constructor`, `toString` and the like, which files may name. */
export const emptyRecord = (): Record<string, unknown> => Object.create(BARE);
