import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { messageOf, note } from '../handler-function/runtime/note';
import { PATIENCE } from '../sdk-client/patience';
import { leaveGroups, loseAssignments, readDirectory } from './directory';
import { clientFor, endSession, type LiveSession, liveSessions, type SessionPlace } from './sessions';

/** What the schedule sends. */
export interface ReconciliationEvent {
  /** IAM Identity Center; left out where people come by SAML, and `people` alone says who they are. */
  readonly identityCenter?: { readonly region: string; readonly instanceArn: string; readonly identityStoreId: string };
  /** The people of the configuration, by session name; left out where the directory alone decides. */
  readonly people?: readonly string[];
  readonly places: readonly SessionPlace[];
  /** A role whose sessions are nobody's in the directory: break-glass. */
  readonly sparedRole: string;
}

/**
 * Takes from leavers what they still have. What goes wrong in one place stops no other; the run then fails as a whole, since what it
 * could not see it cannot vouch for.
 *
 * @throws when any place could not be looked at, or anything could not be taken away.
 */
export async function handler(event: ReconciliationEvent): Promise<void> {
  const { people, places, sparedRole } = required(event);
  const failures: string[] = [];
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failures.push(`${what}: ${messageOf(error)}`);
      note('could-not-look', { what, reason: messageOf(error) });
    }
  };

  let admitted: ReadonlySet<string> | undefined;
  await attempt('directory', async () => {
    const enabled = event.identityCenter && (await reconcileDirectory(event.identityCenter, attempt));
    admitted = admittedBy(enabled, people);
  });
  for (const place of admitted ? places : []) {
    await attempt(`sessions in ${place.roleArn ?? 'the own account'}, ${place.region}`, () =>
      endSessionsOfOthers(place, admitted as ReadonlySet<string>, sparedRole),
    );
  }
  if (failures.length > 0) throw new Error(failures.join('; '));
  note('completed');
}

function required(event: ReconciliationEvent): ReconciliationEvent {
  const { identityCenter, people, places, sparedRole } = event;
  if (!Array.isArray(places) || places.length === 0 || !sparedRole) throw new Error('the event names no places');
  if (!identityCenter && !people?.length) throw new Error('the event names neither a directory nor people');
  return event;
}

type Attempt = (what: string, work: () => Promise<void>) => Promise<void>;

/** Takes groups and assignments from those who are disabled, and gives the names of those who are not. */
async function reconcileDirectory(
  { region, instanceArn, identityStoreId }: NonNullable<ReconciliationEvent['identityCenter']>,
  attempt: Attempt,
): Promise<ReadonlySet<string>> {
  const store = new IdentitystoreClient({ ...PATIENCE, region });
  const assignments = new SSOAdminClient({ ...PATIENCE, region });
  const { current, leavers } = await readDirectory(store, identityStoreId);
  for (const { UserId = '', UserName = '' } of leavers) {
    await attempt(`user ${UserId}`, async () => {
      const groups = await leaveGroups(store, identityStoreId, UserId);
      const direct = await loseAssignments(assignments, instanceArn, UserId);
      if (groups + direct > 0) note('leaver-found', { user: UserId, name: UserName, groups, assignments: direct });
    });
  }
  return new Set(current.map(({ UserName = '' }) => UserName.toLowerCase()));
}

/** Whom both admit, where both are asked. */
function admittedBy(
  enabled: ReadonlySet<string> | undefined,
  people: readonly string[] | undefined,
): ReadonlySet<string> {
  const named = people?.map((name) => name.toLowerCase());
  if (!enabled) return new Set(named);
  for (const name of named ?? []) if (!enabled.has(name)) note('leaver-configured', { name });
  return named ? new Set(named.filter((name) => enabled.has(name))) : enabled;
}

async function endSessionsOfOthers(
  place: SessionPlace,
  admitted: ReadonlySet<string>,
  sparedRole: string,
): Promise<void> {
  const client = await clientFor(place);
  const others = (await liveSessions(client)).filter(
    ({ role, person }) => role !== sparedRole && !admitted.has(person?.toLowerCase() ?? ''),
  );
  for (const session of others) await endAndNote(client, session, place);
}

async function endAndNote(
  client: Awaited<ReturnType<typeof clientFor>>,
  session: LiveSession,
  { region }: SessionPlace,
): Promise<void> {
  await endSession(client, session);
  note('leaver-found', { session: session.id, owner: session.owner, region });
}
