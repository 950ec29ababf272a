/** What a condition key's values are, in the words of the Service Authorization Reference. */
export type KeyType = 'String' | 'ARN' | 'Bool' | 'Numeric' | 'Date' | 'IPAddress';

const ORDERS = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/** Operators of a kind, and the types of keys whose values they can compare. */
interface Family {
  readonly prefix: string;
  readonly operators: readonly string[];
  readonly fits: readonly KeyType[];
}

const FAMILIES: readonly Family[] = [
  {
    prefix: 'String',
    operators: ['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike'],
    fits: ['String', 'ARN', 'Bool'],
  },
  { prefix: 'Numeric', operators: ORDERS, fits: ['Numeric'] },
  { prefix: 'Date', operators: ORDERS, fits: ['Date'] },
  { prefix: 'Bool', operators: [''], fits: ['Bool'] },
  { prefix: 'Binary', operators: ['Equals'], fits: ['String'] },
  { prefix: 'IpAddress', operators: [''], fits: ['IPAddress'] },
  { prefix: 'NotIpAddress', operators: [''], fits: ['IPAddress'] },
  { prefix: 'Arn', operators: ['Equals', 'NotEquals', 'Like', 'NotLike'], fits: ['ARN'] },
];

const FITS = new Map(FAMILIES.flatMap(({ prefix, operators, fits }) => operators.map((name) => [prefix + name, fits])));

/** `ForAnyValue:StringLikeIfExists` in its parts. */
const PARTS = /^(?:(?:ForAllValues|ForAnyValue):)?([A-Za-z]+?)(?:IfExists)?$/;

const plain = (operator: string): string => PARTS.exec(operator)?.[1] ?? '';

/**
 * True for an operator that IAM knows. `Null` takes no `IfExists`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const isOperator = (operator: string): boolean => FITS.has(plain(operator)) || operator === 'Null';

/** Whether a known operator can compare values of a type: `Null` looks at the presence of the key alone. */
export const fitsType = (operator: string, type: KeyType): boolean =>
  operator === 'Null' || (FITS.get(plain(operator))?.includes(type) ?? false);
