import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type Guardrail, type Statement, sidOf, statementOf } from '../../../constructs/guardrails/guardrail';
import { Guardrails, type GuardrailsProps } from '../../../constructs/guardrails/guardrails';
import { coversAction } from '../../../constructs/guardrails/minify';
import { charactersOf, documentOf, EMPTY_DOCUMENT, pack } from '../../../constructs/guardrails/pack';
import { platformRoles } from '../../../constructs/guardrails/platform-roles';
import { GUARDRAILS } from '../../../constructs/guardrails/service-control-policies';
import { ARCHIVE_KINDS } from '../../../constructs/log-archive/names';
import { verdictOf } from '../../../constructs/nag/rule';
import { guardrailSparesPlatform } from '../../../constructs/nag/rules/governance/guardrail-spares-platform';
import { guardrailWithinQuota } from '../../../constructs/nag/rules/governance/guardrail-within-quota';
import { Template as Judged } from '../../../constructs/nag/template';
import { organizationQuotas, type PartitionName } from '../../../constructs/partition';
import { declarationsOf, isFacetId } from '../../../constructs/standard';
import { holds } from './held';

const PARTITIONS: readonly PartitionName[] = ['aws', 'aws-cn'];

const REGIONS: Record<PartitionName, string[]> = {
  aws: ['eu-west-1', 'eu-central-1'],
  'aws-cn': ['cn-northwest-1', 'cn-north-1'],
};

const contextOf = (partition: PartitionName) => ({ name: 'acme', partition, allowedRegions: REGIONS[partition] });

function guarded(props: Partial<GuardrailsProps> = {}) {
  const stack = new Stack(new App(), 'Stack');
  const guardrails = new Guardrails(stack, 'Guardrails', {
    ...contextOf(props.partition ?? 'aws'),
    targetIds: ['r-ab12'],
    ...props,
  });
  return { stack, guardrails };
}

/** The statement of a guardrail, as it will be attached. */
function refusal(id: string, partition: PartitionName = 'aws'): Statement | undefined {
  const { documents } = guarded({ partition }).guardrails;
  return documents.flatMap(({ Statement }) => Statement).find(({ Sid }) => Sid === sidOf(id));
}

/** Those of the actions that none of a statement's patterns takes in. */
const notNamedIn = (statement: Statement | undefined, actions: readonly string[]): readonly string[] =>
  actions.filter((action) => ![statement?.Action ?? []].flat().some((pattern) => coversAction(pattern, action)));

const PLATFORM = {
  ArnNotLike: {
    'aws:PrincipalArn': ['arn:aws:iam::*:role/stacksets-exec-*', 'arn:aws:iam::*:role/cdk-*'],
  },
};

describe('Guardrails', () => {
  test('attaches service control policies to the targets', () => {
    Template.fromStack(guarded({ targetIds: ['r-ab12', 'ou-ab12-cdef3456'] }).stack).allResourcesProperties(
      'AWS::Organizations::Policy',
      {
        Type: 'SERVICE_CONTROL_POLICY',
        Name: Match.stringLikeRegexp('^acme-guardrails-\\d: '),
        TargetIds: ['r-ab12', 'ou-ab12-cdef3456'],
      },
    );
  });

  test('changes one policy after another', () => {
    const policies = Template.fromStack(
      guarded({ partition: 'aws-cn', platformRoleArns: ['arn:aws-cn:iam::*:role/acme-operator'] }).stack,
    ).findResources('AWS::Organizations::Policy');
    const [first = '', second = ''] = Object.keys(policies);

    expect(policies[second]?.['DependsOn']).toEqual([first]);
  });

  test.each(PARTITIONS)('keeps to the quotas of %s', (partition) => {
    const quota = organizationQuotas[partition];
    const { policies, documents } = guarded({ partition }).guardrails;

    for (const document of documents)
      expect(charactersOf(document)).toBeLessThanOrEqual(quota.serviceControlPolicySize);
    for (const { description } of policies) expect(description?.length).toBeLessThanOrEqual(quota.policyDescription);
    expect(policies.length).toBeLessThan(quota.serviceControlPoliciesPerNode);
  });

  test.each(PARTITIONS)('leaves out no guardrail of %s, and says each once', (partition) => {
    const expected = GUARDRAILS.filter(({ partitions }) => partitions?.includes(partition) ?? true);
    const said = guarded({ partition }).guardrails.documents.flatMap(({ Statement }) => Statement);
    const wanted = expected.flatMap(
      (guardrail) => statementOf(guardrail, contextOf(partition), platformRoles({ partition })) ?? [],
    );

    expect(wanted).toHaveLength(expected.length);
    for (const statement of wanted) {
      expect([statement.Sid, said.filter((one) => holds([one], statement)).length]).toEqual([statement.Sid, 1]);
    }
  });

  test('names each in the Sid of its statement, where there are places for all themes', () => {
    const expected = GUARDRAILS.map(({ id }) => sidOf(id));
    const sids = guarded().guardrails.documents.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));

    expect([...sids].sort()).toEqual([...expected].sort());
  });

  test.each(PARTITIONS)('speaks of no other partition than %s', (partition) => {
    const text = JSON.stringify(guarded({ partition }).guardrails.documents);

    expect(new Set(text.match(/arn:[a-z-]+:/g))).toEqual(new Set([`arn:${partition}:`]));
  });

  test.each(
    PARTITIONS.flatMap((partition) =>
      [guardrailSparesPlatform, guardrailWithinQuota].map((rule) => ({ partition, rule })),
    ),
  )('is compliant with $rule.id in $partition', ({ partition, rule }) => {
    const { Resources } = Template.fromStack(guarded({ partition }).stack).toJSON();
    const judged = Judged.cloudFormation(
      { Resources },
      { environment: { partition, account: '333333333333', region: 'eu-west-1' } },
    );

    for (const policy of judged.ofType('AWS::Organizations::Policy')) {
      expect(verdictOf(rule, policy)).toEqual({ outcome: 'compliant' });
    }
  });

  test('gives the same policies each time', () => {
    expect(guarded().guardrails.documents).toEqual(guarded().guardrails.documents);
  });

  test('declares the facets of what each policy holds', () => {
    const [policy] = guarded().guardrails.policies;

    expect(policy && declarationsOf(policy)[0]?.requirements).toContain('8.1/c#baseline-tamper-protection');
  });

  test('exempts the role of self-managed stack sets instead, where they are used', () => {
    const text = JSON.stringify(guarded({ partition: 'aws-cn', delivery: 'self-managed' }).guardrails.documents);

    expect(text).toContain(
      '"ArnNotLike":{"aws:PrincipalArn":["arn:aws-cn:iam::*:role/AWSCloudFormationStackSetExecutionRole","arn:aws-cn:iam::*:role/cdk-*"]}',
    );
  });

  test('exempts the roles of CloudFormation and the CDK, and those named', () => {
    const role = 'arn:aws:iam::*:role/acme-operator';
    const { documents } = guarded({ platformRoleArns: [role] }).guardrails;
    const conditions = documents.flatMap(({ Statement }) =>
      Statement.map(({ Condition }) => Condition?.['ArnNotLike']),
    );

    for (const condition of conditions.filter((one) => one !== undefined)) {
      expect(condition['aws:PrincipalArn']).toEqual([...PLATFORM.ArnNotLike['aws:PrincipalArn'], role]);
    }
  });
});

describe('the guardrails', () => {
  test('name facets, texts in both languages, and ids of their own', () => {
    expect(new Set(GUARDRAILS.map(({ id }) => id)).size).toBe(GUARDRAILS.length);
    for (const { facets, stops } of GUARDRAILS) {
      expect(facets.every(isFacetId)).toBe(true);
      expect(stops.en).not.toBe('');
      expect(stops.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test('8.1/c#baseline-tamper-protection: keep accounts in the organization, the platform included', () => {
    expect(refusal('leave-organization')).toEqual({
      Sid: 'LeaveOrganization',
      Effect: 'Deny',
      Action: ['account:CloseAccount', 'organizations:LeaveOrganization'],
      Resource: '*',
    });
  });

  test.each([
    ['trail-tampering', 'cloudtrail:StopLogging'],
    ['configuration-recording-tampering', 'config:StopConfigurationRecorder'],
    ['flow-log-tampering', 'ec2:DeleteFlowLogs'],
  ])('8.2/operation-audit#audit-tamper-protection: %s is refused to all but the platform', (id, action) => {
    const statement = refusal(id);

    expect([statement?.Action].flat()).toContain(action);
    expect(statement).toMatchObject({ Effect: 'Deny', Resource: '*', Condition: PLATFORM });
  });

  test('8.6/log-retention#shortening-denied: archive buckets of each kind keep their locks and life cycles', () => {
    expect(
      notNamedIn(refusal('archive-tampering', 'aws-cn'), [
        's3:PutLifecycleConfiguration',
        's3:PutBucketObjectLockConfiguration',
      ]),
    ).toEqual([]);
    expect(refusal('archive-tampering', 'aws-cn')).toMatchObject({
      Resource: ARCHIVE_KINDS.map((kind) => `arn:aws-cn:s3:::acme-${kind}-*`),
    });
    expect(refusal('version-deletion')).toMatchObject({
      Action: ['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion'],
      Resource: '*',
    });
  });

  test('8.4/encryption-at-rest: no key is scheduled for deletion', () => {
    expect(refusal('key-destruction')).toMatchObject({
      Action: expect.arrayContaining(['kms:ScheduleKeyDeletion']),
      Resource: '*',
    });
  });

  test("8.4/encryption-at-rest#key-duty-separation: key policies of the landing zone's keys stay as they are", () => {
    expect(refusal('key-tampering')).toMatchObject({
      Action: expect.arrayContaining(['kms:PutKeyPolicy']),
      Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/acme/*' }, ...PLATFORM },
    });
  });

  test('8.4/backup#deletion-dual-control: recovery points, plans and vaults stay', () => {
    expect(
      notNamedIn(refusal('backup-tampering'), [
        'backup:DeleteRecoveryPoint',
        'backup:DeleteBackupPlan',
        'backup:DeleteBackupVault',
        'backup:DeleteBackupVaultLockConfiguration',
      ]),
    ).toEqual([]);
    expect(refusal('backup-tampering')).toMatchObject({ Resource: '*', Condition: PLATFORM });
  });

  test.each(PARTITIONS)(
    '8.4/cross-border#region-restriction: only the allowed regions of %s can be used',
    (partition) => {
      const statement = refusal('foreign-regions', partition);

      expect(statement).toMatchObject({
        Effect: 'Deny',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': REGIONS[partition] } },
      });
      expect(statement?.NotAction).toEqual(expect.arrayContaining(['iam:*', 'organizations:*', 'sts:*']));
    },
  );

  test.each(['s3:*', 'kms:*', 'ec2:*', 'logs:*', 'backup:*', '*'])(
    '8.4/cross-border#residency: %s is no global service',
    (action) => {
      for (const partition of PARTITIONS)
        expect(refusal('foreign-regions', partition)?.NotAction).not.toContain(action);
    },
  );

  test('8.2/mfa#root-and-owner-accounts: the root user can do nothing', () => {
    expect(refusal('root-user')).toMatchObject({
      Action: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } },
    });
  });

  test('China has no root user to refuse', () => {
    expect(refusal('root-user', 'aws-cn')).toBeUndefined();
  });

  test('8.2/identity#no-long-lived-credentials: users and access keys exist under the break-glass path only', () => {
    expect(refusal('lasting-credentials')).toMatchObject({
      Action: expect.arrayContaining(['iam:CreateUser', 'iam:CreateAccessKey', 'iam:CreateLoginProfile']),
      NotResource: 'arn:aws:iam::*:user/break-glass/*',
    });
    expect(refusal('lasting-credentials')).not.toHaveProperty('Condition');
  });

  test('8.2/identity#no-long-lived-credentials: and there only the platform makes them', () => {
    expect(refusal('break-glass-credentials')).toMatchObject({
      Action: expect.arrayContaining(['iam:CreateUser', 'iam:CreateAccessKey']),
      Resource: 'arn:aws:iam::*:user/break-glass/*',
      Condition: PLATFORM,
    });
  });

  test("8.2/bastion#fixed-session-documents: sessions use the landing zone's documents, without exemption", () => {
    expect(refusal('unrecorded-sessions')).toEqual({
      Sid: 'UnrecordedSessions',
      Effect: 'Deny',
      Action: 'ssm:StartSession',
      NotResource: [
        'arn:aws:ec2:*:*:instance/*',
        'arn:aws:ssm:*:*:document/acme-*',
        'arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell',
      ],
    });
  });

  test.each([
    'ec2-instance-connect:SendSSHPublicKey',
    'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
    'ec2:EnableSerialConsoleAccess',
    'ec2:CreateKeyPair',
    'ecs:ExecuteCommand',
  ])('8.2/bastion#single-entry-path: %s is refused to everybody', (action) => {
    const statement = refusal('ways-round-bastion');

    expect(statement?.Action).toContain(action);
    expect(statement).not.toHaveProperty('Condition');
  });

  test('8.2/bastion#fixed-session-documents: a document of another account is refused whatever its name', () => {
    expect(refusal('foreign-session-documents')).toMatchObject({
      Action: 'ssm:StartSession',
      Resource: '*',
      Condition: {
        StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
        Null: { 'aws:ResourceAccount': 'false' },
      },
    });
  });

  test('8.2/bastion#single-entry-path: the tag of the bastion is given by the platform only', () => {
    expect(refusal('bastion-impersonation')).toMatchObject({
      Action: ['ec2:CreateTags', 'ec2:DeleteTags'],
      Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'isms:purpose' }, ...PLATFORM },
    });
  });

  test('8.2/least-privilege#privilege-escalation-denied: exempt roles are neither assumed nor passed on by others', () => {
    expect(refusal('platform-role-use')).toMatchObject({
      Action: ['iam:PassRole', 'sts:AssumeRole'],
      Resource: expect.arrayContaining(['arn:aws:iam::*:role/cdk-*', 'arn:aws:iam::*:role/stacksets-exec-*']),
      Condition: PLATFORM,
    });
  });

  test('8.2/bastion#single-entry-path: commands are sent by the platform only', () => {
    expect(refusal('remote-commands')).toMatchObject({
      Action: expect.arrayContaining(['ssm:SendCommand']),
      Condition: PLATFORM,
    });
  });

  test('8.4/leak-prevention#public-exposure-blocked: no access list opens a bucket or object to all', () => {
    expect(refusal('public-access-lists')).toMatchObject({
      Action: expect.arrayContaining(['s3:CreateBucket', 's3:Put*Acl', 's3:PutObject']),
      Condition: { StringEquals: { 's3:x-amz-acl': ['authenticated-read', 'public-read', 'public-read-write'] } },
    });
  });

  test('8.2/no-unauthorised-export#resource-sharing-denied: snapshots and images are not shared', () => {
    expect(refusal('snapshot-sharing')).toMatchObject({
      Action: expect.arrayContaining([
        'ec2:ModifySnapshotAttribute',
        'ec2:Modify*ImageAttribute',
        'rds:ModifyDB*SnapshotAttribute',
      ]),
    });
  });

  test('a condition of its own and the exemption hold together', () => {
    expect(refusal('roles-without-boundary')).toMatchObject({
      Condition: {
        ArnNotLike: {
          'iam:PermissionsBoundary': 'arn:aws:iam::*:policy/acme-workload-boundary',
          ...PLATFORM.ArnNotLike,
        },
      },
    });
  });

  test("8.1/c#baseline-tamper-protection: the platform's roles and stacks are changed by itself only", () => {
    expect(refusal('platform-role-tampering')).toMatchObject({
      Action: expect.arrayContaining(['iam:UpdateAssumeRolePolicy', 'iam:PutRolePolicy', 'iam:CreateRole']),
      Resource: expect.arrayContaining([
        'arn:aws:iam::*:role/stacksets-exec-*',
        'arn:aws:iam::*:role/cdk-*',
        'arn:aws:iam::*:role/acme-*',
      ]),
      Condition: PLATFORM,
    });
    expect(refusal('baseline-stack-tampering')).toMatchObject({
      Resource: expect.arrayContaining(['arn:aws:cloudformation:*:*:stack/StackSet-*/*']),
      Condition: PLATFORM,
    });
  });
});

describe('pack', () => {
  const statement = (Sid: string, letters: number): Statement => ({ Sid, Effect: 'Deny', Action: 'x'.repeat(letters) });
  const sidsIn = (statements: readonly Statement[], size: number) =>
    pack(
      statements.map((one) => [one]),
      (lot) => charactersOf(documentOf(lot)) <= size,
    ).map((lot) => lot.map(({ Sid }) => Sid));

  test('fills a gap left in an earlier document', () => {
    expect(sidsIn([statement('A', 200), statement('B', 400), statement('C', 100)], 500)).toEqual([['A', 'C'], ['B']]);
  });

  test('counts up to the last character', () => {
    const one = charactersOf({ Version: '2012-10-17', Statement: [statement('A', 100)] });

    expect(sidsIn([statement('A', 100), statement('B', 100)], 2 * one - EMPTY_DOCUMENT + 1)).toEqual([['A', 'B']]);
    expect(sidsIn([statement('A', 100), statement('B', 100)], 2 * one - EMPTY_DOCUMENT)).toEqual([['A'], ['B']]);
  });
});

describe('Guardrails refuses', () => {
  const large = (count: number): Guardrail[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `large-${index}`,
      theme: 'keys',
      stops: { en: 'Much', zh: '大量' },
      brief: 'much',
      facets: ['8.1/c#baseline-tamper-protection'],
      exempt: 'nobody',
      refuses: ({ partition }) => ({
        actions: ['s3:DeleteBucket'],
        resources: [`arn:${partition}:s3:::orders-${index}`.padEnd(4900, 'x')],
      }),
    }));

  test('throws when the policies do not fit beside others', () => {
    expect(() => guarded({ partition: 'aws-cn', guardrails: large(5) })).toThrow(
      'Stack/Guardrails: the guardrails take 5 policies, and 4 more can be attached in aws-cn (quota, unverified: 5 of 5120 characters).',
    );
    expect(() => guarded({ partition: 'aws-cn', guardrails: large(4), otherPolicies: 1 })).toThrow(
      'and 3 more can be attached',
    );
  });

  test('throws when one alone is larger than a policy', () => {
    const [one] = large(1);
    const refusal = { actions: ['s3:DeleteBucket'], resources: ['arn:aws-cn:s3:::orders'.padEnd(5120, 'x')] };

    expect(() => guarded({ partition: 'aws-cn', guardrails: one ? [{ ...one, refuses: () => refusal }] : [] })).toThrow(
      /Stack\/Guardrails: a policy takes 5120 characters in aws-cn \(quota, unverified\), and the guardrail large-0 takes 5\d{3}: divide it/,
    );
  });

  test('throws when there is no target', () => {
    expect(() => guarded({ targetIds: [] })).toThrow('Stack/Guardrails: give targetIds');
  });

  test('throws when no region is allowed', () => {
    expect(() => guarded({ allowedRegions: [] })).toThrow('8.4/cross-border#region-restriction');
  });
});
