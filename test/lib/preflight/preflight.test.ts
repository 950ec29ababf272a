import { execFileSync } from 'node:child_process';
import type { Deployment } from '../../../lib/preflight/deployment';
import { preflight } from '../../../lib/preflight/preflight';
import { renderText, stepsAsData } from '../../../lib/preflight/render';
import { numbered } from '../../../lib/preflight/step';
import { azure, deploymentFor, organization, singleAccount } from './deployments';
import { awsCalls, awsFaults } from './shell-commands';

const cases: readonly (readonly [string, Deployment])[] = [
  ['single account', deploymentFor(singleAccount('aws', azure('global')))],
  ['single account in China', deploymentFor(singleAccount('aws-cn'))],
  ['organization', deploymentFor(organization('aws', 26))],
  ['organization in China', deploymentFor(organization('aws-cn', 7, azure('china')))],
];

const stepsOf = (deployment: Deployment) => numbered(preflight(deployment));
const commandsOf = (deployment: Deployment): readonly string[] =>
  stepsOf(deployment).flatMap(({ commands = [] }) => commands);
const titled = (deployment: Deployment, title: string) =>
  stepsOf(deployment).filter((step) => step.title.en.startsWith(title));

describe.each(cases)('preflight: %s', (_, deployment) => {
  test('prints commands of the AWS CLI that exist, with the options that they need and no others', () => {
    expect(commandsOf(deployment).flatMap((command) => awsFaults(command))).toEqual([]);
    expect(commandsOf(deployment).flatMap(awsCalls).length).toBeGreaterThan(20);
  });

  test('prints commands that bash can parse, without a placeholder', () => {
    for (const command of commandsOf(deployment)) {
      expect(() => execFileSync('bash', ['-n'], { input: command, stdio: 'pipe' })).not.toThrow();
      expect(command).not.toMatch(/undefined|null|NaN|\[object|<[A-Za-z-]+>|\bFILE\b|YOUR|XXX|\$\{|unknown/);
    }
  });

  test('deploys every stack of the plan once, after those that it needs', () => {
    const deployed = commandsOf(deployment).flatMap((command) => /^npx cdk deploy (\S+) /.exec(command)?.[1] ?? []);

    expect(deployed).toEqual(deployment.stacks.map(({ id }) => id));
    for (const { id, after } of deployment.stacks) {
      for (const before of after) expect(deployed.indexOf(before)).toBeLessThan(deployed.indexOf(id));
    }
  });

  test('shows the difference of a stack before it deploys it', () => {
    for (const { title, commands = [] } of titled(deployment, 'Stack ')) {
      expect([title.en, ...commands.map((command) => command.split(' ').slice(0, 3).join(' '))]).toEqual([
        title.en,
        'npx cdk diff',
        'npx cdk deploy',
      ]);
    }
  });

  test('destroys what was deployed last first, and switches off termination protection before', () => {
    const steps = titled(deployment, 'Take down: stack ');

    expect(steps.map(({ title }) => title.en.split(' ').at(-1))).toEqual(
      deployment.stacks.map(({ id }) => id).reverse(),
    );
    for (const { commands = [] } of steps) {
      expect(commands[0]).toContain('update-termination-protection --no-enable-termination-protection');
      expect(commands[1]).toContain('npx cdk destroy');
    }
  });

  test('bootstraps each account and region of the plan once, never with AdministratorAccess', () => {
    const bootstraps = commandsOf(deployment).filter((command) => command.startsWith('npx cdk bootstrap'));
    const wanted = new Set(deployment.stacks.map(({ account, region }) => `aws://${account}/${region}`));

    expect(bootstraps.map((command) => command.split(' ')[3])).toEqual([...wanted]);
    for (const command of bootstraps) {
      expect(command).toContain('--bootstrap-customer-key');
      expect(command).toContain(`:policy/${deployment.config.name}-deployment`);
      expect(command).not.toContain('AdministratorAccess');
    }
  });

  test('stays within the partition: its regions and its ARNs', () => {
    const china = deployment.config.partition === 'aws-cn';
    const text = commandsOf(deployment).join('\n');
    const regions = [...text.matchAll(/--region (\S+?)[)\s]/g)].map(([, region]) => region);

    expect(regions.length).toBeGreaterThan(20);
    expect(regions.filter((region) => region?.startsWith('cn-') !== china)).toEqual([]);
    expect(
      [...text.matchAll(/\barn:(aws[a-z-]*):/g)].filter(([, partition]) => partition !== deployment.config.partition),
    ).toEqual([]);
  });

  test('says everything in both languages', () => {
    for (const { title, why, details = [], section } of stepsOf(deployment)) {
      for (const { en, zh } of [title, why, section, ...details]) {
        expect(en).not.toMatch(/[\u4e00-\u9fff]/);
        expect(zh.trim()).not.toBe('');
      }
      expect(title.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(why.zh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('gives machines the same steps, numbered', () => {
    const data = stepsAsData(preflight(deployment), 'en');

    expect(data.map(({ step }) => step).slice(0, 2)).toEqual(['1.1', '1.2']);
    expect(new Set(data.map(({ step }) => step)).size).toBe(data.length);
    expect(data.flatMap(({ commands }) => commands)).toEqual(commandsOf(deployment));
    expect(data.every(({ title, why }) => title !== '' && why !== '')).toBe(true);
  });
});

describe('preflight of an organization', () => {
  test('prints no more lines for 1000 accounts than for 26, but for the quotas they exceed', () => {
    const lines = (count: number): number =>
      renderText(preflight(deploymentFor(organization('aws', count))), 'en').split('\n').length;

    expect(lines(1000)).toBe(lines(26));
  });

  test('asks for a higher quota of accounts where the default does not reach', () => {
    const [few, many] = [7, 26].map((count) => titled(deploymentFor(organization('aws', count)), 'Raise: '));

    expect(few).toEqual([]);
    expect(many?.map(({ title }) => title.en)).toEqual(['Raise: Accounts in the organization']);
    expect(many?.[0]?.commands?.[0]).toContain('--quota-code L-E619E033 --desired-value 26 --region us-east-1');
  });

  test('8.1/c#baseline-coverage: enables the trusted access that the templates use', () => {
    const services = (deployment: Deployment) => titled(deployment, 'Trusted access').map(({ title }) => title.en);

    expect(services(deploymentFor(organization('aws')))).toEqual([
      'Trusted access: StackSets',
      'Trusted access: CloudTrail',
    ]);
    expect(services(deploymentFor(organization('aws-cn')))).toEqual(['Trusted access: CloudTrail']);
  });

  test('makes the roles of self-managed StackSets where the partition needs them', () => {
    const china = titled(deploymentFor(organization('aws-cn')), 'StackSets: the role');

    expect(china.map(({ commands = [] }) => commands.length)).toEqual([2, 1]);
    expect(titled(deploymentFor(organization('aws')), 'StackSets: the role')).toEqual([]);
  });

  test('8.2/least-privilege: operations is trusted everywhere but in the management account', () => {
    const deployment = deploymentFor(organization('aws'));
    const trust = commandsOf(deployment)
      .filter((command) => command.startsWith('npx cdk bootstrap'))
      .map((command) => [/aws:\/\/(\d+)/.exec(command)?.[1], /--trust (\d+)/.exec(command)?.[1]]);

    expect(new Map(trust.map(([account, trusted]) => [account, trusted]))).toEqual(
      new Map([
        ['111111111112', '111111111115'],
        ['111111111116', '111111111115'],
        ['111111111111', undefined],
        ['111111111115', undefined],
      ]),
    );
  });

  test('switches on regions that are off in new accounts, in every member', () => {
    const deployment = deploymentFor(
      organization('aws', 7, { regions: { home: 'eu-central-1', recovery: 'eu-south-1' } }),
    );
    const [step, ...others] = titled(deployment, 'Switch on the region');

    expect(others).toEqual([]);
    expect(step?.region).toBe('eu-south-1');
    expect(step?.commands?.join('\n')).toContain(
      'account enable-region --account-id "$account" --region-name eu-south-1',
    );
  });
});

describe('preflight of a trial', () => {
  test('says that a lock in governance mode can be taken down at once, and one in compliance mode cannot', () => {
    const details = (lock: string): string =>
      titled(deploymentFor(singleAccount('aws', { lock })), 'What stays')
        .flatMap((step) => step.details ?? [])
        .map(({ en }) => en)
        .join('\n');

    expect(details('governance')).toContain('lock: governance, for trials only');
    expect(details('compliance')).toContain('Vault Lock can be taken back for 3 days');
  });
});
