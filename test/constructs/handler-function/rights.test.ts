import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HANDLERS } from '../../../constructs/handler-function/bundle';
import { SessionAccess } from '../../../constructs/leaver-reconciliation/session-access';
import {
  actionsIn,
  actionsOfCode,
  actionsOfFeeds,
  actionsOfRole,
  excessAndLack,
  unknownActions,
} from '../../support/handler-rights';
import { ACCOUNT, leaverReconciliationIn, REGIONS, stackOf } from '../../support/handler-stacks';
import type { CfnResource } from '../../support/landing-zone';

const rolesIn = (stack: Stack): readonly CfnResource[] =>
  Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role') as Record<string, CfnResource>);

const typesIn = (stack: Stack): readonly string[] =>
  Object.values(Template.fromStack(stack).toJSON()['Resources'] as Record<string, CfnResource>).map(({ Type }) => Type);

const cases = HANDLERS.flatMap((handler) => REGIONS.map((region) => [handler, region] as const));

describe('the role of a handler', () => {
  test.each(cases)(
    '8.2/least-privilege#function-role-minimum: %s in %s may do what its code calls, no more and no less',
    (handler, region) => {
      const stack = stackOf[handler](region);
      const ownName = new RegExp(`^acme-${handler}(-|$)`);
      const roles = rolesIn(stack).filter(({ Properties: { RoleName: name } = {} }) => ownName.test(String(name)));

      expect(roles).toHaveLength(1);
      expect(
        excessAndLack(roles.flatMap(actionsOfRole), [...actionsOfCode(handler), ...actionsOfFeeds(typesIn(stack))]),
      ).toEqual([]);
    },
  );

  test.each(HANDLERS)('8.2/least-privilege#function-role-minimum: %s has no policy but its own', (handler) => {
    const stack = stackOf[handler]('eu-central-1');
    const template = Template.fromStack(stack);

    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    expect(rolesIn(stack).map(({ Properties }) => Properties?.['ManagedPolicyArns'])).toEqual([undefined]);
  });

  test('8.2/least-privilege#function-role-minimum: to look into another account takes the right to assume one role, which has the rest', () => {
    const handler = leaverReconciliationIn('eu-central-1', {
      sessions: [{ account: '222222222222', regions: ['eu-central-1'] }],
    });
    const there = new Stack(new App(), 'There', { env: { account: '222222222222', region: 'eu-central-1' } });
    new SessionAccess(there, 'Access', {
      name: 'acme',
      reconciledFrom: ACCOUNT,
      organizationId: 'o-abcdefghij',
      regions: ['eu-central-1'],
    });
    const [own, other] = [handler, there].map((stack) => rolesIn(stack).flatMap(actionsOfRole));

    expect(other).toEqual(['ssm:DescribeSessions', 'ssm:TerminateSession']);
    expect(own?.filter((action) => action.startsWith('ssm:'))).toEqual([]);
    expect(excessAndLack([...(own ?? []), ...(other ?? [])], actionsOfCode('leaver-reconciliation'))).toEqual([]);
  });

  test('8.2/least-privilege#function-role-minimum: without a directory there are no rights on one', () => {
    const stack = leaverReconciliationIn('cn-north-1', {
      identityCenter: undefined,
      people: ['alice'],
      sessions: [{ account: ACCOUNT, regions: ['cn-north-1'] }],
    });

    expect(rolesIn(stack).flatMap(actionsOfRole)).toEqual(['ssm:DescribeSessions', 'ssm:TerminateSession']);
  });

  test('names actions that exist', async () => {
    const actions = HANDLERS.flatMap(actionsOfCode);

    expect(actions.length).toBeGreaterThan(15);
    await expect(unknownActions(actions)).resolves.toEqual([]);
    await expect(unknownActions(['sso:CreateAcountAssignment'])).resolves.toEqual(['sso:CreateAcountAssignment']);
  });
});

describe('the comparison', () => {
  test('sees an action that nothing calls', () => {
    expect(excessAndLack(['s3:GetObject', 's3:PutObject'], ['s3:GetObject'])).toEqual([
      's3:PutObject is allowed and not called',
    ]);
  });

  test('sees an action that is missing', () => {
    expect(excessAndLack([], ['s3:GetObject'])).toEqual(['s3:GetObject is called and not allowed']);
  });

  test('takes wildcards for what they are: actions that nothing calls', () => {
    expect(excessAndLack(['sso:*'], ['sso:ListInstances'])).toHaveLength(2);
  });

  test('reads the commands that are imported, and neither types nor clients nor the commands of others', () => {
    const source = `
      import { type Alpha, BetaCommand, DynamoDBClient, type GammaCommand } from '@aws-sdk/client-dynamodb';
      import { ListInstancesCommand } from '@aws-sdk/client-sso-admin';
      import type { DeltaCommand } from '@aws-sdk/client-sso-admin';
      import { OtherCommand } from './other';
    `;

    expect(actionsIn(source)).toEqual(['dynamodb:Beta', 'sso:ListInstances']);
  });

  test('reads a role as CloudFormation spells it', () => {
    const statement = (Effect: string, Action: unknown) => ({ PolicyDocument: { Statement: { Effect, Action } } });
    const role = {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          statement('Allow', 'a:B'),
          statement('Allow', ['c:D', 'logs:PutLogEvents']),
          statement('Deny', 'e:F'),
        ],
      },
    };

    expect(actionsOfRole(role)).toEqual(['a:B', 'c:D']);
  });
});
