import { CloudTrailClient, CreateTrailCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import type { DeployedResource } from '../../collect/observe';
import type { ClientSettings } from '../../collect/reader';
import { EVERYTHING, somebody } from './enforced';
import { WatchedLog } from './logs';
import { type Played, refusal, type Scene, type Stage, standing } from './scene';
import { sessionOf, trailEvent } from './trail-events';

const METRIC = 'audit-change';

const stopDenied: Scene = {
  id: 'trail-stop-denied-and-alarmed',
  title: { en: 'Somebody within the workload boundary stops the trail', zh: '工作负载边界内的人员尝试停止审计跟踪' },
  expected: { en: 'refused, and those on call hear of the attempt', zh: '被拒绝，且值班人员获知该尝试' },
  facets: ['8.2/operation-audit#audit-tamper-protection'],
  async play(stage): Promise<Played> {
    const trail = standing(stage, 'AWS::CloudTrail::Trail');
    const [bounded, unbounded] = await attempts(stage, trail);
    const log = WatchedLog.of(stage, /\/trail$/);
    const alarm = (await log.count(await log.arrive([refusedStop(trail)]))).find(({ metric }) => metric === METRIC);
    return {
      ending: bounded && !unbounded && alarm?.heard ? 'as-expected' : 'wrong',
      happened: {
        en: `${bounded ? `refused (${bounded})` : 'it was done'} by the boundary as deployed, where policies are enforced; ${unbounded ? 'refused' : 'done'} without it. ${alarm?.heard ? `${alarm.alarm} was heard` : 'No alarm was heard'}: deployed filters were matched by isms`,
        zh: `在执行策略的模拟器中，依据已部署的边界${bounded ? `被拒绝（${bounded}）` : '操作成功'}；无边界时${unbounded ? '被拒绝' : '操作成功'}。${alarm?.heard ? `${alarm.alarm} 已送达` : '无告警送达'}：已部署的过滤器由 isms 匹配`,
      },
      subject: trail,
    };
  },
};

/** What came of stopping a trail with all rights: within the boundary as deployed, and without. */
function attempts(stage: Stage, trail: DeployedResource): Promise<readonly (string | undefined)[]> {
  return stage.enforcing(async (client) => {
    const root = client(trail.account, trail.region);
    const policies = { everything: EVERYTHING };
    const stop = (settings: ClientSettings) =>
      refusal(() => new CloudTrailClient(settings).send(new StopLoggingCommand({ Name: 'trail' })), ...REFUSED);
    await new CloudTrailClient(root).send(new CreateTrailCommand({ Name: 'trail', S3BucketName: 'archive' }));
    const boundary = await boundaryOf(stage);
    return [
      await stop(await somebody(root, { UserName: 'bounded', policies, boundary })),
      await stop(await somebody(root, { UserName: 'unbounded', policies })),
    ];
  });
}

const REFUSED = ['AccessDenied', 'AccessDeniedException'];

/** The boundary of workloads, as IAM has it. It writes policies as a URL would. */
async function boundaryOf(stage: Stage): Promise<string> {
  const {
    account,
    region,
    physicalId: PolicyArn,
  } = standing(stage, 'AWS::IAM::ManagedPolicy', /\/[^/]+-workload-boundary$/);
  const iam = new IAMClient(stage.client(account, region));
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
  );
  return decodeURIComponent(PolicyVersion?.Document ?? '');
}

const refusedStop = (trail: DeployedResource): string =>
  trailEvent(trail, {
    service: 'cloudtrail',
    name: 'StopLogging',
    at: new Date(),
    from: '203.0.113.7',
    userIdentity: sessionOf(trail.account, 'alice', 'developer'),
    requestParameters: { name: trail.physicalId },
    errorCode: 'AccessDenied',
  });

export const TAMPERING_SCENES: readonly Scene[] = [stopDenied];
