import {
  DescribeInstanceInformationCommand,
  DescribeSessionsCommand,
  type Session,
  type SessionState,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { allPages } from '../handler-function/runtime/pages';
import { callerIn } from '../sdk-client/assumed';
import { PATIENCE } from '../sdk-client/patience';
import type { Host, Listed, Seen } from './seen';

/** Where sessions are looked for. */
export interface Place {
  readonly region: string;
  /** The role in whose name another account is looked at; left out for the function's own. */
  readonly roleArn?: string;
}

/** Sessions that go on first: one that ends between the two questions is in the second answer. */
const STATES: readonly SessionState[] = ['Active', 'History'];

/** What Systems Manager says of a place: the sessions that began there since a moment, and the hosts. */
export async function seenIn(place: Place, since: number): Promise<Pick<Seen, 'listed' | 'hosts'>> {
  const client = new SSMClient({ ...PATIENCE, ...(await callerIn(place, 'session-reconciliation')) });
  return { listed: await listedSince(client, since), hosts: await hostsIn(client) };
}

/** Session Manager forgets none for thirty days. */
async function listedSince(client: SSMClient, since: number): Promise<readonly Listed[]> {
  const found = new Map<string, Listed>();
  for (const State of STATES) {
    const sessions = await allPages(async (NextToken) => {
      const page = await client.send(
        new DescribeSessionsCommand({
          State,
          MaxResults: 200,
          Filters: [{ key: 'InvokedAfter', value: `${new Date(since).toISOString().slice(0, 19)}Z` }],
          NextToken,
        }),
      );
      return { items: page.Sessions, next: page.NextToken };
    });
    for (const session of sessions.map((one) => listedAs(one, State))) found.set(session.session, session);
  }
  return [...found.values()];
}

/**
 * Hosts, and what each calls itself, of those that are neither stopped nor gone.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeInstanceInformation.html
 */
async function hostsIn(client: SSMClient): Promise<readonly Host[]> {
  const found = await allPages(async (NextToken) => {
    const page = await client.send(new DescribeInstanceInformationCommand({ MaxResults: 50, NextToken }));
    return { items: page.InstanceInformationList, next: page.NextToken };
  });
  return found.flatMap(({ InstanceId, ComputerName }) =>
    InstanceId && ComputerName ? [{ target: InstanceId, name: ComputerName }] : [],
  );
}

/** @throws when Session Manager does not say which session it is, or since when. */
function listedAs(
  { SessionId, StartDate, EndDate, Owner, Target, DocumentName }: Session,
  state: SessionState,
): Listed {
  if (!SessionId || !StartDate) throw new Error('Session Manager lists a session without id or start');
  return {
    session: SessionId,
    at: StartDate.toISOString(),
    owner: Owner ?? '',
    target: Target ?? '',
    document: DocumentName ?? '',
    // one that ended and has no end is not known to have lasted
    ended: state === 'Active' ? undefined : (EndDate ?? StartDate).toISOString(),
  };
}
