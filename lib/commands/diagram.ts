import { join } from 'node:path';
import type { NetworkGraphs } from '../evidence/network-graph';
import { networkGraphs } from '../proofs/network/graph/network-graphs';
import { pictureFiles } from '../report/network/picture-files';
import { writeFolder } from '../report/write';
import { type EstateOptions, lookedAt } from './estate-reading';
import { ExitCode, fileSystemProblem, type Io, longStep, UsageError } from './io';

/** What the folder of pictures is known by, whatever networks there were before. */
const DATA = 'networks.json';

/**
 * `isms diagram`: draws the networks that templates make, a file for each network and transit gateway, and writes the same as
 * data.
 */
export async function diagramCommand(options: EstateOptions, io: Io): Promise<number> {
  const { estate } = await lookedAt(options, io, NOTHING);
  const graphs = await longStep(io, { en: 'Deciding what flows', zh: '正在判定流量' }, () => networkGraphs(estate));
  if (graphs.networks.length + graphs.transitGateways.length === 0) throw new UsageError(NOTHING);
  const folder = join(options.out, 'diagram');
  const pictures = pictureFiles(graphs, io.lang);
  const data = `${JSON.stringify(graphs, null, 2)}\n`;
  write(folder, { ...Object.fromEntries(pictures), [DATA]: data });
  io.out(io.json ? data : told(folder, [...pictures.keys()], graphs, io));
  return ExitCode.fine;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  try {
    writeFolder(folder, files);
  } catch (error) {
    throw fileSystemProblem(error, folder) ?? error;
  }
}

function told(
  folder: string,
  names: readonly string[],
  { networks, transitGateways }: NetworkGraphs,
  { lang }: Io,
): string {
  const counts =
    lang === 'zh'
      ? `${networks.length} 个网络，${transitGateways.length} 个中转网关`
      : `Networks: ${networks.length}, transit gateways: ${transitGateways.length}`;
  return `${[counts, ...[...names, DATA].map((name) => join(folder, name))].join('\n')}\n`;
}

const NOTHING = {
  en: 'nothing to draw: the templates make no network of AWS',
  zh: '没有可绘制的内容：模板未创建任何 AWS 网络',
};
