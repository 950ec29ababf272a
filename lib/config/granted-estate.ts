import { statementOf } from '../../constructs/guardrails/guardrail';
import { PERIMETER_GUARDRAILS } from '../../constructs/guardrails/perimeter';
import { platformRoles } from '../../constructs/guardrails/platform-roles';
import { GUARDRAILS } from '../../constructs/guardrails/service-control-policies';
import { documentOf, type Grant } from '../../constructs/job-functions/grant';
import { ARCHIVE_KEY, ARCHIVE_KINDS, archiveBucketName } from '../../constructs/log-archive/names';
import { Template } from '../../constructs/nag/template';
import { boundaryName } from '../../constructs/workload-boundary/names';
import { JudgedEstate } from '../evidence/estate';
import { AccessEstate } from '../proofs/access/access-estate';
import { accountFor, accountsOfSupplier, unitsOf } from './accounts';
import type { OrganizationConfig } from './schema';

/** What the configuration says that bears on what a permission set may do. */
export type GrantingConfig = Pick<
  OrganizationConfig,
  'name' | 'profile' | 'partition' | 'regions' | 'organization' | 'suppliers' | 'threatDetection'
> & { readonly identity: Pick<OrganizationConfig['identity'], 'groups' | 'expectedNetworks'> };

/** A permission set, with what it grants and the groups that hold it. */
export interface GrantedSet {
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly groups: readonly string[];
}

type Resources = Readonly<Record<string, object>>;

/**
 * Permission sets as they will stand, with what bears on them and follows from the configuration alone, so that nothing need be
 * synthesized: who holds them in which units, the guardrails, and the names of what they must not reach. Policies of the archive
 * itself are not among it: a bucket's refuses nobody of its account, and of its key's no more is taken than whom it leaves
 * to the account.
 */
export function grantedEstate(config: GrantingConfig, sets: readonly GrantedSet[]): AccessEstate {
  const whole = config as OrganizationConfig;
  const { home, recovery } = config.regions;
  const judged = new JudgedEstate();
  judged.ours = true;
  const add = (name: string, account: string, region: string, resources: Resources): void => {
    const environment = { partition: config.partition, account, region };
    const template = Template.cloudFormation({ Resources: resources }, { name, environment, estate: judged.estate });
    judged.add(template, { cloud: 'aws', ...environment, stack: name, locate: () => undefined, declarations: [] });
  };
  add('organization', accountFor(whole, 'management'), home, organization(config, sets));
  if (config.threatDetection === 'full')
    add('security', accountFor(whole, 'security'), home, logGroups(config, 'threat-findings'));
  for (const region of [home, recovery]) {
    add(`archive-${region}`, accountFor(whole, 'log-archive'), region, archive(config, region));
    add(`vault-${region}`, accountFor(whole, 'backup'), region, vault(config));
    for (const account of accountsWithSessions(whole)) {
      add(`sessions-${account}-${region}`, account, region, logGroups(config, 'sessions', 'bastion'));
    }
  }
  return new AccessEstate(judged, unitsOf(whole));
}

/** One of each unit says enough: sessions are streamed alike in all. */
function accountsWithSessions(config: OrganizationConfig): readonly string[] {
  const { accounts } = unitsOf(config);
  const first = new Map([...accounts].reverse().flatMap(({ id, units }) => units.map((unit) => [unit, id] as const)));
  const alone = accounts.filter(({ units }) => units.length === 0).map(({ id }) => id);
  return [...new Set([...alone, ...first.values(), accountFor(config, 'operations')])];
}

const resource = (Type: string, Properties: object): object => ({ Type, Properties });

function organization(config: GrantingConfig, sets: readonly GrantedSet[]): Resources {
  const { name, identity, organization } = config;
  const units = organization.units.map(({ name: unit, parent }): [string, object] => [
    `Unit${unit}`,
    resource('AWS::Organizations::OrganizationalUnit', {
      Name: unit,
      ParentId: parent === undefined ? organization.rootId : { Ref: `Unit${parent}` },
    }),
  ]);
  const made = sets.map((set): [string, object] => [
    `Set${set.name}`,
    resource('AWS::SSO::PermissionSet', { Name: `${name}-${set.name}`, InlinePolicy: documentOf(set.grants) }),
  ]);
  const assignments = sets.flatMap((set) =>
    identity.groups
      .filter((group) => set.groups.includes(group.name))
      .map((group) => ({
        PermissionSetArn: { 'Fn::GetAtt': [`Set${set.name}`, 'PermissionSetArn'] },
        Units: group.units.length === 0 ? [organization.rootId] : group.units,
      })),
  );
  return {
    ...Object.fromEntries([...units, ...made]),
    Assignments: resource('Custom::IdentityAssignments', { Assignments: assignments }),
    Guardrails: guardrails(config),
    Boundary: resource('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: boundaryName(name),
      PolicyDocument: documentOf([]),
    }),
    ...logGroups(config, 'trail', 'handlers/any'),
  };
}

/** All in one policy: what they say is asked here, not how they are packed. */
function guardrails({ name, partition, regions, organization, identity, suppliers }: GrantingConfig): object {
  const context = {
    name,
    partition,
    allowedRegions: regions.allowed,
    organizationId: organization.id,
    expectedNetworks: identity.expectedNetworks,
    trustedAccounts: suppliers.flatMap(accountsOfSupplier),
  };
  const roles = platformRoles({ partition, delivery: organization.delivery });
  const statements = [...GUARDRAILS, ...PERIMETER_GUARDRAILS]
    .filter(({ partitions }) => partitions?.includes(partition) ?? true)
    .flatMap((guardrail) => statementOf(guardrail, context, roles) ?? []);
  return resource('AWS::Organizations::Policy', {
    Name: `${name}-guardrails-1`,
    Type: 'SERVICE_CONTROL_POLICY',
    Content: { Version: '2012-10-17', Statement: statements },
    TargetIds: [organization.rootId],
  });
}

/** What a key's policy leaves to nobody but those whom it names. */
const USES = ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

function archive(config: GrantingConfig, region: string): Resources {
  const { name, partition } = config;
  const account = accountFor(config as OrganizationConfig, 'log-archive');
  const buckets = ARCHIVE_KINDS.map((kind): [string, object] => [
    `Bucket${kind}`,
    resource('AWS::S3::Bucket', { BucketName: archiveBucketName(kind, { name, account, region }) }),
  ]);
  const administration = {
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    NotAction: USES,
    Resource: '*',
  };
  return {
    ...Object.fromEntries(buckets),
    Key: resource('AWS::KMS::Key', { KeyPolicy: { Version: '2012-10-17', Statement: [administration] } }),
    Alias: resource('AWS::KMS::Alias', { AliasName: `alias/${name}/${ARCHIVE_KEY}`, TargetKeyId: { Ref: 'Key' } }),
  };
}

const vault = ({ name }: GrantingConfig): Resources => ({
  Vault: resource('AWS::Backup::BackupVault', { BackupVaultName: `${name}-central-vault` }),
});

const logGroups = ({ name }: GrantingConfig, ...ends: readonly string[]): Resources =>
  Object.fromEntries(
    ends.map((end) => [`LogGroup${end}`, resource('AWS::Logs::LogGroup', { LogGroupName: `/${name}/${end}` })]),
  );
