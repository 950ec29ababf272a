import type { Reach } from './reader';

/** What a client of the SDK asks, as far as it tells where the answer came from. */
interface Request {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
}

/** What sends the requests of a client. */
interface Handler {
  handle(request: Request, options?: object): Promise<unknown>;
}

/** Changes a client when it is made. */
export interface ClientExtension {
  configure(client: { httpHandler(): unknown }): void;
}

/** Notes the origin of every endpoint that answers, whatever the settings said: an environment can lead clients elsewhere. */
export function noting(reach: Reach, answeredBy: Set<string>): Reach {
  const extension: ClientExtension = {
    configure(client) {
      const handler = client.httpHandler() as Handler;
      const { handle } = handler;
      handler.handle = async (request, options) => {
        const answer = await handle.call(handler, request, options);
        answeredBy.add(originOf(request));
        return answer;
      };
    },
  };
  return { ...reach, client: { ...reach.client, extensions: [extension] } };
}

const originOf = ({ protocol, hostname, port }: Request): string =>
  new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`).origin;

/**
 * Names under which AWS answers, over either version of IP.
 * @see https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
const DOMAINS = ['amazonaws.com', 'api.aws', 'amazonaws.com.cn', 'api.amazonwebservices.com.cn'];

/** Part of the names that AWS gives to programs of its customers, with a certificate for them. */
const OF_CUSTOMERS = '.execute-api.';

/** Whether it is AWS that answers at an origin, by its name and a certificate for it: anything else is an emulator. */
export function isOfAws(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return (
    protocol === 'https:' &&
    !hostname.includes(OF_CUSTOMERS) &&
    DOMAINS.some((domain) => hostname.endsWith(`.${domain}`))
  );
}
