/** What a template says of itself: where it will be deployed, if that is known at synthesis. */
export interface Environment {
  readonly partition?: string;
  readonly account?: string;
  readonly region?: string | undefined;
  /** The regions in which the same stands, where it is more than one. */
  readonly regions?: readonly string[];
  /** Further accounts in which the same stands, where `account` speaks for several. */
  readonly alike?: readonly string[];
}

/** True for an object that is neither null nor a list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ Ref: … }` or `{ "Fn::…": … }`: a value that CloudFormation computes. */
export function isIntrinsic(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  let only: string | undefined;
  // not `Object.keys`, which lists all of what two keys settle: hardly anything is asked as often
  for (const key in value) {
    if (only !== undefined) return false;
    only = key;
  }
  return only !== undefined && INTRINSIC.test(only);
}

const INTRINSIC = /^(Ref|Condition|Fn::\w+)$/;

/** `${azurerm_key_vault.main.id}`: a value that Terraform computes. */
export const isInterpolation = (value: unknown): value is string => typeof value === 'string' && value.includes('${');

const URL_SUFFIX: Readonly<Record<string, string>> = { aws: 'amazonaws.com', 'aws-cn': 'amazonaws.com.cn' };

/** The value of a pseudo parameter where the environment tells it. */
function pseudo(name: string, env: Environment): string | undefined {
  switch (name) {
    case 'AWS::Partition':
      return env.partition;
    case 'AWS::AccountId':
      return env.account;
    case 'AWS::Region':
      return env.region;
    case 'AWS::URLSuffix':
      return env.partition && URL_SUFFIX[env.partition];
    default:
      return undefined;
  }
}

/**
 * An intrinsic as text, with pseudo parameters filled in and `${Name}` for what deployment alone decides:
 * `arn:aws:s3:::${Bucket}/*`. Anything that is no text comes back as JSON.
 */
export function render(value: unknown, env: Environment): string {
  if (typeof value === 'string') return value;
  if (!isIntrinsic(value)) return JSON.stringify(value) ?? '';
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name === 'Ref') return pseudo(String(argument), env) ?? `\${${String(argument)}}`;
  if (name === 'Fn::GetAtt') return `\${${[argument].flat().join('.')}}`;
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return argument[1].map((part) => render(part, env)).join(String(argument[0]));
  }
  if (name === 'Fn::Sub') return substitute(argument, env);
  if (name === 'Fn::ImportValue') return `\${import ${render(argument, env)}}`;
  return `\${${name}}`;
}

function substitute(argument: unknown, env: Environment): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return String(text).replace(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => {
    const variable = isObject(variables) ? variables[name] : undefined;
    return variable === undefined ? (pseudo(name, env) ?? whole) : render(variable, env);
  });
}

/** True where rendering left something for deployment to decide. */
export const isOpen = (text: string): boolean => text.includes('${');
