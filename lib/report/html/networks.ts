import type { NetworkGraphs } from '../../evidence/network-graph';
import { Pen } from '../network/pen';
import { svgElement } from '../network/picture';
import { picturesOf } from '../network/picture-files';
import type { Report } from '../report';
import { both, html, type Markup } from './markup';
import { TEXTS } from './texts';

/** How many pictures there are of networks. */
export const picturesIn = ({ networks, transitGateways }: NetworkGraphs): number =>
  networks.length + transitGateways.length;

/** A picture of each network and transit gateway; nothing where none were drawn. */
export function networksSection({ networks }: Report): Markup | null {
  if (!networks) return null;
  const pictures = picturesOf(networks, new Pen(['en', 'zh']));
  return html`<section id="networks" aria-labelledby="networks-title">
<h2 id="networks-title">${both(TEXTS.networks)} <span class="number">${pictures.length}</span></h2>
${pictures.length > 0 ? html`<p class="detail">${both(TEXTS.networksText)}</p>` : html`<p class="empty">${both(TEXTS.noNetworks)}</p>`}
${pictures.map(({ name, picture }, index) => html`<figure class="picture scroll" tabindex="0" role="region" aria-label="${name}">${svgElement(picture, `network-${index}`)}</figure>`)}
</section>`;
}
