/** Users of the image and of the agent, and names that stand for a function: nobody's own. */
const SHARED_USERS = ['root', 'ec2-user', 'ssm-user', 'nobody', 'admin', 'administrator'];

/** A name of one person's own: what `useradd` takes, in the form that needs no quoting, and no shared one. */
export const OWN_USER_NAME = new RegExp(`^(?!(?:${SHARED_USERS.join('|')})$)[a-z][a-z0-9-]{0,30}$`);
