import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';

/** For the policy of a queue: refuses every call in the clear (8.4/encryption-in-transit). */
export const tlsOnly = (queue: CfnQueue): PolicyStatement =>
  new PolicyStatement({
    sid: 'TlsOnly',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['sqs:*'],
    resources: [queue.attrArn],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
