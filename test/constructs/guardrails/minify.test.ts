import type { Statement } from '../../../constructs/guardrails/guardrail';
import { charactersIn, merged, tidied } from '../../../constructs/guardrails/minify';
import { charactersOf, documentOf, type PolicyDocument, pack } from '../../../constructs/guardrails/pack';
import { evaluate } from '../../../lib/proofs/policy/evaluate';
import type { Decision, Request } from '../../../lib/proofs/policy/model';
import { parsePolicy } from '../../../lib/proofs/policy/parse';

const deny = (Sid: string, rest: Partial<Statement>): Statement => ({ Sid, Effect: 'Deny', Resource: '*', ...rest });

/** Packed one by one into documents of a size. */
const documentsOf = (statements: readonly Statement[], size: number): readonly PolicyDocument[] =>
  pack(
    statements.map((one) => [one]),
    (lot) => charactersOf(documentOf(lot)) <= size,
  ).map(documentOf);

describe('tidied', () => {
  const actions = (...Action: string[]) => tidied(deny('A', { Action })).Action;
  const resources = (...Resource: string[]) => tidied(deny('A', { Resource })).Resource;

  test('leaves out what stands twice or is covered, and puts actions in order', () => {
    expect(actions('s3:PutObject', 's3:Get*', 's3:GetObject', 'S3:putobject', 'ec2:RunInstances')).toEqual([
      'ec2:RunInstances',
      's3:Get*',
      's3:PutObject',
    ]);
    expect(actions('s3:*', 's3:Get*')).toBe('s3:*');
    expect(actions('s3:G*', 's3:Get?bject')).toBe('s3:G*');
  });

  test('does the same for exceptions', () => {
    expect(tidied(deny('A', { NotAction: ['iam:*', 'iam:Get*', 'sts:*'] })).NotAction).toEqual(['iam:*', 'sts:*']);
  });

  test('keeps a pattern that one of single characters does not cover', () => {
    expect(actions('s3:Get?', 's3:Get*')).toBe('s3:Get*');
    expect(actions('s3:GetObjec?', 's3:GetObjec*', 's3:Put?')).toEqual(['s3:GetObjec*', 's3:Put?']);
    expect(actions('s3:?', 's3:*')).toBe('s3:*');
  });

  test('compares the parts of ARNs one by one', () => {
    expect(resources('arn:aws:iam::*:role/a*', 'arn:aws:iam::111111111111:role/ab')).toBe('arn:aws:iam::*:role/a*');
    expect(resources('arn:aws:*:role/a', 'arn:aws:iam::111111111111:role/a')).toHaveLength(2);
    expect(resources('arn:aws:s3:::*', 'arn:aws:s3:eu-west-1:111111111111:x')).toHaveLength(2);
    expect(resources('arn:aws:s3:::${aws:username}/*', 'arn:aws:s3:::a/*')).toHaveLength(2);
  });
});

describe('merged', () => {
  const PLATFORM = { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/cdk-*'] } };

  test('joins statements that differ in their actions, and tells which', () => {
    const [joint, other, ...more] = merged(
      [
        deny('Trails', { Action: 'cloudtrail:StopLogging', Condition: PLATFORM }),
        deny('Regions', { NotAction: ['iam:*'] }),
        deny('Keys', { Action: ['kms:DisableKey', 'cloudtrail:*'], Condition: PLATFORM }),
      ],
      5000,
    );

    expect(joint).toEqual({
      statement: deny('TrailsAnd1More', { Action: ['cloudtrail:*', 'kms:DisableKey'], Condition: PLATFORM }),
      from: ['Trails', 'Keys'],
    });
    expect(other?.from).toEqual(['Regions']);
    expect(more).toEqual([]);
  });

  test('joins statements that differ in their resources', () => {
    const [joint] = merged(
      [
        deny('A', { Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::a' }),
        deny('B', { Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::b' }),
      ],
      5000,
    );

    expect(joint?.statement.Resource).toEqual(['arn:aws:s3:::a', 'arn:aws:s3:::b']);
  });

  test.each<[string, Partial<Statement>, Partial<Statement>]>([
    ['conditions', { Action: 'a:A', Condition: PLATFORM }, { Action: 'a:B' }],
    ['both lists', { Action: 'a:A', Resource: 'arn:aws:s3:::a' }, { Action: 'a:B', Resource: 'arn:aws:s3:::b' }],
    ['exceptions', { NotAction: 'a:A' }, { NotAction: 'a:B' }],
    [
      'excepted resources',
      { Action: 'a:A', Resource: undefined as never, NotResource: 'x' },
      { Action: 'a:A', Resource: undefined as never, NotResource: 'y' },
    ],
  ])('leaves those apart that differ in %s', (_, one, other) => {
    expect(merged([deny('A', one), deny('B', other)], 5000)).toHaveLength(2);
  });

  test('makes no statement larger than a policy', () => {
    const statements = ['A', 'B', 'C'].map((Sid) => deny(Sid, { Action: `s3:${Sid.repeat(2000)}` }));

    const made = merged(statements, 4500);

    expect(made.map(({ from }) => from)).toEqual([['A', 'B'], ['C']]);
    for (const { statement } of made) expect(charactersIn(statement)).toBeLessThanOrEqual(4500);
  });
});

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('packing keeps the meaning', () => {
  const ACTIONS = [
    's3:GetObject',
    's3:PutObject',
    's3:Get*',
    's3:*',
    's3:?utObject',
    'kms:Decrypt',
    'kms:*',
    'sqs:SendMessage',
    '*',
  ];
  const RESOURCES = [
    '*',
    'arn:aws:s3:::a/*',
    'arn:aws:s3:::a/1',
    'arn:aws:s3:::b/*',
    'arn:aws:kms:*:*:key/*',
    'arn:aws:sqs:eu-west-1:*:q?',
  ];
  const CONDITIONS: readonly (Statement['Condition'] | undefined)[] = [
    undefined,
    { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/cdk-*'] } },
    { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
  ];
  const ASKED = {
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 'kms:Decrypt', 'kms:Encrypt', 'sqs:SendMessage'],
    resources: [
      'arn:aws:s3:::a/1',
      'arn:aws:s3:::b/1',
      'arn:aws:kms:eu-west-1:222222222222:key/1',
      'arn:aws:sqs:eu-west-1:222222222222:q1',
    ],
    roles: ['cdk-deploy', 'orders'],
    regions: ['eu-west-1', 'eu-central-1'],
  };

  const from = <Item>(next: () => number, items: readonly Item[]): Item =>
    items[Math.floor(next() * items.length)] as Item;
  const some = <Item>(next: () => number, items: readonly Item[]): Item[] =>
    Array.from({ length: 1 + Math.floor(next() * 3) }, () => from(next, items));

  function statementFrom(next: () => number, index: number): Statement {
    const condition = from(next, CONDITIONS);
    return {
      Sid: `S${index}`,
      Effect: 'Deny',
      ...(next() < 0.2 ? { NotAction: some(next, ACTIONS) } : { Action: some(next, ACTIONS) }),
      ...(next() < 0.2 ? { NotResource: some(next, RESOURCES) } : { Resource: some(next, RESOURCES) }),
      ...(condition && { Condition: condition }),
    };
  }

  function requestFrom(next: () => number): Request {
    const role = from(next, ASKED.roles);
    return {
      principal: {
        kind: 'role-session',
        arn: `arn:aws:sts::222222222222:assumed-role/${role}/x`,
        roleArn: `arn:aws:iam::222222222222:role/${role}`,
        account: '222222222222',
      },
      action: from(next, ASKED.actions),
      resource: { arn: from(next, ASKED.resources), account: '222222222222' },
      context: { 'aws:RequestedRegion': from(next, ASKED.regions) },
    };
  }

  const FULL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const open = parsePolicy({ ...FULL, Statement: [{ ...FULL.Statement[0], Principal: '*' }] }, { name: 'open' });
  const verdict = (request: Request, documents: readonly object[]): Decision['verdict'] =>
    evaluate(request, {
      identity: [parsePolicy(FULL, { name: 'full' })],
      resource: open,
      serviceControl: [
        { node: 'root', policies: [FULL, ...documents].map((one, index) => parsePolicy(one, { name: `p${index}` })) },
      ],
    }).verdict;

  test.each(Array.from({ length: 40 }, (_, index) => 7919 * (index + 1)))('for the seed %i', (seed) => {
    const next = random(seed);
    const statements = Array.from({ length: 12 }, (_, index) => statementFrom(next, index));
    const made = merged(statements.map(tidied), 1800).map(({ statement }) => statement);
    const documents = documentsOf(made, 2000);
    const unpacked = { Version: '2012-10-17', Statement: statements };

    expect(made.length).toBeLessThanOrEqual(statements.length);
    for (const document of documents) expect(charactersOf(document)).toBeLessThanOrEqual(2000);
    for (let count = 0; count < 60; count++) {
      const request = requestFrom(next);

      expect([request, verdict(request, documents)]).toEqual([request, verdict(request, [unpacked])]);
    }
  });

  test('the requests are refused and allowed alike often enough to tell', () => {
    const next = random(1);
    const verdicts = Array.from({ length: 400 }, () =>
      verdict(requestFrom(next), [{ Version: '2012-10-17', Statement: [tidied(statementFrom(next, 0))] }]),
    );

    expect(verdicts.filter((one) => one === 'allowed').length).toBeGreaterThan(50);
    expect(verdicts.filter((one) => one === 'explicitDeny').length).toBeGreaterThan(50);
  });
});

describe('packing is stable', () => {
  const many = (count: number): Statement[] =>
    Array.from({ length: count }, (_, index) =>
      deny(`S${index}`, {
        Action: Array.from({ length: 1 + ((index * 7) % 11) }, (__, n) => `svc${index}:Action${n}`),
      }),
    );
  const sids = (statements: readonly Statement[]): string[][] =>
    documentsOf(statements, 2000).map(({ Statement }) => Statement.map(({ Sid }) => Sid));

  test('the same statements give the same policies', () => {
    expect(documentsOf(many(60), 2000)).toEqual(documentsOf(many(60), 2000));
  });

  test('no more policies than a tenth above what the characters need', () => {
    const statements = many(200);
    const characters = statements.reduce((sum, statement) => sum + charactersIn(statement) + 1, 0);

    expect(documentsOf(statements, 2000).length).toBeLessThanOrEqual(Math.ceil((characters / (2000 - 40)) * 1.1));
  });

  test('an action more in one statement leaves the others where they are', () => {
    const before = many(60);
    const changed = before.map((statement) =>
      statement.Sid === 'S13' ? { ...statement, Action: [statement.Action ?? [], 'svc13:OneMore'].flat() } : statement,
    );

    const moved = sids(changed).filter((own, index) => JSON.stringify(own) !== JSON.stringify(sids(before)[index]));

    expect(moved.length).toBeLessThanOrEqual(2);
  });

  test('a small statement more at the end leaves the others where they are', () => {
    const after = sids([...many(60), deny('Last', { Action: 'a:A' })]);

    expect(after.map((own) => own.filter((sid) => sid !== 'Last')).filter((own) => own.length > 0)).toEqual(
      sids(many(60)),
    );
  });
});
