import type { PolicyStatement } from './guardrail-mutants';

/** A statement that refuses less than before, by one addition. */
export interface Weakening {
  /** What was added where, such as `spare role TrailTampering`. */
  readonly name: string;
  readonly statement: PolicyStatement;
}

/** Values that a landing zone has and that nobody declared. */
export interface Foreign {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly expectedNetwork: string;
}

type Addition = readonly [operator: string, key: string, value: string];

/** Conditions that spare somebody, some place or some time, or that confine the refusal to them. */
const additions = ({ partition, region, account, expectedNetwork }: Foreign): Readonly<Record<string, Addition>> => ({
  'spare role': ['ArnNotLike', 'aws:PrincipalArn', `arn:${partition}:iam::*:role/legacy-*`],
  'spare session': ['StringNotLike', 'aws:userid', '*:ops'],
  'spare tag': ['StringNotEquals', 'aws:PrincipalTag/skip', 'true'],
  'spare account': ['StringNotEquals', 'aws:PrincipalAccount', '700000000005'],
  'spare unit': ['ForAllValues:StringNotLike', 'aws:PrincipalOrgPaths', 'o-exampleorg1/r-ab12/ou-ab12-prod/*'],
  'spare network': ['NotIpAddress', 'aws:SourceIp', '192.0.2.0/24'],
  'spare expected network': ['NotIpAddressIfExists', 'aws:SourceIp', expectedNetwork],
  'spare endpoint': ['StringNotEquals', 'aws:SourceVpce', 'vpce-0123456789abcdef0'],
  'spare agent': ['StringNotLike', 'aws:UserAgent', '*aws-cli*'],
  'spare region': ['StringNotEquals', 'aws:RequestedRegion', region],
  'spare calls through services': ['BoolIfExists', 'aws:ViaAWSService', 'false'],
  'spare second factor': ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'],
  'end at a date': ['DateLessThan', 'aws:CurrentTime', '2999-01-01T00:00:00Z'],
  'begin at a date': ['DateGreaterThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'],
  'spare old tokens': ['DateGreaterThanIfExists', 'aws:TokenIssueTime', '2020-01-01T00:00:00Z'],
  'confine to account': ['StringEquals', 'aws:PrincipalAccount', account],
  'confine to region': ['StringEquals', 'aws:RequestedRegion', region],
  'confine to role': ['ArnLike', 'aws:PrincipalArn', `arn:${partition}:iam::*:role/orders-*`],
});

/** Every way in which one addition weakens a statement. */
export function weakeningsOf(statement: PolicyStatement, foreign: Foreign): readonly Weakening[] {
  const { Sid } = statement;
  return [
    ...Object.entries(additions(foreign)).map(([name, addition]) => ({
      name: `${name} ${Sid}`,
      statement: adding(statement, addition),
    })),
    ...narrowed(statement, foreign),
    ...(statement.NotAction ? [more(statement, 'NotAction', 'sns:*')] : []),
    ...(statement.NotResource
      ? [
          more(statement, 'NotResource', `arn:${foreign.partition}:iam::*:user/svc/*`),
          more(statement, 'NotResource', `arn:${foreign.partition}:s3:::mallorys-*`),
          more(statement, 'NotResource', `arn:${foreign.partition}:ssm:*:*:document/Run*`),
        ]
      : []),
    ...valued(statement),
  ];
}

function adding(statement: PolicyStatement, [operator, key, value]: Addition): PolicyStatement {
  const condition = statement.Condition ?? {};
  const keys = condition[operator] ?? {};
  const values = [keys[key] ?? [], value].flat();
  return { ...statement, Condition: { ...condition, [operator]: { ...keys, [key]: values } } };
}

/** Each resource in one account, and in one region, where its pattern leaves them open. */
function narrowed(statement: PolicyStatement, { account, region }: Foreign): readonly Weakening[] {
  const resources = [statement.Resource ?? []].flat();
  return resources.flatMap((pattern, index) =>
    [
      { name: 'region', part: 3, value: region },
      { name: 'account', part: 4, value: account },
    ].flatMap(({ name, part, value }) => {
      const parts = pattern.split(':');
      if (parts[part] !== '*') return [];
      const bound = parts.with(part, value).join(':');
      return [
        {
          name: `bind ${name} ${statement.Sid} ${pattern}`,
          statement: { ...statement, Resource: resources.with(index, bound) },
        },
      ];
    }),
  );
}

const more = (statement: PolicyStatement, list: 'NotAction' | 'NotResource', item: string): Weakening => ({
  name: `except ${statement.Sid} ${item}`,
  statement: { ...statement, [list]: [statement[list] ?? [], item].flat() },
});

/** One more value, of its own sort, to each key that is spared by the configuration. */
const MORE_VALUES: Readonly<Record<string, string>> = {
  'aws:RequestedRegion': 'us-west-2',
  'aws:SourceIp': '192.0.2.0/24',
  'aws:PrincipalOrgID': 'o-someoneelse',
  'aws:ResourceOrgID': 'o-someoneelse',
  'aws:SourceOrgID': 'o-someoneelse',
  'aws:VpceOrgID': 'o-someoneelse',
  'aws:ResourceAccount': '123123123123',
  'iam:PermissionsBoundary': 'arn:aws:iam::*:policy/no-*',
  'iam:PassedToService': 'glue.amazonaws.com',
  'lambda:Layer': 'arn:aws:lambda:*:123123123123:layer:*',
  'lambda:Principal': '123123123123',
  'ec2:Attribute': 'userData',
};

const valued = (statement: PolicyStatement): readonly Weakening[] =>
  Object.entries(statement.Condition ?? {})
    .filter(([operator]) => operator.includes('Not'))
    .flatMap(([operator, keys]) =>
      Object.keys(keys)
        .filter((key) => MORE_VALUES[key] !== undefined)
        .map((key) => ({
          name: `value ${statement.Sid} ${key}`,
          statement: adding(statement, [operator, key, MORE_VALUES[key] ?? '']),
        })),
    );
