import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { verdictOf } from '../../../constructs/nag/rule';
import { iamNoWildcardGrants } from '../../../constructs/nag/rules/identity/iam-no-wildcard-grants';
import { iamTrustExact } from '../../../constructs/nag/rules/identity/iam-trust-exact';
import { Template as Judged } from '../../../constructs/nag/template';
import { ThirdPartyRole, type ThirdPartyRoleProps } from '../../../constructs/third-party-role/third-party-role';

const PROPS: ThirdPartyRoleProps = {
  name: 'acme',
  supplier: 'payments',
  principal: 'arn:aws:iam::999999999999:role/gateway-support',
  externalId: '3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58',
  people: ['j.berg@payments.example.com', 'm.okafor@payments.example.com'],
  ticketPrefix: 'CHG-',
  statements: [{ actions: ['logs:GetLogEvents'], resources: ['arn:aws:logs:*:*:log-group:/orders/payments:*'] }],
  contractEnds: '2099-03-31',
};

const END = '2099-04-01T00:00:00Z';

function synthesized(props: Partial<ThirdPartyRoleProps> = {}): Template {
  const stack = new Stack(new App(), 'Orders', { env: { account: '111111111111', region: 'eu-central-1' } });
  new ThirdPartyRole(stack, 'Payments', { ...PROPS, ...props });
  return Template.fromStack(stack);
}

const trusts = (...statements: object[]) => ({
  AssumeRolePolicyDocument: { Statement: statements, Version: '2012-10-17' },
});

describe('ThirdPartyRole', () => {
  test('4.4/outsourced#third-party-access-conditions: trusts one principal with its external id, until the end', () => {
    synthesized().hasResourceProperties(
      'AWS::IAM::Role',
      trusts(
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: PROPS.principal },
          Condition: {
            StringEquals: { 'sts:ExternalId': PROPS.externalId, 'sts:SourceIdentity': PROPS.people },
            StringLike: { 'sts:RoleSessionName': 'CHG-?*' },
            DateLessThan: { 'aws:CurrentTime': END },
          },
        },
        {
          Action: 'sts:SetSourceIdentity',
          Effect: 'Allow',
          Principal: { AWS: PROPS.principal },
        },
      ),
    );
  });

  test('ends what open sessions may do, and keeps them within an hour', () => {
    synthesized().hasResourceProperties('AWS::IAM::Role', {
      MaxSessionDuration: 3600,
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              {
                Sid: 'NothingAfterTheContract',
                Effect: 'Deny',
                Action: '*',
                Resource: '*',
                Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': END } },
              },
            ]),
          },
        },
      ],
    });
  });

  test('stands within the boundary of workloads, and says whose it is', () => {
    synthesized().hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-supplier-payments',
      PermissionsBoundary: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:policy/acme-workload-boundary']],
      },
      Tags: [{ Key: 'isms:supplier', Value: 'payments' }],
    });
  });

  test('lets nobody in outside its window', () => {
    const template = synthesized({ window: { from: '2099-01-07', until: '2099-01-09' } });
    const when = {
      DateGreaterThanEquals: { 'aws:CurrentTime': '2099-01-07T00:00:00Z' },
      DateLessThan: { 'aws:CurrentTime': '2099-01-10T00:00:00Z' },
    };

    template.hasResourceProperties(
      'AWS::IAM::Role',
      trusts(Match.objectLike({ Condition: Match.objectLike(when) }), Match.objectLike({ Condition: Match.absent() })),
    );
  });

  test('is made on the last day', () => {
    expect(() => synthesized({ today: '2099-03-31' })).not.toThrow();
  });

  test('trusts a whole account of the supplier where that is named', () => {
    synthesized({ principal: '999999999999' }).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sts:AssumeRole',
            Principal: {
              AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::999999999999:root']] },
            },
          }),
        ]),
      },
    });
  });

  test.each([iamTrustExact, iamNoWildcardGrants])('is compliant with $id', (rule) => {
    const judged = Judged.cloudFormation(synthesized().toJSON(), {
      environment: { partition: 'aws', account: '111111111111', region: 'eu-central-1' },
    });
    const [role] = judged.ofType('AWS::IAM::Role');

    expect(role && verdictOf(rule, role)).toEqual({ outcome: 'compliant' });
  });

  test.each<[string, Partial<ThirdPartyRoleProps>, RegExp]>([
    ['everyone', { principal: '*' }, /principal is \*: give the ARN/],
    ['a pattern of principals', { principal: 'arn:aws:iam::999999999999:role/*' }, /give the ARN/],
    ['the root of an account by its ARN', { principal: 'arn:aws:iam::999999999999:root' }, /give the ARN/],
    ['its own account', { principal: '111111111111' }, /of this account/],
    ['a short external id', { externalId: 'acme-7' }, /externalId has 6 characters/],
    ['nobody', { people: [] }, /people is empty/],
    ['anybody', { people: ['*@payments.example.com'] }, /is no name/],
    ['a team', { people: ['on-call@payments.example.com'] }, /is several people's/],
    ['any ticket', { ticketPrefix: '*' }, /is no name/],
    ['no actions', { statements: [] }, /statements allow nothing/],
    ['a whole service', { statements: [{ actions: ['logs:*'], resources: ['*'] }] }, /logs:\* is a wildcard/],
    ['a contract that has ended by the day that counts', { today: '2099-04-01' }, /the last day was 2099-03-31/],
    ['a contract that has ended', { contractEnds: '2020-12-31' }, /the last day was 2020-12-31/],
    ['a window that is over', { window: { from: '2020-01-01', until: '2020-01-02' } }, /the last day was 2020-01-02/],
    [
      'a window after the contract',
      { window: { from: '2099-01-01', until: '2099-12-31' } },
      /not lie within the contract/,
    ],
    ['a window that ends before it begins', { window: { from: '2099-03-02', until: '2099-03-01' } }, /not lie within/],
    ['a day that is none', { contractEnds: 'soon' }, /soon is no day/],
    [
      'more people than a trust policy takes',
      { people: Array.from({ length: 40 }, (_, index) => `somebody.with.a.name.${index}@payments.example.com`) },
      /the trust policy has \d+ characters, and IAM takes 2048/,
    ],
  ])('throws for %s', (_, props, message) => {
    expect(() => synthesized(props)).toThrow(message);
    expect(() => synthesized(props)).toThrow('Orders/Payments: 4.4/outsourced#third-party-access-conditions: ');
  });
});
