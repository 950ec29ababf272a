import type { ClientExtension } from './answered';

/** Where a resource lives, and how its account is reached there. */
export interface Reach {
  readonly region: string;
  /** Settings for a client of the SDK: credentials of the account, endpoint of an emulator. */
  readonly client: ClientSettings;
}

/** An access key, for a session with its token and end. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** The part of an SDK client's configuration that collectors pass on. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  /** A function is called again when what it gave has expired. */
  readonly credentials?: Credentials | (() => Promise<Credentials>);
  readonly maxAttempts?: number;
  readonly retryMode?: 'adaptive';
  /** In milliseconds. */
  readonly requestHandler?: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
  readonly extensions?: ClientExtension[];
}

/**
 * What a service says of a resource, written as CloudFormation writes it, by property path: rules judge it as they judge a
 * template. `undefined` where the service has nothing at that path.
 */
export type LiveProperties = Readonly<Record<string, unknown>>;

/**
 * Reads one type of resource through the API of its service: the properties that `observables.ts` lists for the type. It
 * never changes anything.
 *
 * @param physicalId as CloudFormation knows the resource
 * @throws whatever the service answers, where it cannot be read: what could not be looked at is never effective
 */
export type Reader = (reach: Reach, physicalId: string) => Promise<LiveProperties>;
