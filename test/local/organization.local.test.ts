import { DisableKeyRotationCommand, KMSClient } from '@aws-sdk/client-kms';
import { clientOf } from '../../lib/local/environment';
import type { InventoryFile } from '../../lib/local/inventory-file';
import { profileFile } from '../../lib/local/profiles';
import { SCENES } from '../../lib/local/scenes';
import { Life } from './life';

/** The life of an organization in the local cloud, in order: each test goes on where the one before has ended. */
let project: Life;
beforeAll(async () => {
  project = await Life.begin();
  project.takeConfiguration(profileFile('organization'));
});
afterAll(() => project.down());

const SHOP = '777777777777';

type Resources = InventoryFile['resources'];

const ofShop = (resources: Resources): Resources => resources.filter(({ account }) => account === SHOP);

test('up deploys the organization, the baselines of its members included, and diff finds nothing to change', async () => {
  const { code, stdout } = await project.bringUp('--json');
  const { counts, resources } = JSON.parse(stdout) as { counts: Record<string, number>; resources: Resources };

  expect(code).toBe(0);
  expect(counts['refused']).toBe(0);
  expect(new Set(resources.map(({ account }) => account)).size).toBe(8);
  expect(ofShop(resources).map(({ stack }) => stack)).toContainEqual(
    expect.stringMatching(/^local-organization\/BaselineProduction/),
  );
  await expect(project.local('diff')).resolves.toMatchObject({ code: 0 });
});

test('untouched, it is found wrong in nothing', async () => {
  const { stdout } = await project.run('collect', '--local', '--json');

  expect((JSON.parse(stdout) as { readonly ineffective: readonly unknown[] }).ineffective).toEqual([]);
});

test('a day is lived in it, with what only an organization has', async () => {
  const { code, stdout } = await project.local('demo', '--json');
  const day = JSON.parse(stdout) as readonly { readonly id: string; readonly outcome: string }[];

  expect(code).toBe(0);
  expect(day.map(({ id }) => id)).toEqual(SCENES.map(({ id }) => id));
  expect(day).toContainEqual(
    expect.objectContaining({ id: 'blind-assignment-changes-nothing', outcome: 'as-expected' }),
  );
});

test("what is changed in a member's account is drift, by account", async () => {
  const key = ofShop(project.inventory()).find(({ type }) => type === 'AWS::KMS::Key');
  const client = new KMSClient(clientOf(project.port, SHOP, key?.region ?? ''));
  await client.send(new DisableKeyRotationCommand({ KeyId: key?.physicalId }));

  const { code, stdout } = await project.local('drift', '--json');

  expect(code).toBe(1);
  const { drifted } = JSON.parse(stdout) as { readonly drifted: readonly { readonly rule: string }[] };
  const ofKey = { account: SHOP, region: key?.region, logicalId: key?.logicalId, type: 'AWS::KMS::Key' };
  expect(new Set(drifted.map(({ rule }) => rule))).toEqual(new Set(['kms-key-rotation', 'as-planned']));
  for (const one of drifted) expect(one).toMatchObject(ofKey);
});

test('destroy tells what stays in every account, and the next up takes it in again', async () => {
  const { code, stdout } = await project.local('destroy', '--json');
  const retained = JSON.parse(stdout).retained as readonly { readonly account: string; readonly seen: boolean }[];

  expect(code).toBe(0);
  expect(new Set(retained.filter(({ seen }) => seen).map(({ account }) => account)).size).toBe(8);
  await expect(project.bringUp()).resolves.toMatchObject({ code: 0, stderr: expect.stringContaining('imported') });
});
