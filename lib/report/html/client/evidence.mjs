// @ts-check
import { decidedAt } from './attacks.mjs';
import {
  both,
  breakable,
  byId,
  data,
  evidenceOfResources,
  make,
  pathOf,
  requirementsShown,
  subjectAt,
} from './page.mjs';

const NOT_APPLICABLE = 'not-applicable';

/** @param {number} row @returns {import('./page.mjs').Row} */
const rowAt = (row) => data.rows[row];

/** What a construct declares goes by its path. @param {number} row @returns {string} */
function checkOf(row) {
  const check = data.checks[rowAt(row)[0]];
  return check.endsWith(':') ? check + subjectOf(row)[0] : check;
}

/** @param {number} row @returns {string} */
const outcomeOf = (row) => data.outcomes[rowAt(row)[1]][0];

const filled = new WeakSet();

/** Puts the evidence under the checks of a requirement, when it is first opened. @param {HTMLElement} requirement */
export function fillRequirement(requirement) {
  if (filled.has(requirement)) return;
  filled.add(requirement);
  /** @type {number[]} */
  const rows = data.requirements[Number(requirement.dataset.i)];
  const named = new Set();
  for (const item of requirement.querySelectorAll('[data-check]')) {
    const check = item.getAttribute('data-check');
    named.add(check);
    const evidence = rows.filter((row) => checkOf(row) === check && shows(row, item.closest('.facet')?.id));
    if (evidence.length > 0) fillCheck(/** @type {HTMLElement} */ (item), evidence);
  }
  const others = requirement.querySelector('.others');
  if (others) others.append(...otherEvidence(rows.filter((row) => !named.has(checkOf(row)))));
  requirement.querySelector('.body')?.prepend(make('p', 'row-actions', copyButton()));
}

/** A proof may show one facet and not the next. @param {number} row @param {string | undefined} facet */
function shows(row, facet) {
  const list = rowAt(row)[4];
  return typeof list !== 'number' || data.facets[list].includes(facet);
}

export function copyButton() {
  const button = make('button', 'quiet copy', both(data.texts.copyLink));
  button.setAttribute('type', 'button');
  return button;
}

/** A check with evidence opens; what is wrong or undecided is open already. @param {HTMLElement} item @param {number[]} rows */
function fillCheck(item, rows) {
  const summary = make('summary', '', ...item.childNodes);
  const details = make('details', '', summary, evidenceTable(rows));
  if (rows.some((row) => isOpen(row))) details.setAttribute('open', '');
  item.classList.add('filled');
  item.append(details);
}

/** @param {number} row */
const isOpen = (row) => ['bad', 'warn'].includes(data.outcomes[rowAt(row)[1]][1].tone);

/** @param {number[]} rows */
function otherEvidence(rows) {
  const kinds = [...new Set(rows.map((row) => kindOf(checkOf(row))))];
  return kinds.map((kind) => {
    const of = rows.filter((row) => kindOf(checkOf(row)) === kind);
    const item = make(
      'div',
      'check plain',
      make('span', 'kind', both(kindName(kind))),
      make('span', '', `${of.length}`),
    );
    fillCheck(item, of);
    return item;
  });
}

/** @param {string} check */
const kindOf = (check) => check.slice(0, check.indexOf(':'));

/** @param {string} kind */
const kindName = (kind) => data.kinds[kind] ?? { en: kind, zh: kind };

/** Puts the verdicts on a resource into its row. @param {HTMLElement} resource */
export function fillResource(resource) {
  if (filled.has(resource)) return;
  filled.add(resource);
  const number = Number(resource.dataset.i);
  const rows = evidenceOfResources[number] ?? [];
  const body = resource.querySelector('.body') ?? resource.appendChild(make('div', 'body'));
  const shown = requirementsShown(number);
  if (shown.length > 0) body.prepend(requirementLinks(shown));
  for (const link of body.querySelectorAll('a[href^="#reason-"]')) link.after(': ', reasonAt(link));
  const decided = decidedAt(number);
  if (decided.length > 0) {
    const links = decided.flatMap((link) => [' ', tagged(link)]);
    body.append(make('p', 'shows', both(data.texts.attacksDecided), ...links));
  }
  if (rows.length > 0) body.append(make('h4', '', both(data.texts.verdicts)), verdictTable(rows));
}

/** @param {string[]} ids */
const requirementLinks = (ids) =>
  make('p', 'shows', both(data.texts.shows), ...ids.flatMap((id) => [' ', tagged(leadingTo(id, id))]));

/** Why no rule need judge a resource, as its link says. @param {Element} link */
function reasonAt(link) {
  const reason = byId(link.getAttribute('href')?.slice(1) ?? '').querySelector('dd');
  return make('span', '', ...copyOf(reason));
}

/** @param {HTMLElement} link */
function tagged(link) {
  link.className = 'tag';
  return link;
}

/** @param {string} place @param {Node | string} text */
export function leadingTo(place, text) {
  const link = make('a', '', text);
  link.setAttribute('href', `#${place}`);
  return link;
}

/** @param {number[]} rows @param {string[]} columns @param {(row: number) => HTMLElement} cells */
function table(rows, columns, cells) {
  const head = make('tr', '', ...columns.map((name) => heading(name)));
  const applied = rows.filter((row) => outcomeOf(row) !== NOT_APPLICABLE);
  const body = make('tbody', '', ...inOrder(applied).map(cells));
  const scroll = make('div', 'evidence', make('table', '', make('thead', '', head), body));
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', data.texts.evidence[byId('lang-zh').checked ? 'zh' : 'en']);
  const rest = rows.filter((row) => outcomeOf(row) === NOT_APPLICABLE);
  return rest.length === 0 ? scroll : make('div', '', scroll, moreButton(rest, body, cells));
}

/** What did not apply is shown when asked for. @param {number[]} rows @param {HTMLElement} body @param {(row: number) => HTMLElement} cells */
function moreButton(rows, body, cells) {
  const text = { en: `Show ${rows.length} not applicable`, zh: `显示 ${rows.length} 项不适用` };
  const button = make('button', 'quiet', both(text));
  button.setAttribute('type', 'button');
  button.addEventListener('click', () => {
    body.append(...rows.map(cells));
    button.remove();
  });
  return button;
}

/** @param {number[]} rows worst first */
const inOrder = (rows) => [...rows].sort((a, b) => rowAt(a)[1] - rowAt(b)[1]);

/** @param {string} name */
function heading(name) {
  const cell = make('th', '', both(data.texts[name]));
  cell.setAttribute('scope', 'col');
  return cell;
}

/** @param {number[]} rows */
function evidenceTable(rows) {
  const told = rows.some((row) => saysMore(row));
  const columns = [
    'outcome',
    ...(rows.some(hasSubject) ? ['subject', 'where', 'source'] : []),
    ...(told ? ['message'] : []),
  ];
  return table(rows, columns, (row) => make('tr', '', ...columns.map((name) => CELLS[name]?.(row) ?? '')));
}

/** That something complies says no more than its outcome. @param {number} row */
const saysMore = (row) => !['compliant', 'declared'].includes(outcomeOf(row));

/** @param {number} row */
const hasSubject = (row) => rowAt(row)[2] >= 0;

/** @type {Readonly<Record<string, (row: number) => HTMLElement>>} */
const CELLS = {
  outcome: (row) => make('td', '', outcome(row)),
  subject: (row) => {
    const [path, type, stack, , , , resource] = subjectOf(row);
    const named = path && resource >= 0 ? resourceLink(path, resource) : pathOf(path);
    return make('td', '', named, make('small', '', stack ? `${type} · ${stack}` : type));
  },
  where: (row) => {
    const [, , , reach, region] = subjectOf(row);
    return make('td', '', reach, make('br', ''), make('small', '', region));
  },
  source: (row) => make('td', '', make('code', 'source', ...breakable(subjectOf(row)[5]))),
  message: (row) => said(row),
};

/** @param {number} row @returns {import('./page.mjs').Subject} */
const subjectOf = (row) => subjectAt(rowAt(row)[2]);

/** @param {number[]} rows */
const verdictTable = (rows) =>
  table(rows, ['outcome', 'check', 'message'], (row) =>
    make('tr', '', make('td', '', outcome(row)), checkCell(checkOf(row)), said(row)),
  );

/** @param {string} check */
function checkCell(check) {
  const kind = kindOf(check);
  const id = check.slice(kind.length + 1);
  const demand = document.querySelector(`[data-check="${CSS.escape(check)}"] .detail`);
  const told = kind === 'rule' && demand ? [make('br', ''), make('small', '', ...copyOf(demand))] : [];
  return make('td', '', make('code', '', ...breakable(id)), ...told);
}

/** What an element says, once more. @param {Element} element */
const copyOf = (element) => element.cloneNode(true).childNodes;

/** @param {number} row */
function said(row) {
  const [, , , message, property] = rowAt(row);
  const [first, second, attack] = data.messages[message];
  const [en, zh] = [first, second].map(whole);
  if (second === undefined) return make('td', '', leadingTo(`attack-${en}`, titleOf(en)));
  if (attack) return make('td', '', leadingTo(`attack-${attack}`, both({ en, zh })));
  const named = typeof property === 'string' ? [make('code', '', property), ' '] : [];
  return make('td', '', ...named, both({ en, zh }));
}

/** A text with the names in it that stand among the strings. @param {string | (string | number)[]} [text] */
const whole = (text) =>
  [text ?? '']
    .flat()
    .map((part) => (typeof part === 'number' ? data.strings[part] : part))
    .join('');

/** @param {string} attack */
const titleOf = (attack) => make('span', '', ...copyOf(byId(`attack-${attack}`).querySelector('.name > span')));

/** @param {number} row */
function outcome(row) {
  const { name, sign, tone } = data.outcomes[rowAt(row)[1]][1];
  const mark = make('span', '', sign);
  mark.setAttribute('aria-hidden', 'true');
  return make('span', tone, mark, ' ', both(name));
}

/** Leads to the resource's own row. @param {string} path @param {number} resource */
export function resourceLink(path, resource) {
  return leadingTo(`resource-${resource}`, pathOf(path));
}
