import type { RequirementId } from '../../../constructs/standard';
import type { Fault, Path } from '../problem';
import type { ParsedConfig } from '../schema';
import { type Check, check } from './check';

type Profile = ParsedConfig['profile'];

const notInProfile = (path: Path, profile: Profile): Fault => ({
  code: 'not-in-profile',
  path,
  at: 'key',
  message: { en: `has no meaning with profile: ${profile}`, zh: `在 profile: ${profile} 下没有意义` },
  mend: { en: 'Remove it, or change the profile.', zh: '请删除，或更改 profile。' },
});

/** The check that a part of `network`, which an organization alone has, stands nowhere else. */
export const ofOrganizationsAlone = (key: 'hub' | 'members', requirement: RequirementId): Check =>
  check(['network', 'profile'], function* ({ network, profile }) {
    if (network[key] === undefined || profile === 'organization') return;
    yield { ...notInProfile(['network', key], profile), requirement };
  });

const accountNamed = check(['profile', 'account', 'organization'], function* ({ profile, account, organization }) {
  const needed = profile === 'organization' ? 'organization' : 'account';
  const other = profile === 'organization' ? 'account' : 'organization';
  const given = { account, organization };
  if (given[needed] === undefined) {
    yield {
      code: 'missing-key',
      path: [needed],
      message: { en: `is missing, and profile: ${profile} needs it`, zh: `缺失，profile: ${profile} 需要该项` },
      mend: { en: `Add "${needed}:".`, zh: `请添加“${needed}:”。` },
    };
  }
  if (given[other] !== undefined) {
    yield notInProfile([other], profile);
  }
});

/** What a trial in one account may do, and an organization may not. */
const trialChoices = check(['profile', 'lock', 'network', 'onCall'], function* ({ profile, lock, network, onCall }) {
  if (profile !== 'organization') return;
  if (lock === 'governance') {
    yield {
      code: 'governance-lock',
      path: ['lock'],
      message: {
        en: 'is governance, which an administrator can lift: it is for trials in a single account',
        zh: '为 governance，管理员可以解除，仅供单账号试用',
      },
      mend: { en: 'Write compliance, or leave it out.', zh: '请写 compliance，或省略。' },
      requirement: '8.6/log-storage',
    };
  }
  if (network.endpoints === 'none') {
    yield {
      code: 'no-endpoints',
      path: ['network', 'endpoints'],
      message: {
        en: 'is none: services and the bastion could be reached over the internet only',
        zh: '为 none，服务与堡垒机只能经互联网访问',
      },
      mend: { en: 'Write minimal or full.', zh: '请写 minimal 或 full。' },
      requirement: '8.3/interface-security',
    };
  }
  if (!onCall) {
    yield {
      code: 'missing-key',
      path: ['onCall'],
      message: { en: 'is missing: nobody would be called', zh: '缺失，事件发生时无人可呼叫' },
      mend: {
        en: 'Name primary, deputy and escalation from the contacts.',
        zh: '请从 contacts 中指定 primary、deputy 和 escalation。',
      },
      requirement: '8.9/activation',
    };
  }
});

export const profileChecks = [accountNamed, trialChoices];
