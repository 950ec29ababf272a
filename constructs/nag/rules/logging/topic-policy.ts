import { type Statement, statementsOf } from '../../policy';
import type { Resource } from '../../template';

/** The policies of a topic, wherever in the estate they stand. */
export function policiesOf(topic: Resource): readonly Resource[] {
  const { estate } = topic.template;
  return [
    ...estate
      .ofType('AWS::SNS::TopicPolicy')
      .filter((policy) => policy.list('Topics').some((_, index) => isTopic(policy, `Topics.${index}`, topic))),
    ...estate.ofType('AWS::SNS::TopicInlinePolicy').filter((policy) => isTopic(policy, 'TopicArn', topic)),
  ];
}

export const statementsOn = (topic: Resource): readonly Statement[] =>
  policiesOf(topic).flatMap((policy) => statementsOf(policy, 'PolicyDocument'));

/** By reference, or by an ARN that ends in the topic's name and is of its region where that is known. */
function isTopic(policy: Resource, path: string, topic: Resource): boolean {
  if (policy.referent(path) === topic) return true;
  const name = topic.text('TopicName');
  const { region, account } = topic.template.environment;
  if (name === '' || region === undefined || account === undefined) return false;
  return policy.text(path).endsWith(`:sns:${region}:${account}:${name}`);
}
