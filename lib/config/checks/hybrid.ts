import { Netmask } from 'netmask';
import { PRIVATE_NETWORKS } from '../../../constructs/guardrails/expected-networks';
import { gapOf } from '../../../constructs/partition/capabilities';
import { PLACES } from '../hub-flows';
import type { Fault, Path } from '../problem';
import type { HybridLinkConfig, ParsedConfig } from '../schema';
import { check } from './check';
import { type Ending, endFaults } from './endings';

type Linked = Pick<ParsedConfig, 'network'>;

const BOUNDARY = { requirement: '8.3/boundary' } as const satisfies Pick<Fault, 'requirement'>;
const ENCRYPTION = { requirement: '8.3/traffic-encryption' } as const satisfies Pick<Fault, 'requirement'>;

const linksIn = ({ network }: Linked): readonly (readonly [HybridLinkConfig, Path])[] =>
  (network.hub?.hybrid ?? []).map((link, index) => [link, ['network', 'hub', 'hybrid', index]]);

const LINK: Ending = {
  ...BOUNDARY,
  code: 'link',
  what: { en: 'the link', zh: '该链路' },
  mend: {
    en: 'Remove the link, or let its owner confirm it and give a later day.',
    zh: '请删除该链路，或经责任人确认后延期。',
  },
};

const inForce = check(['network'], function* (config, { asOf }) {
  for (const [{ expires }, path] of linksIn(config)) yield* endFaults(LINK, expires, [...path, 'expires'], asOf);
});

/** How each kind can be encrypted. */
const ENCRYPTIONS: Readonly<Record<HybridLinkConfig['kind'], readonly HybridLinkConfig['encryption'][]>> = {
  vpn: ['ipsec'],
  'direct-connect': ['macsec', 'tls'],
};

const encrypted = check(['network'], function* (config) {
  for (const [{ kind, encryption }, path] of linksIn(config)) {
    const choice = ENCRYPTIONS[kind];
    if (choice.includes(encryption)) continue;
    yield {
      ...ENCRYPTION,
      code: 'link-encryption',
      path: [...path, 'encryption'],
      message: { en: `is ${encryption}, which no ${kind} has`, zh: `为 ${encryption}，而 ${kind} 不采用该方式` },
      mend: { en: `Use ${choice.join(' or ')}.`, zh: `请使用 ${choice.join(' 或 ')}。` },
    };
  }
});

const offered = check(['network', 'partition'], function* ({ network, partition }) {
  const gap = gapOf(partition, 'site-to-site-vpn');
  if (gap === undefined) return;
  for (const [{ kind }, path] of linksIn({ network })) {
    if (kind !== 'vpn') continue;
    yield {
      ...BOUNDARY,
      code: 'not-in-partition',
      path: [...path, 'kind'],
      message: {
        en: `asks for ${gap.name.en}, which ${partition} does not offer`,
        zh: `需要${gap.name.zh}，而 ${partition} 不提供`,
      },
      mend: { en: `Use ${gap.substitute.en}.`, zh: `请改用${gap.substitute.zh}。` },
    };
  }
});

const ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
const GATEWAY_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a gateway of each kind is. */
const GATEWAYS: Readonly<
  Record<HybridLinkConfig['kind'], { readonly is: (text: string) => boolean; readonly mend: Fault['mend'] }>
> = {
  vpn: {
    is: (text) => ADDRESS.test(text) && isPublicAddress(text),
    mend: { en: 'Give its public IPv4 address.', zh: '请填写其公网 IPv4 地址。' },
  },
  'direct-connect': {
    is: (text) => GATEWAY_ID.test(text),
    mend: { en: 'Give the id of the Direct Connect gateway, a UUID.', zh: '请填写 Direct Connect 网关的 ID（UUID）。' },
  },
};

/** Of this host, of a link, of groups, and kept for later: nobody answers there over the internet (RFC 6890). */
const NOBODYS = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].map((block) => new Netmask(block));

function isPublicAddress(text: string): boolean {
  try {
    return ![...PRIVATE_NETWORKS, ...NOBODYS].some((block) => block.contains(text));
  } catch {
    return false;
  }
}

const gatewaysKnown = check(['network'], function* (config) {
  for (const [{ kind, gateways }, path] of linksIn(config)) {
    const given = PLACES.flatMap((place) => (gateways[place] === undefined ? [] : [place]));
    if (given.length === 0) {
      yield {
        ...BOUNDARY,
        code: 'link-without-gateway',
        path: [...path, 'gateways'],
        message: { en: 'names no gateway in either region', zh: '在两个区域均未给出网关' },
        mend: GATEWAYS[kind].mend,
      };
    }
    for (const place of given) {
      const text = gateways[place] ?? '';
      if (GATEWAYS[kind].is(text)) continue;
      yield {
        ...BOUNDARY,
        code: 'gateway-of-other-kind',
        path: [...path, 'gateways', place],
        message: { en: `is ${text}, which is no gateway of a ${kind}`, zh: `为 ${text}，不是 ${kind} 的网关` },
        mend: GATEWAYS[kind].mend,
      };
    }
    if (kind === 'direct-connect' && gateways.home !== undefined && gateways.home === gateways.recovery) {
      yield {
        ...BOUNDARY,
        code: 'gateway-shared',
        path: [...path, 'gateways', 'recovery'],
        message: {
          en: 'is the gateway of the home region: the two hubs have the same ASN, and it takes one of them',
          zh: '与主区域相同：两个枢纽的 ASN 相同，同一网关只能关联其一',
        },
        mend: { en: 'Give a Direct Connect gateway of its own.', zh: '请为其单独给出 Direct Connect 网关。' },
      };
    }
  }
});

const named = check(['network', 'organization'], function* ({ network, organization }) {
  const taken = new Set((organization?.accounts ?? []).map(({ name }) => name));
  for (const [{ name, owner }, path] of linksIn({ network })) {
    if (taken.has(name)) {
      yield {
        ...BOUNDARY,
        code: 'duplicate-link',
        path: [...path, 'name'],
        message: { en: `is "${name}" of ${owner}, a name that is taken`, zh: `${owner} 的“${name}”与已有名称重复` },
        mend: { en: 'Give a name of its own, among links and accounts.', zh: '请使用与其他链路及账号均不同的名称。' },
      };
    }
    taken.add(name);
  }
});

/** A link that no flow uses would let nothing pass, and cost by the hour. */
const used = check(['network'], function* (config) {
  const flows = config.network.hub?.flows ?? [];
  for (const [{ name }, path] of linksIn(config)) {
    if (flows.some(({ from, to }) => from === name || to === name)) continue;
    yield {
      ...BOUNDARY,
      code: 'link-without-flow',
      path: [...path, 'name'],
      lacks: [['network', 'hub', 'flows', '*', 'from']],
      message: {
        en: `is "${name}", which no flow uses: nothing would pass`,
        zh: `“${name}”没有任何流量使用，不会放行任何报文`,
      },
      mend: {
        en: 'Declare in network.hub.flows what may pass, or remove it.',
        zh: '请在 network.hub.flows 中声明可放行的流量，或删除该链路。',
      },
    };
  }
});

export const hybridChecks = [inForce, encrypted, offered, gatewaysKnown, named, used];
