import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How a request comes to grief. */
export type Fault = (response: ServerResponse) => void;

const THROTTLED_JSON = JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' });

/** Faults that pass, by name. */
export const FAULTS = {
  throttled: (response) => {
    response.writeHead(429, { 'content-type': 'application/x-amz-json-1.1' }).end(THROTTLED_JSON);
  },
  'an internal error': (response) => {
    response.writeHead(500).end();
  },
  'a reset connection': (response) => {
    response.socket?.destroy();
  },
  'an unavailable service': (response) => {
    response.writeHead(503).end();
  },
} satisfies Readonly<Record<string, Fault>>;

/** Takes the request and never answers. */
export const SILENCE: Fault = () => {};

/** What goes wrong on the line. */
export interface Trouble {
  /** Whether the nth request, counted from 1, comes to grief. */
  readonly strikes: (nth: number) => boolean;
  /** One after the other. */
  readonly faults: readonly Fault[];
  /** What all requests take longer, in milliseconds. */
  readonly latencyMs?: number;
}

/** Stands before the emulator on the loopback interface. */
export class FaultyProxy {
  /** How many requests have come to grief. */
  faults = 0;
  private asked = 0;
  private readonly server = createServer((incoming, response) => void this.answer(incoming, response));

  constructor(
    private readonly target: number,
    private readonly trouble: Trouble,
  ) {}

  async start(): Promise<number> {
    await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { strikes, faults, latencyMs = 0 } = this.trouble;
    this.asked += 1;
    const fault = strikes(this.asked) ? faults[this.faults++ % faults.length] : undefined;
    await wait(latencyMs);
    if (fault) {
      incoming.resume();
      fault(response);
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: this.target, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  }
}
