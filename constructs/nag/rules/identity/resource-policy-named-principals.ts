import { judgeNamedPrincipals } from '../../named-principals';
import { RESOURCE_POLICIES } from '../../resource-policies';
import { notApplicable, type Rule } from '../../rule';

/** Types whose policies other rules judge, by what is particular to them. */
const JUDGED_ELSEWHERE = /^AWS::(Events|IAM|KMS|S3|SNS|SQS)::/;

/**
 * The policy of a vault, a repository, a secret, a table, a stream, a log destination or a search domain names whom it lets in,
 * and for services on whose behalf they come.
 */
export const resourcePolicyNamedPrincipals: Rule = {
  id: 'resource-policy-named-principals',
  demand: {
    en: 'A resource policy names its principals, and for services on whose behalf they act.',
    zh: '资源策略须指明主体，并限定服务代表谁操作。',
  },
  types: Object.keys(RESOURCE_POLICIES).filter((type) => !JUDGED_ELSEWHERE.test(type)),
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  judge(resource) {
    const path = RESOURCE_POLICIES[resource.type] ?? '';
    if (!resource.has(path)) return NO_POLICY;
    return judgeNamedPrincipals(resource, path, { en: 'act', zh: '操作' });
  },
};

const NO_POLICY = notApplicable({ en: 'it has no policy of its own', zh: '其没有资源策略' });
