import { MOST_PORTS, plaintextPortOf } from '../../../constructs/isolated-vpc/flows';
import type { RequirementId } from '../../../constructs/standard';
import { daysBetween } from '../calendar';
import { CONFIRMATION_HOLDS_DAYS, confirmedUntil } from '../flow-terms';
import { endNamed, hubEnds } from '../hub-flows';
import type { Fault, Path } from '../problem';
import type { Flow, Network } from '../schema';
import { check } from './check';

/** Days before the end of a flow, or of its confirmation, from which it is told. */
const NOTICE_DAYS = 31;

const MINIMAL_PORTS = { requirement: '8.3/minimal-ports' } as const satisfies { readonly requirement: RequirementId };

/** What all flows have: between zones, between networks, and from the internet to a service. */
type Opened = Pick<Flow, 'port' | 'lastPort' | 'owner' | 'confirmed' | 'expires'>;

/** All of them, each with its place. */
const flowsOf = ({ flows, hub }: Network): readonly (readonly [Opened, Path])[] => [
  ...flows.map((flow, index): [Opened, Path] => [flow, ['network', 'flows', index]]),
  ...(hub?.flows ?? []).map((flow, index): [Opened, Path] => [flow, ['network', 'hub', 'flows', index]]),
  ...(hub?.ingress?.services ?? []).map((service, index): [Opened, Path] => [
    service,
    ['network', 'hub', 'ingress', 'services', index],
  ]),
];

const inForce = check(['network'], function* ({ network }, { asOf }) {
  for (const [flow, path] of flowsOf(network)) {
    yield* endFaults(flow, [...path, 'expires'], asOf);
    yield* confirmationFaults(flow, [...path, 'confirmed'], asOf);
  }
});

function* endFaults({ expires }: Opened, path: Path, asOf: string): Iterable<Fault> {
  const daysLeft = daysBetween(asOf, expires);
  if (daysLeft > NOTICE_DAYS) return;
  const mend = {
    en: 'Remove the entry, or let its owner confirm it and give a later day.',
    zh: '请删除该项，或经责任人确认后延期。',
  };
  const fault = { ...MINIMAL_PORTS, path, mend };
  if (daysLeft < 0) {
    const message = { en: `was ${expires}: what it opens is past its end`, zh: `为 ${expires}，该流量许可已过期` };
    yield { ...fault, code: 'expired-flow', message };
    return;
  }
  const message = {
    en: `is ${expires}, in ${daysLeft} days: from the day after, nothing can be synthesized`,
    zh: `为 ${expires}，剩余 ${daysLeft} 天，次日起将无法合成`,
  };
  yield { ...fault, code: 'flow-expires-soon', severity: 'warning', message };
}

function* confirmationFaults(flow: Opened, path: Path, asOf: string): Iterable<Fault> {
  const { confirmed } = flow;
  const fault = { ...MINIMAL_PORTS, path };
  if (confirmed > asOf) {
    yield {
      ...fault,
      code: 'future-date',
      message: { en: `is ${confirmed}, a day to come`, zh: `为 ${confirmed}，尚未到来` },
      mend: { en: 'Give the day of the last confirmation.', zh: '请给出最近一次确认的日期。' },
    };
    return;
  }
  const daysLeft = daysBetween(asOf, confirmedUntil(flow));
  if (daysLeft > NOTICE_DAYS) return;
  const mend = {
    en: `Let ${flow.owner} confirm that the flow is needed and give that day, or remove the flow.`,
    zh: `请由 ${flow.owner} 确认仍需该流量并填写确认日期，或删除该项。`,
  };
  if (daysLeft < 0) {
    const message = {
      en: `was ${confirmed}, more than ${CONFIRMATION_HOLDS_DAYS} days ago: the flow counts as undeclared, and what it opens as a finding`,
      zh: `为 ${confirmed}，已超过 ${CONFIRMATION_HOLDS_DAYS} 天：该流量视为未声明，其开放的端口计为问题`,
    };
    yield { ...fault, severity: 'warning', code: 'unconfirmed-flow', message, mend };
    return;
  }
  const message = {
    en: `was ${confirmed}: the confirmation holds for ${daysLeft} more days, after which the flow counts as undeclared`,
    zh: `为 ${confirmed}，该确认仅剩 ${daysLeft} 天有效，逾期该流量视为未声明`,
  };
  yield { ...fault, code: 'confirmation-due', severity: 'warning', message, mend };
}

const narrow = check(['network'], function* ({ network }) {
  for (const [{ port, lastPort = port }, path] of flowsOf(network)) {
    const count = lastPort - port + 1;
    if (count >= 1 && count <= MOST_PORTS) continue;
    yield {
      ...MINIMAL_PORTS,
      code: 'broad-port-range',
      path: [...path, 'lastPort'],
      message:
        count < 1
          ? { en: `is ${lastPort}, below ${port}, the first port`, zh: `为 ${lastPort}，小于起始端口 ${port}` }
          : {
              en: `is ${lastPort}: with ${port} as the first that is ${count} ports, more than ${MOST_PORTS}`,
              zh: `为 ${lastPort}，自 ${port} 起共 ${count} 个端口，超过 ${MOST_PORTS} 个`,
            },
      mend: {
        en: `Give ${port} to ${port + MOST_PORTS - 1}, or a flow for each service.`,
        zh: `请给出 ${port} 至 ${port + MOST_PORTS - 1}，或按服务分别声明。`,
      },
    };
  }
});

const encrypted = check(['network'], function* ({ network }) {
  for (const [flow, path] of flowsOf(network)) {
    const plaintext = plaintextPortOf(flow);
    if (plaintext === undefined) continue;
    yield {
      code: 'plaintext-port',
      path: [...path, 'port'],
      message: {
        en: `opens ${plaintext}, a port on which data travels in the clear`,
        zh: `开放了明文传输端口 ${plaintext}`,
      },
      mend: { en: 'Give the port of the encrypted form of the protocol.', zh: '请改用该协议加密形式的端口。' },
      requirement: '8.3/traffic-encryption',
    };
  }
});

/** Between the same ends a port is open by one flow: two owners, reasons and ends for it contradict each other. */
const differ = check(['network', 'organization'], function* (config) {
  const { flows, hub } = config.network;
  yield* clashes(flows, ['network', 'flows']);
  const ends = hubEnds(config);
  const resolved = (hub?.flows ?? []).map((flow) => ({
    ...flow,
    from: endNamed(ends, flow.from)?.name ?? flow.from,
    to: endNamed(ends, flow.to)?.name ?? flow.to,
  }));
  yield* clashes(resolved, ['network', 'hub', 'flows']);
});

type BetweenEnds = Pick<Flow, 'port' | 'lastPort' | 'protocol' | 'owner'> & {
  readonly from: string;
  readonly to: string;
};

function* clashes(flows: readonly BetweenEnds[], path: Path): Iterable<Fault> {
  for (const [index, flow] of flows.entries()) {
    const other = flows.slice(0, index).find((one) => meets(one, flow));
    if (!other) continue;
    const ports = portsOf(other);
    yield {
      ...MINIMAL_PORTS,
      code: 'overlapping-flow',
      path: [...path, index, 'port'],
      message: {
        en: `opens ${portsOf(flow)} from ${flow.from} to ${flow.to} for ${flow.owner}, where ${other.owner} has ${ports} open already`,
        zh: `为 ${flow.owner} 开放 ${flow.from} 至 ${flow.to} 的 ${portsOf(flow)}，而 ${other.owner} 已声明 ${ports}`,
      },
      mend: {
        en: 'Keep one flow for a port between two ends, with one owner.',
        zh: '两端之间的同一端口只保留一项，并由一人负责。',
      },
    };
  }
}

const meets = (one: BetweenEnds, other: BetweenEnds): boolean =>
  one.from === other.from &&
  one.to === other.to &&
  one.protocol === other.protocol &&
  one.port <= (other.lastPort ?? other.port) &&
  other.port <= (one.lastPort ?? one.port);

const portsOf = ({ protocol, port, lastPort = port }: BetweenEnds): string =>
  `${protocol}/${port}${lastPort > port ? `-${lastPort}` : ''}`;

export const flowChecks = [inForce, narrow, encrypted, differ];
