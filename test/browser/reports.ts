import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Report } from '../../lib/report/report';
import { HUB, OPEN } from '../lib/proofs/network/drawn-networks';

const ROOT = resolve(__dirname, '../..');
const AS_OF = '2026-11-23';

/** A report as `isms report` writes it. */
export interface WrittenReport {
  readonly name: string;
  readonly page: string;
  readonly report: Report;
}

/** A template with faults, one of them hostile in its name. */
const FAULTY = {
  Resources: {
    Logs: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'isms:holds', Value: 'logs' }] } },
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] }, EnableKeyRotation: false } },
    '<img src=x onerror=alert(1)>': { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: false } },
    Open: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'open',
        SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
      },
    },
  },
};

/** Every report that the browser looks at, written into a folder. */
export function writeReports(folder: string): readonly WrittenReport[] {
  mkdirSync(join(folder, 'templates'));
  const template = join(folder, 'templates', 'faulty.json');
  writeFileSync(template, JSON.stringify(FAULTY));
  const networks = Object.entries({ hub: HUB, open: OPEN }).map(([name, made]) => {
    const file = join(folder, 'templates', `${name}.json`);
    writeFileSync(file, JSON.stringify(made));
    return file;
  });
  const example = (name: string) => ['--config', join(ROOT, 'examples', name, 'landing-zone.yaml')];
  return [
    write('organization', folder, example('organization')),
    write('quickstart', folder, example('quickstart')),
    write('faulty', folder, ['--template', template]),
    write('networks', folder, ['--template', ...networks]),
  ];
}

function write(name: string, folder: string, what: readonly string[]): WrittenReport {
  const out = join(folder, name);
  const args = [join(ROOT, 'bin', 'isms.js'), 'report', ...what, '--as-of', AS_OF, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status === null || status > 1) throw new Error(`isms report for ${name} exited with ${status}:\n${stderr}`);
  const report = JSON.parse(readFileSync(join(out, 'report', 'report.json'), 'utf8')) as Report;
  return { name, page: join(out, 'report', 'index.html'), report };
}
