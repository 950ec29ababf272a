import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import type { Reader } from '../reader';

/** A rule of EventBridge: whether it is in force, what it waits for, and what it calls. Its id is its name, after that of a bus of its own. */
export const eventsRule: Reader = async ({ client: settings }, id) => {
  const [Name = id, EventBusName = 'default'] = id.split('|').reverse();
  const client = new EventBridgeClient(settings);
  const [rule, { Targets }] = await Promise.all([
    client.send(new DescribeRuleCommand({ Name, EventBusName })),
    // a rule has five targets at most, and a page takes a hundred
    client.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName })),
  ]);
  return {
    EventPattern: rule.EventPattern === undefined ? undefined : JSON.parse(rule.EventPattern),
    RoleArn: rule.RoleArn,
    ScheduleExpression: rule.ScheduleExpression,
    State: rule.State,
    Targets,
  };
};
