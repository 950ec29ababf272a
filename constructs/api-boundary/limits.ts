import { Token } from 'aws-cdk-lib';
import type { Reach } from './reach';
import { nameOf, type Route } from './route';

/** How many calls are taken. */
export interface Limits {
  /** Calls a second, in the long run. */
  readonly rate: number;
  /** Calls at once. */
  readonly burst: number;
}

/** Somebody who calls an API. */
export interface ApiClient extends Limits {
  /** What it is called, such as `shop`. */
  readonly name: string;
  /** Calls a day. */
  readonly callsPerDay: number;
}

/** Certificates of clients, in a bucket that keeps versions: API Gateway reads this version, whatever comes after. */
export interface TrustStore {
  readonly bucketName: string;
  /** A file of certificates of authorities, in PEM. */
  readonly key: string;
  /** Version of the object. */
  readonly version: string;
}

/** A name of one's own for an API. */
export interface Domain {
  readonly domainName: string;
  /** A certificate of ACM, of the same region. */
  readonly certificateArn: string;
  /**
   * Authorities whose certificates clients have to show. API Gateway then offers no policy that is limited to forward secrecy.
   * @default - clients show none
   */
  readonly mutualTls?: TrustStore;
}

/** What is asked of an API as a whole. */
export interface Whole {
  readonly owner: string;
  readonly reach: Reach;
  readonly routes: readonly Route[];
  readonly limits?: Limits;
  readonly clients: readonly ApiClient[];
  readonly browserOrigin?: string;
}

/** @throws when nobody answers for the API, nothing limits its callers, or nothing or everything leads to it. */
export function checkApi({ owner, reach, routes, limits, clients, browserOrigin }: Whole): void {
  if (owner.trim() === '') {
    throw new Error(
      'nobody answers for the API, and 8.3/api-security#inventory-and-access-log lists each with its owner. Give one',
    );
  }
  if (reach.kind === 'private' && reach.endpointIds.length === 0) {
    throw new Error(
      'the API is private and no endpoint leads to it; 8.3/interface-security#private-service-interfaces wants them named. Give the ids of the endpoints for execute-api',
    );
  }
  checkRoutes(routes);
  checkClients(clients);
  for (const [whose, each] of [['all callers', limits] as const, ...clients.map((one) => [one.name, one] as const)]) {
    if (each) checkLimits(whose, each);
  }
  if (browserOrigin === undefined || /^https:\/\/[^*/\s]+$/.test(browserOrigin)) return;
  throw new Error(
    `browserOrigin is ${browserOrigin}, and 8.3/api-security#authorization-always wants to know which page calls. Give one origin, such as https://shop.example.com`,
  );
}

function checkRoutes(routes: readonly Route[]): void {
  if (routes.length === 0) throw new Error('the API has no routes. Give one');
  for (const property of [nameOf, ({ operation }: Route) => operation]) {
    const seen = routes.map(property);
    const twice = seen.find((one, index) => seen.indexOf(one) !== index);
    if (twice === undefined) continue;
    throw new Error(
      `${twice} stands there twice, so that 8.3/api-security#inventory-and-access-log would not know which is meant. Take one out`,
    );
  }
}

function checkClients(clients: readonly ApiClient[]): void {
  if (clients.length > 0) return;
  throw new Error(
    'no client is named, and 8.3/api-security#throttling-and-quotas limits each. Name who calls, with rate, burst and calls a day',
  );
}

function checkLimits(whose: string, limits: Limits & Partial<Pick<ApiClient, 'callsPerDay'>>): void {
  const { rate, burst, callsPerDay = 1 } = limits;
  for (const [what, count] of Object.entries({ rate, burst, callsPerDay })) {
    if (Number.isFinite(count) && count > 0) continue;
    throw new Error(
      `${what} of ${whose} is ${count}, and 8.3/api-security#throttling-and-quotas sets every limit. Give a number above zero`,
    );
  }
}

/** @throws when the name is of no use to the API, or its certificate or trust store is none. */
export function checkDomain({ domainName, certificateArn, mutualTls }: Domain, reach: Reach): void {
  if (reach.kind === 'private') {
    throw new Error(
      `${domainName} is a name for a regional API; this one is private and is reached by the name of its endpoint, as 8.3/interface-security#private-service-interfaces wants. Leave the domain out`,
    );
  }
  if (!Token.isUnresolved(certificateArn) && !/^arn:[\w-]+:acm:/.test(certificateArn)) {
    throw new Error(
      `${certificateArn} is no certificate of ACM, which alone keeps the key and renews it (8.3/tls#certificate-lifecycle). Give one`,
    );
  }
  if (mutualTls === undefined || mutualTls.version !== '') return;
  throw new Error(
    `the trust store s3://${mutualTls.bucketName}/${mutualTls.key} has no version, so that whoever writes there decides whom 8.3/api-security#authorization-always lets in. Give the version of the object`,
  );
}
