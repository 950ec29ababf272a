import { styleSheet } from '../html/assets';
import { html, Markup, type Part } from '../html/markup';
import { type Language, type Pen, round, type Said } from './pen';

/** A drawing with its measures. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly title: Said;
  readonly description: Said;
  readonly pen: Pen;
  readonly parts: readonly Part[];
}

/**
 * The picture as an element of a page.
 * @param id unique in the page: title and description are found by it
 */
export function svgElement({ width, height, title, description, pen, parts }: Picture, id: string): Markup {
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="network" viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${pen.plain(title)}</title><desc id="${id}-text">${pen.plain(description)}</desc>${parts}</svg>`;
}

/** The picture as a file of its own, in one language, with the style that the page has. */
export function svgFile(picture: Picture, language: Language): string {
  const size = html` width="${round(picture.width)}" height="${round(picture.height)}" xml:lang="${language}"`;
  const style = html`<style>${new Markup(styleSheet('network'))}</style>`;
  const { text } = svgElement(picture, 'picture');
  const opened = text.replace('<svg ', `<svg${size.text} `).replace('</desc>', `</desc>${style.text}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${opened}\n`;
}
