import { binds, coversAction } from '../../callers';
import { finding } from '../../findings';
import type { Rule } from '../../rule';
import { IDENTITY_POLICY_TYPES, judgeGrants } from './identity-policies';

/** Whoever may set any source identity acts under the name of whomever they like in the roles that they take. */
export const iamSourceIdentityOwn: Rule = {
  id: 'iam-source-identity-own',
  demand: {
    en: 'An Allow that names sts:SetSourceIdentity says in sts:SourceIdentity which may be set.',
    zh: '授予 sts:SetSourceIdentity 时须以 sts:SourceIdentity 限定可设置的源身份。',
  },
  types: IDENTITY_POLICY_TYPES,
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
  judge: (resource) =>
    judgeGrants(resource, SETS_NONE, (allow) => {
      if (!coversAction(allow, 'sts:SetSourceIdentity')) return undefined;
      return binds(allow, 'sts:sourceidentity')
        ? []
        : [
            finding(
              `${allow.path}.Condition`,
              'lets any source identity be set: what is done then is recorded under the name of another',
              '允许设置任意源身份：此后的操作将以他人名义记录',
            ),
          ];
    }),
};

const SETS_NONE = { en: 'it lets nobody set a source identity', zh: '其未授予设置源身份的权限' };
