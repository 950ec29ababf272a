// @ts-check

import { follow, keep, linkTo } from './address.mjs';
import { fillAttack } from './attacks.mjs';
import { fillRequirement, fillResource } from './evidence.mjs';
import { applyFilter, want, wanted } from './filter.mjs';
import { followKeys } from './keyboard.mjs';
import { followLanguage } from './language.mjs';
import { asDetails, attacks, both, byId, data, make, requirements, resources, say, stacks } from './page.mjs';

for (const row of requirements) row.addEventListener('toggle', () => row.open && fillRequirement(row));
for (const row of resources) row.addEventListener('toggle', () => row.open && fillResource(row));
for (const row of attacks) row.addEventListener('toggle', () => row.open && fillAttack(row));

for (const form of document.querySelectorAll('form.filters')) {
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => {
    applyFilter();
    keep(sectionOf(form));
  });
  form.querySelector('.clear')?.addEventListener('click', () => {
    const own = new Set([...form.querySelectorAll('[id^="filter-"]')].map(({ id }) => id.replace('filter-', '')));
    want(Object.fromEntries(Object.entries(wanted()).filter(([name]) => !own.has(name))));
    applyFilter();
    keep(sectionOf(form));
    /** @type {HTMLElement | null} */ (form.querySelector('input'))?.focus();
  });
}

/** @param {Element} form */
function sectionOf(form) {
  return form.closest('section')?.id;
}
byId('open-all').addEventListener('click', () => openAll(true));
byId('close-all').addEventListener('click', () => openAll(false));

/** @param {boolean} open */
function openAll(open) {
  for (const row of requirements) if (!row.hidden) row.open = open;
}

// a row that is opened is where the reader is
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const row = event.target.closest('.requirement, .attack');
  if (event.target.closest('.copy') && row) copy(linkTo(row.id));
  else if (row && event.target.closest('summary')?.parentElement === row) keep(row.hasAttribute('open') ? '' : row.id);
});

/** @param {string} link */
async function copy(link) {
  try {
    await navigator.clipboard.writeText(link);
    tell(make('span', '', both(data.texts.copied)));
  } catch {
    tell(make('span', '', both(data.texts.notCopied), ` ${link}`));
  }
}

/** Says it to those who hear, and shows it for a moment to those who see. @param {HTMLElement} text */
function tell(text) {
  say(text.cloneNode(true));
  const toast = make('p', 'toast', text);
  toast.setAttribute('aria-hidden', 'true');
  document.body.append(toast);
  setTimeout(() => toast.remove(), 4000);
}

byId('print').addEventListener('click', () => print());
byId('help-open').addEventListener('click', () => byId('help').showModal());

// on paper: every requirement that is shown with its facets, every stack with its resources, every technique
/** @type {HTMLDetailsElement[]} */
const techniques = [...document.querySelectorAll('details.techniques')].map(asDetails);
/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...requirements, ...stacks, ...techniques].filter((row) => !row.open);
  for (const row of opened) row.open = true;
});
addEventListener('afterprint', () => {
  for (const row of opened) row.open = false;
});

document.documentElement.classList.add('scripted');
followLanguage();
followKeys();
applyFilter();
follow();
addEventListener('hashchange', follow);

// whoever drives the page may begin
document.documentElement.dataset.ready = '';
