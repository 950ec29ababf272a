import { rmSync } from 'node:fs';
import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { OBSERVABLES } from '../collect/observables';
import { observe } from '../collect/observe';
import { readCdkAssembly } from '../evidence/cloudformation-assembly';
import { JudgedEstate } from '../evidence/estate';
import { stackPlan } from '../stacks/plan';
import { destroy as cdkDestroy } from './cdk';
import type { Comparison } from './discrepancies';
import type { Emulator } from './emulator';
import { clientOf } from './environment';
import { type Deployed, inventory, placeKey } from './inventory';
import { inventoryIn, writeRetained } from './inventory-file';
import { standingStack } from './standing-stacks';
import { type LocalWork, succeeded, targetOf } from './up';

/** A resource that a destroyed landing zone left behind. */
export interface Retained extends Deployed {
  /** `policy`: the template keeps it; `no-api`: the emulator has no call that deletes it. */
  readonly because: 'policy' | 'no-api';
  /** Whether it was read afterwards: there it is. False also for what no reader reads. */
  readonly seen: boolean;
}

/** What came of it. */
export interface Destroyed {
  /** Stacks whose termination protection was lifted first. */
  readonly unprotected: readonly string[];
  readonly retained: readonly Retained[];
}

const NOTHING_COMPARED: Comparison = { read: 0, unread: [], discrepancies: [] };

/** The emulator knows no call that deletes these; the adapter stops the recorder. */
const UNDELETABLE: ReadonlySet<string> = new Set([
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
]);

/**
 * Destroys what is deployed, as a person would: lifts the termination protection of each stack, then has the CDK destroy
 * them. What the templates retain stays, and is told.
 */
export async function destroy(work: LocalWork, emulator: Emulator): Promise<Destroyed> {
  const { folder, config, step } = work;
  const { port } = emulator;
  const plan = stackPlan(config);
  const before = await step('look', () => inventory(plan, port));
  const unprotected = await step('unprotect', async () => {
    const lifted = await Promise.all(plan.map((stack) => liftProtection(stack, port)));
    return lifted.flat();
  });
  const target = targetOf(work, config, emulator, folder.assembly);
  await step('destroy', async () => succeeded(await cdkDestroy(target), 'destroy', folder));
  const retained = await seenAfter(keptByPolicy(folder.assembly, before), port);
  writeRetained(folder, { resources: retained, comparison: inventoryIn(folder)?.comparison ?? NOTHING_COMPARED });
  rmSync(folder.inventory, { force: true });
  return { unprotected, retained };
}

async function liftProtection(
  { id, account, region }: { readonly id: string; readonly account: string; readonly region: string },
  port: number,
): Promise<readonly string[]> {
  const client = new CloudFormationClient(clientOf(port, account, region));
  if (!(await standingStack(client, id))) return [];
  await client.send(new UpdateTerminationProtectionCommand({ StackName: id, EnableTerminationProtection: false }));
  return [id];
}

const KEEPING: ReadonlySet<unknown> = new Set(['Retain', 'RetainExceptOnCreate']);

function keptByPolicy(assembly: string, deployed: readonly Deployed[]): readonly Retained[] {
  const estate = new JudgedEstate();
  readCdkAssembly(assembly, estate);
  const byStack = new Map(estate.templates.map((template) => [estate.originOf(template).stack, template]));
  return deployed.flatMap((resource): readonly Retained[] => {
    const policy = byStack.get(resource.stack)?.find(resource.logicalId)?.attributes['DeletionPolicy'];
    if (KEEPING.has(policy)) return [{ ...resource, because: 'policy', seen: false }];
    return UNDELETABLE.has(resource.type) ? [{ ...resource, because: 'no-api', seen: false }] : [];
  });
}

async function seenAfter(retained: readonly Retained[], port: number): Promise<readonly Retained[]> {
  const readable = retained.filter(({ type }) => OBSERVABLES[type]);
  const observations = await observe(readable, ({ account, region }) => ({
    region,
    client: clientOf(port, account, region),
  }));
  const read = new Set(observations.filter((one) => !('failed' in one)).map(placeKey));
  return retained.map((resource) => ({ ...resource, seen: read.has(placeKey(resource)) }));
}
