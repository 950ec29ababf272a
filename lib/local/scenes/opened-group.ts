import type { DeployedResource } from '../../collect/observe';
import { alarmed } from './alarmed';
import { type Scene, standing } from './scene';
import { sessionOf, trailEvent } from './trail-events';

const opened: Scene = alarmed({
  id: 'opened-group-alarmed',
  title: { en: 'Somebody opens a security group to the world', zh: '有人将安全组对所有地址开放' },
  facets: ['8.3/security-groups#no-unrestricted-ingress'],
  metric: 'security-group-opened',
  subject: (stage) => standing(stage, 'AWS::EC2::SecurityGroup'),
  event: (group) => ruleAdded(group, '0.0.0.0/0'),
  lookAlike: (group) => ruleAdded(group, '10.10.0.0/20'),
});

const ruleAdded = (group: DeployedResource, cidrIpv4: string): string =>
  trailEvent(group, {
    service: 'ec2',
    name: 'AuthorizeSecurityGroupIngress',
    at: new Date(),
    from: '203.0.113.7',
    userIdentity: sessionOf(group.account, 'alice', 'developer'),
    requestParameters: { groupId: group.physicalId },
    responseElements: {
      _return: true,
      securityGroupRuleSet: {
        items: [{ groupId: group.physicalId, isEgress: false, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4 }],
      },
    },
  });

export const OPENED_GROUP_SCENES: readonly Scene[] = [opened];
