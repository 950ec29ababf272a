import { finding } from '../../findings';
import { isIntrinsic, isObject } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { availabilityZoneOf, FEWEST_AVAILABILITY_ZONES } from '../network/availability-zone';

const DAY_SECONDS = 86_400;

/** No instance outlives the patches of a month. Auto Scaling accepts one day or more, and takes 0 for no limit. */
const LONGEST_LIFETIME_SECONDS = 30 * DAY_SECONDS;

/**
 * A group keeps at least one instance, over two availability zones, from a launch template, and replaces each within
 * 30 days. The health check of EC2 is always on, so that a failed instance is replaced at once.
 */
export const autoScalingGroupReplaces: Rule = {
  id: 'auto-scaling-group-replaces',
  demand: {
    en: 'A group replaces its instances within 30 days from a launch template and keeps one or more over two availability zones.',
    zh: '伸缩组以启动模板在 30 天内更换实例，并跨两个可用区至少保持一台。',
  },
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  reference: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html',
  judge: (group) => verdictFromEach([keepsOne, replaces, hasLaunchTemplate, isSpread], (check) => check(group)),
};

const keepsOne = (group: Resource): readonly Finding[] =>
  (group.number('MinSize') ?? 0) >= 1
    ? []
    : [finding('MinSize', 'is less than 1: a lost instance is not replaced', '小于 1：实例丢失后不会补充')];

function replaces(group: Resource): readonly Finding[] {
  const lifetime = group.number('MaxInstanceLifetime') ?? 0;
  if (lifetime >= DAY_SECONDS && lifetime <= LONGEST_LIFETIME_SECONDS) return [];
  return [
    finding(
      'MaxInstanceLifetime',
      `is not between ${DAY_SECONDS} and ${LONGEST_LIFETIME_SECONDS} seconds (30 days): instances outlive their patches`,
      `不在 ${DAY_SECONDS} 至 ${LONGEST_LIFETIME_SECONDS} 秒（30 天）之间：实例寿命将超过补丁周期`,
    ),
  ];
}

const hasLaunchTemplate = (group: Resource): readonly Finding[] =>
  group.has('LaunchTemplate') || group.has('MixedInstancesPolicy.LaunchTemplate')
    ? []
    : [finding('LaunchTemplate', 'is missing: what is launched is not versioned', '未设置：启动内容没有版本')];

function isSpread(group: Resource): readonly Finding[] {
  const property = group.has('VPCZoneIdentifier') ? 'VPCZoneIdentifier' : 'AvailabilityZones';
  if (isAllZones(group.raw(property))) return [];
  const places = group.list(property);
  // fewer places than zones are too few, wherever they are
  const count =
    places.length < FEWEST_AVAILABILITY_ZONES ? places.length : new Set(zonesOf(group, property, places)).size;
  if (count >= FEWEST_AVAILABILITY_ZONES) return [];
  return [
    finding(
      property,
      `is within ${count} availability zones, not ${FEWEST_AVAILABILITY_ZONES}`,
      `仅覆盖 ${count} 个可用区，应不少于 ${FEWEST_AVAILABILITY_ZONES} 个`,
    ),
  ];
}

/** `{ "Fn::GetAZs": "" }`: every availability zone of the region. */
const isAllZones = (value: unknown): boolean => isObject(value) && 'Fn::GetAZs' in value;

const zonesOf = (group: Resource, property: string, places: readonly unknown[]): readonly string[] =>
  places.map((place, index) => {
    const path = `${property}.${index}`;
    if (property === 'AvailabilityZones')
      return isIntrinsic(place) ? JSON.stringify(place) : String(group.literal(path));
    const subnet = group.referent(path);
    if (subnet === undefined) throw new Unresolved(path);
    return availabilityZoneOf(subnet);
  });
