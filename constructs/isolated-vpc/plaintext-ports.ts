/**
 * Ports of protocols that carry data in the clear, and their names. Ports on which databases speak both in the clear and over TLS
 * are not among them: the database's own settings decide there.
 */
export const PLAINTEXT_PORTS: Readonly<Record<number, string>> = {
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
