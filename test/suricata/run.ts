import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWN_RULES, rulesWith } from '../../constructs/inspection-vpc/firewall-policy';
import { CONVERSATIONS, type Conversation, CROSSINGS, FLOWS } from './conversations';
import { captureOf } from './packets';

/**
 * Has the engine that AWS Network Firewall runs parse our own rules, and then look at packets: each rule that can be met by a short
 * conversation drops it, and harmless ones pass. Needs `suricata` (Debian: the package of that name), in the path or in `SURICATA`.
 */
const ENGINE = process.env['SURICATA'] || 'suricata';
const RULES = readFileSync(OWN_RULES, 'utf8');

let passed = 0;
let failed = 0;
const folder = mkdtempSync(join(tmpdir(), 'suricata-'));

function check(title: string, problem: string | undefined): void {
  if (problem === undefined) passed += 1;
  else failed += 1;
  process.stdout.write(`${problem === undefined ? 'ok' : 'not ok'} ${title}${problem ? `\n   ${problem}` : ''}\n`);
}

/** As a firewall has it: networks of the organization on one side, events as JSON lines. */
const SETTINGS = `%YAML 1.1
---
vars:
  address-groups:
    HOME_NET: "[10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10]"
    EXTERNAL_NET: "!$HOME_NET"
classification-file: ${join(folder, 'classification.config')}
reference-config-file: ${join(folder, 'reference.config')}
outputs:
  - eve-log: { enabled: yes, filetype: regular, filename: eve.json, types: [alert] }
app-layer:
  protocols:
    tls: { enabled: yes, detection-ports: { dp: 443 } }
    http: { enabled: yes }
    ssh: { enabled: yes }
    dns: { udp: { enabled: yes }, tcp: { enabled: yes } }
stream: { midstream: false, checksum-validation: no, inline: no }
action-order: [drop, reject, pass, alert]
`;

const CLASSES = ['policy-violation', 'coin-mining', 'attempted-admin', 'successful-admin', 'trojan-activity'];

function engine(rules: string, ...args: readonly string[]) {
  const settings = join(folder, 'suricata.yaml');
  writeFileSync(settings, SETTINGS);
  writeFileSync(
    join(folder, 'classification.config'),
    CLASSES.map((name) => `config classification: ${name},${name},1\n`).join(''),
  );
  writeFileSync(join(folder, 'reference.config'), '');
  rmSync(join(folder, 'eve.json'), { force: true });
  return spawnSync(ENGINE, ['-c', settings, '-S', rules, '-l', folder, ...args], { encoding: 'utf8' });
}

/** What the engine says against rules. */
function refusal(rules: string): string | undefined {
  const { status, stderr, stdout } = engine(rules, '-T');
  const faults = `${stdout}${stderr}`.split('\n').filter((line) => /^(E|Error): /.test(line));
  return status === 0 && faults.length === 0 ? undefined : faults.join('; ') || `ended with ${status}`;
}

/** Ids of the rules that a conversation meets. */
function metBy(conversation: Conversation, rules: string): readonly number[] {
  const capture = join(folder, 'capture.pcap');
  writeFileSync(capture, captureOf(conversation));
  engine(rules, '-r', capture, '-k', 'none');
  const events = join(folder, 'eve.json');
  if (!existsSync(events)) throw new Error('the engine wrote no events');
  return readFileSync(events, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { readonly alert?: { readonly signature_id: number } })
    .flatMap(({ alert }) => alert?.signature_id ?? []);
}

/**
 * Our own rules with flows, as a firewall reads them in strict order: signatures, flows, and what keeps networks apart. The engine
 * alone orders by action, so that the last, which drops, stands there as an alert.
 */
function inOrder(): string {
  const { own, flows } = rulesWith(FLOWS);
  return [...own, ...flows.map((rule) => rule.replace(/^drop /, 'alert '))].join('\n');
}

function decided(conversation: Conversation, rules: string): void {
  const { title, meets } = conversation;
  const met = metBy(conversation, rules);
  const wrong = meets === undefined ? met.length > 0 : !met.includes(meets);
  check(title, wrong ? `met ${met.join(', ') || 'nothing'}` : undefined);
}

function run(): void {
  check('own rules are parsed', refusal(OWN_RULES));
  const faulty = join(folder, 'faulty.rules');
  writeFileSync(faulty, RULES.replace('sid:9000001;', 'sid:9000001; nonsense:1;'));
  check('a fault in them is refused', refusal(faulty) === undefined ? 'it was not' : undefined);
  for (const conversation of CONVERSATIONS) decided(conversation, OWN_RULES);

  const crossing = join(folder, 'crossing.rules');
  writeFileSync(crossing, inOrder());
  check('rules with flows are parsed', refusal(crossing));
  for (const conversation of CROSSINGS) decided(conversation, crossing);

  const untried = [...RULES.matchAll(/sid:(\d+);/g)]
    .map(([, id]) => Number(id))
    .filter((id) => !CONVERSATIONS.some(({ meets }) => meets === id));
  process.stdout.write(`parsed, and not run on packets: ${untried.join(', ') || 'none'}\n`);
}

if (spawnSync(ENGINE, ['-V']).error !== undefined) {
  process.stdout.write('suricata is not installed: own rules are not parsed here\n0 passed, 0 failed\n');
} else {
  try {
    run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
