import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  type HealthCheckConfig,
  ListHealthChecksCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { mockClient } from 'aws-sdk-client-mock';
import { FAILOVER_SCENES } from '../../../../lib/local/scenes/failover';
import { type Played, playable } from '../../../../lib/local/scenes/scene';
import { deployed, stageWith } from './stage';

const route53 = mockClient(Route53Client);
const cloudFormation = mockClient(CloudFormationClient);

const CHECKS = ['home-1', 'home-2', 'away-1', 'away-2'] as const;

const RESOURCES = [
  deployed('AWS::Route53::RecordSet', 'PrimaryRecord', 'shop.example.com.'),
  ...['HomeQuorum', 'AwayQuorum', ...CHECKS].map((id) => deployed('AWS::Route53::HealthCheck', id, `id-of-${id}`)),
];

/** What is deployed otherwise than it should be. */
interface Otherwise {
  readonly records?: Partial<Record<'PRIMARY' | 'SECONDARY', Partial<ResourceRecordSet>>>;
  readonly threshold?: number;
  readonly hosts?: Partial<Record<(typeof CHECKS)[number], string>>;
  readonly counted?: readonly (typeof CHECKS)[number][];
}

function deploy({ records = {}, threshold = 1, hosts = {}, counted = ['home-1', 'home-2'] }: Otherwise = {}): void {
  const record = (Failover: 'PRIMARY' | 'SECONDARY', where: string, HealthCheckId: string): ResourceRecordSet => ({
    Name: 'shop.example.com.',
    Type: 'CNAME',
    Failover,
    HealthCheckId,
    TTL: 30,
    ResourceRecords: [{ Value: `${where}.example.com` }],
    ...records[Failover],
  });
  const quorum: HealthCheckConfig = { Type: 'CALCULATED', HealthThreshold: threshold };
  const check = (id: (typeof CHECKS)[number]): HealthCheckConfig => ({
    Type: 'HTTPS',
    FullyQualifiedDomainName: hosts[id] ?? `${id.split('-')[0]}.example.com`,
    ResourcePath: '/healthz',
    RequestInterval: 10,
    FailureThreshold: 3,
  });
  const made = (Id: string, config: HealthCheckConfig) => ({
    Id: `id-of-${Id}`,
    CallerReference: Id,
    HealthCheckVersion: 1,
    HealthCheckConfig: config,
  });
  const page = { IsTruncated: false, MaxItems: 100, Marker: '' };
  const zone = { Id: '/hostedzone/Z1', Name: 'example.com.', CallerReference: 'r' };
  route53.on(ListHostedZonesCommand).resolves({ ...page, HostedZones: [zone] });
  // in two pages, which the SDK does not follow by itself
  route53
    .on(ListResourceRecordSetsCommand)
    .resolvesOnce({
      ...page,
      IsTruncated: true,
      NextRecordName: 'shop.example.com.',
      ResourceRecordSets: [record('PRIMARY', 'home', 'id-of-HomeQuorum')],
    })
    .resolves({ ...page, ResourceRecordSets: [record('SECONDARY', 'away', 'id-of-AwayQuorum')] });
  route53.on(ListHealthChecksCommand).resolves({
    ...page,
    HealthChecks: [made('HomeQuorum', quorum), made('AwayQuorum', quorum), ...CHECKS.map((id) => made(id, check(id)))],
  });
  const counts = (children: readonly string[]) => ({
    Properties: {
      HealthCheckConfig: { ChildHealthChecks: children.map((id) => ({ 'Fn::GetAtt': [id, 'HealthCheckId'] })) },
    },
  });
  const Resources = { HomeQuorum: counts(counted), AwayQuorum: counts(['away-1', 'away-2']) };
  cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify({ Resources }) });
}

const play = async (): Promise<Played | undefined> => FAILOVER_SCENES[0]?.play(stageWith(RESOURCES));

beforeEach(() => {
  route53.reset();
  cloudFormation.reset();
});

test('the name moves to the recovery region, which is told and counts for nothing: isms decided it', async () => {
  deploy();
  const played = await play();

  expect(played).toMatchObject({ ending: 'not-enforced', subject: { logicalId: 'HomeQuorum' } });
  expect(played?.happened.en).toMatch(
    /^home\.example\.com before, away\.example\.com afterwards: after 30 s of checks, and 30 s in caches/,
  );
});

const WRONG: readonly [string, Otherwise][] = [
  ['answers are kept for longer than a minute', { records: { PRIMARY: { TTL: 61 } } }],
  [
    'both sides lead to the same place',
    { records: { SECONDARY: { ResourceRecords: [{ Value: 'home.example.com' }] } } },
  ],
  ['the home side is judged by the recovery side', { counted: ['home-1', 'away-1'] }],
  ['the recovery side is asked at home', { hosts: { 'away-1': 'home.example.com', 'away-2': 'home.example.com' } }],
  ['more checks must be well than there are', { threshold: 3 }],
  ['the home side counts no check', { counted: [] }],
];

test.each(WRONG)('it goes wrong where %s', async (_, otherwise) => {
  deploy(otherwise);

  await expect(play()).resolves.toMatchObject({ ending: 'wrong' });
});

test('a side without a health check is none', async () => {
  deploy({ records: { SECONDARY: { HealthCheckId: undefined } } });

  await expect(play()).rejects.toThrow('shop.example.com. has no SECONDARY record with a health check');
});

test('a landing zone where no name fails over does not play it', () => {
  expect(playable(FAILOVER_SCENES, stageWith([]))).toEqual([]);
  expect(playable(FAILOVER_SCENES, stageWith(RESOURCES))).toEqual(FAILOVER_SCENES);
});
