/** Users of the image, of the agent and of the recorder, and names that stand for a function: nobody's own. */
const SHARED_USERS = [
  ...['root', 'bin', 'daemon', 'adm', 'lp', 'sync', 'shutdown', 'halt', 'mail', 'operator', 'games', 'ftp', 'nobody'],
  ...['chrony', 'dbus', 'rpc', 'rpcuser', 'ssh[a-z]*', 'tss', 'systemd-[a-z-]+', 'isms-[a-z-]+'],
  ...['admin', 'administrator', 'ec2-user', 'ssm-user'],
];

/** A name of one person's own: what `useradd` takes, in the form that needs no quoting, and no shared one. */
export const OWN_USER_NAME = new RegExp(`^(?!(?:${SHARED_USERS.join('|')})$)[a-z][a-z0-9-]{0,30}$`);
