import { check, duplicates } from './check';

/** Peering leads to networks of the organization, or of the one account, and nowhere else. */
const withinOrganization = check(
  ['network', 'organization', 'account'],
  function* ({ network, organization, account }) {
    const own = [account, ...(organization?.accounts ?? []).map(({ id }) => id)];
    for (const [index, peering] of network.peerings.entries()) {
      if (own.includes(peering.account)) continue;
      yield {
        code: 'peering-outside',
        path: ['network', 'peerings', index, 'account'],
        message: {
          en: `leads to ${peering.account}, which is not of this organization`,
          zh: `通向 ${peering.account}，其不属于本组织`,
        },
        mend: {
          en: 'Name an account of the organization; let others in through an endpoint service, which opens one port.',
          zh: '请填写本组织账号；外部方请经终端节点服务接入，其仅开放单一端口。',
        },
        requirement: '8.3/vpc-isolation',
      };
    }
  },
);

const differ = check(['network'], function* ({ network }) {
  yield* duplicates(
    network.peerings.map(({ account: value }, index) => ({ path: ['network', 'peerings', index, 'account'], value })),
    'duplicate-peering',
    { en: 'account', zh: '账号' },
    '8.3/vpc-isolation',
  );
});

export const peeringChecks = [withinOrganization, differ];
