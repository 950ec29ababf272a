import { ask } from '../direct-call';
import type { Reader } from '../reader';

/** A rule of EventBridge: whether it is in force, what it waits for, and what it calls. Its id is its name, after that of a bus of its own. */
export const eventsRule: Reader = async ({ client: settings }, id) => {
  const [Name = id, EventBusName = 'default'] = id.split('|').reverse();
  const [rule, { Targets }] = await Promise.all([
    ask('events:DescribeRule', { Name, EventBusName }, settings),
    ask('events:ListTargetsByRule', { Rule: Name, EventBusName }, settings),
  ]);
  return {
    EventPattern: typeof rule['EventPattern'] === 'string' ? JSON.parse(rule['EventPattern']) : undefined,
    RoleArn: rule['RoleArn'],
    ScheduleExpression: rule['ScheduleExpression'],
    State: rule['State'],
    Targets,
  };
};
