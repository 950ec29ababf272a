import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthCheckConfig } from '@aws-sdk/client-route-53';
import { measure } from './alarms';
import { RECORD, type Side, type Sides, sidesOf } from './failover-sides';
import type { Played, Scene } from './scene';

/** Answers that are kept for longer send people to the side that is gone. */
const LONGEST_TTL_S = 60;

/** Something that answers on the loopback interface until it is stopped: it stands for the service in a region. */
class Service {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Service> {
    const server = createServer((_, response) => response.end('well'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new Service(server);
  }

  async answers(path: string): Promise<boolean> {
    const { port } = (this.server.address() ?? { port: 0 }) as AddressInfo;
    return fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    // a second time there is nothing left to close
    await new Promise((done) => this.server.close(done));
  }
}

/** Which service answers at a host. */
type Services = (host: string) => Service;

/** Whether a check is well that was so before: it changes its mind after so many answers in a row that differ. */
async function isWell(
  { FullyQualifiedDomainName = '', ResourcePath = '/', FailureThreshold = 1 }: HealthCheckConfig,
  services: Services,
): Promise<boolean> {
  for (let nth = 0; nth < FailureThreshold; nth += 1) {
    if (await services(FullyQualifiedDomainName).answers(ResourcePath)) return true;
  }
  return false;
}

async function isSideWell({ checks, threshold }: Side, services: Services): Promise<boolean> {
  const well = await Promise.all(checks.map((check) => isWell(check, services)));
  return well.filter(Boolean).length >= threshold;
}

/**
 * What Route 53 answers: the primary side while it is well, and also where neither is.
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
async function answerOf({ primary, secondary }: Sides, services: Services): Promise<string> {
  if (await isSideWell(primary, services)) return primary.answer;
  return (await isSideWell(secondary, services)) ? secondary.answer : primary.answer;
}

/** How many seconds pass until the last check of a side has seen that it is gone. */
const detectionSeconds = ({ checks }: Side): number =>
  Math.max(...checks.map(({ RequestInterval = 30, FailureThreshold = 3 }) => RequestInterval * FailureThreshold));

/** What is answered before the service at home is stopped, and afterwards. */
async function beforeAndAfter(sides: Sides): Promise<readonly [before: string, after: string]> {
  const [home, recovery] = [await Service.start(), await Service.start()];
  const atHome = new Set(sides.primary.checks.map(({ FullyQualifiedDomainName }) => FullyQualifiedDomainName));
  const services: Services = (host) => (atHome.has(host) ? home : recovery);
  try {
    const before = await answerOf(sides, services);
    await home.stop();
    return [before, await answerOf(sides, services)];
  } finally {
    await Promise.all([home.stop(), recovery.stop()]);
  }
}

const moved: Scene = {
  id: 'name-moves-when-home-fails',
  title: { en: 'The service at home fails', zh: '主区域的业务中断' },
  expected: {
    en: 'its name leads to the recovery region, by the deployed records and health checks',
    zh: '依据已部署的记录与健康检查，域名指向恢复区域',
  },
  facets: ['8.8/automatic-failover#automatic-switch'],
  needs: RECORD,
  async play(stage): Promise<Played> {
    const sides = await sidesOf(stage);
    const { primary, secondary } = sides;
    const [before, after] = await beforeAndAfter(sides);
    const kept = primary.ttl ?? 0;
    const good = before === primary.answer && after === secondary.answer && before !== after && kept <= LONGEST_TTL_S;
    const seconds = detectionSeconds(primary);
    return {
      ending: good ? 'not-enforced' : 'wrong',
      happened: {
        en: `${before} before, ${after} afterwards: after ${seconds} s of checks, and ${kept} s in caches. The emulator evaluates no health check: isms asked, in place of the checkers, two services on this machine`,
        zh: `此前 ${before}，此后 ${after}：检查需 ${seconds} 秒，缓存 ${kept} 秒。模拟器不执行健康检查：由 isms 代替检查器访问本机的两个服务`,
      },
      subject: primary.quorum,
    };
  },
};

const failoverAlarmed: Scene = {
  id: 'failed-side-alarmed',
  title: { en: 'The home side of a service is not well', zh: '业务的主区域一侧不健康' },
  expected: { en: 'those on call hear of it', zh: '值班人员收到告警' },
  facets: ['8.8/automatic-failover#health-quorum'],
  needs: RECORD,
  async play(stage): Promise<Played> {
    const { quorum } = (await sidesOf(stage)).primary;
    const raised = await measure(stage, quorum, {
      namespace: 'AWS/Route53',
      datum: {
        MetricName: 'HealthCheckStatus',
        Dimensions: [{ Name: 'HealthCheckId', Value: quorum.physicalId }],
        Value: 0,
      },
    });
    const heard = raised.filter((alarm) => alarm.heard).length;
    return {
      ending: raised.length > 0 && heard === raised.length ? 'as-expected' : 'wrong',
      happened: {
        en: `${heard} of ${raised.length} alarms on it heard; the status was sent by isms in the name of Route 53`,
        zh: `相关告警 ${raised.length} 条，已送达 ${heard} 条；状态由 isms 代 Route 53 上报`,
      },
      subject: quorum,
    };
  },
};

export const FAILOVER_SCENES: readonly Scene[] = [moved, failoverAlarmed];
