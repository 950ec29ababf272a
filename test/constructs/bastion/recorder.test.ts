import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { launchScript, requireUserData } from '../../../constructs/bastion/launch';
import { recorderConfiguration } from '../../../constructs/bastion/recorder-configuration';
import { archiveOf } from '../../../constructs/session-recording/archive';
import { RecorderAsset } from '../../../constructs/session-recording/recorder-asset';

const SOURCES = resolve(__dirname, '../../../constructs/session-recording/recorder');

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'isms-asset-'));
});

afterEach(() => rmSync(outdir, { recursive: true, force: true }));

const launch = (operators: readonly string[]): string =>
  launchScript({
    recorder: { bucketName: 'assets', objectKey: 'recorder.tar', digest: 'd'.repeat(64) },
    region: 'eu-west-1',
    configuration: '{}',
    operators,
  });

describe('the recorder as an asset', () => {
  test('is known by the digest of its bytes, which the manifest publishes under that name', () => {
    const app = new App({ outdir });
    const asset = new RecorderAsset(
      new Stack(app, 'Operations', { env: { account: '111111111111', region: 'eu-west-1' } }),
      'Asset',
    );
    app.synth();
    const manifest = JSON.parse(readFileSync(join(outdir, 'Operations.assets.json'), 'utf8'));
    const published = manifest.files[asset.digest];

    expect(
      createHash('sha256')
        .update(readFileSync(join(outdir, published.source.path)))
        .digest('hex'),
    ).toBe(asset.digest);
    expect(published.source.packaging).toBe('file');
    expect(Object.values(published.destinations)).toEqual([
      expect.objectContaining({ bucketName: asset.bucketName, objectKey: asset.objectKey }),
    ]);
  });

  test('holds every file of the recorder and nothing else', () => {
    const app = new App({ outdir });
    const asset = new RecorderAsset(new Stack(app, 'Operations'), 'Asset');
    const archive = readFileSync(join(outdir, `asset.${asset.digest}.tar`));
    const files = readdirSync(SOURCES).filter((name) => /\.(py|json)$/.test(name));

    expect(archive.equals(archiveOf(files.map((name) => ({ name, content: readFileSync(join(SOURCES, name)) }))))).toBe(
      true,
    );
    expect(files).toEqual(expect.arrayContaining(['isms_shell.py', 'life-cycle.json']));
  });

  test('is the same in whatever order a folder lists its files', () => {
    const files = ['b.py', 'a.py'].map((name) => ({ name, content: Buffer.from(name) }));

    expect(archiveOf(files).equals(archiveOf([...files].reverse()))).toBe(true);
  });
});

describe('the configuration of the recorder', () => {
  test.each([
    ['eu-west-1', 'amazonaws.com'],
    ['cn-north-1', 'amazonaws.com.cn'],
  ])('names addresses of the partition in %s', (region, urlSuffix) => {
    expect(
      recorderConfiguration({
        place: { region, urlSuffix, partition: 'aws', account: '111111111111' },
        bucketName: 'recordings',
        encryptionKeyArn: 'key',
        signingKeyArn: 'pair',
        hostLogName: '/acme/bastion/host',
        alerts: [],
      }),
    ).toMatchObject({
      store_url: `https://recordings.s3.${region}.${urlSuffix}`,
      signing_url: `https://kms.${region}.${urlSuffix}`,
      log_url: `https://logs.${region}.${urlSuffix}`,
    });
  });

  test('has the keys that the recorder reads', () => {
    const read = readFileSync(join(SOURCES, 'configuration.py'), 'utf8').matchAll(/^ {4}(\w+): \w+(?: = ".*")?$/gm);
    const written = recorderConfiguration({
      place: { region: 'eu-west-1', urlSuffix: 'amazonaws.com', partition: 'aws', account: '111111111111' },
      bucketName: '',
      encryptionKeyArn: '',
      signingKeyArn: '',
      hostLogName: '',
      alerts: [],
      control: { host: '', tableName: '', approval: 'none', watcher: 'none' },
    });

    expect(Object.keys(written).sort()).toEqual([...read].map(([, name]) => name).sort());
  });
});

describe('the launch script', () => {
  test('starts services after all else has succeeded', () => {
    const lines = launch([]).split('\n');
    const at = (start: string): number => lines.findIndex((line) => line.startsWith(start));

    expect(at('set -euo pipefail')).toBeLessThan(at('rm -f /etc/sudoers.d'));
    expect(at('aws s3api get-object')).toBeLessThan(
      at(`echo '${'d'.repeat(64)}  /var/lib/isms-recorder.tar' | sha256sum`),
    );
    expect(at("echo 'dddd")).toBeLessThan(at('tar --extract'));
    expect(at('tar --extract')).toBeLessThan(at('systemctl enable --now isms-recorder'));
  });

  test('is no longer than EC2 takes, with so many names that a list may have', () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, index) => `person-${String(index).padStart(4, '0')}`);

    expect(() => requireUserData(launch(names(500)), 'Bastion')).not.toThrow();
    expect(() => requireUserData(launch(names(1000)), 'Bastion')).toThrow(
      /^Bastion: the launch script has \d+ bytes, more than the 16384 that EC2 takes/,
    );
  });
});
