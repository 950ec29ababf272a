import type { Bilingual } from '../../../constructs/standard/bilingual';

/** Markup that is safe to put into a page. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | null | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template that escapes all that is put into it, except markup. Texts in reports come from templates that anyone made. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const filled = strings.map((text, index) => text + (index < parts.length ? render(parts[index]) : ''));
  return new Markup(filled.join(''));
}

function render(part: Part): string {
  if (part === null || part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(render).join('');
  return String(part).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Both languages; the style sheet shows the one that the reader chose. */
export const both = ({ en, zh }: Bilingual): Markup =>
  en === zh ? html`${en}` : html`<span lang="en">${en}</span><span lang="zh">${zh}</span>`;
