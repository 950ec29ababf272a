import { type PlannedStack, stackPlan } from '../../../lib/stacks/plan';
import { configurationOf } from '../../../tools/bench/configurations';
import { changed, checked, MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION } from '../config/scratch';

function planOf(text: string): readonly PlannedStack[] {
  const { config, problems } = checked(text);
  if (config) return stackPlan(config);
  throw new Error(problems.map(({ message }) => message.en).join('; '));
}

const SERVICE = `continuity:
  services:
    - name: shop
      tier: tier-1
      failover:
        zoneId: Z0123456789EXAMPLE
        zoneName: example.com
        recordName: shop.example.com
        primary: shop-home.example.com
        recovery: shop-recovery.example.com
`;

const ALLOWED = 'allowed: [eu-central-1, eu-west-1, us-east-1]';

const ELSEWHERE = configurationOf({ partition: 'aws', accounts: 6 });
const CHINA = configurationOf({ partition: 'aws-cn', accounts: 6 });

/** `stack account region`, in the order of deployment. */
const told = (plan: readonly PlannedStack[]): readonly string[] =>
  plan.map(({ id, account, region }) => `${id} ${account} ${region}`);

describe('stackPlan', () => {
  test('puts everything into the one account', () => {
    expect(told(planOf(MINIMAL_ACCOUNT))).toEqual([
      'acme-log-archive-recovery 111111111111 eu-west-1',
      'acme-log-archive 111111111111 eu-central-1',
      'acme-baseline-recovery 111111111111 eu-west-1',
      'acme-baseline 111111111111 eu-central-1',
      'acme-operations-recovery 111111111111 eu-west-1',
      'acme-operations 111111111111 eu-central-1',
      'acme-default-network 111111111111 eu-central-1',
    ]);
  });

  test('divides an organization by duty', () => {
    expect(told(planOf(MINIMAL_ORGANIZATION))).toEqual([
      'acme-log-archive-recovery 222222222222 eu-west-1',
      'acme-log-archive 222222222222 eu-central-1',
      'acme-continuity-recovery 666666666666 eu-west-1',
      'acme-continuity 666666666666 eu-central-1',
      'acme-organization 111111111111 eu-central-1',
      'acme-baseline-recovery 111111111111 eu-west-1',
      'acme-baseline 111111111111 eu-central-1',
      'acme-operations-recovery 555555555555 eu-west-1',
      'acme-operations 555555555555 eu-central-1',
      'acme-default-network 111111111111 eu-central-1',
    ]);
  });

  test('has the same stacks in China, in its regions', () => {
    const plan = planOf(CHINA);

    expect(plan.map(({ concern }) => concern)).toEqual(planOf(ELSEWHERE).map(({ concern }) => concern));
    expect(new Set(plan.map(({ region }) => region))).toEqual(new Set(['cn-northwest-1', 'cn-north-1']));
  });

  test.each([
    ['us-east-1, where Route 53 publishes the metrics of health checks', MINIMAL_ACCOUNT, 'us-east-1'],
    ['the home region in China, where there is no us-east-1', CHINA, 'cn-northwest-1'],
  ])('fails over from %s', (_, text, region) => {
    const config = text === CHINA ? withService(CHINA) : `${text}${SERVICE}`;
    const failover = planOf(config).filter(({ concern }) => concern === 'failover');

    expect(failover).toMatchObject([{ region, regionRole: 'global', after: [] }]);
  });

  test('has no failover stack where no service fails over', () => {
    expect(planOf(MINIMAL_ACCOUNT).map(({ concern }) => concern)).not.toContain('failover');
  });

  test.each([
    ['the security account', MINIMAL_ORGANIZATION, '333333333333'],
    ['the one account', MINIMAL_ACCOUNT, '111111111111'],
  ])('8.3/intrusion#threat-detection: findings have a place in %s before anything detects', (_, text, account) => {
    const plan = planOf(`${text}threatDetection: full\n`);
    const detecting = plan.filter(({ concern }) => concern === 'organization' || concern === 'baseline');

    expect(plan.filter(({ concern }) => concern === 'security')).toMatchObject([
      { id: 'acme-security', account, region: 'eu-central-1' },
    ]);
    expect(detecting.every(({ after }) => after.includes('acme-security'))).toBe(true);
  });

  test('puts what others need before them: archives before those who write, recovery before home', () => {
    const plan = planOf(MINIMAL_ORGANIZATION);
    const position = new Map(plan.map(({ id }, index) => [id, index]));
    const late = plan.flatMap(({ id, after }, index) =>
      after
        .filter((before) => (position.get(before) ?? Number.POSITIVE_INFINITY) >= index)
        .map((before) => [before, id]),
    );

    expect(late).toEqual([]);
    expect(plan.find(({ id }) => id === 'acme-organization')?.after).toEqual([
      'acme-continuity-recovery',
      'acme-continuity',
    ]);
    expect(plan.find(({ id }) => id === 'acme-operations')?.after).toEqual([
      'acme-log-archive-recovery',
      'acme-log-archive',
      'acme-operations-recovery',
    ]);
  });

  test('never names a stack twice', () => {
    const allowing = changed(MINIMAL_ORGANIZATION, 'recovery: eu-west-1 }', `recovery: eu-west-1, ${ALLOWED} }`);
    const ids = planOf(`${allowing}${SERVICE}`).map(({ id }) => id);

    expect(ids).toContain('acme-failover');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(['aws', 'aws-cn'] as const)('is the same for 6, 26 and 1000 accounts in %s', (partition) => {
    const [six, twentySix, thousand] = [6, 26, 1000].map((accounts) =>
      told(planOf(configurationOf({ partition, accounts }))),
    );

    expect(twentySix).toEqual(six);
    expect(thousand).toEqual(six);
  });
});

/** The benchmark's configuration is JSON. */
const withService = (text: string): string =>
  JSON.stringify({
    ...JSON.parse(text),
    continuity: {
      services: [
        {
          name: 'shop',
          tier: 'tier-1',
          failover: {
            zoneId: 'Z0123456789EXAMPLE',
            zoneName: 'example.cn',
            recordName: 'shop.example.cn',
            primary: 'shop-home.example.cn',
            recovery: 'shop-recovery.example.cn',
          },
        },
      ],
    },
  });
