import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observationsIn, observationsJson, readObservations } from '../../../lib/collect/observations-file';
import type { Observations } from '../../../lib/collect/observe';
import { example, TODAY } from '../../support/landing-zone';

describe('observations as an input', () => {
  const folder = mkdtempSync(join(tmpdir(), 'observed-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const landingZone = example('quickstart');
  const stack = 'quickstart-log-archive';
  const [logicalId = ''] =
    Object.entries(landingZone.template(stack).Resources).find(
      ([id, { Type }]) => Type === 'AWS::S3::Bucket' && /Trail/.test(id),
    ) ?? [];

  const seen: Observations = {
    version: 1,
    emulated: true,
    toolVersion: '0.1.0',
    answeredBy: ['http://127.0.0.1:4566'],
    observations: [
      {
        stack,
        account: '111111111111',
        region: 'eu-central-1',
        logicalId,
        physicalId: 'bucket',
        type: 'AWS::S3::Bucket',
        at: `${TODAY}T08:00:00.000Z`,
        properties: { BucketEncryption: null, VersioningConfiguration: { Status: 'Enabled' } },
      },
    ],
    notReached: [],
    probes: [],
    localCloud: {
      deployedAt: `${TODAY}T07:00:00.000Z`,
      read: 1,
      unread: 0,
      types: [{ type: 'AWS::S3::Bucket', counts: { real: 1, recorded: 0, refused: 0 }, read: 1, dropped: [] }],
    },
  };
  const file = observationsIn(folder);
  writeFileSync(file, observationsJson(seen));
  const observed = { file, observations: readObservations(file) };

  test('are in the ledger, by hash, under no path of the machine', () => {
    const { generated, evidence, observed: told } = landingZone.ledger({ observed });

    expect(generated.inputs).toContainEqual({
      path: 'observations.json',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(told).toMatchObject({ emulated: true, read: 1, failed: 0 });
    expect(evidence.filter(({ kind }) => kind === 'observed').length).toBeGreaterThan(5);
  });

  test('tell what stands behind the resources of the emulated cloud, which is no evidence', () => {
    const { localCloud: _, ...rest } = observed.observations;
    const without = landingZone.ledger({ observed: { ...observed, observations: rest } });
    const { localCloud, ...ledger } = landingZone.ledger({ observed });

    expect(localCloud).toEqual(seen.localCloud);
    expect(ledger).toEqual(without);
  });

  test('turn operation ineffective, by resource and property, and leave design alone', () => {
    const [with_, without] = [landingZone.report({ observed }), landingZone.report()];
    const archive = with_.requirements.find(({ id }) => id === '8.6/log-storage');

    expect(archive?.operation).toMatchObject({ status: 'ineffective', emulated: true });
    expect(archive?.operation.reason).toMatch(/Trail\/Bucket.*\(AWS::S3::Bucket\) BucketEncryption/);
    expect(with_.requirements.map(({ design }) => design)).toEqual(without.requirements.map(({ design }) => design));
    expect(with_.findings).toEqual(without.findings);
  });
});
