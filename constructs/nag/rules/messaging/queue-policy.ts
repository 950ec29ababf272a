import { type Statement, statementsOf } from '../../policy';
import type { Resource } from '../../template';

/** The statements of the policies of a queue, wherever in the estate they stand. */
export function statementsOn(queue: Resource): readonly Statement[] {
  const { estate } = queue.template;
  const policies = [
    ...estate
      .ofType('AWS::SQS::QueuePolicy')
      .filter((policy) => policy.list('Queues').some((_, index) => isQueue(policy, `Queues.${index}`, queue))),
    ...estate.ofType('AWS::SQS::QueueInlinePolicy').filter((policy) => isQueue(policy, 'Queue', queue)),
  ];
  return policies.flatMap((policy) => statementsOf(policy, 'PolicyDocument'));
}

/** By reference, or by a URL that ends in the queue's account and name where those are known. */
function isQueue(policy: Resource, path: string, queue: Resource): boolean {
  if (policy.referent(path) === queue) return true;
  const name = queue.text('QueueName');
  const { account } = queue.template.environment;
  return name !== '' && account !== undefined && policy.text(path).endsWith(`/${account}/${name}`);
}
