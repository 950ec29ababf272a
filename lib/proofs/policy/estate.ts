import { isOpen } from '../../../constructs/nag/intrinsics';
import { type Estate, type Resource, type Template, Unresolved } from '../../../constructs/nag/template';
import type { JudgedEstate } from '../../evidence/estate';
import { awsManaged } from './aws-managed';
import type { OrganizationLevel, Policy } from './model';
import { opaquePolicy, parsePolicy } from './parse';

/** A node of an organization, with the policies on the way to an account in it. */
export interface OrganizationPath {
  /** `r-ab12/Production`. */
  readonly name: string;
  readonly serviceControl: readonly OrganizationLevel[];
  readonly resourceControl: readonly OrganizationLevel[];
}

/** An organization, as one template makes it. */
export interface OrganizationEstate {
  readonly template: Template;
  readonly policies: readonly Resource[];
  /** The account that is not bound by any of them. */
  readonly managementAccount: string;
  /** One for the root and one for each unit: an account may lie in any of them. */
  readonly paths: readonly OrganizationPath[];
}

/** An IAM role or user, with what limits and grants its permissions. */
export interface Identity {
  readonly resource: Resource;
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  /** Who may assume a role. */
  readonly trust?: Policy;
}

/** The policy of a resource, or of a VPC endpoint. */
export interface AttachedPolicy {
  /** What it is attached to; empty where that is known at deployment only. */
  readonly attachedTo: readonly Resource[];
  readonly resource: Resource;
  readonly policy: Policy;
}

/** `FullAWSAccess`, which AWS attaches to every node itself and which no template shows. */
export const FULL_ACCESS: Policy = parsePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  { name: 'FullAWSAccess' },
);

/** The organizations that the templates make, each with its service and resource control policies. */
export function organizationsIn(estate: JudgedEstate): readonly OrganizationEstate[] {
  const controls = estate.estate
    .ofType('AWS::Organizations::Policy')
    .filter((policy) => CONTROLS.has(policy.text('Type')));
  const templates = [...new Set(controls.map(({ template }) => template))];
  const units = estate.estate.ofType('AWS::Organizations::OrganizationalUnit');
  return templates.map((template) => {
    const policies = controls.filter((policy) => policy.template === template);
    return {
      policies,
      template,
      managementAccount: estate.originOf(template).account,
      paths: pathsOf(policies.map(attached), units),
    };
  });
}

const CONTROLS: ReadonlySet<string> = new Set(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']);

/** What a policy is known by: its name up to a colon, behind which stands what it stops. */
export const policyNameOf = (policy: Resource): string => policy.text('Name').split(':')[0] || policy.id;

interface AttachedControl {
  readonly type: string;
  readonly policy: Policy;
  /** Root, unit or account ids; units of the templates are known by themselves. Undefined where deployment tells. */
  readonly targets: readonly (string | Resource)[] | undefined;
}

function attached(resource: Resource): AttachedControl {
  const source = {
    name: policyNameOf(resource),
    path: 'Content',
    environment: resource.template.environment,
    resource,
  };
  return {
    type: resource.text('Type'),
    policy: parsePolicy(resource.raw('Content'), source),
    targets: targetsOf(resource),
  };
}

function targetsOf(resource: Resource): readonly (string | Resource)[] | undefined {
  try {
    const targets = resource.list('TargetIds').map((target, index) => {
      return resource.template.referent(target) ?? resource.text(`TargetIds.${index}`);
    });
    return targets.some((target) => typeof target === 'string' && isOpen(target)) ? undefined : targets;
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}

function pathsOf(controls: readonly AttachedControl[], units: readonly Resource[]): readonly OrganizationPath[] {
  const elsewhere = controls.flatMap(({ targets }) => targets ?? []).filter((target) => typeof target === 'string');
  const root = rootOf(units, elsewhere);
  const others = [...new Set(elsewhere)].filter((target) => target !== root);
  const branches: (readonly (string | Resource)[])[] = [
    [root],
    ...units.map((unit) => [root, ...ancestry(unit)]),
    ...others.map((other) => [root, other]),
  ];
  const serviceControl = levelsOf(controls, 'SERVICE_CONTROL_POLICY');
  const resourceControl = levelsOf(controls, 'RESOURCE_CONTROL_POLICY');
  return branches.map((nodes) => ({
    name: nodes.map(nameOf).join('/'),
    serviceControl: serviceControl(nodes),
    resourceControl: resourceControl(nodes),
  }));
}

/** Whatever has no parent in the templates hangs below the root. */
function rootOf(units: readonly Resource[], targets: readonly string[]): string {
  const parents = units.map((unit) => unit.text('ParentId'));
  return [...targets, ...parents].find((id) => id.startsWith('r-')) ?? 'root';
}

/** A unit and those above it, from the top. */
function ancestry(unit: Resource): readonly Resource[] {
  const parent = unit.referent('ParentId');
  return parent ? [...ancestry(parent), unit] : [unit];
}

const nameOf = (node: string | Resource): string => (typeof node === 'string' ? node : node.text('Name') || node.id);

/** The levels on the way to an account. Those that ways have in common are the same ones: what was read of them holds for all. */
function levelsOf(controls: readonly AttachedControl[], type: string) {
  const ofType = controls.filter((control) => control.type === type);
  // a policy whose targets are not known may be attached anywhere
  const anywhere = ofType.filter(({ targets }) => targets === undefined).map(({ policy }) => opaque(policy));
  const account: OrganizationLevel = { node: 'account', policies: [FULL_ACCESS, ...anywhere] };
  const known = new Map<string | Resource, OrganizationLevel>();
  const at = (node: string | Resource): OrganizationLevel => {
    const before = known.get(node);
    if (before) return before;
    const own = ofType.filter(({ targets }) => targets?.includes(node)).map(({ policy }) => policy);
    const level = { node: nameOf(node), policies: [FULL_ACCESS, ...own] };
    known.set(node, level);
    return level;
  };
  return (nodes: readonly (string | Resource)[]): readonly OrganizationLevel[] =>
    ofType.length === 0 ? [] : [...nodes.map(at), account];
}

const opaque = ({ name }: Policy): Policy => opaquePolicy(name, 'TargetIds');

/** The roles and users that the templates make. */
export function identitiesIn(estate: JudgedEstate): readonly Identity[] {
  const resources = [...estate.estate.ofType('AWS::IAM::Role'), ...estate.estate.ofType('AWS::IAM::User')];
  return resources.map((resource) => ({
    resource,
    identity: [...inlinePolicies(resource), ...managedPolicies(resource), ...policiesThatName(resource)],
    ...(resource.has('PermissionsBoundary') && { boundary: managed(resource, 'PermissionsBoundary') }),
    ...(resource.has('AssumeRolePolicyDocument') && { trust: documentOf(resource, 'AssumeRolePolicyDocument') }),
  }));
}

const inlinePolicies = (resource: Resource): readonly Policy[] =>
  listed(resource, 'Policies').map((_, index) => documentOf(resource, `Policies.${index}.PolicyDocument`));

const managedPolicies = (resource: Resource): readonly Policy[] =>
  listed(resource, 'ManagedPolicyArns').map((_, index) => managed(resource, `ManagedPolicyArns.${index}`));

/** Types of policies that say themselves to whom they belong. */
const NAMING_TYPES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'] as const;

function policiesThatName(identity: Resource): readonly Policy[] {
  const list = identity.type === 'AWS::IAM::User' ? 'Users' : 'Roles';
  const separate = identity.type === 'AWS::IAM::User' ? 'AWS::IAM::UserPolicy' : 'AWS::IAM::RolePolicy';
  const naming = NAMING_TYPES.flatMap((type) => identity.template.ofType(type)).filter((policy) =>
    listed(policy, list).some((_, index) => policy.referent(`${list}.${index}`) === identity),
  );
  const own = identity.referrers(separate, list.slice(0, -1) === 'User' ? 'UserName' : 'RoleName');
  return [...naming, ...own].map((policy) => documentOf(policy, 'PolicyDocument'));
}

function managed(resource: Resource, path: string): Policy {
  const own = resource.referent(path);
  if (own) return documentOf(own, 'PolicyDocument');
  const arn = resource.text(path);
  const [, account, name] = /^arn:[^:]*:iam::(\d{12}):policy\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (account === undefined || name === undefined) return awsManaged(arn);
  return customerManaged(name, account, resource.template.estate) ?? opaquePolicy(arn, '');
}

/**
 * The policy of that name in an account, in whichever template it is made; undefined where none makes it there. What one
 * template makes in several accounts says in each what it says there.
 */
export function customerManaged(name: string, account: string, estate: Estate): Policy | undefined {
  const found = estate
    .ofType('AWS::IAM::ManagedPolicy')
    .filter((policy) => policy.text('ManagedPolicyName') === name)
    .find(({ template: { environment } }) => [environment.account, ...(environment.alike ?? [])].includes(account));
  return found && documentOf(found, 'PolicyDocument', { ...found.template.environment, account });
}

/** Where resources keep the policy that says who may use them, and what that policy is attached to. */
const RESOURCE_POLICIES: Readonly<Record<string, { readonly document: string; readonly attachedTo?: string }>> = {
  'AWS::Backup::BackupVault': { document: 'AccessPolicy' },
  'AWS::KMS::Key': { document: 'KeyPolicy' },
  'AWS::S3::BucketPolicy': { document: 'PolicyDocument', attachedTo: 'Bucket' },
  'AWS::SNS::TopicPolicy': { document: 'PolicyDocument', attachedTo: 'Topics' },
  'AWS::SQS::QueuePolicy': { document: 'PolicyDocument', attachedTo: 'Queues' },
  'AWS::SecretsManager::ResourcePolicy': { document: 'ResourcePolicy', attachedTo: 'SecretId' },
};

/** The policies of buckets, keys, vaults, topics, queues and secrets. */
export const resourcePoliciesIn = (estate: JudgedEstate): readonly AttachedPolicy[] =>
  Object.entries(RESOURCE_POLICIES).flatMap(([type, { document, attachedTo }]) =>
    estate.estate
      .ofType(type)
      .filter((resource) => resource.has(document))
      .map((resource) => ({
        resource,
        policy: documentOf(resource, document),
        attachedTo: attachedTo === undefined ? [resource] : referents(resource, attachedTo),
      })),
  );

/** The policies of VPC endpoints; an endpoint without one lets everything through. */
export const endpointPoliciesIn = (estate: JudgedEstate): readonly AttachedPolicy[] =>
  estate.estate
    .ofType('AWS::EC2::VPCEndpoint')
    .filter((resource) => resource.has('PolicyDocument'))
    .map((resource) => ({ resource, attachedTo: [resource], policy: documentOf(resource, 'PolicyDocument') }));

const referents = (resource: Resource, path: string): readonly Resource[] =>
  listed(resource, path).flatMap((value) => resource.template.referent(value) ?? []);

const documentOf = (resource: Resource, path: string, environment = resource.template.environment): Policy =>
  parsePolicy(resource.raw(path), { name: resource.id, path, environment, resource });

/** A list that deployment decides counts as one element of which nothing is known. */
function listed(resource: Resource, path: string): readonly unknown[] {
  try {
    return resource.list(path);
  } catch (error) {
    if (error instanceof Unresolved) return [resource.raw(path)];
    throw error;
  }
}
