import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { alarmsOf, countFindings, nearest, tellingFindings } from '../logging/alarm-chain';
import { LAUNCH_TYPES, leftToLaunchTemplate, settingOf, userDataOf } from './launch';

/** The Amazon Time Sync Service, over either protocol. */
const TIME_SOURCES = ['169.254.169.123', 'fd00:ec2::123'];

/** A line of chrony's configuration that names a source. */
const SOURCE = /^\s*(?:server|pool|peer)\s+(\S+)/gm;
const UTC = /^\s*(?:ln -\w+ \S*zoneinfo\/UTC \/etc\/localtime|timedatectl set-timezone UTC)\s*$/m;
const STARTED = /^\s*systemctl (?:restart|start|enable --now)\b.*\bchronyd?(?:\.service)?(?:\s|$)/m;

/** What hosts tell of their clock, as a filter of their log looks for it. */
const OFFSET = /\$\.clockOffset > 1\b/;

/**
 * A host takes its time from the provider's source and from no other, and tells it in UTC. Its launch script says so: what an image
 * brings, no template shows. A filter on what hosts tell of their clock raises an alarm that reaches somebody.
 */
export const hostTimeSynchronised: Rule = {
  id: 'host-time-synchronised',
  demand: {
    en: "A host's launch script sets the provider's time source, no other, and UTC; an alarm tells of a clock more than a second off.",
    zh: '主机启动脚本仅设置云服务商时间源并使用 UTC；时钟偏差超过 1 秒时告警。',
  },
  types: LAUNCH_TYPES,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-ec2-ntp.html',
  judge(resource) {
    const elsewhere = leftToLaunchTemplate(resource, 'UserData');
    if (elsewhere) return elsewhere;
    const [script, path] = [userDataOf(resource), settingOf(resource, 'UserData')];
    return verdictFromEach(
      [
        () => sourceFindings(script, path),
        () => zoneFindings(script, path),
        () => serviceFindings(script, path),
        () => alarmFindings(resource, path),
      ],
      (judge) => judge(),
    );
  },
};

function sourceFindings(script: string, path: string): readonly Finding[] {
  const sources = [...script.matchAll(SOURCE)].map(([, source]) => String(source));
  if (sources.length === 0) {
    return [finding(path, 'names no time source: the image decides', '未指定时间源：由镜像决定')];
  }
  const others = sources.filter((source) => !TIME_SOURCES.includes(source));
  if (others.length === 0) return [];
  return [
    finding(
      path,
      `takes time from ${others.join(', ')}, which is not the provider's source`,
      `时间取自 ${others.join('、')}，并非云服务商时间源`,
    ),
  ];
}

const zoneFindings = (script: string, path: string): readonly Finding[] =>
  UTC.test(script) ? [] : [finding(path, 'does not set UTC', '未设置 UTC')];

const serviceFindings = (script: string, path: string): readonly Finding[] =>
  STARTED.test(script) ? [] : [finding(path, 'does not start chrony with it', '未据此启动 chrony')];

function alarmFindings(resource: Resource, path: string): readonly Finding[] {
  const filters = resource.template
    .ofType('AWS::Logs::MetricFilter')
    .filter((filter) => OFFSET.test(filter.text('FilterPattern')));
  const alarms = filters.flatMap((filter) =>
    alarmsOf(filter).map((alarm) => [...countFindings(filter), ...tellingFindings(alarm)]),
  );
  return (
    nearest(alarms) ?? [finding(path, 'starts hosts of whose clock no alarm tells', '所启动主机的时钟偏差没有告警')]
  );
}
