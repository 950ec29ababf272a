import {
  CloudFormationClient,
  ListStackInstancesCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { byType, countsOf, type Deployed, inventory } from '../../../lib/local/inventory';
import type { PlannedStack } from '../../../lib/stacks/plan';

const cloudFormation = mockClient(CloudFormationClient);
beforeEach(() => cloudFormation.reset());

const PLANNED: PlannedStack = {
  id: 'local-organization',
  concern: 'organization',
  account: '111111111111',
  region: 'eu-central-1',
  regionRole: 'home',
  after: [],
};

const resource = (
  LogicalResourceId: string,
  ResourceType: string,
  PhysicalResourceId: string,
  status = 'CREATE_COMPLETE',
) => ({
  LogicalResourceId,
  ResourceType,
  PhysicalResourceId,
  ResourceStatus: status as 'CREATE_COMPLETE',
  LastUpdatedTimestamp: new Date(0),
});

function standing(): void {
  cloudFormation.on(ListStacksCommand).resolves({
    StackSummaries: [{ StackName: PLANNED.id, StackStatus: 'CREATE_COMPLETE', CreationTime: new Date(0) }],
  });
}

describe('the inventory of the local cloud', () => {
  test('tells what a service has from what CloudFormation alone knows, and from what was not made', async () => {
    standing();
    cloudFormation
      .on(ListStackResourcesCommand)
      .resolvesOnce({ StackResourceSummaries: [resource('Key', 'AWS::KMS::Key', 'abc')], NextToken: 'more' })
      .resolvesOnce({
        StackResourceSummaries: [
          resource('Document', 'AWS::SSM::Document', 'recorded-only:AWS::SSM::Document:x:Document'),
          resource('Vault', 'AWS::Backup::BackupVault', '', 'CREATE_FAILED'),
          resource('Notes', 'AWS::CDK::Metadata', 'notes'),
        ],
      });

    const deployed = await inventory([PLANNED], 4566);

    expect(deployed.map(({ logicalId, standing: stands }) => [logicalId, stands])).toEqual([
      ['Key', 'real'],
      ['Document', 'recorded'],
      ['Vault', 'refused'],
    ]);
  });

  test('holds nothing of a stack that is not there', async () => {
    cloudFormation.on(ListStacksCommand).resolves({
      StackSummaries: [{ StackName: PLANNED.id, StackStatus: 'DELETE_COMPLETE', CreationTime: new Date(0) }],
    });

    await expect(inventory([PLANNED], 4566)).resolves.toEqual([]);
  });

  test('holds what stack sets made in other accounts, each with its place', async () => {
    standing();
    const set = resource('Baseline', 'AWS::CloudFormation::StackSet', 'local-baseline-Security:1');
    cloudFormation
      .on(ListStackResourcesCommand, { StackName: PLANNED.id })
      .resolves({ StackResourceSummaries: [set] })
      .on(ListStackResourcesCommand, { StackName: 'made' })
      .resolves({ StackResourceSummaries: [resource('Key', 'AWS::KMS::Key', 'abc')] })
      .on(ListStackInstancesCommand, { StackSetName: 'local-baseline-Security' })
      .resolves({ Summaries: [{ Account: '222222222222', Region: 'eu-west-1', StackId: 'made' }] });

    const deployed = await inventory([PLANNED], 4566);

    expect(deployed).toContainEqual({
      stack: 'local-organization/Baseline',
      account: '222222222222',
      region: 'eu-west-1',
      logicalId: 'Key',
      physicalId: 'abc',
      type: 'AWS::KMS::Key',
      standing: 'real',
    });
  });

  test('counts by type and in all', () => {
    const one = (type: string, stands: Deployed['standing']): Deployed => ({
      stack: 's',
      account: 'a',
      region: 'r',
      logicalId: 'l',
      physicalId: 'p',
      type,
      standing: stands,
    });
    const deployed = [one('B', 'real'), one('A', 'recorded'), one('B', 'refused'), one('B', 'real')];

    expect(byType(deployed)).toEqual([
      { type: 'A', counts: { real: 0, recorded: 1, refused: 0 } },
      { type: 'B', counts: { real: 2, recorded: 0, refused: 1 } },
    ]);
    expect(countsOf(deployed)).toEqual({ real: 2, recorded: 1, refused: 1 });
  });
});
