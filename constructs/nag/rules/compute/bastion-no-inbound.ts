import { finding } from '../../findings';
import { notApplicable, type Rule, verdictFrom } from '../../rule';
import { tagOf } from '../../tags';

/** The tag by which the security group of a bastion is known. */
const PURPOSE_TAG = 'isms:purpose';

/** People come through Session Manager, which the agent calls from inside: a bastion needs no inbound rule at all. */
export const bastionNoInbound: Rule = {
  id: 'bastion-no-inbound',
  demand: { en: 'The security group of a bastion has no inbound rule.', zh: '堡垒机的安全组不含任何入向规则。' },
  types: ['AWS::EC2::SecurityGroup'],
  reference: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html',
  judge(group) {
    if (tagOf(group, PURPOSE_TAG) !== 'bastion') {
      return notApplicable({
        en: `the group has no tag ${PURPOSE_TAG} = bastion`,
        zh: `该安全组没有 ${PURPOSE_TAG} = bastion 标签`,
      });
    }
    const inline = group.list('SecurityGroupIngress').map((_, index) => `SecurityGroupIngress.${index}`);
    const standalone = group.referrers('AWS::EC2::SecurityGroupIngress', 'GroupId').map((rule) => `${rule.id}.GroupId`);
    return verdictFrom(
      [...inline, ...standalone].map((property) =>
        finding(property, 'opens the bastion to connections from the network', '使堡垒机可从网络直接连接'),
      ),
    );
  },
};
