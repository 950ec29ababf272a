import { takesIn } from '../nag/wildcards';
import type { Stated } from './control-policies';
import type { GuardrailContext, Statement } from './guardrail';
import { coversAction, coversArn } from './minify';

/** Whom guardrails must never bind, and what it has to be able to do. */
export interface Indispensable {
  /** What messages call it. */
  readonly who: string;
  /** ARN of a role or user. */
  readonly arn: string;
  readonly calls: readonly Call[];
}

/** What somebody has to be able to do. */
export interface Call {
  readonly action: string;
  readonly resource: string;
}

/**
 * What is wrong with guardrails that could not work, as far as their form tells: statements that refuse nothing, that refuse
 * everything to everybody, that lock out who deploys the landing zone or the break-glass identities, or that refuse to everybody
 * what another leaves to the platform. What conditions let through in the end is decided by simulation, not here.
 * @param platformRoles ARN patterns of the roles that deploy the landing zone
 */
export function faultsOf(
  stated: readonly Stated[],
  context: GuardrailContext,
  platformRoles: readonly string[],
): readonly string[] {
  const indispensable = indispensableOf(context, platformRoles);
  return stated.flatMap(({ guardrail, statement }) => [
    ...futile(statement).map((why) => `${guardrail.id} refuses nothing: ${why}`),
    ...(isBlanket(statement)
      ? [`${guardrail.id} refuses everything to everybody: name actions, or a condition`]
      : lockOuts(statement, indispensable).map((whom) => `${guardrail.id} locks out ${whom}`)),
    ...contradicted({ guardrail, statement }, stated, platformRoles),
  ]);
}

/** The roles that deploy the landing zone, and the break-glass identities. */
export const indispensableOf = (
  context: Pick<GuardrailContext, 'partition' | 'name'>,
  platformRoles: readonly string[],
): readonly Indispensable[] => [...platformOf(platformRoles, context), ...breakGlassOf(context)];

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

const lockOuts = (statement: Statement, indispensable: readonly Indispensable[]): readonly string[] =>
  indispensable
    .filter(({ arn }) => binds(statement, arn))
    .flatMap(({ who, calls }) => {
      const refused = calls.filter((call) => covers(statement, call)).map(({ action }) => action);
      return refused.length === 0 ? [] : [`${who}: it refuses ${refused.join(', ')}`];
    });

/** True where a statement surely holds for a principal: conditions on anything but its ARN leave that open. */
function binds({ Condition = {} }: Statement, arn: string): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      if (key.toLowerCase() !== 'aws:principalarn' || !/^(String|Arn)(Not)?(Equals|Like)(IfExists)?$/.test(operator)) {
        return false;
      }
      return listed(values).some((pattern) => takesIn(pattern, arn)) !== operator.includes('Not');
    }),
  );
}

const covers = ({ Action, NotAction, Resource, NotResource }: Statement, { action, resource }: Call): boolean =>
  (NotAction === undefined
    ? listed(Action).some((pattern) => coversAction(pattern, action))
    : !listed(NotAction).some((pattern) => coversAction(pattern, action))) &&
  (NotResource === undefined
    ? listed(Resource).some((pattern) => coversArn(pattern, resource))
    : !listed(NotResource).some((pattern) => coversArn(pattern, resource)));

/** Who deploys: what CloudFormation does in its name, whatever the template holds. */
function platformOf(
  roles: readonly string[],
  { partition, name }: Pick<GuardrailContext, 'partition' | 'name'>,
): readonly Indispensable[] {
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
  return roles.map((role) => ({
    who: role,
    arn: role.replace('::*:', `::${ANY_ACCOUNT}:`).replaceAll('*', 'x'),
    calls,
  }));
}

/** Who takes over when nothing else works: entering, and looking at what happened. */
function breakGlassOf({ partition, name }: Pick<GuardrailContext, 'partition' | 'name'>): readonly Indispensable[] {
  const iam = `arn:${partition}:iam::${ANY_ACCOUNT}`;
  const role = `${iam}:role/${name}-break-glass`;
  return [
    {
      who: `the break-glass users of ${name}`,
      arn: `${iam}:user/break-glass/${name}-break-glass-1`,
      calls: [{ action: 'sts:AssumeRole', resource: role }],
    },
    {
      who: `the break-glass role ${name}-break-glass`,
      arn: role,
      calls: ['cloudtrail:LookupEvents', 'ec2:DescribeInstances', 'iam:ListRoles'].map((action) => ({
        action,
        resource: '*',
      })),
    },
  ];
}

const ANY_ACCOUNT = '111111111111';
const ANY_REGION = 'any-region-1';

/** What a guardrail leaves to the platform, another must not take from everybody. */
function contradicted(
  { guardrail, statement }: Stated,
  stated: readonly Stated[],
  platformRoles: readonly string[],
): readonly string[] {
  if (guardrail.exempt !== 'platform') return [];
  const [role = ''] = platformRoles.map((pattern) => pattern.replaceAll('*', 'x'));
  return stated
    .filter((other) => other.guardrail.exempt === 'nobody' && binds(other.statement, role))
    .filter((other) => coversAll(other.statement, statement))
    .map((other) => `${other.guardrail.id} refuses to everybody what ${guardrail.id} leaves to the platform`);
}

const coversAll = (statement: Statement, other: Statement): boolean =>
  other.NotAction === undefined &&
  other.NotResource === undefined &&
  listed(other.Action).every((action) =>
    listed(other.Resource).every((resource) => covers(statement, { action, resource })),
  );

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();
