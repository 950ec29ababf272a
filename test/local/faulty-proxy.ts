import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

type Fault = (response: ServerResponse) => void | Promise<void>;

const THROTTLED_JSON = JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' });

const FAULTS: readonly Fault[] = [
  (response) => {
    response.writeHead(429, { 'content-type': 'application/x-amz-json-1.1' }).end(THROTTLED_JSON);
  },
  (response) => {
    response.writeHead(500).end();
  },
  (response) => {
    response.socket?.destroy();
  },
  (response) => {
    response.writeHead(503).end();
  },
];

/** Stands before the emulator on the loopback interface; every so many requests come to grief, and all of them take longer. */
export class FaultyProxy {
  faults = 0;
  private asked = 0;
  private readonly server = createServer((incoming, response) => void this.answer(incoming, response));

  constructor(
    private readonly target: number,
    private readonly every: number,
    private readonly latencyMs: number,
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
    this.asked += 1;
    const fault = this.asked % this.every === 0 ? FAULTS[this.faults++ % FAULTS.length] : undefined;
    await wait(this.latencyMs);
    if (fault) {
      incoming.resume();
      await fault(response);
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
