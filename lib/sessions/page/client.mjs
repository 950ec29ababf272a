// @ts-check
(() => {
  /** Seconds: pauses are no longer where idle time is skipped. */
  const IDLE = 2;
  const MOST_HITS = 200;
  /** Seconds after a line: what it came of is on the screen. */
  const SETTLED = 0.05;

  /** @param {string} id @returns {any} */
  const byId = (id) => document.getElementById(id);

  /** @type {[number, string, number][]} */
  const allLines = [];
  let header = '';
  /** @type {[number, string, string][]} */
  const parsed = [];
  for (const element of document.querySelectorAll('script.part')) {
    /** @type {{ cast: string, lines: [number, string, number][] }} */
    const { cast, lines } = JSON.parse(element.textContent ?? '');
    for (const line of lines) allLines.push(line);
    for (const line of cast.split('\n')) {
      if (header === '') header = line;
      else if (line !== '') parsed.push(JSON.parse(line));
    }
    // what was read need not be there twice
    element.remove();
  }

  /** @type {any} */
  let player;

  const limit = () => (byId('idle').checked ? IDLE : Number.POSITIVE_INFINITY);

  /** Where a moment of the session is while idle time is skipped. @param {number} at */
  function shownAt(at) {
    let [real, shown] = [0, 0];
    for (const [interval] of parsed) {
      if (real + interval >= at) return shown + Math.min(at - real, limit());
      real += interval;
      shown += Math.min(interval, limit());
    }
    return shown;
  }

  /** @param {number} at seconds since the session began */
  function open(at) {
    // of a recording without a sound segment there is nothing to play
    if (header === '') return;
    player?.dispose();
    const lines = parsed.map(([interval, code, text]) => JSON.stringify([Math.min(interval, limit()), code, text]));
    const options = {
      speed: Number(byId('speed').value),
      fit: 'width',
      preload: true,
      startAt: shownAt(at),
      terminalFontFamily:
        'ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace',
    };
    player = /** @type {any} */ (window).AsciinemaPlayer.create(
      { data: [header, ...lines].join('\n') },
      byId('player'),
      options,
    );
  }

  /** @param {number} at */
  async function goTo(at) {
    await player.seek(shownAt(at + SETTLED));
    document.body.dataset.at = String(at);
  }

  /** @param {string} list @param {[number, string, number][]} lines */
  function fill(list, lines) {
    byId(list).replaceChildren(
      ...lines.map(([at, text]) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = `${clock(at)}  ${text}`;
        button.addEventListener('click', () => goTo(at));
        item.append(button);
        return item;
      }),
    );
  }

  /** @param {number} seconds */
  const clock = (seconds) => new Date(seconds * 1000).toISOString().slice(11, 19);

  function search() {
    const wanted = byId('search').value.trim().toLowerCase();
    const hits = wanted === '' ? [] : allLines.filter(([, text]) => text.toLowerCase().includes(wanted));
    byId('hits-title').hidden = wanted === '';
    byId('count').textContent = String(hits.length);
    fill('hits', hits.slice(0, MOST_HITS));
  }

  byId('language').addEventListener('click', () => {
    document.documentElement.lang = document.documentElement.lang === 'zh' ? 'en' : 'zh';
  });
  byId('speed').addEventListener('change', () => open(0));
  byId('idle').addEventListener('change', () => open(0));
  byId('search').addEventListener('input', search);
  fill(
    'commands',
    allLines.filter(([, , entered]) => entered === 1),
  );
  open(0);
})();
