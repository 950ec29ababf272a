import { type Statement, statementsOf } from '../../policy';
import type { Resource } from '../../template';

/** The policies of a queue. They name it by its URL, which is what `Ref` gives. */
export function policiesOf(queue: Resource): readonly Resource[] {
  const { template } = queue;
  return [
    ...template
      .ofType('AWS::SQS::QueuePolicy')
      .filter((policy) => policy.list('Queues').some((_, index) => policy.referent(`Queues.${index}`) === queue)),
    ...template.ofType('AWS::SQS::QueueInlinePolicy').filter((policy) => policy.referent('Queue') === queue),
  ];
}

export const statementsOn = (queue: Resource): readonly Statement[] =>
  policiesOf(queue).flatMap((policy) => statementsOf(policy, 'PolicyDocument'));
