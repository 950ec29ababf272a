import type { Resource } from '../../../constructs/nag/template';
import { resourcePoliciesIn } from '../policy/estate';
import type { Policy } from '../policy/model';
import { parsePolicy } from '../policy/parse';
import { arnOf, NAMED_TYPES, nameOf } from './arns-of-types';
import type { Place } from './places';
import type { SettledEstate } from './settled';

/** A resource that policies speak of, with its own policy. */
export interface AccessResource {
  readonly arn: string;
  readonly resource: Resource;
  readonly place: Place;
  /** Its own: of a bucket, a key, a topic; who may assume a role. Left out where it has none. */
  readonly policy?: Policy;
}

/** The resources of the templates, by ARN. */
export function resourcesIn(settled: SettledEstate): readonly AccessResource[] {
  const policies = policiesByResource(settled);
  return NAMED_TYPES.flatMap((type) => settled.estate.estate.ofType(type)).map((resource) => {
    const policy = policies.get(resource);
    return {
      arn: arnOf(resource) ?? '',
      resource,
      place: settled.placeOf(resource.template),
      ...(policy && { policy }),
    };
  });
}

/** Where a policy that is a resource of its own names what it belongs to, where it does so by name. */
const NAMED_BY: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  'AWS::S3::BucketPolicy': { path: 'Bucket', type: 'AWS::S3::Bucket' },
};

function policiesByResource({ estate }: SettledEstate): ReadonlyMap<Resource, Policy> {
  const found = new Map<Resource, Policy>();
  const add = (resource: Resource, policy: Policy): void => {
    const other = found.get(resource);
    const statements = [...(other?.statements ?? []), ...policy.statements];
    found.set(resource, { name: policy.name, statements });
  };
  const named = ({ type, ...policy }: Resource): readonly Resource[] => {
    const by = NAMED_BY[type];
    if (!by) return [];
    const name = (policy as Resource).properties[by.path];
    return estate.estate.ofType(by.type).filter((resource) => nameOf(resource) === name);
  };
  for (const { resource, policy, attachedTo } of resourcePoliciesIn(estate)) {
    for (const target of attachedTo.length > 0 ? attachedTo : named(resource)) add(target, policy);
  }
  for (const role of estate.estate.ofType('AWS::IAM::Role')) add(role, trustOf(role));
  for (const permission of estate.estate.ofType('AWS::Lambda::Permission')) {
    const called = permission.referent('FunctionName');
    if (called) add(called, permissionOf(permission));
  }
  return found;
}

const trustOf = (role: Resource): Policy =>
  parsePolicy(role.raw('AssumeRolePolicyDocument'), {
    name: role.id,
    path: 'AssumeRolePolicyDocument',
    environment: role.template.environment,
    resource: role,
  });

/**
 * What a permission adds to the policy of a function.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
 */
function permissionOf(permission: Resource): Policy {
  const principal = permission.raw('Principal');
  const isService = typeof principal === 'string' && principal.endsWith('.amazonaws.com');
  const conditions = {
    ...(permission.has('SourceArn') && { ArnLike: { 'aws:SourceArn': permission.raw('SourceArn') } }),
    ...(permission.has('SourceAccount') && { StringEquals: { 'aws:SourceAccount': permission.raw('SourceAccount') } }),
  };
  const statement = {
    Effect: 'Allow',
    Principal: isService ? { Service: principal } : { AWS: principal },
    Action: permission.raw('Action'),
    Resource: '*',
    Condition: conditions,
  };
  return parsePolicy(
    { Version: '2012-10-17', Statement: [statement] },
    { name: permission.id, environment: permission.template.environment, resource: permission },
  );
}
