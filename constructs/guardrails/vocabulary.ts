import { fitsType, isOperator, type KeyType } from '../nag/condition-operators';
import { actionsOf, arnsTakenBy, conditionKeysOf, keysCarriedBy, type ReferenceAction } from '../nag/service-reference';
import { takesIn } from '../nag/wildcards';
import type { Bilingual } from '../standard';
import { comparedAtOnce, unfitValues } from './condition-values';
import { type Test, testsOf } from './conditions';
import type { Statement } from './guardrail';
import type { Stated } from './lots';
import { meet, widened } from './meeting-arns';

/**
 * Keys that every request may carry, without the parts that vary. Those of tags are left out: they are in the requests of some
 * actions only. Sessions of some services carry keys of theirs into requests to any other.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const GLOBAL_KEYS: Readonly<Record<KeyType, readonly string[]>> = {
  String: [
    'aws:CalledVia',
    'aws:CalledViaFirst',
    'aws:CalledViaLast',
    'aws:Ec2InstanceSourceVpc',
    'aws:FederatedProvider',
    'aws:PrincipalAccount',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceName',
    'aws:PrincipalServiceNamesList',
    'aws:PrincipalTag/*',
    'aws:PrincipalType',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:ResourceOrgPaths',
    'aws:SourceAccount',
    'aws:SourceIdentity',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:UserAgent',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    'aws:VpceOrgPaths',
    'aws:referer',
    'aws:userid',
    'aws:username',
    'identitystore:UserId',
  ],
  ARN: ['aws:PrincipalArn', 'aws:SourceArn', 'aws:SourceVpcArn', 'ec2:SourceInstanceArn', 'lambda:SourceFunctionArn'],
  Bool: [
    'aws:AssumedRoot',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalIsAWSService',
    'aws:SecureTransport',
    'aws:ViaAWSService',
  ],
  Numeric: ['aws:MultiFactorAuthAge', 'ec2:RoleDelivery'],
  Date: ['aws:CurrentTime', 'aws:EpochTime', 'aws:TokenIssueTime'],
  IPAddress: ['aws:Ec2InstanceSourcePrivateIPv4', 'aws:SourceIp', 'aws:VpcSourceIp'],
};

/**
 * Global keys, and keys of tags, that have several values at once.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const MULTIVALUED_KEYS: readonly string[] = [
  'aws:CalledVia',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceNamesList',
  'aws:ResourceOrgPaths',
  'aws:SourceOrgPaths',
  'aws:TagKeys',
  'aws:VpceOrgPaths',
];

/** Part of a statement that means nothing to IAM, or nothing in its place. */
export interface Meaningless {
  readonly part: 'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Condition';
  readonly message: Bilingual;
  readonly mend: Bilingual;
}

/** What the vocabulary is asked about: statements of guardrails and of identity policies alike. */
export type Worded = Pick<Statement, 'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Condition'>;

/** What of guardrails refuses nothing because of its words: see `meaninglessIn`. */
export const unknownWords = (stated: readonly Stated[]): readonly string[] =>
  stated.flatMap(({ guardrail: { id }, statement }) => [
    ...meaninglessIn(statement).map(({ message, mend }) => `${id}: ${message.en} (${mend.en})`),
    ...misledConditions(statement).map((fault) => `${id}: ${fault}`),
  ]);

/**
 * Actions that do not exist, operators that do not exist or do not fit their key, values that do not fit their operator, condition
 * keys that requests for the actions do not carry, resources that the actions do not take, and policy variables that no request fills.
 */
export const meaninglessIn = (statement: Worded): readonly Meaningless[] => [
  ...unknownActions(statement),
  ...unfitOperators(statement),
  // where the operator is wrong, its values are told by that
  ...testsOf(statement.Condition).filter(suits).flatMap(unfit),
  ...unknownKeys(statement),
  ...untakenResources(statement),
  ...unfilledVariables(statement),
];

const LOOK_UP: Bilingual = {
  en: 'look it up in the Service Authorization Reference',
  zh: '请查阅《服务授权参考》',
};

const unknownActions = ({ Action, NotAction }: Worded): readonly Meaningless[] =>
  Object.entries({ Action, NotAction }).flatMap(([part, patterns]) =>
    listed(patterns)
      .filter((pattern) => pattern !== '*' && matching(pattern).length === 0)
      .map((pattern) => ({
        part: part as 'Action' | 'NotAction',
        message: { en: `${pattern} is no action`, zh: `${pattern} 不是任何操作` },
        mend: LOOK_UP,
      })),
  );

const unfitOperators = ({ Condition = {} }: Worded): readonly Meaningless[] =>
  Object.entries(Condition).flatMap(([operator, byKey]): readonly Meaningless[] => {
    if (!isOperator(operator)) {
      const message = { en: `${operator} is no condition operator`, zh: `${operator} 不是条件运算符` };
      return [{ part: 'Condition', message, mend: OPERATORS }];
    }
    return Object.keys(byKey).flatMap((key) => {
      const type = typeOf(key);
      if (type === undefined || suits({ operator, key })) return [];
      const message = {
        en: `${operator} cannot compare ${key}, whose values are of type ${type}`,
        zh: `${operator} 无法比较 ${key}，其值的类型为 ${type}`,
      };
      return [
        {
          part: 'Condition',
          message,
          mend: { en: `use an operator for ${type}`, zh: `请使用适用于 ${type} 的运算符` },
        },
      ];
    });
  });

/** Whether an operator compares values of a key's type. */
function suits({ operator, key }: Pick<Test, 'operator' | 'key'>): boolean {
  const type = typeOf(key);
  return type === undefined || fitsType(operator, type);
}

const OPERATORS: Bilingual = {
  en: 'use one such as StringEquals, ArnLike or Bool',
  zh: '请使用 StringEquals、ArnLike、Bool 等运算符',
};

const unfit = (test: Test): readonly Meaningless[] =>
  [...unfitValues(test), ...(isMultivalued(test.key) ? comparedAtOnce(test) : [])].map((fault) => ({
    part: 'Condition',
    ...fault,
  }));

const isMultivalued = (key: string): boolean =>
  MULTIVALUED_KEYS.some((known) => known.toLowerCase() === key.toLowerCase()) ||
  (conditionKeysOf(prefixOf(key)).get(key.toLowerCase())?.startsWith('ArrayOf') ?? false);

/** The type of a key's values; undefined where the key is unknown, or holds what somebody else wrote, as tags do. */
function typeOf(key: string): KeyType | undefined {
  const [type] = Object.entries(GLOBAL_KEYS).find(([, keys]) => keys.some((known) => takesIn(known, key, 'i'))) ?? [];
  if (type !== undefined) return key.includes('/') ? undefined : (type as KeyType);
  return conditionKeysOf(prefixOf(key)).get(key.toLowerCase())?.replace('ArrayOf', '') as KeyType | undefined;
}

function unknownKeys({ Action, NotAction, Condition = {} }: Worded): readonly Meaningless[] {
  const keys = [...new Set(Object.values(Condition).flatMap((byKey) => Object.keys(byKey)))].filter(isOfService);
  const patterns = listed(Action);
  if (patterns.length === 0 || patterns.includes('*')) {
    const excepted = keys.filter((key) => listed(NotAction).includes(`${prefixOf(key)}:*`));
    return [
      ...keys
        .filter((key) => !exists(key))
        .map((key) => ({
          part: 'Condition' as const,
          message: { en: `${key} is no condition key`, zh: `${key} 不是条件键` },
          mend: LOOK_UP,
        })),
      ...excepted.map((key) => ({
        part: 'Condition' as const,
        message: {
          en: `${key} comes with requests for the very actions that NotAction leaves out`,
          zh: `${key} 仅出现在 NotAction 所排除操作的请求中`,
        },
        mend: LOOK_UP,
      })),
    ];
  }
  return keys.flatMap((key) =>
    patterns
      .filter((pattern) => matching(pattern).length > 0)
      .filter((pattern) => !matching(pattern).some((action) => carries(prefixOf(pattern), action, key)))
      .map((pattern) => ({
        part: 'Condition' as const,
        message: {
          en: `requests for ${pattern} do not carry the condition key ${key}`,
          zh: `${pattern} 的请求不带条件键 ${key}`,
        },
        mend: LOOK_UP,
      })),
  );
}

/** Actions that take none of the resources, and resources that none of the actions takes. */
function untakenResources({ Action, Resource }: Worded): readonly Meaningless[] {
  const resources = listed(Resource);
  const patterns = listed(Action).filter((pattern) => matching(pattern).length > 0);
  if (resources.length === 0 || resources.includes('*') || patterns.length < listed(Action).length) return [];
  const takes = (pattern: string, resource: string): boolean =>
    matching(pattern).some((action) => arnsTakenBy(prefixOf(pattern), action).some((arn) => meet(arn, resource)));
  const idle = patterns.filter((pattern) => !resources.some((resource) => takes(pattern, resource)));
  const untaken = resources.filter((resource) => !patterns.some((pattern) => takes(pattern, resource)));
  return [
    ...idle.map((pattern) => ({
      en: `${pattern} takes none of the resources ${resources.join(', ')}`,
      zh: `${pattern} 不作用于资源 ${resources.join('、')}`,
    })),
    ...(idle.length < patterns.length ? untaken : []).map((resource) => ({
      en: `none of the actions takes the resource ${resource}`,
      zh: `各操作均不作用于资源 ${resource}`,
    })),
  ].map((message) => ({ part: 'Resource', message, mend: LOOK_UP }));
}

/** `${aws:username}`, or with what stands in for it, `${aws:username, 'nobody'}`. */
const VARIABLE = /\$\{([^},]*)(?:,[^}]*)?\}/g;

/**
 * Policy variables of which no request knows a value: a statement of a resource or a value with one applies to nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const unfilledVariables = ({ Resource, NotResource, Condition }: Worded): readonly Meaningless[] =>
  Object.entries({ Resource, NotResource, Condition: testsOf(Condition).flatMap(({ values }) => values) }).flatMap(
    ([part, texts]) =>
      [...new Set(listed(texts).flatMap((text) => [...text.matchAll(VARIABLE)].map(([, name = '']) => name.trim())))]
        .filter((name) => !ESCAPED.includes(name) && isOfService(name) && !exists(name))
        .map((name) => ({
          part: part as 'Resource' | 'NotResource' | 'Condition',
          message: { en: `no request fills the policy variable ${name}`, zh: `任何请求都不会填充策略变量 ${name}` },
          mend: LOOK_UP,
        })),
  );

/** Characters that stand for themselves when written as a variable. */
const ESCAPED = ['*', '?', '$'];

/**
 * Keys that requests of services carry in their own name, and no others.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn
 */
const KEYS_OF_SERVICES = [
  'aws:PrincipalServiceName',
  'aws:PrincipalServiceNamesList',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
].map((key) => key.toLowerCase());

/** Conditions of refusals that refuse more than they say, or nothing. */
function misledConditions({ Principal, Condition }: Statement): readonly string[] {
  const tests = testsOf(Condition);
  const ofServices = Principal === undefined ? tests.filter(({ name }) => KEYS_OF_SERVICES.includes(name)) : [];
  const vacuous = tests.filter(
    ({ operator, name }) =>
      operator.startsWith('ForAllValues:') &&
      !tests.some((other) => other.name === name && other.operator === 'Null' && other.values.includes('false')),
  );
  return [
    ...ofServices.map(
      ({ key }) =>
        `${key} comes with requests of services in their own name, which no service control policy binds (refuse them in a resource control policy)`,
    ),
    ...vacuous.map(
      ({ operator, key }) =>
        `${operator} holds of requests without ${key} too (add Null of ${key} as false, or use ForAnyValue)`,
    ),
  ];
}

/** Neither global nor of sessions. */
const isOfService = (key: string): boolean =>
  !Object.values(GLOBAL_KEYS)
    .flat()
    .some((known) => takesIn(known, key, 'i'));

/** Whether requests to a service may carry a condition key, its own or one that others send along. */
export const requestsCarry = (service: string, key: string): boolean =>
  !isOfService(key) || has([...conditionKeysOf(service).keys()], key);

/** Whether requests for an action carry a key, the claims of federated people included. */
const carries = (service: string, action: ReferenceAction, key: string): boolean =>
  has(keysCarriedBy(service, action), key) || (action.name === FEDERATION && CLAIM.test(key));

/** With any provider that an account trusts, `<its address>:<claim>`: the reference lists the claims of a few alone. */
const FEDERATION = 'AssumeRoleWithWebIdentity';
/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
const CLAIM = /^[\w-]+(\.[\w-]+)+(\/[\w./-]+)?:[\w./-]+$/;

/** Keys of tags, which the reference lists with the actions that take tags. */
const TAG_KEYS = ['aws:RequestTag/*', 'aws:ResourceTag/*', 'aws:TagKeys'];

const exists = (key: string): boolean =>
  CLAIM.test(key) ||
  has([...TAG_KEYS, ...[prefixOf(key), 'sts'].flatMap((one) => [...conditionKeysOf(one).keys()])], key);

const has = (keys: readonly string[], key: string): boolean => keys.some((known) => takesIn(widened(known), key, 'i'));

/** Actions of the reference that a pattern takes in. */
function matching(pattern: string): readonly ReferenceAction[] {
  const service = prefixOf(pattern);
  return actionsOf(service).filter(({ name }) => takesIn(pattern, `${service}:${name}`, 'i'));
}

const prefixOf = (word: string): string => word.slice(0, Math.max(word.indexOf(':'), 0)).toLowerCase();

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();
