// @ts-check
import { copyButton, resourceLink } from './evidence.mjs';
import { attacks, both, breakable, data, make } from './page.mjs';

/** @typedef {[purpose: string, who: number, principals: number[], call: number, places: number, missed: string, verdict: string, sign: string, tone: string, deciding: number[], reason: number]} Trial */
/** @typedef {[kind: import('./page.mjs').Text, policy: string, sid: string, path: string, node: string, resource: number]} Statement */

const filledAttacks = new WeakSet();

/** @param {HTMLElement} attack @returns {Trial[]} */
export const trialsOf = ({ dataset }) => data.simulation.attacks[Number(dataset.i)];

/** Puts the calls of an attack into its row, when it is first opened. @param {HTMLElement} attack */
export function fillAttack(attack) {
  if (filledAttacks.has(attack)) return;
  filledAttacks.add(attack);
  const body = attack.querySelector('.body');
  body?.prepend(make('p', 'row-actions', copyButton()));
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
  const scroll = make('div', 'evidence calls', make('table', '', make('thead', '', head), make('tbody', '', ...rows)));
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', data.texts.calls.en);
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
  verdict: ([, , , , , missed, verdict, sign, tone]) => {
    const mark = make('span', '', sign);
    mark.setAttribute('aria-hidden', 'true');
    const cell = make('td', '', make('span', tone, mark, ' ', both(data.simulation.verdicts[verdict].name)));
    if (missed) {
      const demand = missed === 'refused' ? data.texts.mustBeRefused : data.texts.mustBeAllowed;
      cell.append(make('small', tone, both(demand)));
    }
    return cell;
  },
  who: ([purpose, who, principals]) => {
    const [en, zh] = data.simulation.who[who];
    return make(
      'td',
      '',
      make('small', '', both(data.simulation.purposes[purpose])),
      make('span', '', both({ en, zh })),
      ...principals.map((principal) => make('code', 'arn', ...breakable(data.simulation.principals[principal]))),
    );
  },
  call: ([, , , call]) => {
    const [actions, resources, context] = data.simulation.calls[call];
    return make(
      'td',
      '',
      ...actions.map((/** @type {string} */ action) => make('b', '', action)),
      ...resources.map((/** @type {string} */ arn) => make('code', 'arn', ...breakable(arn))),
      ...context.map((/** @type {string} */ key) => make('code', 'arn context', ...breakable(key))),
    );
  },
  places: ([, , , , place]) => make('td', '', data.simulation.places[place].join(', ')),
  decidedBy: ([, , , , , , verdict, , , deciding, reason]) => {
    const [en, zh] = data.simulation.reasons[reason];
    const statements = verdict === 'allowed' ? [] : deciding.map((number) => statementOf(number));
    const told = verdict === 'refused' ? [] : [make('small', '', both({ en, zh }))];
    return make('td', '', ...statements, ...told);
  },
};

/** @param {number} number */
function statementOf(number) {
  /** @type {Statement} */
  const [kind, policy, sid, path, node, resource] = data.simulation.statements[number];
  const name = make('b', '', ...(sid ? [sid] : [both(data.texts.noStatement)]));
  const of = resource >= 0 ? resourceLink(policy, resource) : policy;
  const where = [path, node].filter(Boolean).map((part) => ` · ${part}`);
  return make('div', 'statement', name, ' ', of, make('small', '', both(kind), ...where));
}

/** The attacks that a statement of this resource decides. @param {number} resource */
export function decidedAt(resource) {
  const numbers = new Set(
    data.simulation.statements.flatMap((/** @type {Statement} */ statement, /** @type {number} */ number) =>
      statement[5] === resource ? [number] : [],
    ),
  );
  if (numbers.size === 0) return [];
  return attacks
    .filter((attack) =>
      trialsOf(attack).some(([, , , , , , , , , deciding]) => deciding.some((each) => numbers.has(each))),
    )
    .map(({ id }) => id);
}
