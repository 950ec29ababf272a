import { gunzipSync } from 'node:zlib';
import { messageOf, note } from '../handler-function/runtime/note';
import { inParallel } from '../handler-function/runtime/parallel';
import { areTwo, type ExpectedEgress, expectedEgress, type Sighting, sightingIn } from './sighting';
import { Sightings } from './sightings';

/** What CloudWatch Logs sends: Base64 of gzip of JSON. */
export interface SubscriptionEvent {
  readonly awslogs: { readonly data: string };
}

interface Delivery {
  readonly messageType: string;
  readonly logEvents: readonly { readonly message: string }[];
}

const WIDTH = 8;

/**
 * Looks for people who are seen in two places, or on two devices, within the window.
 *
 * A sighting is kept before the others are read: of two runs at the same time, at least one then sees what the other kept. Nothing
 * hangs on the order of events, and an event that comes twice says the same twice.
 *
 * @throws when the delivery cannot be read or the table does not answer; Lambda then tries again, and keeps what fails for good.
 */
export async function handler(event: SubscriptionEvent): Promise<void> {
  const { messageType, logEvents } = read(event);
  // sent to try out the subscription
  if (messageType === 'CONTROL_MESSAGE') return;
  const sightings = new Sightings(String(process.env['TABLE']));
  const minutes = Number(process.env['WINDOW_MINUTES']);
  const found = sightingsIn(logEvents, expectedEgress(JSON.parse(process.env['EXPECTED_EGRESS'] ?? '[]')));
  await inParallel(found, WIDTH, (sighting) => sightings.keep(sighting));
  await inParallel(found, WIDTH, async (sighting) => {
    const other = (await sightings.around(sighting, minutes)).find((seen) => areTwo(seen, sighting));
    if (other) note('concurrent-use', { identity: sighting.identity, seen: [sighting, other] });
  });
}

function read({ awslogs }: SubscriptionEvent): Delivery {
  const { messageType, logEvents } = JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString()) as Delivery;
  if (!Array.isArray(logEvents)) throw new Error('the delivery holds no events');
  return { messageType, logEvents };
}

/** Each once. A message that cannot be read hides no other. */
function sightingsIn(events: Delivery['logEvents'], isExpected: ExpectedEgress): readonly Sighting[] {
  const found = new Map<string, Sighting>();
  for (const { message } of events) {
    try {
      const sighting = sightingIn(message, isExpected);
      if (sighting) found.set(JSON.stringify(sighting), sighting);
    } catch (error) {
      note('unreadable', { reason: messageOf(error) });
    }
  }
  return [...found.values()];
}
