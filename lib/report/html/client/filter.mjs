// @ts-check
import { callsOf } from './attacks.mjs';
import {
  attacks,
  byId,
  data,
  evidenceOfResources,
  requirements,
  requirementsShown,
  resources,
  stacks,
  subjectAt,
} from './page.mjs';

/** What the reader looks for; empty: everything. */
export const NAMES = ['q', 'status', 'kind', 'clause', 'cloud', 'a', 'verdict', 'requirement', 'technique', 'r'];

/** @returns {Record<string, string>} */
export function wanted() {
  return Object.fromEntries(NAMES.map((name) => [name, byId(`filter-${name}`)?.value.trim() ?? '']));
}

/** @param {Record<string, string>} values */
export function want(values) {
  for (const name of NAMES) {
    const field = byId(`filter-${name}`);
    if (field) field.value = values[name] ?? '';
    // a select that has no such option shows nothing: then nothing was asked
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = '';
  }
}

export function applyFilter() {
  filterRequirements();
  filterAttacks();
  filterResources();
}

function filterRequirements() {
  const { q = '', status, kind, clause, cloud } = wanted();
  const words = wordsOf(q);
  const fits = (/** @type {HTMLElement} */ { dataset }, /** @type {number} */ index) =>
    (!kind || dataset.kind === kind) &&
    (!clause || dataset.clause === clause) &&
    (!cloud || dataset[cloud] !== undefined) &&
    (!status || (cloud ? dataset[cloud] : dataset.status) === status) &&
    words.every((word) => requirementText(index).includes(word));
  let count = 0;
  requirements.forEach((row, index) => {
    row.hidden = !fits(row, index);
    if (!row.hidden) count += 1;
  });
  for (const group of document.querySelectorAll('.clause')) {
    /** @type {HTMLElement} */ (group).hidden = !group.querySelector('details.requirement:not([hidden])');
  }
  const all = count === requirements.length;
  byId('nothing').hidden = count > 0;
  byId('filtered').hidden = all;
  byId('clear').hidden = ![q, status, kind, clause, cloud].some(Boolean);
  byId('shown').textContent = all ? String(count) : `${count} / ${requirements.length}`;
}

function filterAttacks() {
  if (attacks.length === 0) return;
  const { a = '', verdict, requirement, technique } = wanted();
  const words = wordsOf(a);
  const fits = (/** @type {HTMLElement} */ row) =>
    (!verdict || row.dataset.state === verdict) &&
    (!requirement || leads(row, `^="#${requirement}#"`)) &&
    (!technique || leads(row, `="#technique-${technique}"`)) &&
    words.every((word) => attackText(row).includes(word));
  let count = 0;
  for (const row of attacks) {
    row.hidden = !fits(row);
    if (!row.hidden) count += 1;
  }
  for (const group of document.querySelectorAll('.family')) {
    /** @type {HTMLElement} */ (group).hidden = !group.querySelector('details.attack:not([hidden])');
  }
  const all = count === attacks.length;
  byId('no-attacks').hidden = count > 0;
  byId('filtered-attacks').hidden = all;
  byId('clear-attacks').hidden = ![a, verdict, requirement, technique].some(Boolean);
  byId('shown-attacks').textContent = all ? String(count) : `${count} / ${attacks.length}`;
}

/** Whether a row has a link to a place. @param {HTMLElement} row @param {string} place as a selector of its address */
const leads = (row, place) => row.querySelector(`.meta a[href${place}]`) !== null;

/** @type {WeakMap<HTMLElement, string>} */
const attackTexts = new WeakMap();

/** All that an attack says, with its calls. @param {HTMLElement} row */
function attackText(row) {
  const text = attackTexts.get(row) ?? `${row.textContent} ${callsOf(row)}`.toLowerCase();
  attackTexts.set(row, text);
  return text;
}

function filterResources() {
  const words = wordsOf(wanted().r ?? '');
  let count = 0;
  resources.forEach((row, index) => {
    row.hidden = !words.every((word) => resourceText(index).includes(word));
    if (!row.hidden) count += 1;
  });
  for (const stack of stacks) {
    stack.hidden = !stack.querySelector('.resource:not([hidden])');
    if (words.length > 0) stack.open = !stack.hidden;
  }
  byId('no-resources').hidden = count > 0;
  byId('shown-resources').textContent = count === resources.length ? String(count) : `${count} / ${resources.length}`;
}

/** @param {string} text */
const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

/** @type {string[]} */
const requirementTexts = [];

/** All that a requirement says, with the resources and rules that speak to it. @param {number} index @returns {string} */
function requirementText(index) {
  requirementTexts[index] ??=
    `${requirements[index]?.textContent} ${[...evidenceWords(data.requirements[index])].join(' ')}`.toLowerCase();
  return requirementTexts[index];
}

/** @type {string[]} */
const resourceTexts = [];

/** @param {number} index @returns {string} */
function resourceText(index) {
  resourceTexts[index] ??= textOfResource(resources[index]);
  return resourceTexts[index];
}

/** @param {HTMLElement | undefined} row */
function textOfResource(row) {
  const number = Number(row?.dataset.i);
  const stack = row?.closest('.stack')?.querySelector('summary')?.textContent;
  const words = [...requirementsShown(number), ...evidenceWords(evidenceOfResources[number] ?? [])];
  return `${stack} ${row?.textContent} ${words.join(' ')}`.toLowerCase();
}

/** @param {number[]} rows */
function evidenceWords(rows) {
  const words = new Set();
  for (const row of rows) {
    const [check, , subject] = data.rows[row];
    words.add(data.checks[check]);
    for (const word of subjectAt(subject).slice(0, -1)) words.add(word);
  }
  return words;
}
