// @ts-check

import { remember, remembered } from './language.mjs';
import { byId } from './page.mjs';

const SHORTCUTS_KEY = 'isms-shortcuts';

/** @type {Readonly<Record<string, (event: KeyboardEvent) => void>>} */
const SHORTCUTS = {
  '/': (event) => {
    event.preventDefault();
    const search = hereabouts().querySelector('input[type="search"]') ?? byId('filter-q');
    search.focus();
    search.select();
  },
  j: () => move(1),
  k: () => move(-1),
  c: () =>
    currentRow()
      ?.querySelector('.copy')
      ?.dispatchEvent(new Event('click', { bubbles: true })),
  '?': () => byId('help').showModal(),
};

export function followKeys() {
  const shortcuts = byId('shortcuts');
  shortcuts.checked = remembered(SHORTCUTS_KEY) !== 'off';
  shortcuts.addEventListener('change', () => remember(SHORTCUTS_KEY, shortcuts.checked ? 'on' : 'off'));
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
    if (event.key === 'Escape') return leave();
    if (isField(event.target)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') return step(event);
    if (shortcuts.checked) SHORTCUTS[event.key]?.(event);
  });
}

/** @param {EventTarget | null} target */
const isField = (target) =>
  target instanceof HTMLElement && target.matches('input[type="search"], select, textarea, input[type="radio"]');

/** Arrows move between rows only from a row: elsewhere they scroll. @param {KeyboardEvent} event */
function step(event) {
  if (!(document.activeElement instanceof HTMLElement) || !document.activeElement.matches('summary')) return;
  event.preventDefault();
  move(event.key === 'ArrowDown' ? 1 : -1);
}

/** @param {1 | -1} by */
function move(by) {
  const rows = visibleRows();
  const current = currentRow()?.querySelector('summary');
  const at = current ? rows.indexOf(current) : -1;
  const next = rows[current ? Math.min(Math.max(at + by, 0), rows.length - 1) : 0];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** The list in which the reader is: requirements, unless the focus is in another. */
const hereabouts = () => document.activeElement?.closest('#attacks, #resources, #findings') ?? byId('requirements');

function visibleRows() {
  const rows = hereabouts().querySelectorAll(
    '.requirement > summary, .attack > summary, .stack > summary, .resource > summary, .finding > summary',
  );
  return /** @type {HTMLElement[]} */ ([...rows]).filter((row) => row.getClientRects().length > 0);
}

/** @returns {HTMLDetailsElement | null | undefined} */
const currentRow = () =>
  document.activeElement?.closest(
    'details.requirement, details.attack, details.resource, details.stack, details.finding',
  );

/** Escape leaves the search, emptying it first, and closes the row. */
function leave() {
  const active = document.activeElement;
  if (active instanceof HTMLInputElement && active.type === 'search') {
    if (active.value) {
      active.value = '';
      active.dispatchEvent(new Event('input', { bubbles: true }));
    } else active.blur();
    return;
  }
  const row = currentRow();
  if (!row) return;
  row.open = false;
  row.querySelector('summary')?.focus();
}
