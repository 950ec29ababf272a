import { PLAINTEXT_PORTS } from '../../../isolated-vpc/plaintext-ports';

/** Of HTTP, which may redirect where the internet comes in. */
export const HTTP = 80;

/** A port on which data travels in clear text, and what is spoken there. */
export interface Plaintext {
  readonly port: number;
  readonly protocol: string;
}

/** Those within a range, both ends included. */
export const plaintextWithin = ({ from, to }: { readonly from: number; readonly to: number }): readonly Plaintext[] =>
  Object.entries(PLAINTEXT_PORTS)
    .map(([port, protocol]) => ({ port: Number(port), protocol }))
    .filter(({ port }) => from <= port && port <= to);
