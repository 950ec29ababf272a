import { GetPolicyCommand as GetFunctionPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { isObject } from '../../../constructs/nag/intrinsics';
import { policyOf } from '../policy-document';
import type { LiveProperties, Reader } from '../reader';
import { unless } from '../unless';

/** A function: who may call it, written as the permissions of a template. */
export const lambdaFacts: Reader = async ({ client: settings }, FunctionName) => {
  const client = new LambdaClient(settings);
  const answer = await client
    .send(new GetFunctionPolicyCommand({ FunctionName }))
    .catch(unless('ResourceNotFoundException'));
  const policy = policyOf(answer?.Policy);
  const statements = isObject(policy) ? [policy['Statement'] ?? []].flat() : [];
  return { permissions: statements.map((statement) => permissionOf(statement as LiveProperties)) };
};

/** What has no place in a permission, such as a statement that denies, stays as it is: no template has that. */
function permissionOf({ Sid: _, Effect, Resource: __, Principal, Condition, ...rest }: LiveProperties): LiveProperties {
  const principal = isObject(Principal) ? (Principal['Service'] ?? Principal['AWS']) : Principal;
  const { ArnLike, StringEquals, ...conditions } = isObject(Condition) ? Condition : {};
  return {
    ...rest,
    ...(Effect !== 'Allow' && { Effect }),
    Principal: principal,
    SourceArn: isObject(ArnLike) ? ArnLike['AWS:SourceArn'] : undefined,
    SourceAccount: isObject(StringEquals) ? StringEquals['AWS:SourceAccount'] : undefined,
    PrincipalOrgID: isObject(StringEquals) ? StringEquals['aws:PrincipalOrgID'] : undefined,
    ...conditions,
  };
}
