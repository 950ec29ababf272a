// @ts-check
import { applyFilter, NAMES, want, wanted } from './filter.mjs';
import { resourceAt } from './page.mjs';

/**
 * The address keeps what is shown: `#8.2/mfa?status=partial&q=key`. An address without `?` names a place and leaves the
 * filter as it is.
 */
function read() {
  const hash = location.hash.slice(1);
  const mark = hash.indexOf('?');
  const place = mark < 0 ? hash : hash.slice(0, mark);
  return { place: decoded(place), query: mark < 0 ? null : new URLSearchParams(hash.slice(mark + 1)) };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Writes place and filter into the address, without a step in the history. @param {string} [place] */
export function keep(place = read().place) {
  const values = wanted();
  const query = new URLSearchParams(NAMES.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
  const hash = `${place}${query.size > 0 ? `?${query}` : ''}`;
  // an empty address would make the browser jump to the top
  history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
}

/** Goes where the address leads: a link to a requirement leads into it, whatever the filter hides. */
export function follow() {
  const { place, query } = read();
  if (query) {
    want(Object.fromEntries(query));
    applyFilter();
  }
  const target = targetOf(place);
  if (target) reveal(target);
  keep(place);
}

/** @param {string} place @returns {HTMLElement | null | undefined} */
function targetOf(place) {
  const resource = /^resource-(\d+)$/.exec(place)?.[1];
  return resource === undefined ? document.getElementById(place) : resourceAt(Number(resource));
}

/** @param {HTMLElement} target */
function reveal(target) {
  /** @type {HTMLElement | null} */
  let element = target;
  while (element) {
    element.hidden = false;
    if (element instanceof HTMLDetailsElement) element.open = true;
    element = element.parentElement;
  }
  settled(() => {
    target.scrollIntoView();
    const focus = target.matches('details') ? target.querySelector('summary') : null;
    focus?.focus({ preventScroll: true });
  });
}

/** After what opens has grown, and after the browser, when it has loaded the page, has gone where the address leads by itself. @param {() => void} then */
function settled(then) {
  if (document.readyState === 'complete') requestAnimationFrame(then);
  else addEventListener('load', () => requestAnimationFrame(then), { once: true });
}

/** The whole address of a place. @param {string} place */
export const linkTo = (place) => `${location.href.split('#')[0]}#${place}`;
