import type { Rule } from '../../rule';
import { sqsQueueCustomerManagedKey } from './sqs-queue-customer-managed-key';
import { sqsQueueNamedPrincipals } from './sqs-queue-named-principals';
import { sqsQueueTlsOnly } from './sqs-queue-tls-only';

export const messagesRules: readonly Rule[] = [sqsQueueCustomerManagedKey, sqsQueueTlsOnly, sqsQueueNamedPrincipals];
