import {
  GetPolicyCommand as GetFunctionPolicyCommand,
  LambdaClient,
  paginateListFunctionUrlConfigs,
} from '@aws-sdk/client-lambda';
import { isObject } from '../../../constructs/nag/intrinsics';
import { policyOf } from '../policy-document';
import type { LiveProperties, Reader } from '../reader';
import { unless } from '../unless';

/** A function: who may call it, written as the permissions of a template, and its addresses on the internet. */
export const lambdaFacts: Reader = async ({ client: settings }, FunctionName) => {
  const client = new LambdaClient(settings);
  const answer = await client
    .send(new GetFunctionPolicyCommand({ FunctionName }))
    .catch(unless('ResourceNotFoundException'));
  const policy = policyOf(answer?.Policy);
  const statements = isObject(policy) ? [policy['Statement'] ?? []].flat() : [];
  const permissions = statements.map((statement) => permissionOf(statement as LiveProperties));
  return { permissions, urls: await urlsOf(client, FunctionName) };
};

async function urlsOf(client: LambdaClient, FunctionName: string): Promise<readonly object[]> {
  const urls: object[] = [];
  for await (const { FunctionUrlConfigs = [] } of paginateListFunctionUrlConfigs({ client }, { FunctionName })) {
    urls.push(...FunctionUrlConfigs.map(({ AuthType, Cors, InvokeMode }) => ({ AuthType, Cors, InvokeMode })));
  }
  return urls;
}

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
