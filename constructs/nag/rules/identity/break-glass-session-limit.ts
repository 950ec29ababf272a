import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import { functionOf, isForBreakGlass } from './people';
import { secondsOf } from './session-times';

/** Seconds: an emergency goes on, but not unseen. */
const LONGEST = 3600;

/** The role that sealed users take, or a permission set for the function, ends after an hour at most. */
export const breakGlassSessionLimit: Rule = {
  id: 'break-glass-session-limit',
  demand: { en: 'A break-glass session ends after an hour at most.', zh: '应急会话至多一小时后终止。' },
  types: ['AWS::IAM::Role', 'AWS::SSO::PermissionSet'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html',
  judge(resource) {
    const concerned =
      resource.type === 'AWS::IAM::Role' ? isForBreakGlass(resource) : functionOf(resource) === 'break-glass';
    if (!concerned) return notApplicable({ en: 'it is not for emergencies', zh: '其不用于应急' });
    const { property, seconds } = secondsOf(resource);
    if (seconds <= LONGEST) return compliant;
    return nonCompliant(
      finding(
        property,
        `lets an emergency session last ${seconds} seconds, more than ${LONGEST}`,
        `允许应急会话持续 ${seconds} 秒，超过 ${LONGEST} 秒`,
      ),
    );
  },
};
