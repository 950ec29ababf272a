import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import { admitsPeople, trustOf } from './people';
import { secondsOf } from './session-times';

/** Seconds: 8 hours, a working day. */
const LONGEST = 28_800;

/** A session outlives the assignment that it rests on: who has left is out when it ends. */
export const permissionSetSessionLimit: Rule = {
  id: 'permission-set-session-limit',
  demand: {
    en: 'Sessions of people end by themselves after 8 hours at most.',
    zh: '自然人会话至多 8 小时后自动终止。',
  },
  types: ['AWS::IAM::Role', 'AWS::SSO::PermissionSet'],
  reference: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html',
  judge(resource) {
    if (resource.type === 'AWS::IAM::Role' && !trustOf(resource).some((trust) => admitsPeople(trust, resource))) {
      return notApplicable({ en: 'people do not take the role', zh: '自然人不使用该角色' });
    }
    const { property, seconds } = secondsOf(resource);
    if (seconds <= LONGEST) return compliant;
    return nonCompliant(
      finding(
        property,
        `lets a session last ${seconds} seconds, more than ${LONGEST}`,
        `允许会话持续 ${seconds} 秒，超过 ${LONGEST} 秒`,
      ),
    );
  },
};
