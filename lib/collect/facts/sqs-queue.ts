import { policyOf } from '../policy-document';
import type { Reader } from '../reader';
import { attributesOf } from '../readers/sqs-queue';

/** A queue: who may do what with it. */
export const queueFacts: Reader = async (reach, url) => {
  const { Policy } = await attributesOf(reach, url);
  const policy = policyOf(typeof Policy === 'string' ? Policy : undefined);
  return { policies: policy === undefined ? [] : [{ PolicyDocument: policy }] };
};
