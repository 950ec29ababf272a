import { long2ip, Netmask } from 'netmask';
import { PRIVATE_NETWORKS } from '../guardrails/expected-networks';
import { isIntrinsic, isObject, render } from './intrinsics';
import type { Resource, Template } from './template';

const VPC = 'AWS::EC2::VPC';

/**
 * The range that CloudFormation computes of a value: `Fn::GetAtt` of a network's own, or one of `Fn::Select` out of `Fn::Cidr` of it. IPv4
 * alone; undefined for everything else.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 */
export function computedRange(template: Template, value: unknown): string | undefined {
  if (!isIntrinsic(value)) return undefined;
  if ('Fn::GetAtt' in value) return rangeOfNetwork(template, value);
  const [index, list] = Array.isArray(value['Fn::Select']) ? value['Fn::Select'] : [];
  const [block, , bits] = isObject(list) && Array.isArray(list['Fn::Cidr']) ? list['Fn::Cidr'] : [];
  const whole = block === undefined ? undefined : rangeOfNetwork(template, block);
  const [at, size] = [Number(index), 2 ** Number(bits)];
  if (whole === undefined || !Number.isInteger(at) || !Number.isInteger(size)) return undefined;
  return `${long2ip(new Netmask(whole).netLong + at * size)}/${32 - Number(bits)}`;
}

function rangeOfNetwork(template: Template, value: unknown): string | undefined {
  if (!isIntrinsic(value) || [value['Fn::GetAtt']].flat().join('.').split('.')[1] !== 'CidrBlock') return undefined;
  const network = template.referent(value);
  const range = network?.raw('CidrBlock');
  return network && (typeof range === 'string' ? range : mappedRange(network));
}

/**
 * The own range of a network out of a mapping by account. Where the template stands in several accounts, that of the first speaks for all,
 * if all are private and of one length: what is in such networks differs in the first bits of addresses alone.
 */
export function mappedRange(network: Resource): string | undefined {
  if (network.type !== VPC) return undefined;
  if (!known.has(network)) known.set(network, rangeInMapping(network));
  return known.get(network);
}

/** A template of a thousand accounts is asked as often as one of a few. */
const known = new WeakMap<Resource, string | undefined>();

function rangeInMapping(network: Resource): string | undefined {
  const { environment, mappings } = network.template;
  const range = network.raw('CidrBlock');
  const asked = isIntrinsic(range) ? range['Fn::FindInMap'] : undefined;
  if (!Array.isArray(asked)) return undefined;
  const found = [environment.account, ...(environment.alike ?? [])].map((account) =>
    asked
      .map((key) => render(key, { ...environment, ...(account !== undefined && { account }) }))
      .reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), mappings),
  );
  const [first] = found;
  return typeof first === 'string' && found.every((one) => isLike(first, one)) ? first : undefined;
}

const isLike = (first: string, other: unknown): boolean =>
  typeof other === 'string' &&
  first.split('/')[1] === other.split('/')[1] &&
  PRIVATE_NETWORKS.some((block) => block.contains(other));
