import { autoScalingGroupReplaces } from '../../../../../constructs/nag/rules/compute/auto-scaling-group-replaces';
import { bastionNoInbound } from '../../../../../constructs/nag/rules/compute/bastion-no-inbound';
import { describeRule } from '../../../../support/rule-cases';

const BASTION = { Tags: [{ Key: 'isms:purpose', Value: 'bastion' }] };
const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/32' };

describeRule(bastionNoInbound, {
  compliant: { 'no inbound rule': BASTION, 'an empty list': { ...BASTION, SecurityGroupIngress: [] } },
  nonCompliant: {
    'one inbound rule, however narrow': [{ ...BASTION, SecurityGroupIngress: [rule] }, 'SecurityGroupIngress.0'],
    'an inbound rule of its own': [
      {
        template: {
          Subject: { Type: 'AWS::EC2::SecurityGroup', Properties: BASTION },
          Rule: {
            Type: 'AWS::EC2::SecurityGroupIngress',
            Properties: { GroupId: { 'Fn::GetAtt': ['Subject', 'GroupId'] }, ...rule },
          },
        },
      },
      'Rule.GroupId',
    ],
  },
  notApplicable: {
    'a group without purpose': { SecurityGroupIngress: [rule] },
    'a group with another purpose': { Tags: [{ Key: 'isms:purpose', Value: 'web' }] },
  },
  unknown: {
    'rules that are a parameter': { ...BASTION, SecurityGroupIngress: { Ref: 'Rules' } },
    'a purpose that is a parameter': { Tags: [{ Key: 'isms:purpose', Value: { Ref: 'Purpose' } }] },
  },
});

const DAY = 86_400;
const subnet = (availabilityZone: string) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { AvailabilityZone: availabilityZone },
});
const group = (properties: object = {}) => ({
  template: {
    Subject: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: {
        MinSize: '1',
        MaxSize: '2',
        MaxInstanceLifetime: 30 * DAY,
        LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
        VPCZoneIdentifier: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }],
        ...properties,
      },
    },
    SubnetA: subnet('cn-north-1a'),
    SubnetB: subnet('cn-north-1b'),
    TwinOfA: subnet('cn-north-1a'),
  },
});
const byZone = (zones: unknown) => group({ VPCZoneIdentifier: undefined, AvailabilityZones: zones });

describeRule(autoScalingGroupReplaces, {
  compliant: {
    'thirty days over two availability zones': group(),
    'the shortest lifetime': group({ MaxInstanceLifetime: DAY }),
    'a lifetime as a text': group({ MaxInstanceLifetime: `${7 * DAY}` }),
    'a mixed instances policy': group({ LaunchTemplate: undefined, MixedInstancesPolicy: { LaunchTemplate: {} } }),
    'every availability zone of the region': byZone({ 'Fn::GetAZs': '' }),
    'two availability zones by name': byZone(['cn-north-1a', 'cn-north-1b']),
  },
  nonCompliant: {
    'a lifetime one second too long': [group({ MaxInstanceLifetime: 30 * DAY + 1 }), 'MaxInstanceLifetime'],
    'a lifetime that Auto Scaling refuses': [group({ MaxInstanceLifetime: DAY - 1 }), 'MaxInstanceLifetime'],
    'a lifetime without limit': [group({ MaxInstanceLifetime: 0 }), 'MaxInstanceLifetime'],
    'no lifetime': [group({ MaxInstanceLifetime: undefined }), 'MaxInstanceLifetime'],
    'no instance kept': [group({ MinSize: '0' }), 'MinSize'],
    'a launch configuration': [
      group({ LaunchTemplate: undefined, LaunchConfigurationName: { Ref: 'Old' } }),
      'LaunchTemplate',
    ],
    'a single subnet': [group({ VPCZoneIdentifier: [{ Ref: 'SubnetA' }] }), 'VPCZoneIdentifier'],
    'a single subnet from elsewhere': [group({ VPCZoneIdentifier: ['subnet-0123456789abcdef0'] }), 'VPCZoneIdentifier'],
    'two subnets of one availability zone': [
      group({ VPCZoneIdentifier: [{ Ref: 'SubnetA' }, { Ref: 'TwinOfA' }] }),
      'VPCZoneIdentifier',
    ],
    'one availability zone by name': [byZone(['cn-north-1a', 'cn-north-1a']), 'AvailabilityZones'],
    'no place at all': [byZone(undefined), 'AvailabilityZones'],
  },
  unknown: {
    'subnets that are a parameter': group({ VPCZoneIdentifier: { Ref: 'Subnets' } }),
    'subnets from elsewhere': group({ VPCZoneIdentifier: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] }),
    'a size that is a parameter': group({ MinSize: { Ref: 'Size' } }),
  },
});
