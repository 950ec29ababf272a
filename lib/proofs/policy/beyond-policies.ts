import type { Decision, Request } from './model';

/** An answer that no policy changes. */
interface Fixed {
  readonly action: RegExp;
  /** Of whom it is true. */
  readonly kinds: readonly Request['principal']['kind'][];
  readonly decision: Decision;
}

const FIXED: readonly Fixed[] = [
  {
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    action: /^sts:GetCallerIdentity$/i,
    kinds: ['root', 'user', 'role-session', 'federated-user'],
    decision: {
      verdict: 'allowed',
      deciding: [],
      because: {
        en: 'whoever has credentials may do this, whatever policies say',
        zh: '持有凭证者均可执行，与策略无关',
      },
    },
  },
  {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
    action: /^sts:GetSessionToken$/i,
    kinds: ['root', 'user'],
    decision: {
      verdict: 'allowed',
      deciding: [],
      because: { en: 'users sign in by this, whatever policies say', zh: '用户以此完成身份验证，与策略无关' },
    },
  },
  {
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    action: /^sts:AssumeRole$/i,
    kinds: ['root'],
    decision: {
      verdict: 'implicitDeny',
      deciding: [],
      because: { en: 'a root user cannot take a role', zh: '根用户不能扮演角色' },
    },
  },
];

/** What comes of a request that no policy decides; undefined of all others. */
export const beyondPolicies = ({ action, principal }: Request): Decision | undefined =>
  FIXED.find((fixed) => fixed.action.test(action) && fixed.kinds.includes(principal.kind))?.decision;
