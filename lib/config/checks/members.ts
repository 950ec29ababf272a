import { LARGEST_TEMPLATE } from '../../../constructs/member-baseline/largest-template';
import { type NetworkBatch, networkBatches } from '../network-batches';
import { networkTemplateSize } from '../network-template-size';
import type { Fault } from '../problem';
import type { ParsedConfig } from '../schema';
import { check } from './check';
import { ofOrganizationsAlone } from './profile';

/** A stack has 1 MB, and a template of a network 51,200 bytes at most, with some more for the marks around its quotes. */
const MOST_BATCHES = 16;

/** Accounts whose networks stand in stacks of their own, and the one that StackSets leave out. */
const APART = ['management', 'network', 'operations'];

const needsOrganization = ofOrganizationsAlone('members', '8.3/zoning');

const ofMembers = check(['network', 'organization'], function* ({ network, organization }) {
  if (network.members === undefined) return;
  for (const [index, { name, role, network: own }] of (organization?.accounts ?? []).entries()) {
    if (own === undefined || !APART.includes(role)) continue;
    yield {
      code: 'network-apart',
      path: ['organization', 'accounts', index, 'network'],
      message: {
        en: `"${name}" has role: ${role}, and gets no network from a StackSet`,
        zh: `“${name}”的 role 为 ${role}，不由堆栈集创建网络`,
      },
      mend: { en: 'Remove its ranges.', zh: '请删除其地址段。' },
      requirement: '8.3/zoning',
    };
  }
});

const templatesFit = check(['network', 'organization'], function* (config) {
  for (const place of ['home', 'recovery'] as const) {
    const batches = networkBatches(config, place);
    const beyond = batches[MOST_BATCHES];
    if (beyond) yield tooScattered(batches.length, beyond);
  }
});

const tooScattered = (count: number, { name, place }: NetworkBatch): Fault => ({
  code: 'ranges-scattered',
  path: ['network', 'members'],
  message: {
    en: `needs ${count} templates for the ranges in ${place}, and a stack holds ${MOST_BATCHES}: "${name}" is beyond`,
    zh: `${place} 的地址段需要 ${count} 个模板，而一个堆栈最多容纳 ${MOST_BATCHES} 个：“${name}”已超出`,
  },
  mend: {
    en: 'Give the accounts of an environment ranges of one size that follow each other: 128 share a template.',
    zh: '请为同一环境的账号分配大小相同且连续的地址段：每 128 个共用一个模板。',
  },
  requirement: '8.3/vpc-isolation',
});

const contentsFit = check(
  ['name', 'owner', 'network', 'organization', 'regions', 'dataClasses', 'contacts'],
  function* (config) {
    const batches = (['home', 'recovery'] as const).flatMap((place) => networkBatches(config, place));
    const sizes = batches.map((batch) => ({ batch, size: networkTemplateSize(config, batch) }));
    const [largest] = sizes.sort((a, b) => b.size - a.size);
    if (largest && largest.size > LARGEST_TEMPLATE) yield tooLarge(largest.batch, largest.size, config.network);
  },
);

const tooLarge = (
  { name, ranges }: NetworkBatch,
  size: number,
  { flows, members }: ParsedConfig['network'],
): Fault => ({
  code: 'template-too-large',
  path: ['network', flows.length > 0 ? 'flows' : 'members'],
  at: 'key',
  message: {
    en: `makes networks of members too large: with ${flows.length} flows, ${ranges.size} accounts and endpoints: ${members?.endpoints} the template of "${name}" has some ${size} bytes, and a StackSet takes ${LARGEST_TEMPLATE}`,
    zh: `使成员网络的模板过大：“${name}”含 ${flows.length} 条流量、${ranges.size} 个账号，endpoints 为 ${members?.endpoints}，约 ${size} 字节，而堆栈集最多接受 ${LARGEST_TEMPLATE} 字节`,
  },
  mend: {
    en: 'Declare fewer flows or join those that open neighbouring ports, use network.members.endpoints: none or two availability zones, or give accounts ranges farther apart, so that fewer share a template.',
    zh: '请减少流量声明或合并相邻端口，将 network.members.endpoints 设为 none，或使用两个可用区；也可分散账号的地址段，使更少账号共用一个模板。',
  },
  requirement: '8.3/minimal-ports',
});

export const memberChecks = [needsOrganization, ofMembers, templatesFit, contentsFit];
