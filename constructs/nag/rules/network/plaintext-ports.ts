/** Ports of protocols that carry data in clear text, and their names. */
const PLAINTEXT: Readonly<Record<number, string>> = {
  20: 'FTP',
  21: 'FTP',
  23: 'Telnet',
  25: 'SMTP',
  69: 'TFTP',
  80: 'HTTP',
  110: 'POP3',
  143: 'IMAP',
  389: 'LDAP',
  512: 'rexec',
  513: 'rlogin',
  514: 'rsh, syslog',
  873: 'rsync',
  11211: 'memcached',
};

/** Of HTTP, which may redirect where the internet comes in. */
export const HTTP = 80;

/** A port on which data travels in clear text, and what is spoken there. */
export interface Plaintext {
  readonly port: number;
  readonly protocol: string;
}

/** Those within a range, both ends included. */
export const plaintextWithin = ({ from, to }: { readonly from: number; readonly to: number }): readonly Plaintext[] =>
  Object.entries(PLAINTEXT)
    .map(([port, protocol]) => ({ port: Number(port), protocol }))
    .filter(({ port }) => from <= port && port <= to);
