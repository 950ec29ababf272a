import type { Bilingual } from '../../../constructs/standard/bilingual';
import { html, type Markup } from '../html/markup';
import { fitted, type Size } from './lettering';

export type Language = keyof Bilingual;

/** A text that reads the same in both languages, or one for each. */
export type Said = string | Bilingual;

export interface Lettered {
  readonly x: number;
  readonly y: number;
  /** No text becomes wider. */
  readonly width: number;
  /** @default 'text' */
  readonly size?: Size;
  /** Written in this paint instead of the usual: `soft`. */
  readonly tone?: 'soft';
  /** What a text is that stands here in parts or in short. @default - the text, where it had to be shortened */
  readonly whole?: Said;
}

/** Draws parts of a picture, in one language or in both, of which the page shows one. */
export class Pen {
  constructor(readonly languages: readonly Language[]) {}

  /** A line of text. Whatever had to be shortened has its full text where a pointer asks for it. */
  text(said: Said, { x, y, width, size = 'text', tone, whole }: Lettered): Markup {
    const parts = this.languages.map((lang) => ({ lang, full: inLanguage(said, lang) }));
    if (parts.every(({ full }) => full === '')) return html``;
    const shown = parts.map(({ lang, full }) => ({ lang, text: fitted(full, width, size) }));
    const isShortened = shown.some(({ text }, index) => text !== parts[index]?.full);
    const classes = [...(size === 'text' ? [] : [size]), ...(tone ? [tone] : [])].join(' ');
    const title = whole ?? (isShortened ? said : undefined);
    return html`<text x="${round(x)}" y="${round(y)}"${classes ? html` class="${classes}"` : null}>${title === undefined ? null : this.title(title)}${this.spans(shown)}</text>`;
  }

  /** What a pointer, or who hears the page, is told. */
  title = (said: Said): Markup => html`<title>${this.plain(said)}</title>`;

  /** Where no markup can stand: one language after the other. */
  plain(said: Said): string {
    return [...new Set(this.languages.map((lang) => inLanguage(said, lang)))].join(' · ');
  }

  private spans(shown: readonly { readonly lang: Language; readonly text: string }[]): Markup {
    const [first] = shown;
    if (shown.every(({ text }) => text === first?.text)) return html`${first?.text}`;
    return html`${shown.map(({ lang, text }) => html`<tspan lang="${lang}">${text}</tspan>`)}`;
  }
}

export const inLanguage = (said: Said, lang: Language): string => (typeof said === 'string' ? said : said[lang]);

/** Words in the languages that they have, put together. */
export const joinedSaid = (parts: readonly Said[], en: string, zh: string = en): Bilingual => ({
  en: parts.map((part) => inLanguage(part, 'en')).join(en),
  zh: parts.map((part) => inLanguage(part, 'zh')).join(zh),
});

export const round = (value: number): number => Math.round(value * 10) / 10;

export const box = (x: number, y: number, width: number, height: number, kind: string): Markup =>
  html`<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`;
