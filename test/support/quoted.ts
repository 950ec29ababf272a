/** Markup with quotes around every attribute, but for the few that are written without in the sources. */
export const quoted = (markup: string): string =>
  markup.replace(/<[a-z][^<>]*>/g, (tag) =>
    tag.replace(/ ([\w-]+)=([\w.#:/-]+)(?=[ >])/g, (attribute, name: string, value: string) =>
      WITHOUT.has(name) ? attribute : ` ${name}="${value}"`,
    ),
  );

const WITHOUT = new Set(['lang', 'aria-hidden', 'aria-current']);
