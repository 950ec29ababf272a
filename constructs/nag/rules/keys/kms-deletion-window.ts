import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';

/** The longest wait that KMS offers, and its default. */
const WAIT_DAYS = 30;

/** A key scheduled for deletion waits as long as KMS can wait, so that a mistake or an attack can be undone. */
export const kmsDeletionWindow: Rule = {
  id: 'kms-deletion-window',
  demand: {
    en: `The deletion of a key waits ${WAIT_DAYS} days.`,
    zh: `密钥删除等待期不少于 ${WAIT_DAYS} 天。`,
  },
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  reference: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  judge(key) {
    const days = key.number('PendingWindowInDays') ?? WAIT_DAYS;
    if (days >= WAIT_DAYS) return compliant;
    return nonCompliant(
      finding('PendingWindowInDays', `is ${days}, less than ${WAIT_DAYS}`, `为 ${days} 天，少于 ${WAIT_DAYS} 天`),
    );
  },
};
