import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { compliant, nonCompliant, type Rule, unknown, type Verdict } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/**
 * A network is joined to one of an account that the configuration lists, with the reason. Peering goes past firewall and
 * route tables of the hub, so that none is meant by itself, not even within the account.
 */
export const vpcPeeringDeclared: Rule = {
  id: 'vpc-peering-declared',
  demand: {
    en: 'A peering connection leads to a declared account only.',
    zh: '对等连接仅通向已声明的账号。',
  },
  types: ['AWS::EC2::VPCPeeringConnection'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
  judge(peering) {
    const { peerAccounts } = peering.template.estate.demands;
    if (peerAccounts === undefined) return NOBODY_SAYS;
    const account = accountOf(peering);
    return peerAccounts.includes(account) ? compliant : undeclared(account);
  },
};

const NOBODY_SAYS: Verdict = unknown({
  en: 'no configuration says which peering is declared',
  zh: '没有配置说明声明了哪些对等连接',
});

/** The account of the stack where none is named. */
function accountOf(peering: Resource): string {
  const named = peering.isSet('PeerOwnerId') ? String(peering.literal('PeerOwnerId')) : undefined;
  const account = named ?? peering.template.environment.account;
  if (account === undefined || isOpen(account)) throw new Unresolved('PeerOwnerId');
  return account;
}

const undeclared = (account: string): Verdict =>
  nonCompliant(
    finding(
      'PeerOwnerId',
      `is ${account}, with which no peering is declared (network.peerings): what passes goes round the firewall`,
      `为 ${account}，未声明与其的对等连接（network.peerings）：流量将绕过防火墙`,
    ),
  );
