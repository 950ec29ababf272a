import { finding } from '../../findings';
import { isIntrinsic } from '../../intrinsics';
import { type Finding, nonCompliant, notApplicable, type Rule, type Verdict, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { LAUNCH_TYPES, leftToLaunchTemplate, settingOf } from './launch';

/** What ties an elastic address to an instance. */
const ADDRESSES = ['AWS::EC2::EIP', 'AWS::EC2::EIPAssociation'];

/** To what an elastic address may be tied. A gateway or a load balancer says itself which one it takes. */
const TIES = ['InstanceId', 'NetworkInterfaceId'];

/**
 * An instance gets no public address.
 *
 * A launch template must say so itself, since it does not know the subnets in which it will be used. For an instance,
 * the subnet may say so, if the template has it. An elastic address fails the instance to which it is tied, and fails
 * itself where that one is not in the template, or where it is tied to an interface.
 */
export const instanceNoPublicAddress: Rule = {
  id: 'instance-no-public-address',
  demand: { en: 'An instance gets no public address.', zh: '实例不分配公网地址。' },
  types: [...LAUNCH_TYPES, ...ADDRESSES],
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html',
  judge(resource) {
    if (ADDRESSES.includes(resource.type)) return judgeAddress(resource);
    const tied = elasticAddresses(resource);
    return tied.length > 0 ? nonCompliant(...tied) : (JUDGES[resource.type]?.(resource) ?? judgeTemplate(resource));
  },
};

const JUDGES: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  'AWS::EC2::Instance': judgeInstance,
  'AWS::AutoScaling::LaunchConfiguration': (resource) =>
    verdictFromEach(['AssociatePublicIpAddress'], (property) => unlessFalse(resource, property)),
};

const elasticAddresses = (instance: Resource): readonly Finding[] =>
  ADDRESSES.flatMap((type) => instance.referrers(type, 'InstanceId')).map((address) =>
    finding(`${address.id}.InstanceId`, 'ties a public address to the instance', '将公网地址绑定到该实例'),
  );

function judgeAddress(address: Resource): Verdict {
  const ties = TIES.filter((property) => address.isSet(property));
  if (ties.length === 0) return notApplicable(UNTIED);
  if (address.template.resources.some((other) => other === address.referent('InstanceId'))) return notApplicable(TIED);
  return nonCompliant(...ties.map(tiesPublic));
}

const UNTIED = { en: 'the address is tied to no instance', zh: '该地址未绑定到实例' };

const TIED = { en: 'the instance to which it is tied is judged itself', zh: '所绑定的实例另行判定' };

const tiesPublic = (property: string): Finding =>
  finding(
    property,
    'ties a public address to an instance: it can be reached from the internet; let a load balancer answer',
    '将公网地址绑定到实例：可从互联网访问；请由负载均衡器应答',
  );

function judgeTemplate(template: Resource): Verdict {
  const path = settingOf(template, 'NetworkInterfaces');
  const interfaces = interfacesAt(template, path);
  if (interfaces.length === 0) return nonCompliant(leftToSubnet(path));
  return verdictFromEach(interfaces, (at) => unlessFalse(template, `${at}.AssociatePublicIpAddress`));
}

function judgeInstance(instance: Resource): Verdict {
  const interfaces = interfacesAt(instance, 'NetworkInterfaces');
  const elsewhere = instance.has('SubnetId') ? undefined : leftToLaunchTemplate(instance, 'NetworkInterfaces');
  return (
    elsewhere ??
    verdictFromEach(interfaces.length > 0 ? interfaces.map((at) => `${at}.`) : [''], (at) =>
      byInterfaceOrSubnet(instance, at),
    )
  );
}

/** Paths of the interfaces that a launch creates: those that exist already have their addresses. */
const interfacesAt = (resource: Resource, path: string): readonly string[] =>
  resource
    .list(path)
    .map((_, index) => `${path}.${index}`)
    .filter((at) => isIntrinsic(resource.raw(at)) || !resource.has(`${at}.NetworkInterfaceId`));

function byInterfaceOrSubnet(instance: Resource, at: string): readonly Finding[] {
  const property = `${at}AssociatePublicIpAddress`;
  if (at !== '' && instance.has(property)) return unlessFalse(instance, property);
  const path = `${at}SubnetId`;
  if (!instance.has(path))
    return [finding(path, 'is missing: the default subnet gives public addresses', '未设置：默认子网会分配公网地址')];
  const subnet = instance.referent(path);
  if (subnet === undefined) throw new Unresolved(path);
  if (subnet.flag('MapPublicIpOnLaunch') !== true) return [];
  return [finding(path, `is ${subnet.id}, which gives public addresses`, `为 ${subnet.id}，该子网会分配公网地址`)];
}

const unlessFalse = (resource: Resource, property: string): readonly Finding[] =>
  resource.flag(property) === false ? [] : [leftToSubnet(property)];

const leftToSubnet = (property: string): Finding =>
  finding(
    property,
    'does not rule out a public address: the subnet decides, or one is given',
    '未排除公网地址：由子网决定或将直接分配',
  );
