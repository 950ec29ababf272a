import type { InventoryFile } from '../../../lib/local/inventory-file';
import { localCloudOf } from '../../../lib/local/standing';

const PLACE = { stack: 's', account: '111111111111', region: 'eu-central-1' };

const vault = (logicalId: string) => ({ ...PLACE, logicalId, type: 'AWS::Backup::BackupVault' });

const dropped = (logicalId: string, property: string) => ({
  ...vault(logicalId),
  rule: 'backup-vault-locked',
  obeyed: true,
  property,
  message: { en: 'is missing', zh: '缺失' },
});

const FILE: InventoryFile = {
  version: 1,
  emulated: true,
  toolVersion: '0.1.0',
  at: '2026-11-01T08:00:00.000Z',
  config: 'landing-zone.yaml',
  given: {},
  resources: [
    { ...vault('A'), physicalId: 'a', standing: 'real' },
    { ...vault('B'), physicalId: 'b', standing: 'real' },
    {
      ...PLACE,
      logicalId: 'Document',
      type: 'AWS::SSM::Document',
      physicalId: 'recorded-only:d',
      standing: 'recorded',
    },
  ],
  comparison: {
    read: 1,
    unread: [{ ...vault('B'), failed: 'gone' }],
    discrepancies: [
      dropped('A', 'LockConfiguration.MinRetentionDays'),
      dropped('A', 'LockConfiguration.MaxRetentionDays'),
    ],
  },
};

test('the inventory in numbers: what stands how by type, and which properties of how many resources were dropped', () => {
  expect(localCloudOf(FILE)).toEqual({
    deployedAt: '2026-11-01T08:00:00.000Z',
    read: 1,
    unread: 1,
    types: [
      {
        type: 'AWS::Backup::BackupVault',
        counts: { real: 2, recorded: 0, refused: 0 },
        read: 1,
        dropped: [{ property: 'LockConfiguration', resources: 1 }],
      },
      { type: 'AWS::SSM::Document', counts: { real: 0, recorded: 1, refused: 0 }, read: 0, dropped: [] },
    ],
  });
});
