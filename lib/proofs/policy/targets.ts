import type { Bilingual } from '../../../constructs/standard';
import type { Call } from './attack';

export const on = (action: string, resource: string, context?: Call['context']): Call => ({
  action,
  resources: [resource],
  ...(context && { context }),
});

export const KEY = 'arn:{partition}:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export const onKey = (action: string, context?: Call['context']): Call => ({
  ...on(action, KEY, context),
  resourcePolicy: 'key',
});

/** An alias, which is authorised beside the key that it names. */
export const onAlias = (action: string, alias: string): Call => ({
  ...on(action, `arn:{partition}:kms:{region}:{account}:alias/${alias}`),
  resourcePolicy: 'key',
});

export const session = (...resources: readonly string[]): Call => ({ action: 'ssm:StartSession', resources });

export const TRAIL = 'arn:{partition}:cloudtrail:{region}:{account}:trail/{name}-trail';
export const RECORDER = 'arn:{partition}:config:{region}:{account}:configuration-recorder/default/1a2b3c4d5e6f7a8b';
export const BREAK_GLASS = 'arn:{partition}:iam::{account}:user/break-glass/first';
export const USER = 'arn:{partition}:iam::{account}:user/mallory';
export const SAML = 'arn:{partition}:iam::{account}:saml-provider/staff';
export const OIDC = 'arn:{partition}:iam::{account}:oidc-provider/token.example.com';
export const LOG_GROUP = 'arn:{partition}:logs:{region}:{account}:log-group:/{name}/sessions';
export const WORKLOAD_LOG_GROUP = 'arn:{partition}:logs:{region}:{account}:log-group:/aws/lambda/orders';
export const ARCHIVE = 'arn:{partition}:s3:::{name}-trail-{account}-{region}';
export const ARCHIVED = `${ARCHIVE}/AWSLogs/{account}/CloudTrail/log.json.gz`;
export const WORKLOAD_BUCKET = 'arn:{partition}:s3:::orders-uploads';
export const INSTANCE = 'arn:{partition}:ec2:{region}:{account}:instance/i-0123456789abcdef0';
export const DOCUMENT = 'arn:{partition}:ssm:{region}:{account}:document/{name}-shell';
export const DEFAULT_DOCUMENT = 'arn:{partition}:ssm:{region}:{account}:document/SSM-SessionManagerRunShell';
export const SERVICE_SETTING =
  'arn:{partition}:ssm:{region}:{account}:servicesetting/ssm/documents/console/public-sharing-permission';
export const COMMAND_DOCUMENT = 'arn:{partition}:ssm:{region}::document/AWS-RunShellScript';
export const SNAPSHOT = 'arn:{partition}:ec2:{region}::snapshot/snap-0123456789abcdef0';
export const IMAGE = 'arn:{partition}:ec2:{region}::image/ami-0123456789abcdef0';
export const DB_SNAPSHOT = 'arn:{partition}:rds:{region}:{account}:snapshot:orders';
export const DB_CLUSTER_SNAPSHOT = 'arn:{partition}:rds:{region}:{account}:cluster-snapshot:orders';
export const RECOVERY_POINT =
  'arn:{partition}:backup:{region}:{account}:recovery-point:1EB3B5E7-9EB0-435A-A80B-108B488B0D45';
export const VAULT = 'arn:{partition}:backup:{region}:{account}:backup-vault:{name}-vault';
export const PLAN = 'arn:{partition}:backup:{region}:{account}:backup-plan:1a2b3c4d';
export const ANALYZER = 'arn:{partition}:access-analyzer:{region}:{account}:analyzer/{name}-external';
export const PLATFORM_ROLE = 'arn:{partition}:iam::{account}:role/{exempt}';
export const BASELINE_ROLE = 'arn:{partition}:iam::{account}:role/{name}-backup';
export const BASELINE_POLICY = 'arn:{partition}:iam::{account}:policy/{name}-operations';
export const WORKLOAD_ROLE = 'arn:{partition}:iam::{account}:role/workload/orders-app';
export const BASELINE_STACK =
  'arn:{partition}:cloudformation:{region}:{account}:stack/StackSet-{name}-baseline-1a2b3c4d/5e6f7a8b';
export const OWN_STACK = 'arn:{partition}:cloudformation:{region}:{account}:stack/{name}-operations/5e6f7a8b';
export const WORKLOAD_STACK = 'arn:{partition}:cloudformation:{region}:{account}:stack/orders/5e6f7a8b';
export const WORKLOAD_BOUNDARY = 'arn:{partition}:iam::{account}:policy/{name}-workload-boundary';
export const WORKLOAD_POLICY = 'arn:{partition}:iam::{account}:policy/workload/orders';
export const RESERVED_ROLE =
  'arn:{partition}:iam::{account}:role/aws-reserved/sso.amazonaws.com/{region}/AWSReservedSSO_{name}-platform_0123456789abcdef';
export const JOB_ROLE = 'arn:{partition}:iam::{account}:role/{name}-security';
export const OWN_PROFILE = 'arn:{partition}:iam::{account}:instance-profile/{name}-bastion-{region}';
export const WORKLOAD_PROFILE = 'arn:{partition}:iam::{account}:instance-profile/workload/orders-app';
export const OWN_FUNCTION = 'arn:{partition}:lambda:{region}:{account}:function:{name}-access-broker';
export const WORKLOAD_FUNCTION = 'arn:{partition}:lambda:{region}:{account}:function:orders';

/** What a request says of a role that carries the workload boundary, or that asks for it. */
export const BOUNDED: Call['context'] = { 'iam:PermissionsBoundary': WORKLOAD_BOUNDARY };

/** Passing a role on to a service. */
export const passRole = (role: string, service: string): Call =>
  on('iam:PassRole', role, { 'iam:PassedToService': service });

/** Taking a role that trusts its account. */
export const assumeRole = (role: string): Call => ({ ...on('sts:AssumeRole', role), resourcePolicy: 'trust' });

export const ROOT = 'arn:{partition}:iam::{account}:root';

/** Why an attack is left to detection where there is no organization. */
export const NO_ROOM: Bilingual = {
  en: 'the boundary of workloads, which refuses in a single account, has no room for it',
  zh: '单账号中由工作负载权限边界拒绝，而其篇幅不足以包含此项',
};

/** Why an attack on an organization is left out where there is none. */
export const NO_ORGANIZATION: Bilingual = {
  en: 'a single account is in no organization',
  zh: '单账号不属于任何组织',
};
export const OWN_BASTION_ROLE = 'arn:{partition}:iam::{account}:role/{name}-bastion-{region}';

/** A resource of the account, in the region. */
export const own = (service: string, rest: string): string => `arn:{partition}:${service}:{region}:{account}:${rest}`;

/** The same resource for several actions. */
export const onEach = (resource: string, actions: readonly string[]): readonly Call[] =>
  actions.map((action) => on(action, resource));

const FEED = own('lambda', 'event-source-mapping:1a2b3c4d-12ab-34cd-56ef-1234567890ab');

/** What a function is fed from, changed: the request names the function, its resource the mapping, which a new one has none of. */
export const feeding = (functionArn: string): readonly Call[] =>
  [
    ['lambda:CreateEventSourceMapping', '*'] as const,
    ['lambda:DeleteEventSourceMapping', FEED] as const,
    ['lambda:UpdateEventSourceMapping', FEED] as const,
  ].map(([action, resource]) => on(action, resource, { 'lambda:FunctionArn': functionArn }));

export const QUERY_LOG = 'arn:{partition}:route53resolver:{region}:{account}:resolver-query-log-config/rqlc-1a2b3c4d';
export const OWN_ALARM = 'arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}-root-use';
export const OWN_RULE = 'arn:{partition}:events:{region}:{account}:rule/{name}-root-use';
export const OWN_TOPIC = 'arn:{partition}:sns:{region}:{account}:{name}-alerts';
export const DETECTOR = 'arn:{partition}:guardduty:{region}:{account}:detector/1a2b3c4d5e6f7a8b';
export const HUB = 'arn:{partition}:securityhub:{region}:{account}:hub/default';
export const NEW_INSTANCE = 'arn:{partition}:ec2:{region}:{account}:instance/*';
/** How such is asked for: its credentials are given out for session tokens alone, and no further than to itself. */
export const ASKED_OF_INSTANCE = {
  'ec2:InstanceType': 'm7i.large',
  'ec2:MetadataHttpTokens': 'required',
  'ec2:MetadataHttpPutResponseHopLimit': '1',
} as const;

/** Every role in which stacks are deployed, whichever of them are used here. */
export const PLATFORM_ROLES: readonly string[] = [
  'stacksets-exec-1a2b3c4d5e6f7a8b',
  'AWSCloudFormationStackSetExecutionRole',
  'cdk-hnb659fds-cfn-exec-role-{account}-{region}',
].map((role) => `arn:{partition}:iam::{account}:role/${role}`);
