import type { DeployedResource } from '../../../../lib/collect/observe';
import type { Stage } from '../../../../lib/local/scenes/scene';

export const deployed = (type: string, logicalId: string, physicalId: string): DeployedResource => ({
  stack: 'acme',
  account: '111111111111',
  region: 'eu-central-1',
  logicalId,
  physicalId,
  type,
});

/** A stage on which services are mocked. Where policies are to be enforced, `court` is. */
export const stageWith = (resources: readonly DeployedResource[]): Stage => ({
  resources,
  client: (account, region) => ({
    region,
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: account, secretAccessKey: 'local' },
  }),
  judge: async () => [],
  enforcing: async (work) =>
    work((account, region) => ({ region, credentials: { accessKeyId: account, secretAccessKey: 'court' } })),
});
