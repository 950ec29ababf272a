import type { NetworkGraphs } from '../../evidence/network-graph';
import { networkPicture } from './network-picture';
import { type Language, Pen } from './pen';
import { type Picture, svgFile } from './picture';
import { transitPicture } from './transit-picture';

/** Every picture, networks first. */
export const picturesOf = ({ networks, transitGateways }: NetworkGraphs, pen: Pen): readonly NamedPicture[] => [
  ...networks.map((network) => ({
    name: placed(network.subject.region, network.name),
    picture: networkPicture(network, pen),
  })),
  ...transitGateways.map((gateway) => ({
    name: placed(gateway.region, gateway.name),
    picture: transitPicture(gateway, pen),
  })),
];

/** Names of two regions may be the same. */
const placed = (region: string, name: string): string => (region === 'unknown' ? name : `${region} ${name}`);

interface NamedPicture {
  readonly name: string;
  readonly picture: Picture;
}

/** By name of the file: the pictures in one language. Names that come to the same get a number. */
export function pictureFiles(graphs: NetworkGraphs, language: Language): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const { name, picture } of picturesOf(graphs, new Pen([language]))) {
    const stem = fileStem(name);
    let file = `${stem}.svg`;
    for (let number = 2; files.has(file); number += 1) file = `${stem}-${number}.svg`;
    files.set(file, svgFile(picture, language));
  }
  return files;
}

const LONGEST_STEM = 100;

/** Of letters and digits that every file system takes, in lower case: some tell no case apart. */
const fileStem = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_STEM) || 'network';
