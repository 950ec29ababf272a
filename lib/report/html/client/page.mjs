// @ts-check
// What stands in the page, for the other modules.

/** @typedef {[check: number, outcome: number, subject: number, message: number, facetsOrProperty?: number | string]} Row */
/** @typedef {[path: string, type: string, stack: string, reach: string, region: string, source: string, resource: number]} Subject */
/** @typedef {{ en: string, zh: string }} Text */

/** Evidence, as the page's writer put it in: compressed, since it would be a tenth of the page. */
export const data = await unpacked(byId('data').textContent ?? '');
data.rows = numbersAlong(data.subjectOfRows).map((subject, row) => {
  const [check, outcome, ...rest] = data.verdicts[data.verdictOfRows[row]];
  return [check, outcome, subject, ...rest];
});
data.requirements = data.requirements.map((/** @type {(number | [number, number])[]} */ runs) =>
  runs.flatMap((run) => (typeof run === 'number' ? run : numbersFrom(...run))),
);

/** Rows of evidence of each resource, by its number. @type {number[][]} */
export const evidenceOfResources = [];
data.rows.forEach((/** @type {Row} */ [, , subject], /** @type {number} */ row) => {
  const resource = [data.subjects[subject] ?? -1].flat().at(-1);
  if (resource < 0) return;
  evidenceOfResources[resource] ??= [];
  evidenceOfResources[resource].push(row);
});

/** @param {string} packed base64 of zlib @returns {Promise<any>} */
function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).json();
}

/** @type {Subject[]} */
const subjects = [];

/** What a piece of evidence speaks of. @param {number} number @returns {Subject} */
export function subjectAt(number) {
  subjects[number] ??= subjectFrom(number);
  return subjects[number];
}

/** A resource is told by its own row; what declares it has a path and a source of its own. @param {number} number @returns {Subject} */
function subjectFrom(number) {
  const subject = data.subjects[number];
  if (subject === undefined) return ['', '', '', '', '', '', -1];
  if (typeof subject === 'number') return subjectOfRow(subject);
  const resource = subject.at(-1);
  const [start, end, source, ...rest] = subject.slice(0, -1).map((/** @type {number} */ text) => data.strings[text]);
  if (rest.length === 0) return subjectOfRow(resource, start + end, source);
  const [type, stack, reach, region] = rest;
  return [start + end, type, stack, reach, region, source, resource];
}

/** @param {number} resource @param {string} [path] @param {string} [source] @returns {Subject} */
function subjectOfRow(resource, path, source) {
  const row = resourceAt(resource);
  const [name, type, line] = ['b', 'small', 'code'].map(
    (part) => row?.querySelector(`summary > ${part}`)?.textContent ?? '',
  );
  const [stack, reach, region, prefix] = data.stacks[stacks.indexOf(/** @type {any} */ (row?.closest('.stack')))];
  const whole = path ?? prefix + name;
  return [whole, type ?? '', whole.startsWith(`${stack}/`) ? '' : stack, reach, region, source ?? line ?? '', resource];
}

/** The ids of the requirements that a resource speaks to. @param {number} resource @returns {string[]} */
export const requirementsShown = (resource) =>
  data.lists[data.listOfResources[resource]].map((/** @type {number} */ number) => requirements[number]?.id ?? '');

/** Numbers of which each is written as what it is more than the one before. @param {number[]} steps */
function numbersAlong(steps) {
  let number = 0;
  return steps.map((step) => {
    number += step;
    return number;
  });
}

/** @param {number} first @param {number} last */
function numbersFrom(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** @type {HTMLDetailsElement[]} */
export const requirements = [...document.querySelectorAll('details.requirement')].map(asDetails);
/** @type {HTMLDetailsElement[]} */
export const stacks = [...document.querySelectorAll('details.stack')].map(asDetails);
/** @type {HTMLDetailsElement[]} */
export const resources = [...document.querySelectorAll('details.resource')].map(asDetails);
resources.forEach((row, place) => {
  // a number that is the place in the page is not written
  row.dataset.i ??= `${place}`;
});
const resourcesByNumber = new Map(resources.map((row) => [Number(row.dataset.i), row]));

/** @param {number} number as others point to it */
export const resourceAt = (number) => resourcesByNumber.get(number);
/** @type {HTMLDetailsElement[]} */
export const attacks = [...document.querySelectorAll('details.attack')].map(asDetails);

/** @param {Element} found */
export function asDetails(found) {
  return /** @type {HTMLDetailsElement} */ (found);
}

/** @param {string} id @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/** Makes an element; texts go in as texts, never as markup. @param {string} name @param {string} className @param {(Node | string)[]} children */
export function make(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A text in both languages: the style sheet shows one. @param {Text} text */
export function both({ en, zh }) {
  if (en === zh) return document.createTextNode(en);
  const texts = make('span', '', make('span', '', en), make('span', '', zh));
  const [english, chinese] = texts.children;
  english?.setAttribute('lang', 'en');
  chinese?.setAttribute('lang', 'zh');
  return texts;
}

/** A path that breaks at its slashes, its end standing out. @param {string} path */
export function pathOf(path) {
  const end = path.replace(/\/(Resource|Default)$/, '').lastIndexOf('/') + 1;
  return make('span', 'path', make('span', '', ...breakable(path.slice(0, end))), ...breakable(path.slice(end)));
}

/** @param {string} text */
export function breakable(text) {
  return text.split('/').flatMap((part, index) => (index > 0 ? ['/', make('wbr', ''), part] : [part]));
}

/** Tells those who hear the page. @param {Node | string} text */
export function say(text) {
  byId('said').replaceChildren(text);
}
