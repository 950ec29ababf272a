import type { Bilingual } from '../../../constructs/standard';
import { MOST_SPOKES } from '../../../constructs/transit-hub/route-domains';
import { daysBetween } from '../calendar';
import type { Fault } from '../problem';
import { check } from './check';

/** Days before the end of a domain from which it is told. */
const NOTICE_DAYS = 31;

const needsOrganization = check(['network', 'profile'], function* ({ network, profile }) {
  if (network.hub === undefined || profile === 'organization') return;
  yield {
    code: 'not-in-profile',
    path: ['network', 'hub'],
    at: 'key',
    message: { en: `has no meaning with profile: ${profile}`, zh: `在 profile: ${profile} 下没有意义` },
    mend: { en: 'Remove it, or change the profile.', zh: '请删除，或更改 profile。' },
    requirement: '8.3/boundary',
  };
});

const domainsInForce = check(['network'], function* ({ network }, { asOf }) {
  for (const [index, { expires }] of (network.hub?.egress.domains ?? []).entries()) {
    const daysLeft = daysBetween(asOf, expires);
    if (daysLeft > NOTICE_DAYS) continue;
    const path = ['network', 'hub', 'egress', 'domains', index, 'expires'];
    yield daysLeft < 0
      ? { ...ENDS, path, code: 'expired-domain', message: ended(expires) }
      : {
          ...ENDS,
          path,
          code: 'domain-expires-soon',
          severity: 'warning' as const,
          message: ending(expires, daysLeft),
        };
  }
});

const ENDS = {
  mend: {
    en: 'Remove the domain, or let its owner confirm it and give a later day.',
    zh: '请删除该域名，或经责任人确认后延期。',
  },
  requirement: '8.3/cloud-firewall',
} as const satisfies Pick<Fault, 'mend' | 'requirement'>;

const ended = (day: string): Bilingual => ({
  en: `was ${day}: the domain is past its end`,
  zh: `为 ${day}，该域名许可已过期`,
});

const ending = (day: string, daysLeft: number): Bilingual => ({
  en: `is ${day}, in ${daysLeft} days: from the day after, nothing can be synthesized`,
  zh: `为 ${day}，剩余 ${daysLeft} 天，次日起将无法合成`,
});

const domainsDiffer = check(['network'], function* ({ network }) {
  const domains = network.hub?.egress.domains ?? [];
  for (const [index, { domain, owner }] of domains.entries()) {
    const first = domains.findIndex((other) => other.domain === domain);
    if (first === index) continue;
    const other = domains[first]?.owner ?? '';
    yield {
      code: 'duplicate-domain',
      path: ['network', 'hub', 'egress', 'domains', index, 'domain'],
      message: {
        en: `is ${domain} for ${owner}, which ${other} answers for already`,
        zh: `为 ${owner} 的 ${domain}，已由 ${other} 负责`,
      },
      mend: { en: 'Keep one entry, with one owner.', zh: '请只保留一项，并由一人负责。' },
      requirement: '8.3/cloud-firewall',
    };
  }
});

const networksFit = check(['network', 'organization'], function* ({ network, organization }) {
  if (network.hub === undefined) return;
  const accounts = (organization?.accounts ?? []).map((account, index) => ({ ...account, index }));
  const attached = accounts.filter((account) => account.role === 'operations' || account.network !== undefined);
  const beyond = attached[MOST_SPOKES];
  if (beyond === undefined) return;
  yield {
    code: 'too-many-networks',
    path: ['organization', 'accounts', beyond.index],
    message: {
      en: `"${beyond.name}" is beyond the ${MOST_SPOKES} networks that a hub attaches: there are ${attached.length}`,
      zh: `“${beyond.name}”超出枢纽可连接的 ${MOST_SPOKES} 个网络：共 ${attached.length} 个`,
    },
    mend: {
      en: 'Give ranges to those accounts alone whose networks are attached.',
      zh: '请仅为网络需要连接的账号给出地址段。',
    },
    requirement: '8.3/vpc-isolation',
  };
});

export const hubChecks = [needsOrganization, domainsInForce, domainsDiffer, networksFit];
