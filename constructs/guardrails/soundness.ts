import { takesIn } from '../nag/wildcards';
import { type GuardrailContext, type Statement, sidOf } from './guardrail';
import type { Stated } from './lots';
import { coversAction, coversArn } from './minify';

/** Whom guardrails must never bind, and what it has to be able to do. */
export interface Indispensable {
  /** What messages call it. */
  readonly who: string;
  /** ARN of a role or user. */
  readonly arn: string;
  /** Condition keys that its requests always carry, in lower case; without a value where that is not known here. */
  readonly keys: Readonly<Record<string, string | undefined>>;
  readonly calls: readonly Call[];
}

/** What somebody has to be able to do. */
export interface Call {
  readonly action: string;
  readonly resource: string;
}

/** Of a landing zone, what tells whom its guardrails must not bind. */
export type Guarded = Pick<GuardrailContext, 'partition' | 'name' | 'organizationId'>;

/**
 * What is wrong with guardrails that could not work, as far as their form tells: ids that are not unique, ARNs of another
 * partition, statements that refuse nothing, that refuse everything to everybody, that alone or together lock out who deploys the
 * landing zone or the break-glass identities, or that refuse to everybody what another leaves to the platform. Conditions count
 * where they rest on keys that every request of the indispensable carries; what others let through is decided by simulation.
 * @param platformRoles ARN patterns of the roles that deploy the landing zone
 */
export function faultsOf(
  stated: readonly Stated[],
  context: GuardrailContext,
  platformRoles: readonly string[],
): readonly string[] {
  const indispensable = indispensableOf(context, platformRoles);
  const [platform] = platformOf(platformRoles, context);
  const faults = stated.flatMap(({ guardrail, statement }) => [
    ...futile(statement).map((why) => `${guardrail.id} refuses nothing: ${why}`),
    ...foreignArns(statement, context).map(
      (arn) =>
        `${guardrail.id} names ${arn}, and the partition is ${context.partition}: begin it with arn:${context.partition}:`,
    ),
    ...(isBlanket(statement) ? [`${guardrail.id} refuses everything to everybody: name actions, or a condition`] : []),
    ...contradicted({ guardrail, statement }, stated, platform),
  ]);
  const limiting = stated.filter(({ statement }) => !isBlanket(statement));
  return [...sameIds(stated), ...faults, ...lockOuts(limiting, indispensable, context)];
}

/** Sids must be unique in a policy, and refusals are told by them. */
function sameIds(stated: readonly Stated[]): readonly string[] {
  const sids = stated.map(({ statement }) => statement.Sid);
  const again = stated.filter(({ statement }, index) => sids.indexOf(statement.Sid) < index);
  return [...new Set(again.map(({ guardrail }) => guardrail.id))].map(
    (id) => `${id} makes the Sid ${sidOf(id)} of another guardrail too: give it another id`,
  );
}

/** ARNs of a partition that is not the guardrail's, in resources and in conditions: nothing there has them. */
function foreignArns(
  { Resource, NotResource, Condition = {} }: Statement,
  { partition }: GuardrailContext,
): readonly string[] {
  const compared = Object.values(Condition).flatMap((keys) => Object.values(keys));
  return [Resource, NotResource, ...compared].flatMap(listed).filter((text) => {
    const [, named] = /^arn:([a-z-]+):/.exec(text) ?? [];
    return named !== undefined && named !== partition;
  });
}

/** The roles that deploy the landing zone, and the break-glass identities. */
export const indispensableOf = (context: Guarded, platformRoles: readonly string[]): readonly Indispensable[] => [
  ...platformOf(platformRoles, context),
  ...breakGlassOf(context),
];

/** @throws where there are faults, with all of them. */
export function requireSound(path: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new Error(`${path}: these guardrails cannot work (8.2/no-excess-access#attack-matrix): ${faults.join('; ')}.`);
}

/** Why a statement never applies. */
function futile({ Action, NotAction, Resource, NotResource, Condition = {} }: Statement): readonly string[] {
  const lists = { Action, NotAction, Resource, NotResource };
  const empty = Object.entries(lists).flatMap(([name, list]) =>
    list !== undefined && listed(list).length === 0 ? [`${name} is empty`] : [],
  );
  const excepting = Object.entries({ NotAction, NotResource }).flatMap(([name, list]) =>
    listed(list).includes('*') ? [`${name} excepts everything`] : [],
  );
  return [...empty, ...excepting, ...impossible(Condition)];
}

/** Conditions that no request meets: without values, or that want a key both absent and of some value, or both this and not this. */
function impossible(conditions: NonNullable<Statement['Condition']>): readonly string[] {
  const all = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, name: key.toLowerCase(), values: listed(values) })),
  );
  return all.flatMap(({ operator, key, name, values }) => {
    const others = all.filter((other) => other.name === name && other.operator !== operator);
    const isDemanding = !/Not|IfExists$|^Null$|^ForAllValues:/.test(operator);
    if (isDemanding && values.length === 0) return [`${operator} of ${key} has no value`];
    if (isDemanding && others.some((other) => other.operator === 'Null' && String(other.values) === 'true')) {
      return [`${key} is to be absent and to have a value`];
    }
    const opposite = others.find((other) => isDemanding && other.operator === negated(operator));
    if (opposite && values.every((value) => opposite.values.includes(value))) {
      return [`${key} is to be and not to be ${values.join(', ')}`];
    }
    return [];
  });
}

/** `StringEquals` → `StringNotEquals`, `IpAddress` → `NotIpAddress`. */
const negated = (operator: string): string =>
  operator === 'IpAddress' ? 'NotIpAddress' : operator.replace(/^(String|Arn|Numeric|Date)/, '$1Not');

const isBlanket = (statement: Statement): boolean =>
  Object.keys(statement.Condition ?? {}).length === 0 &&
  listed(statement.Action).includes('*') &&
  listed(statement.Resource).includes('*');

/**
 * Who cannot do, in any region where people may work, what it has to be able to do. Statements that refuse it in all of them are
 * told alone, others together.
 */
function lockOuts(
  stated: readonly Stated[],
  indispensable: readonly Indispensable[],
  context: GuardrailContext,
): readonly string[] {
  return indispensable.flatMap((whom) => {
    const regions = [...new Set(whom.calls.flatMap((call) => regionsOf(call, context)))];
    // most guardrails spare whom they must, whatever it calls
    const binding = stated.filter(({ statement }) => regions.some((region) => binds(statement, keysIn(whom, region))));
    const refused = whom.calls.flatMap((call) =>
      refusing(binding, whom, call, context).map((ids) => ({ by: ids.join(' and '), isOne: ids.length === 1, call })),
    );
    const told = new Map(refused.map(({ by, isOne }) => [by, isOne]));
    return [...told].map(([by, isOne]) => {
      const actions = refused.filter((other) => other.by === by).map(({ call }) => call.action);
      const [lock, refuse] = isOne ? ['locks', 'it refuses'] : ['together lock', 'they refuse'];
      return `${by} ${lock} out ${whom.who}: ${refuse} ${actions.join(', ')} (${SPARE})`;
    });
  });
}

const SPARE = 'leave these out, or spare who makes them by ArnNotLike on aws:PrincipalArn';

/** The guardrails that refuse a call in every region in which it can be made, each by itself or else together; by their ids. */
function refusing(
  stated: readonly Stated[],
  whom: Indispensable,
  call: Call,
  context: GuardrailContext,
): readonly (readonly string[])[] {
  const byRegion = regionsOf(call, context).map((region) =>
    stated
      .filter(({ statement }) => binds(statement, keysIn(whom, region)) && covers(statement, call))
      .map(({ guardrail }) => guardrail.id),
  );
  if (byRegion.some((ids) => ids.length === 0)) return [];
  const everywhere = byRegion.reduce((one, other) => one.filter((id) => other.includes(id)));
  if (everywhere.length > 0) return everywhere.map((id) => [id]);
  return [[...new Set(byRegion.flatMap(([first = '']) => first))]];
}

const keysIn = ({ keys }: Indispensable, region: string): Indispensable['keys'] => ({
  ...keys,
  'aws:requestedregion': region,
});

/**
 * IAM answers in one region for all of a partition.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
const REGION_OF_IAM = { aws: 'us-east-1', 'aws-cn': 'cn-north-1' } as const;

function regionsOf({ action }: Call, { partition, allowedRegions }: GuardrailContext): readonly string[] {
  if (action.startsWith('iam:')) return [REGION_OF_IAM[partition]];
  return allowedRegions.length > 0 ? allowedRegions : [ANY_REGION];
}

/** True where a statement surely holds for requests with these keys: conditions on any other leave that open. */
const binds = ({ Condition = {} }: Statement, keys: Indispensable['keys']): boolean =>
  Object.entries(Condition).every(([operator, compared]) =>
    Object.entries(compared).every(([key, values]) => holds(operator, key.toLowerCase(), listed(values), keys)),
  );

function holds(operator: string, key: string, values: readonly string[], keys: Indispensable['keys']): boolean {
  if (!(key in keys)) return false;
  if (operator === 'Null') return values.map(String).includes('false');
  const value = keys[key];
  const [, kind, not, how = ''] =
    /^(?:For(?:AnyValue|AllValues):)?(String|Arn|Bool)(Not)?(Equals|Like|EqualsIgnoreCase)?(?:IfExists)?$/.exec(
      operator,
    ) ?? [];
  if (value === undefined || kind === undefined) return false;
  const same = (wanted: string): boolean =>
    kind === 'Arn' || how === 'Like'
      ? takesIn(wanted, value)
      : foldedBy(kind, how)(wanted) === foldedBy(kind, how)(value);
  return values.map(String).some(same) !== (not !== undefined);
}

/** `Bool` and `…IgnoreCase` know no case. */
const foldedBy = (kind: string, how: string) => (text: string) =>
  kind === 'Bool' || how === 'EqualsIgnoreCase' ? text.toLowerCase() : text;

const covers = ({ Action, NotAction, Resource, NotResource }: Statement, { action, resource }: Call): boolean =>
  (NotAction === undefined
    ? listed(Action).some((pattern) => coversAction(pattern, action))
    : !listed(NotAction).some((pattern) => coversAction(pattern, action))) &&
  (NotResource === undefined
    ? listed(Resource).some((pattern) => coversArn(pattern, resource))
    : !listed(NotResource).some((pattern) => coversArn(pattern, resource)));

/** Who deploys: what CloudFormation does in its name, whatever the template holds. */
function platformOf(roles: readonly string[], context: Guarded): readonly Indispensable[] {
  const { partition, name } = context;
  const arn = (rest: string): string => `arn:${partition}:${rest}`;
  const calls = [
    {
      action: 'cloudformation:CreateStack',
      resource: arn(`cloudformation:${ANY_REGION}:${ANY_ACCOUNT}:stack/${name}-x/x`),
    },
    {
      action: 'cloudformation:UpdateStack',
      resource: arn(`cloudformation:${ANY_REGION}:${ANY_ACCOUNT}:stack/${name}-x/x`),
    },
    { action: 'iam:CreateRole', resource: arn(`iam::${ANY_ACCOUNT}:role/${name}-x`) },
    { action: 'iam:PassRole', resource: arn(`iam::${ANY_ACCOUNT}:role/cdk-x-cfn-exec-role`) },
    { action: 'sts:AssumeRole', resource: arn(`iam::${ANY_ACCOUNT}:role/cdk-x-deploy-role`) },
    { action: 's3:CreateBucket', resource: arn(`s3:::${name}-x`) },
    { action: 'kms:CreateKey', resource: '*' },
    { action: 'logs:CreateLogGroup', resource: arn(`logs:${ANY_REGION}:${ANY_ACCOUNT}:log-group:/${name}/x`) },
  ];
  return roles.map((role) => {
    const whole = role.replace('::*:', `::${ANY_ACCOUNT}:`).replaceAll('*', 'x');
    return { who: role, arn: whole, keys: keysOf(whole, context), calls };
  });
}

/** Who takes over when nothing else works: entering, and looking at what happened. */
function breakGlassOf(context: Guarded): readonly Indispensable[] {
  const { partition, name } = context;
  const iam = `arn:${partition}:iam::${ANY_ACCOUNT}`;
  const role = `${iam}:role/${name}-break-glass`;
  const user = `${iam}:user/break-glass/${name}-break-glass-1`;
  return [
    {
      who: `the break-glass users of ${name}`,
      arn: user,
      keys: { ...keysOf(user, context), ...IN_PERSON },
      calls: [{ action: 'sts:AssumeRole', resource: role }],
    },
    {
      who: `the break-glass role ${name}-break-glass`,
      arn: role,
      keys: { ...keysOf(role, context), ...IN_PERSON },
      calls: ['cloudtrail:LookupEvents', 'ec2:DescribeInstances', 'iam:ListRoles'].map((action) => ({
        action,
        resource: '*',
      })),
    },
  ];
}

/**
 * Keys that every request of a member's role or user carries.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const keysOf = (arn: string, { organizationId }: Guarded): Indispensable['keys'] => ({
  'aws:principalarn': arn,
  'aws:principalaccount': undefined,
  'aws:principalorgid': organizationId,
  'aws:principalorgpaths': undefined,
  'aws:principaltype': arn.includes(':user/') ? 'User' : 'AssumedRole',
  'aws:principalisawsservice': 'false',
  'aws:currenttime': undefined,
  'aws:epochtime': undefined,
  'aws:userid': undefined,
});

/** What the requests of break-glass carry beside: people call, over TLS, with a second factor. */
const IN_PERSON: Indispensable['keys'] = {
  'aws:securetransport': 'true',
  'aws:multifactorauthpresent': 'true',
  'aws:multifactorauthage': undefined,
  'aws:viaawsservice': 'false',
};

const ANY_ACCOUNT = '111111111111';
const ANY_REGION = 'any-region-1';

/** What a guardrail leaves to the platform, another must not take from everybody. */
function contradicted(
  { guardrail, statement }: Stated,
  stated: readonly Stated[],
  platform: Indispensable | undefined,
): readonly string[] {
  if (guardrail.exempt !== 'platform' || platform === undefined) return [];
  return stated
    .filter((other) => other.guardrail.exempt === 'nobody' && binds(other.statement, platform.keys))
    .filter((other) => coversAll(other.statement, statement))
    .map(
      (other) =>
        `${other.guardrail.id} refuses to everybody what ${guardrail.id} leaves to the platform: exempt the platform there too`,
    );
}

const coversAll = (statement: Statement, other: Statement): boolean =>
  other.NotAction === undefined &&
  other.NotResource === undefined &&
  listed(other.Action).every((action) =>
    listed(other.Resource).every((resource) => covers(statement, { action, resource })),
  );

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();
