import { DescribeSessionsCommand, SSMClient, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';
import { callerIn } from '../sdk-client/assumed';
import { PATIENCE } from '../sdk-client/patience';

/** Where sessions of Session Manager may be. */
export interface SessionPlace {
  readonly region: string;
  /** The role in whose name another account is looked at; left out for the function's own account. */
  readonly roleArn?: string;
}

/** A session of Session Manager that is under way. */
export interface LiveSession {
  readonly id: string;
  /** Role and person, where a role was assumed; whoever else started it is in `owner` alone. */
  readonly role: string | undefined;
  readonly person: string | undefined;
  readonly owner: string;
}

/** `arn:aws:sts::111111111111:assumed-role/<role>/<session name>` */
const ASSUMED_ROLE = /:assumed-role\/([^/]+)\/(.+)$/;

const PERSON_LOOKS_ON = 'leaver-reconciliation';

/** A client for a place, in the name of the role that looks there. */
export const clientFor = async (place: SessionPlace): Promise<SSMClient> =>
  new SSMClient({ ...PATIENCE, ...(await callerIn(place, PERSON_LOOKS_ON)) });

/** The sessions that are under way in a place. */
export async function liveSessions(client: SSMClient): Promise<readonly LiveSession[]> {
  const sessions = await allPages(async (NextToken) => {
    const page = await client.send(new DescribeSessionsCommand({ State: 'Active', NextToken }));
    return { items: page.Sessions, next: page.NextToken };
  });
  return sessions.map(({ SessionId: id = '', Owner: owner = '' }) => {
    const [, role, person] = ASSUMED_ROLE.exec(owner) ?? [];
    return { id, role, person, owner };
  });
}

/** Ends a session at once. */
export async function endSession(client: SSMClient, { id }: LiveSession): Promise<void> {
  await retrying(() => client.send(new TerminateSessionCommand({ SessionId: id })));
}
