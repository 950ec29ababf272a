/** For a service that says by an error that there is nothing: that error becomes `undefined`, every other goes on. */
export const unless =
  (...names: readonly string[]) =>
  (error: Error): undefined => {
    if (names.includes(error.name)) return undefined;
    throw error;
  };
