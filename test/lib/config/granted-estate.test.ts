import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allow, type Grant } from '../../../constructs/job-functions/grant';
import { readEstate } from '../../../lib/assess';
import { unitsOf } from '../../../lib/config';
import { grantedEstate } from '../../../lib/config/granted-estate';
import type { CustomPermissionSet, OrganizationConfig } from '../../../lib/config/schema';
import { AccessEstate } from '../../../lib/proofs/access/access-estate';
import { evidenceAccess, reachesOf, storesIn } from '../../../lib/proofs/identity-access/evidence-access';
import { waysOpenTo } from '../../../lib/proofs/identity-access/ways-to-more';
import { synthesizeAws } from '../../../lib/synthesize';
import { example, ROOT } from '../../support/landing-zone';

const LAMBDA = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
const FILE = 'examples/organization/landing-zone.yaml';

/** Permission sets, some of which open much and some nothing. */
const GRANTS: Readonly<Record<string, readonly Grant[]>> = {
  objects: [allow('A', ['s3:GetObject', 's3:PutObject', 's3:DeleteObjectVersion'])],
  buckets: [allow('A', ['s3:PutBucketPolicy', 's3:PutInventoryConfiguration', 's3:DeleteBucket'])],
  keys: [allow('A', ['kms:Decrypt', 'kms:PutKeyPolicy', 'kms:CreateGrant', 'kms:ScheduleKeyDeletion'])],
  logs: [allow('A', ['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:DeleteLogGroup'])],
  backups: [allow('A', ['backup:StartRestoreJob', 'backup:PutBackupVaultAccessPolicy', 'backup:DeleteRecoveryPoint'])],
  functions: [allow('A', ['lambda:UpdateFunctionCode', 'lambda:AddPermission'])],
  roles: [allow('A', ['iam:PassRole'], ['arn:aws:iam::*:role/*'], LAMBDA), allow('B', ['lambda:CreateFunction'])],
  stacks: [allow('A', ['cloudformation:UpdateStack', 'cloudformation:CreateStackSet', 'sts:AssumeRole'])],
  logging: [allow('A', ['cloudtrail:StopLogging', 'config:StopConfigurationRecorder', 'cloudwatch:DeleteAlarms'])],
  identity: [allow('A', ['sso:CreateAccountAssignment', 'iam:UpdateSAMLProvider', 'iam:CreateUser'])],
  organization: [allow('A', ['organizations:DetachPolicy', 'account:StartPrimaryEmailUpdate', 'sts:AssumeRoot'])],
  named: [
    allow('A', ['organizations:DetachPolicy'], ['arn:aws:organizations::*:policy/o-*/service_control_policy/*']),
    allow('B', ['iam:CreateUser', 'iam:CreateAccessKey'], ['arn:aws:iam::111111111111:user/finance/*']),
    allow(
      'C',
      ['cloudformation:DeleteStackInstances'],
      ['arn:aws:cloudformation:*:*:stackset/acme-baseline-Production:*'],
    ),
    allow('D', ['cloudformation:DeleteStack'], ['arn:aws:cloudformation:*:*:stack/acme-organization/*']),
    allow('E', ['lambda:InvokeFunction'], ['arn:aws:lambda:*:*:function:acme-identity-assignments']),
    allow('F', ['sts:AssumeRole'], ['arn:aws:iam::700000000001:role/OrganizationAccountAccessRole']),
    allow('G', ['events:DisableRule'], ['arn:aws:events:*:*:rule/acme-organization-*']),
    allow('H', ['iam:DeleteUserPolicy'], ['arn:aws:iam::*:user/break-glass/acme-break-glass-1']),
  ],
  central: [
    allow('A', ['organizations:DisableAWSServiceAccess', 'guardduty:DisableOrganizationAdminAccount']),
    allow('B', ['cloudformation:UpdateStackInstances', 'cloudtrail:DeregisterOrganizationDelegatedAdmin']),
  ],
  workload: [allow('A', ['s3:GetObject'], ['arn:aws:s3:::orders/*']), allow('B', ['ce:GetCostAndUsage'])],
};

/** What the proofs find open to each permission set, wherever it is. */
function openIn(access: AccessEstate): Readonly<Record<string, readonly string[]>> {
  const stores = storesIn(access, 'acme');
  return Object.fromEntries(
    Object.keys(GRANTS).map((name) => {
      const askers = access.principals.filter((one) => one.name === `acme-${name}`);
      const ways = (waysOpenTo(askers, access) ?? []).map(
        ({ asker, way, verdict }) => `${asker.place?.account} ${way.id} ${verdict}`,
      );
      const reaches = reachesOf(askers, 'acme', stores, access).map(
        ({ asker, action, store, verdict }) => `${asker.place?.account} ${action} ${store.type} ${verdict}`,
      );
      return [name, [...new Set([...ways, ...reaches])].sort()];
    }),
  );
}

describe('what is known before synthesis', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isms-granted-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const config = example('organization').config as OrganizationConfig;
  const [template] = config.identity.permissionSets;
  const sets = Object.entries(GRANTS).map(
    ([name, grants]): CustomPermissionSet => ({ ...(template as CustomPermissionSet), name, grants, grantsAt: [] }),
  );
  const own = { ...template, name: 'cost-reader' } as CustomPermissionSet;
  const groups = config.identity.groups.map((group) => (group.name === 'finance' ? { ...group, units: [] } : group));
  const whole = { ...config, identity: { ...config.identity, groups, permissionSets: [own, ...sets] } };
  synthesizeAws(whole, folder, ROOT);
  const synthesized = new AccessEstate(readEstate({ assemblies: [folder], root: ROOT }), unitsOf(config));

  test('8.2/least-privilege: opens to permission sets what the synthesized policies do, no more and no less', () => {
    const known = openIn(grantedEstate(whole, sets));
    const shown = openIn(synthesized);

    expect(known).toEqual(shown);
    expect(Object.entries(shown).filter(([, open]) => open.length === 0)).toEqual([['workload', []]]);
  });

  test('findings name the line of the configuration', () => {
    const line = readFileSync(join(ROOT, FILE), 'utf8')
      .split('\n')
      .findIndex((row) => row.includes('name: cost-reader'));
    const all = evidenceAccess(synthesized).map(({ subject }) => subject);
    const found = all.find((subject) => subject?.path.includes('Custom-cost-reader'));
    const [set] = synthesized.principals.filter(({ name }) => name === 'acme-cost-reader');

    expect(found?.source).toEqual({ file: FILE, line: line + 1 });
    expect(
      set?.resource && synthesized.settled.subjectOf(set.resource, 'InlinePolicy.Statement.0.Action').source,
    ).toEqual({
      file: FILE,
      line: line + 5,
    });
  });
});
