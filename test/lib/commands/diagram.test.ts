import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramCommand } from '../../../lib/commands/diagram';
import { UsageError } from '../../../lib/commands/io';
import { folderWith } from '../config/scratch';
import { HUB, LISTED } from '../proofs/network/drawn-networks';
import { RecordingIo } from './recording-io';

const templateOf = (made: object): string => join(folderWith({ 'network.json': JSON.stringify(made) }), 'network.json');

async function draw(made: object, io = new RecordingIo(), out = join(folderWith({}), 'out')) {
  const code = await diagramCommand({ template: [templateOf(made)], out, lang: io.lang }, io);
  return { code, io, folder: join(out, 'diagram') };
}

async function refusal(work: Promise<unknown>): Promise<UsageError> {
  const failure = await work.catch((error: unknown) => error);
  if (failure instanceof UsageError) return failure;
  throw new Error(`it was drawn: ${failure}`);
}

describe('isms diagram', () => {
  test('writes a picture for each network and transit gateway, and the data, and names them', async () => {
    const { code, io, folder } = await draw(HUB);
    const files = ['inspection.svg', 'production.svg', 'testing.svg', 'hub.svg', 'networks.json'];

    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual([...files].sort());
    expect(io.stdout).toMatch(/^Networks: 3, transit gateways: 1\n/);
    for (const name of readdirSync(folder)) expect(io.stdout).toContain(join(folder, name));
  });

  test('draws in the language that was asked for', async () => {
    const { io, folder } = await draw(LISTED, new RecordingIo('zh'));
    const [picture = ''] = readdirSync(folder).filter((name) => name.endsWith('.svg'));

    expect(io.stdout).toMatch(/^1 个网络，0 个中转网关\n/);
    expect(readFileSync(join(folder, picture), 'utf8')).toContain('互联网无法到达此处任何资源');
  });

  test('gives machines the graph with --json, and nothing else on standard output', async () => {
    const { io, folder } = await draw(LISTED, new RecordingIo('en', true));
    const graph = JSON.parse(io.stdout);

    expect(graph.networks[0].flows).toEqual([expect.objectContaining({ services: ['tcp/8443'], openTo: 'lists' })]);
    expect(readFileSync(join(folder, 'networks.json'), 'utf8')).toBe(io.stdout);
  });

  test('replaces earlier pictures, whatever networks there were', async () => {
    const out = join(folderWith({}), 'out');
    await draw(HUB, new RecordingIo(), out);
    const { folder } = await draw(LISTED, new RecordingIo(), out);

    expect(readdirSync(folder).filter((name) => name.endsWith('.svg'))).toHaveLength(1);
  });

  test('leaves a folder alone that holds something else', async () => {
    const out = folderWith({ 'diagram/mine.txt': 'kept' });
    const { because } = await refusal(draw(LISTED, new RecordingIo(), out));

    expect(because.en).toContain('is there already');
    expect(readFileSync(join(out, 'diagram', 'mine.txt'), 'utf8')).toBe('kept');
  });

  test('refuses templates without a network, and writes nothing', async () => {
    const out = join(folderWith({}), 'out');
    const bucket = { Resources: { Box: { Type: 'AWS::S3::Bucket' } } };
    const { because } = await refusal(draw(bucket, new RecordingIo(), out));

    expect(because).toEqual({
      en: 'nothing to draw: the templates make no network of AWS',
      zh: '没有可绘制的内容：模板未创建任何 AWS 网络',
    });
    expect(existsSync(join(out, 'diagram'))).toBe(false);
  });

  test.each([
    ['no such file', 'none.yaml', undefined, 'no such file'],
    ['prose', 'prose.yaml', 'just words', 'holds neither'],
    ['broken JSON', 'broken.json', '{"Resources": {', 'broken.json:1'],
  ])('refuses %s as the other commands do', async (_, name, content, told) => {
    const folder = folderWith({});
    if (content !== undefined) writeFileSync(join(folder, name), content);
    const io = new RecordingIo();
    const options = { template: [join(folder, name)], out: join(folder, 'out'), lang: io.lang };

    expect((await refusal(diagramCommand(options, io))).because.en).toContain(told);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('tells what stands in the way of writing', async () => {
    const out = join(folderWith({}), 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'diagram'), 'a file');

    expect((await refusal(draw(LISTED, new RecordingIo(), out))).because.en).toMatch(/diagram is there already/);
  });
});
