import type { Rule } from '../../rule';
import { eventBusNamedPrincipals } from './event-bus-named-principals';
import { sqsQueueCustomerManagedKey } from './sqs-queue-customer-managed-key';
import { sqsQueueNamedPrincipals } from './sqs-queue-named-principals';
import { sqsQueueTlsOnly } from './sqs-queue-tls-only';

export const messagingRules: readonly Rule[] = [
  eventBusNamedPrincipals,
  sqsQueueCustomerManagedKey,
  sqsQueueNamedPrincipals,
  sqsQueueTlsOnly,
];
