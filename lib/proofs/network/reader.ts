import { mappedRange } from '../../../constructs/nag/computed-range';
import { isIntrinsic, isObject, render } from '../../../constructs/nag/intrinsics';
import { type Estate, type Resource, Unresolved } from '../../../constructs/nag/template';
import { type AddressRange, Blocks, rangeOf } from './addresses';
import type { Certainty } from './bounds';
import type { Doubt } from './model';

/** Reads values of templates, and says of each that it cannot resolve that it cannot. */
export class Reader {
  readonly blocks = new Blocks();
  private readonly index = new Map<string, Map<Resource, Resource[]>>();

  constructor(
    readonly estate: Estate,
    /** What a person calls a resource. */
    readonly nameOf: (resource: Resource) => string,
  ) {}

  /** Resources of a type whose property refers to another, in whichever template they stand. */
  referrers(of: Resource, type: string, path: string): readonly Resource[] {
    const key = `${type} ${path}`;
    const known = this.index.get(key) ?? this.indexed(type, path);
    this.index.set(key, known);
    return known.get(of) ?? [];
  }

  private indexed(type: string, path: string): Map<Resource, Resource[]> {
    const index = new Map<Resource, Resource[]>();
    for (const resource of this.estate.ofType(type)) {
      const referent = resource.referent(path);
      if (referent) index.set(referent, [...(index.get(referent) ?? []), resource]);
    }
    return index;
  }

  /** Whether the resource is made at all: one with a condition may not be. */
  certaintyOf(resource: Resource): Certainty {
    return resource.attributes['Condition'] === undefined ? 'yes' : 'perhaps';
  }

  /** The literal at a path; `undefined` both where there is none and where deployment decides. */
  literal(resource: Resource, path: string): unknown {
    try {
      return resource.literal(path);
    } catch (error) {
      if (error instanceof Unresolved) return undefined;
      throw error;
    }
  }

  /** A truth value; `perhaps` where deployment decides. */
  flag(resource: Resource, path: string, unset: Certainty): Certainty {
    if (!resource.has(path)) return unset;
    const value = this.literal(resource, path);
    if (value === undefined) return 'perhaps';
    return String(value).toLowerCase() === 'true' ? 'yes' : 'no';
  }

  /** The list at a path; `undefined` where deployment decides. */
  list(resource: Resource, path: string): readonly unknown[] | undefined {
    try {
      return resource.list(path);
    } catch (error) {
      if (error instanceof Unresolved) return undefined;
      throw error;
    }
  }

  /** The range at a path, or undefined where the template does not tell it. */
  range(resource: Resource, path: string): AddressRange | undefined {
    return this.rangeOfValue(resource, resource.raw(path), 0);
  }

  rangeOfValue(resource: Resource, value: unknown, depth: number): AddressRange | undefined {
    if (depth > 8) return undefined;
    if (typeof value === 'string') return rangeOf(value);
    if (!isIntrinsic(value)) return undefined;
    const mapped = mappedRange(resource);
    if (mapped !== undefined) return rangeOf(mapped);
    const rendered = render(value, resource.template.environment);
    const literal = rendered.includes('${') ? undefined : rangeOf(rendered);
    return literal ?? this.computedRange(resource, value, depth);
  }

  /** `Fn::GetAtt` of a network's or subnet's own range, and `Fn::Select` out of `Fn::Cidr` or of a network's IPv6 blocks. */
  private computedRange(
    resource: Resource,
    value: Readonly<Record<string, unknown>>,
    depth: number,
  ): AddressRange | undefined {
    const selected = value['Fn::Select'];
    if (Array.isArray(selected)) return this.selectedRange(resource, Number(selected[0]), selected[1], depth);
    const owner = resource.template.referent(value);
    if (owner === undefined || attributeOf(value) !== 'CidrBlock') return undefined;
    return this.rangeOfValue(owner, owner.raw('CidrBlock'), depth + 1);
  }

  private selectedRange(resource: Resource, index: number, list: unknown, depth: number): AddressRange | undefined {
    if (Array.isArray(list)) return this.rangeOfValue(resource, list[index], depth + 1);
    if (!isObject(list) || !Number.isInteger(index)) return undefined;
    const owner = resource.template.referent(list);
    if (owner && attributeOf(list) === 'Ipv6CidrBlocks' && index === 0) return this.ipv6RangeOf(owner);
    const cut = list['Fn::Cidr'];
    if (!Array.isArray(cut)) return undefined;
    return this.cutRange(resource, { block: cut[0], bits: Number(cut[2]), index }, depth);
  }

  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html */
  private cutRange(
    resource: Resource,
    { block, bits, index }: { readonly block: unknown; readonly bits: number; readonly index: number },
    depth: number,
  ): AddressRange | undefined {
    const owner = ipv6Owner(resource, block);
    if (owner && bits === 64 && this.literalIpv6Of(owner) === undefined) {
      const own = this.blocks.ipv6(owner.id, index);
      return { sure: own, maybe: own, prefix: 64 };
    }
    const whole = this.rangeOfValue(resource, block, depth + 1);
    const [first] = whole?.sure ?? [];
    if (first === undefined || !Number.isInteger(bits)) return undefined;
    const size = 1n << BigInt(bits);
    const from = BigInt(first.from) + BigInt(index) * size;
    const isIpv4 = typeof first.from === 'number';
    const own = isIpv4 ? { from: Number(from), to: Number(from + size) } : { from, to: from + size };
    return { sure: [own], maybe: [own, ...(whole?.maybe.slice(1) ?? [])], prefix: (isIpv4 ? 32 : 128) - bits };
  }

  /** The IPv6 block of a network: the one that a template names, or the one that AWS will assign. */
  ipv6RangeOf(vpc: Resource): AddressRange | undefined {
    const literal = this.literalIpv6Of(vpc);
    if (literal) return literal;
    const own = this.blocks.ipv6(vpc.id);
    return { sure: own, maybe: own, prefix: 56 };
  }

  private literalIpv6Of(vpc: Resource): AddressRange | undefined {
    const [named] = this.referrers(vpc, 'AWS::EC2::VPCCidrBlock', 'VpcId').filter((block) =>
      block.has('Ipv6CidrBlock'),
    );
    const text = named && this.literal(named, 'Ipv6CidrBlock');
    return text === undefined ? undefined : rangeOf(String(text));
  }
}

/** The network that `Fn::Select: [0, GetAtt Vpc.Ipv6CidrBlocks]` speaks of. */
function ipv6Owner(resource: Resource, block: unknown): Resource | undefined {
  const selected = isObject(block) ? block['Fn::Select'] : undefined;
  if (!Array.isArray(selected) || !isObject(selected[1])) return undefined;
  return attributeOf(selected[1]) === 'Ipv6CidrBlocks' ? resource.template.referent(selected[1]) : undefined;
}

/** `CidrBlock` of `{ "Fn::GetAtt": ["Vpc", "CidrBlock"] }`, in both spellings. */
function attributeOf(value: unknown): string | undefined {
  const got = isObject(value) ? value['Fn::GetAtt'] : undefined;
  if (typeof got === 'string') return got.split('.').slice(1).join('.');
  return Array.isArray(got) ? String(got[1]) : undefined;
}

/** What could not be resolved, in words. */
export const unresolved = (resource: Resource, path: string): Doubt => ({
  en: `${resource.id}.${path} is known at deployment only`,
  zh: `${resource.id}.${path} 的值仅在部署时可知`,
});
