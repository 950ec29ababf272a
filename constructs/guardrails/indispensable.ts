import { FUNCTION_TAG, functionRoleName, functionRolePatterns } from '../job-functions/names';
import { boundaryName } from '../workload-boundary/names';
import { ABSENT, type State, UNKNOWN } from './conditions';
import { ANY_ACCOUNT, ANY_REGION, type Call, callsOfCreation, callsOfDeployment } from './deployment-calls';
import type { GuardrailContext } from './guardrail';

/**
 * What requests say of condition keys, in lower case; `aws:principaltag/` stands for all tags that are not named. Keys that are not
 * among them depend on what is asked for.
 */
export type Request = Readonly<Record<string, State>>;

/** Whom guardrails must never bind, and what it has to be able to do. */
export interface Indispensable {
  /** What messages call it. */
  readonly who: string;
  /** ARN of a role or user; for services of AWS the name of one. */
  readonly arn: string;
  /** What it has to do itself, and the ways in which it calls. */
  readonly calls: readonly Call[];
  readonly requests: readonly Request[];
  /** What CloudFormation has to do in its name for the types that this release deploys, and how that calls. */
  readonly creates: readonly Call[];
  readonly forwarded: readonly Request[];
}

/** Of a landing zone, what tells whom its guardrails must not bind. */
export type Guarded = Pick<GuardrailContext, 'partition' | 'name' | 'organizationId'>;

/** The roles that deploy the landing zone, and the break-glass identities. */
export const indispensableOf = (context: Guarded, platformRoles: readonly string[]): readonly Indispensable[] => [
  ...platformOf(platformRoles, context),
  ...breakGlassOf(context),
];

/** Who deploys, but for people: they can go where they are expected, and give a second factor. */
function platformOf(roles: readonly string[], context: Guarded): readonly Indispensable[] {
  const [calls, creates] = [callsOfDeployment(context), callsOfCreation(context)];
  const people = functionRolePatterns(context.name, 'platform-administrator');
  const pipelines = roles.filter((role) => !people.some((name) => role.endsWith(`:role/${name}`)));
  return pipelines.map((role) => {
    const arn = role.replace('::*:', `::${ANY_ACCOUNT}:`).replaceAll('*', 'x');
    return { who: role, arn, calls, creates, ...requestsOfPlatform(arn, context) };
  });
}

/** Who takes over when nothing else works: entering, looking at what happened, stopping it, and mending what was changed. */
function breakGlassOf(context: Guarded): readonly Indispensable[] {
  const { partition, name } = context;
  const iam = `arn:${partition}:iam::${ANY_ACCOUNT}`;
  const role = `${iam}:role/${functionRoleName(name, 'break-glass')}`;
  const userName = `${functionRoleName(name, 'break-glass')}-1`;
  const user = `${iam}:user/break-glass/${userName}`;
  // the role trusts users under their own names alone
  const says = { 'sts:sourceidentity': userName };
  return [
    {
      who: `the break-glass users of ${name}`,
      arn: user,
      requests: [{ ...inPerson(user, context), 'aws:username': userName }],
      calls: [
        { action: 'sts:AssumeRole', resource: role, says: { ...says, 'sts:externalid': ABSENT } },
        { action: 'sts:SetSourceIdentity', resource: role, says },
      ],
      creates: [],
      forwarded: [],
    },
    {
      who: `the break-glass role ${name}-break-glass`,
      arn: role,
      requests: [
        {
          ...inPerson(role, context),
          'aws:sourceidentity': userName,
          [`aws:principaltag/${FUNCTION_TAG}`]: 'break-glass',
        },
      ],
      calls: callsOfBreakGlass(context),
      creates: [],
      forwarded: [],
    },
  ];
}

/** Workloads, which carry their boundary, stand for what break-glass looks at and mends: what the landing zone itself has, the platform mends. */
function callsOfBreakGlass({ partition, name }: Guarded): readonly Call[] {
  const iam = (rest: string): string => `arn:${partition}:iam::${ANY_ACCOUNT}:${rest}`;
  const inRegion = (service: string, rest: string): string =>
    `arn:${partition}:${service}:${ANY_REGION}:${ANY_ACCOUNT}:${rest}`;
  const calls: Readonly<Record<string, readonly string[]>> = {
    '*': ['cloudtrail:LookupEvents', 'ec2:DescribeInstances', 'iam:ListRoles'],
    [iam('role/workload')]: ['iam:DeleteRolePolicy', 'iam:DetachRolePolicy', 'iam:PutRolePolicy'],
    [iam('user/workload')]: ['iam:DeleteAccessKey', 'iam:DeleteLoginProfile', 'iam:DetachUserPolicy'],
    [inRegion('ec2', 'instance/x')]: ['ec2:StopInstances'],
    [inRegion('ec2', 'security-group/x')]: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
    [inRegion('backup', 'recovery-point:x')]: ['backup:StartRestoreJob'],
  };
  const says = { 'iam:permissionsboundary': iam(`policy/${boundaryName(name)}`) };
  return Object.entries(calls).flatMap(([resource, actions]) =>
    actions.map((action) => ({ action, resource, ...(/:role\//.test(resource) && { says }) })),
  );
}

/**
 * What all requests of a member's role or user say. The organization is left out where it is not known here.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const requestOf = (arn: string, { organizationId }: Guarded): Request => ({
  'aws:principalarn': arn,
  'aws:principalaccount': UNKNOWN,
  // any of the accounts, each of which is deployed and looked at from within
  'aws:resourceaccount': '${aws:PrincipalAccount}',
  'aws:resourceorgpaths': UNKNOWN,
  'aws:principalorgpaths': UNKNOWN,
  'aws:principaltype': arn.includes(':user/') ? 'User' : 'AssumedRole',
  'aws:principalisawsservice': 'false',
  'aws:currenttime': UNKNOWN,
  'aws:epochtime': UNKNOWN,
  'aws:securetransport': 'true',
  'aws:userid': UNKNOWN,
  'aws:useragent': UNKNOWN,
  'aws:viaawsservice': 'false',
  'aws:tokenissuetime': ISSUED_ANEW,
  ...(organizationId !== undefined && { 'aws:principalorgid': organizationId, 'aws:resourceorgid': organizationId }),
  ...FROM_THE_INTERNET,
  ...NOTHING_SAID,
});

/** A session, which users with a second factor have too, can be renewed at any time, and so be issued after any moment that is named. */
const ISSUED_ANEW = '9999-12-31T23:59:59Z';

const absent = (...keys: readonly string[]): Request => Object.fromEntries(keys.map((key) => [key, ABSENT]));

/** An address of somebody's provider, which changes. */
const FROM_THE_INTERNET: Request = {
  'aws:sourceip': UNKNOWN,
  ...absent(
    'aws:sourcevpc',
    'aws:sourcevpcarn',
    'aws:sourcevpce',
    'aws:vpceaccount',
    'aws:vpceorgid',
    'aws:vpceorgpaths',
    'aws:vpcsourceip',
  ),
};

/** What only requests of services, of root sessions, of federated people, or of instances and functions say, and tags that the roles do not have. */
const NOTHING_SAID = absent(
  'aws:assumedroot',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:ec2instancesourceprivateipv4',
  'aws:ec2instancesourcevpc',
  'aws:federatedprovider',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:principaltag/',
  'aws:referer',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceidentity',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:username',
  'ec2:roledelivery',
  'ec2:sourceinstancearn',
  'identitystore:userid',
  'lambda:sourcefunctionarn',
);

/**
 * How a role calls in which nobody works: without a second factor, which some requests say and others leave out, from the internet
 * or through an endpoint of ours.
 */
export function requestsOfRole(arn: string, context: Guarded): readonly Request[] {
  const request = withoutSecondFactor(arn, context);
  const { organizationId = UNKNOWN } = context;
  const { 'aws:sourceip': _, ...network } = FROM_THE_INTERNET;
  const throughOurEndpoint: Request = {
    ...Object.fromEntries(Object.keys(network).map((key) => [key, UNKNOWN])),
    'aws:sourceip': ABSENT,
    'aws:vpceorgid': organizationId,
  };
  return [
    { ...request, 'aws:multifactorauthpresent': 'false' },
    { ...request, ...throughOurEndpoint },
  ];
}

const withoutSecondFactor = (arn: string, context: Guarded): Request => ({
  ...requestOf(arn, context),
  ...absent('aws:multifactorauthage', 'aws:multifactorauthpresent'),
});

/**
 * CloudFormation calls on in the name of the role that deploys, whether it was given one or not.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/fas-requests-and-permission-evaluation.html
 */
function requestsOfPlatform(arn: string, context: Guarded): Pick<Indispensable, 'requests' | 'forwarded'> {
  const byCloudFormation = Object.fromEntries(
    ['aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast'].map((key) => [key, 'cloudformation.amazonaws.com']),
  );
  return {
    requests: requestsOfRole(arn, context),
    forwarded: (['false', ABSENT] as const).map((present) => ({
      ...withoutSecondFactor(arn, context),
      ...byCloudFormation,
      'aws:viaawsservice': 'true',
      'aws:multifactorauthpresent': present,
    })),
  };
}

/** People, with a second factor, which they can give anew at any time. */
const inPerson = (arn: string, context: Guarded): Request => ({
  ...requestOf(arn, context),
  'aws:multifactorauthpresent': 'true',
  'aws:multifactorauthage': '0',
});
