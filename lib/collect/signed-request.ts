import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from './reader';

/** A request to a service of AWS, before it is signed. */
export interface Unsigned {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** For whom, where and when a request is signed. */
export interface Signing {
  readonly service: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly at: Date;
}

/**
 * The headers of a request with its signature of version 4.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signed(
  { method, url, headers, body }: Unsigned,
  { service, region, credentials, at }: Signing,
): Readonly<Record<string, string>> {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const { sessionToken: token } = credentials;
  const all = { ...headers, host: url.host, 'x-amz-date': time, ...(token && { 'x-amz-security-token': token }) };
  const names = Object.keys(all).sort();
  const canonical = [
    method,
    // every service but S3 takes the path encoded once more
    url.pathname.split('/').map(encodeURIComponent).join('/'),
    '',
    ...names.map((name) => `${name}:${all[name as keyof typeof all]}`),
    '',
    names.join(';'),
    hash(body),
  ].join('\n');
  const key = [time.slice(0, 8), region, service, 'aws4_request'].reduce<string | Buffer>(
    keyed,
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = keyed(key, ['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n')).toString('hex');
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const keyed = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
