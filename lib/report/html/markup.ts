import type { Bilingual } from '../../../constructs/standard/bilingual';
import { visible } from '../visible';

/** Markup that is safe to put into a page. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = Markup | string | number | null | undefined | readonly Part[];

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
  return visible(String(part)).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/**
 * Attributes of one word need no quotes, which in a page of thousands of them count. Pictures keep theirs: they are XML.
 * @see https://html.spec.whatwg.org/multipage/syntax.html#unquoted
 */
export const compact = (page: string): string =>
  page.replace(/<(script|style|svg)[\s\S]*?<\/\1>|<[a-z][^<>]*>/g, (part, kept?: string) =>
    kept === undefined ? part.replace(/="([\w.#:/-]+)"(?=[ >])/g, '=$1') : part,
  );

/**
 * Both languages; the style sheet shows the one that the reader chose. There are thousands of these in a page: the shortest
 * element for a text in a language of its own keeps it small, and English is the language of the page.
 */
export const both = ({ en, zh }: Bilingual): Markup =>
  en === zh ? html`${en}` : html`<i>${en}</i><i lang=zh>${zh}</i>`;

/** How many accounts, in words. */
export const accountsOf = (count: number): Markup =>
  both({ en: `${count} ${count === 1 ? 'account' : 'accounts'}`, zh: `${count} 个账号` });

/** A term as it begins a line. */
export const sentenceCase = ({ en, zh }: Bilingual): Bilingual => ({
  en: en.charAt(0).toUpperCase() + en.slice(1),
  zh,
});

/** Parts with something between each two. */
export const separated = (parts: readonly Part[], separator: string): Markup =>
  html`${parts.map((part, index) => (index > 0 ? [separator, part] : part))}`;

/** A construct path that breaks at its slashes and shows its end first to the eye. */
export const pathOf = (path: string): Markup => html`<span class="path">${parted(path, breakable)}</span>`;

/** The same within an element of the class `path`, which breaks wherever it has to: there are thousands of them. */
export const pathParts = (path: string): Markup => parted(path, (text) => text);

function parted(path: string, shown: (text: string) => Part): Markup {
  const end = path.replace(/\/(Resource|Default)$/, '').lastIndexOf('/') + 1;
  const start = end > 0 ? html`<span>${shown(path.slice(0, end))}</span>` : null;
  return html`${start}${shown(path.slice(end))}`;
}

const breakable = (text: string): readonly Part[] =>
  text.split('/').map((part, index) => (index > 0 ? [html`/<wbr>`, part] : part));

/** `lib/stacks/archive.ts:12`, or nothing; breaks wherever it has to. */
export const sourceOf = (source: { readonly file: string; readonly line: number } | null | undefined): Markup | null =>
  source ? html`<code class="source">${source.file}:${source.line}</code>` : null;
