// @ts-check
import { copyButton, leadingTo, resourceLink } from './evidence.mjs';
import { attacks, both, breakable, data, make } from './page.mjs';

/** @typedef {import('./page.mjs').Text} Text */
/** @typedef {[purpose: number, actor: number, principals: number[], call: number, places: number, result: number, deciding: number[], reason: number]} Trial */
/** @typedef {[kind: Text, policy: string, sid: string, path: string, node: string, resource: number]} Statement */
/** @typedef {{ sign: string, tone: string, name: Text, demand: Text | null, tells: 'reason' | 'statements' | 'both' }} Result */

const filledAttacks = new WeakSet();

/** @param {HTMLElement} attack @returns {Trial[]} */
const trialsOf = ({ dataset }) =>
  data.simulation.attacks[Number(dataset.i)].map((/** @type {[number, number]} */ [verdict, call]) => {
    const [purpose, actor, principals, ...rest] = data.simulation.verdicts[verdict];
    return [purpose, actor, principals, call, ...rest];
  });

/** @param {number} text @returns {string} */
const textAt = (text) => data.simulation.texts[text];

/** The actions, resources and condition keys of all calls. @param {HTMLElement} attack @returns {string} */
export const callsOf = (attack) =>
  trialsOf(attack)
    .flatMap(([, , , call]) => data.simulation.calls[call].flat().map(textAt))
    .join(' ');

/** Puts the calls of an attack into its row, when it is first opened. @param {HTMLElement} attack */
export function fillAttack(attack) {
  if (filledAttacks.has(attack)) return;
  filledAttacks.add(attack);
  const body = attack.querySelector('.body');
  body?.prepend(make('p', 'row-actions', copyButton()));
  const alarm = data.simulation.alarms[Number(attack.dataset.i)];
  const path = attack.querySelector('.meta .path');
  if (path && alarm >= 0) path.replaceWith(resourceLink(path.textContent ?? '', alarm));
  const trials = trialsOf(attack);
  if (trials.length === 0) return;
  const places = new Set(trials.map(([, , , , place]) => place));
  const columns = ['verdict', 'who', 'call', ...(places.size > 1 ? ['places'] : []), 'decidedBy'];
  if (places.size === 1) body?.append(placesLine(trials));
  body?.append(make('h4', '', both(data.texts.calls)), callTable(trials, columns));
}

/** Where all of them were tried. @param {Trial[]} trials */
const placesLine = ([first]) =>
  make('p', 'detail', both(data.texts.places), ': ', first ? data.simulation.places[first[4]].join(', ') : '');

/** @param {Trial[]} trials @param {string[]} columns */
function callTable(trials, columns) {
  const head = make('tr', '', ...columns.map(columnHead));
  const rows = trials.map((trial) => make('tr', '', ...columns.map((name) => CALL_CELLS[name]?.(trial) ?? '')));
  const table = make('table', '', make('thead', '', head), make('tbody', '', ...rows));
  const scroll = make('div', 'evidence calls', table);
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', `${data.texts.calls.en} / ${data.texts.calls.zh}`);
  return scroll;
}

/** @param {string} name */
function columnHead(name) {
  const cell = make('th', '', both(data.texts[name]));
  cell.setAttribute('scope', 'col');
  return cell;
}

/** @type {Readonly<Record<string, (trial: Trial) => HTMLElement>>} */
const CALL_CELLS = {
  verdict: (trial) => {
    const { sign, tone, name, demand } = resultAt(trial);
    const mark = make('span', '', sign);
    mark.setAttribute('aria-hidden', 'true');
    const missed = demand ? [make('small', tone, both(demand))] : [];
    return make('td', '', make('span', tone, mark, ' ', both(name)), ...missed);
  },
  who: ([purpose, actor, principals]) =>
    make(
      'td',
      '',
      make('small', '', both(data.simulation.purposes[purpose])),
      make('span', '', both(data.simulation.who[actor])),
      ...codes(principals),
    ),
  call: ([, , , call]) => {
    const [actions, resources, keys] = data.simulation.calls[call];
    const names = actions.map((/** @type {number} */ action) => make('b', '', textAt(action)));
    return make('td', '', ...names, ...codes(resources), ...codes(keys));
  },
  places: ([, , , , place]) => make('td', '', data.simulation.places[place].join(', ')),
  decidedBy: (trial) => {
    const { tells } = resultAt(trial);
    const [, , , , , , deciding, reason] = trial;
    const statements = tells === 'reason' ? [] : deciding.map((number) => statementOf(number));
    const because = tells === 'statements' ? [] : [make('small', '', both(data.simulation.reasons[reason]))];
    return make('td', '', ...statements, ...because);
  },
};

/** @param {Trial} trial @returns {Result} */
const resultAt = ([, , , , , result]) => data.simulation.results[result];

/** @param {number[]} texts */
const codes = (texts) => texts.map((text) => make('code', 'arn', ...breakable(textAt(text))));

/** @param {number} number */
function statementOf(number) {
  /** @type {Statement} */
  const [kind, policy, sid, path, node, resource] = data.simulation.statements[number];
  const name = make('b', '', sid || both(data.texts.noStatement));
  const of = resource < 0 ? policy : resourceLink(policy, resource);
  const where = [path, node].filter(Boolean).map((part) => ` · ${part}`);
  return make('div', 'statement', name, ' ', of, make('small', '', both(kind), ...where));
}

/** Links to the attacks that statements of this resource decide. @param {number} resource */
export function decidedAt(resource) {
  const numbers = new Set();
  data.simulation.statements.forEach((/** @type {Statement} */ statement, /** @type {number} */ number) => {
    if (statement[5] === resource) numbers.add(number);
  });
  if (numbers.size === 0) return [];
  return attacks
    .filter((attack) => trialsOf(attack).some(([, , , , , , deciding]) => deciding.some((each) => numbers.has(each))))
    .map(({ id }) => leadingTo(id, id.replace('attack-', '')));
}
