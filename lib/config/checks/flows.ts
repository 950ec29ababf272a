import { checkFlow } from '../../../constructs/isolated-vpc/flows';
import type { Flow } from '../schema';
import { check } from './check';

const inForce = check(['network'], function* ({ network }, { asOf }) {
  for (const [index, flow] of network.flows.entries()) {
    if (flow.expires >= asOf) continue;
    yield {
      code: 'expired-flow',
      path: ['network', 'flows', index, 'expires'],
      message: { en: `was ${flow.expires}: the flow is past its end`, zh: `为 ${flow.expires}，该流量许可已过期` },
      mend: {
        en: 'Remove the flow, or let its owner confirm it and give a later day.',
        zh: '请删除该项，或经责任人确认后延期。',
      },
      requirement: '8.3/minimal-ports',
    };
  }
});

const encrypted = check(['network'], function* ({ network }) {
  for (const [index, flow] of network.flows.entries()) {
    if (isEncrypted(flow)) continue;
    yield {
      code: 'plaintext-port',
      path: ['network', 'flows', index, 'port'],
      message: { en: `${flow.port} is a port on which data travels in the clear`, zh: `${flow.port} 是明文传输端口` },
      mend: { en: 'Give the port of the encrypted form of the protocol.', zh: '请改用该协议加密形式的端口。' },
      requirement: '8.3/traffic-encryption',
    };
  }
});

/** The network would refuse it at synthesis. */
function isEncrypted(flow: Flow): boolean {
  try {
    checkFlow(flow);
    return true;
  } catch {
    return false;
  }
}

export const flowChecks = [inForce, encrypted];
