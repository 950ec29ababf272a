import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { TrailLog } from '../../constructs/audit-trail/trail-log';
import { ThirdPartyTrace } from '../../constructs/third-party-role/third-party-trace';
import { TrailAlarms } from '../../constructs/trail-alarms/trail-alarms';
import type { LandingZoneConfig } from '../config/schema';
import { logRetention } from './log-groups';

/** What the trail tells, and who hears of it. */
export interface Watched {
  readonly logGroup: ILogGroup;
  readonly topic: ITopic;
}

/** The log group of the trail, in the trail's own stack, with an alarm for each detection and a query for what suppliers do. */
export function watchedLog(stack: Construct, config: LandingZoneConfig, topic: ITopic): ILogGroup {
  const { name } = config;
  const { logGroup } = new TrailLog(stack, 'TrailLog', { name, retention: logRetention(config) });
  new TrailAlarms(stack, 'TrailAlarms', { name, logGroup, topic });
  new ThirdPartyTrace(stack, 'ThirdPartyTrace', { name, logGroup });
  return logGroup;
}
