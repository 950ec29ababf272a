import { takesIn } from '../nag/wildcards';
import type { Stated } from './control-policies';
import type { Statement } from './guardrail';
import { actionsOf, conditionKeysOf, type KnownAction } from './service-reference';

/**
 * Keys that every request may carry, without the parts that vary. Those of tags are left out: they are in the requests of some
 * actions only.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const GLOBAL_KEYS = [
  'AssumedRoot',
  'CalledVia',
  'CalledViaFirst',
  'CalledViaLast',
  'CurrentTime',
  'Ec2InstanceSourcePrivateIPv4',
  'Ec2InstanceSourceVpc',
  'EpochTime',
  'FederatedProvider',
  'MultiFactorAuthAge',
  'MultiFactorAuthPresent',
  'PrincipalAccount',
  'PrincipalArn',
  'PrincipalIsAWSService',
  'PrincipalOrgID',
  'PrincipalOrgPaths',
  'PrincipalServiceName',
  'PrincipalServiceNamesList',
  'PrincipalTag/*',
  'PrincipalType',
  'RequestedRegion',
  'ResourceAccount',
  'ResourceOrgID',
  'ResourceOrgPaths',
  'SecureTransport',
  'SourceAccount',
  'SourceArn',
  'SourceIdentity',
  'SourceIp',
  'SourceOrgID',
  'SourceOrgPaths',
  'SourceVpc',
  'SourceVpcArn',
  'SourceVpce',
  'TokenIssueTime',
  'UserAgent',
  'ViaAWSService',
  'VpcSourceIp',
  'VpceAccount',
  'VpceOrgID',
  'VpceOrgPaths',
  'referer',
  'userid',
  'username',
].map((key) => `aws:${key}`);

/**
 * Keys of a service that its sessions carry into requests to any other.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const SESSION_KEYS = ['ec2:RoleDelivery', 'ec2:SourceInstanceArn', 'identitystore:UserId', 'lambda:SourceFunctionArn'];

/** Actions that do not exist, and condition keys that requests for the actions do not carry: what names them refuses nothing. */
export const unknownWords = (stated: readonly Stated[]): readonly string[] =>
  stated.flatMap(({ guardrail: { id }, statement }) =>
    [...unknownActions(statement), ...unknownKeys(statement)].map((what) => `${id}: ${what}`),
  );

const unknownActions = ({ Action, NotAction }: Statement): readonly string[] =>
  [...listed(Action), ...listed(NotAction)]
    .filter((pattern) => pattern !== '*' && matching(pattern).length === 0)
    .map((pattern) => `${pattern} is no action`);

function unknownKeys({ Action, Condition = {} }: Statement): readonly string[] {
  const keys = [...new Set(Object.values(Condition).flatMap((byKey) => Object.keys(byKey)))].filter(isOfService);
  const patterns = listed(Action);
  if (patterns.length === 0 || patterns.includes('*')) {
    return keys.filter((key) => !exists(key)).map((key) => `${key} is no condition key`);
  }
  return keys.flatMap((key) =>
    patterns
      .filter((pattern) => matching(pattern).length > 0)
      .filter((pattern) => !matching(pattern).some(({ conditionKeys }) => has(conditionKeys, key)))
      .map((pattern) => `requests for ${pattern} do not carry the condition key ${key}`),
  );
}

/** Neither global nor of sessions. */
const isOfService = (key: string): boolean =>
  ![...GLOBAL_KEYS, ...SESSION_KEYS].some((known) => takesIn(known, key, 'i'));

/** Whether requests to a service may carry a condition key, its own or one that others send along. */
export const requestsCarry = (service: string, key: string): boolean =>
  !isOfService(key) || has(conditionKeysOf(service), key);

const exists = (key: string): boolean => has(conditionKeysOf(prefixOf(key)), key);

const has = (keys: readonly string[], key: string): boolean =>
  keys.some((known) => takesIn(known.replaceAll(/\$\{[^}]*\}|<[^>]*>/g, '*'), key, 'i'));

/** Actions of the reference that a pattern takes in. */
function matching(pattern: string): readonly KnownAction[] {
  const service = prefixOf(pattern);
  return actionsOf(service).filter(({ name }) => takesIn(pattern, `${service}:${name}`, 'i'));
}

const prefixOf = (word: string): string => word.slice(0, Math.max(word.indexOf(':'), 0)).toLowerCase();

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();
