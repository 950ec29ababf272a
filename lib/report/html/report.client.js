// @ts-check
// What the page does in the browser. It works without this: everything but the rows of evidence stands in the markup.
(() => {
  const data = JSON.parse(byId('data').textContent ?? '{}');
  const requirements = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.requirement')]);
  const stacks = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.stack')]);

  /** @param {string} id @returns {any} */
  function byId(id) {
    return document.getElementById(id);
  }

  /** @returns {'en' | 'zh'} */
  const language = () => (document.documentElement.lang === 'zh' ? 'zh' : 'en');

  /** @param {{ en: string, zh: string }} text */
  const say = (text) => text[language()];

  /** @param {string} lang */
  function switchTo(lang) {
    document.documentElement.lang = lang;
    for (const button of document.querySelectorAll('[data-lang]')) {
      button.setAttribute('aria-pressed', String(button.getAttribute('data-lang') === lang));
    }
    for (const element of document.querySelectorAll('[data-en]')) {
      const text = element.getAttribute(`data-${lang}`) ?? '';
      if (element instanceof HTMLInputElement) element.placeholder = text;
      else element.textContent = text;
    }
    for (const row of requirements) if (row.open) showEvidence(row);
    try {
      localStorage.setItem('isms-language', lang);
    } catch {
      // a page opened from a file may be denied storage
    }
  }

  /** @param {string} name @param {string} [text] @param {string} [className] */
  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  const notApplicableShown = new Set();

  /** Fills in the evidence of a requirement when it is first opened: texts only, never markup. @param {HTMLElement} row */
  function showEvidence(row) {
    const index = Number(row.dataset.index);
    const all = data.evidence[index];
    const target = /** @type {HTMLElement} */ (row.querySelector('.evidence'));
    if (all.length === 0) return;
    const hasHidden = all.some((/** @type {any[]} */ entry) => entry[1] === 'not-applicable');
    const shown = all.filter(
      (/** @type {any[]} */ entry) => entry[1] !== 'not-applicable' || notApplicableShown.has(index),
    );
    const scroll = element('div', undefined, 'scroll');
    scroll.append(evidenceTable(shown));
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', say(data.texts.evidence));
    target.replaceChildren(...(hasHidden ? [toggle(row, index)] : []), scroll);
    target.classList.add('filled');
  }

  /** @param {HTMLElement} row @param {number} index */
  function toggle(row, index) {
    const label = element('label');
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = notApplicableShown.has(index);
    box.addEventListener('change', () => {
      if (box.checked) notApplicableShown.add(index);
      else notApplicableShown.delete(index);
      showEvidence(row);
    });
    label.append(box, ` ${say(data.texts.showNotApplicable)}`);
    return label;
  }

  /** @param {any[][]} entries */
  function evidenceTable(entries) {
    const table = element('table');
    const head = element('tr');
    for (const name of ['check', 'outcome', 'subject', 'where', 'source', 'message']) {
      const cell = element('th', say(data.texts[name]));
      cell.setAttribute('scope', 'col');
      head.append(cell);
    }
    const top = element('thead');
    top.append(head);
    const body = element('tbody');
    for (const [check, outcome, subject, message] of entries) {
      const [path, type, where, source] = data.subjects[subject] ?? ['', '', '', ''];
      const row = element('tr');
      const [english, chinese] = data.messages[message];
      row.append(
        cellOf(element('code', data.checks[check])),
        cellOf(element('span', say(data.outcomes[outcome]), `outcome-${outcome}`)),
        cellOf(element('span', path), element('br'), element('small', type)),
        cellOf(element('span', where)),
        cellOf(element('code', source)),
        cellOf(element('span', say({ en: english, zh: chinese }))),
      );
      body.append(row);
    }
    table.append(top, body);
    return table;
  }

  /** @param {HTMLElement[]} parts */
  function cellOf(...parts) {
    const cell = element('td');
    cell.append(...parts);
    return cell;
  }

  const texts = requirements.map((row) =>
    `${row.textContent} ${evidenceText(Number(row.dataset.index))}`.toLowerCase(),
  );

  /** @param {number} index */
  function evidenceText(index) {
    const words = new Set();
    for (const [check, , subject] of data.evidence[index]) {
      words.add(data.checks[check]);
      if (subject >= 0) words.add(data.subjects[subject].join(' '));
    }
    return [...words].join(' ');
  }

  function filter() {
    const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const status = byId('status').value;
    const kind = byId('kind').value;
    let count = 0;
    requirements.forEach((row, index) => {
      const fits =
        (!status || row.dataset.status === status) &&
        (!kind || row.dataset.kind === kind) &&
        words.every((/** @type {string} */ word) => texts[index]?.includes(word));
      row.hidden = !fits;
      if (fits) count += 1;
    });
    for (const clause of document.querySelectorAll('.clause')) {
      /** @type {HTMLElement} */ (clause).hidden = !clause.querySelector('details:not([hidden])');
    }
    byId('nothing').hidden = count > 0;
    byId('shown').textContent = count === requirements.length ? String(count) : `${count} / ${requirements.length}`;
  }

  function filterResources() {
    const words = byId('resource-search').value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const stack of stacks) {
      let any = false;
      for (const row of stack.querySelectorAll('tbody tr')) {
        const text = (row.textContent ?? '').toLowerCase();
        const fits = words.every((/** @type {string} */ word) => text.includes(word));
        /** @type {HTMLElement} */ (row).hidden = !fits;
        any ||= fits;
      }
      stack.hidden = !any;
      if (words.length > 0) stack.open = any;
    }
  }

  /** Opens what the address names: a link to a requirement leads into it, whatever the filter hides. */
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!(target instanceof HTMLDetailsElement)) return;
    target.hidden = false;
    const clause = target.closest('.clause');
    if (clause instanceof HTMLElement) clause.hidden = false;
    target.open = true;
    target.scrollIntoView();
  }

  for (const row of requirements) row.addEventListener('toggle', () => row.open && showEvidence(row));
  for (const id of ['search', 'status', 'kind']) byId(id).addEventListener('input', filter);
  for (const form of document.querySelectorAll('form'))
    form.addEventListener('submit', (event) => event.preventDefault());
  byId('resource-search').addEventListener('input', filterResources);
  byId('print').addEventListener('click', () => print());
  byId('open-all').addEventListener('click', () => {
    for (const row of requirements) if (!row.hidden) row.open = true;
  });
  byId('close-all').addEventListener('click', () => {
    for (const row of requirements) row.open = false;
  });
  for (const button of document.querySelectorAll('[data-lang]')) {
    button.addEventListener('click', () => switchTo(button.getAttribute('data-lang') ?? 'en'));
  }
  for (const tile of document.querySelectorAll('.tile button')) {
    tile.addEventListener('click', () => {
      byId('status').value = tile.getAttribute('data-status');
      filter();
      byId('requirements').scrollIntoView();
    });
  }

  // on paper: every requirement with its facets; evidence where it had been opened
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = requirements.filter((row) => !row.open);
    for (const row of opened) row.open = true;
  });
  addEventListener('afterprint', () => {
    for (const row of opened) row.open = false;
  });
  addEventListener('hashchange', follow);

  let wanted = navigator.language.startsWith('zh') ? 'zh' : 'en';
  try {
    wanted = localStorage.getItem('isms-language') ?? wanted;
  } catch {
    // a page opened from a file may be denied storage
  }
  if (wanted !== 'en') switchTo(wanted);
  filter();
  follow();
})();
