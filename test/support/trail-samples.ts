import type { PartitionName } from '../../constructs/partition';
import type { TrailEvent } from './trail-events';

/** Events on which a detection fires, and others that look like them and on which it keeps still. At least two of each. */
export interface Samples {
  readonly fires: Readonly<Record<string, TrailEvent>>;
  readonly keepsStill: Readonly<Record<string, TrailEvent>>;
}

const ACCOUNT = '123456789012';

/**
 * An event in the form of CloudTrail's records, by the service and the operation.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const event = (service: string, eventName: string, more: TrailEvent = {}): TrailEvent => ({
  eventVersion: '1.09',
  userIdentity: person(),
  eventTime: '2026-11-23T08:15:42Z',
  eventSource: `${service}.amazonaws.com`,
  eventName,
  awsRegion: 'eu-central-1',
  sourceIPAddress: '203.0.113.24',
  userAgent: 'aws-cli/2.27.41',
  requestParameters: null,
  responseElements: null,
  requestID: 'c4fff253-825a-4828-adac-7f789f6975f3',
  eventID: 'b9c3d881-1e77-426c-abd3-5ca20d903380',
  readOnly: /^(Get|List|Describe|BatchGet)/.test(eventName),
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: ACCOUNT,
  eventCategory: 'Management',
  ...more,
});

const given = (requestParameters: TrailEvent, more: TrailEvent = {}): TrailEvent => ({ requestParameters, ...more });

const session = (role: string, name: string, context: TrailEvent = {}): TrailEvent => ({
  type: 'AssumedRole',
  principalId: `AROA4EXAMPLE:${name}`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROA4EXAMPLE',
      arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      accountId: ACCOUNT,
      userName: role,
    },
    attributes: { creationDate: '2026-11-23T08:00:00Z', mfaAuthenticated: 'false' },
    ...context,
  },
});

const person = (): TrailEvent => session('AWSReservedSSO_acme-developer_0123456789abcdef', 'alice@example.com');

const instance = (more: TrailEvent = {}): TrailEvent => ({
  userIdentity: { ...session('acme-web', 'i-0adc17a5acb70d9ae', { ec2RoleDelivery: '2.0' }), ...more },
});

/** What comes through an endpoint of the network. */
const THROUGH_ENDPOINT = { vpcEndpointId: 'vpce-0a1b2c3d4e5f60718', sourceIPAddress: '10.10.4.17' };

const user = (userName: string, path = '/'): TrailEvent => ({
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: `arn:aws:iam::${ACCOUNT}:user${path}${userName}`,
    accountId: ACCOUNT,
    accessKeyId: 'AKIAEXAMPLE',
    userName,
  },
});

const root = (more: TrailEvent = {}): TrailEvent => ({
  userIdentity: {
    type: 'Root',
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    accessKeyId: '',
    ...more,
  },
});

const THROUGH_CLOUDFORMATION = {
  userIdentity: {
    ...session('cdk-hnb659fds-cfn-exec-role-123456789012-eu-central-1', 'AWSCloudFormation'),
    invokedBy: 'cloudformation.amazonaws.com',
  },
  sourceIPAddress: 'cloudformation.amazonaws.com',
  userAgent: 'cloudformation.amazonaws.com',
};

const REFUSED = { errorCode: 'AccessDenied', errorMessage: 'with an explicit deny in a service control policy' };

const signIn = (outcome: string, mfa: string, more: TrailEvent): TrailEvent =>
  event('signin', 'ConsoleLogin', {
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: outcome },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MobileVersion: 'No',
      MFAUsed: mfa,
    },
    ...more,
  });

const objectEvent = (eventName: string, more: TrailEvent = {}): TrailEvent =>
  event('s3', eventName, {
    managementEvent: false,
    eventCategory: 'Data',
    ...given({ bucketName: 'acme-trail-123456789012-eu-central-1', key: 'AWSLogs/file.json.gz' }),
    ...more,
  });

const ruleSet = (...rules: readonly TrailEvent[]): TrailEvent => ({
  ...given({ groupId: 'sg-003dc7f1f1c686164', ipPermissions: {} }),
  responseElements: { _return: true, securityGroupRuleSet: { items: rules } },
});

const rule = (address: TrailEvent): TrailEvent => ({
  groupOwnerId: ACCOUNT,
  groupId: 'sg-003dc7f1f1c686164',
  securityGroupRuleId: 'sgr-09b3e3d2ca1edf2a2',
  isEgress: false,
  ipProtocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  ...address,
});

const tenParameters = Array.from({ length: 10 }, (_, index) => `/credentials/${index + 1}`);

const ROOT_USE: Readonly<Record<PartitionName, Samples>> = {
  aws: {
    fires: {
      'a sign-in': signIn('Success', 'Yes', root()),
      'a call': event('iam', 'CreateAccessKey', root()),
      'a sign-in that fails': signIn('Failure', 'No', root()),
    },
    keepsStill: {
      'a service that acts in its name': event('kms', 'GenerateDataKey', root({ invokedBy: 'backup.amazonaws.com' })),
      'an event of a service': event('kms', 'RotateKey', { ...root(), eventType: 'AwsServiceEvent' }),
      'a person': event('iam', 'CreateAccessKey'),
    },
  },
  'aws-cn': {
    fires: {
      'the user that created the account': event('ec2', 'DescribeInstances', user('administrator')),
      'its sign-in': signIn('Success', 'Yes', user('administrator')),
    },
    keepsStill: {
      'a break-glass user': event('sts', 'AssumeRole', user('acme-break-glass-1', '/break-glass/')),
      'a person': event('ec2', 'DescribeInstances'),
    },
  },
};

const SAMPLES: Readonly<Record<string, Samples>> = {
  'break-glass-use': {
    fires: {
      'a sign-in of the user': signIn('Success', 'Yes', user('acme-break-glass-1', '/break-glass/')),
      'a sign-in that fails': signIn('Failure', 'No', user('acme-break-glass-2', '/break-glass/')),
      'a call in its role': event('iam', 'ListRoles', {
        userIdentity: session('acme-break-glass', 'acme-break-glass-1'),
      }),
      'its role, taken by somebody else': event(
        'sts',
        'AssumeRole',
        given({ roleArn: `arn:aws-cn:iam::${ACCOUNT}:role/acme-break-glass`, roleSessionName: 'alice' }),
      ),
    },
    keepsStill: {
      'another user': signIn('Success', 'Yes', user('glass-break')),
      'a role of a like name': event('iam', 'ListRoles', { userIdentity: session('acme-break-glass-review', 'alice') }),
      'another role, taken': event(
        'sts',
        'AssumeRole',
        given({ roleArn: `arn:aws:iam::${ACCOUNT}:role/acme-developer` }),
      ),
    },
  },
  'identity-change': {
    fires: {
      'another SAML document': event(
        'iam',
        'UpdateSAMLProvider',
        given({ sAMLProviderArn: 'arn:aws:iam::1:saml-provider/x' }),
      ),
      'a provider for pipelines': event('iam', 'CreateOpenIDConnectProvider', given({ url: 'https://ci.example.com' })),
      'a policy in a permission set': event('sso', 'PutInlinePolicyToPermissionSet', given({ instanceArn: 'arn' })),
      'a policy attached': event('sso', 'AttachManagedPolicyToPermissionSet'),
      'a boundary taken away': event('sso', 'DeletePermissionsBoundaryFromPermissionSet'),
      'an assignment': event('sso', 'CreateAccountAssignment'),
      'another directory': event('sso', 'AssociateDirectory'),
      'another provider': event('sso-directory', 'EnableExternalIdPConfigurationForDirectory'),
      'a trust anchor': event('rolesanywhere', 'CreateTrustAnchor', given({ name: 'malicious', enabled: true })),
      'an attempt refused': event('iam', 'CreateSAMLProvider', REFUSED),
      'a deployment of the platform': event('sso', 'UpdatePermissionSet', THROUGH_CLOUDFORMATION),
    },
    keepsStill: {
      'a look at a provider': event('iam', 'GetSAMLProvider'),
      'a look at a permission set': event('sso', 'DescribePermissionSet'),
      'a token for the command line': event('sso', 'CreateToken'),
      'a user of the directory': event('sso-directory', 'CreateUser'),
      'a list of providers': event('sso-directory', 'ListExternalIdPConfigurationsForDirectory'),
    },
  },
  'console-login-without-mfa': {
    fires: {
      'an IAM user': signIn('Success', 'No', user('mallory')),
      'the root user': signIn('Success', 'No', root()),
    },
    keepsStill: {
      'an IAM user with MFA': signIn('Success', 'Yes', user('alice')),
      'a federated session': signIn('Success', 'No', {}),
      'a sign-in that fails': signIn('Failure', 'No', user('mallory')),
    },
  },
  'lasting-credential-made': {
    fires: {
      'an access key': event('iam', 'CreateAccessKey', given({ userName: 'backdoor' })),
      'a user': event('iam', 'CreateUser', given({ userName: 'malicious' })),
      'a password': event('iam', 'CreateLoginProfile', given({ userName: 'malicious', passwordResetRequired: false })),
      'another password, refused': event('iam', 'UpdateLoginProfile', REFUSED),
      'a federation token': event('sts', 'GetFederationToken', given({ name: 'stratus', policy: '{}' })),
    },
    keepsStill: {
      'a key taken away': event('iam', 'DeleteAccessKey', given({ userName: 'alice' })),
      'a session token': event('sts', 'GetSessionToken'),
    },
  },
  'role-trust-changed': {
    fires: {
      'another trust': event('iam', 'UpdateAssumeRolePolicy', given({ roleName: 'web', policyDocument: '{}' })),
      'a new role': event('iam', 'CreateRole', given({ roleName: 'malicious', assumeRolePolicyDocument: '{}' })),
    },
    keepsStill: {
      'a role of a stack': event('iam', 'CreateRole', THROUGH_CLOUDFORMATION),
      'a role of a service': event('iam', 'CreateServiceLinkedRole', given({ aWSServiceName: 'ecs.amazonaws.com' })),
      'a new description': event('iam', 'UpdateRoleDescription'),
    },
  },
  'instance-credential-misuse': {
    fires: {
      'a call from outside': event('sts', 'GetCallerIdentity', instance()),
      'credentials by the old metadata service': event('s3', 'ListBuckets', {
        userIdentity: session('acme-web', 'i-0adc17a5acb70d9ae', { ec2RoleDelivery: '1.0' }),
      }),
    },
    keepsStill: {
      'a call through an endpoint': event('ssm', 'UpdateInstanceInformation', { ...instance(), ...THROUGH_ENDPOINT }),
      'a service that acts for the instance': event('kms', 'Decrypt', instance({ invokedBy: 'ssm.amazonaws.com' })),
      'a person': event('sts', 'GetCallerIdentity'),
    },
  },
  'instance-enumeration': {
    fires: {
      'who is there': event('iam', 'ListUsers', { ...instance(), ...THROUGH_ENDPOINT }),
      'what all may do': event('iam', 'GetAccountAuthorizationDetails', instance()),
      'what is kept': event('s3', 'ListBuckets', { ...instance(), ...REFUSED }),
      'who watches': event('cloudtrail', 'DescribeTrails', instance()),
      'who else watches': event('guardduty', 'ListDetectors', instance()),
    },
    keepsStill: {
      'a person who asks': event('iam', 'ListUsers'),
      'what the instance is for': event('ssm', 'UpdateInstanceInformation', instance()),
      'its own role': event('iam', 'GetRole', instance()),
    },
  },
  'audit-change': {
    fires: {
      'a trail stopped': event('cloudtrail', 'StopLogging', given({ name: 'acme-trail' })),
      'a trail narrowed': event('cloudtrail', 'PutEventSelectors', given({ trailName: 'acme-trail' })),
      'a trail deleted, refused': event('cloudtrail', 'DeleteTrail', { ...given({ name: 'acme-trail' }), ...REFUSED }),
      'a recorder stopped': event(
        'config',
        'StopConfigurationRecorder',
        given({ configurationRecorderName: 'default' }),
      ),
      'flow logs deleted': event('ec2', 'DeleteFlowLogs'),
      'query logs deleted': event('route53resolver', 'DeleteResolverQueryLogConfig'),
      'the group deleted': event('logs', 'DeleteLogGroup', given({ logGroupName: '/acme/trail' })),
      'sessions kept for a day': event(
        'logs',
        'PutRetentionPolicy',
        given({ logGroupName: '/acme/sessions', retentionInDays: 1 }),
      ),
      'protection lifted': event('logs', 'PutLogGroupDeletionProtection', given({ logGroupIdentifier: '/acme/trail' })),
      'files that expire after a day': event(
        's3',
        'PutBucketLifecycle',
        given({ bucketName: 'acme-trail-123456789012-eu-central-1' }),
      ),
      'an archive without policy': event(
        's3',
        'DeleteBucketPolicy',
        given({ bucketName: 'acme-flow-123456789012-eu-west-1' }),
      ),
      'an organization left': event('organizations', 'LeaveOrganization', REFUSED),
    },
    keepsStill: {
      'a look at the trail': event('cloudtrail', 'GetTrailStatus', given({ name: 'acme-trail' })),
      'another group deleted': event('logs', 'DeleteLogGroup', given({ logGroupName: '/aws/lambda/orders' })),
      'another bucket expires': event('s3', 'PutBucketLifecycle', given({ bucketName: 'orders-uploads' })),
      'a recorder started': event('config', 'StartConfigurationRecorder'),
    },
  },
  'key-deletion': {
    fires: {
      'a deletion scheduled': event(
        'kms',
        'ScheduleKeyDeletion',
        given({ keyId: 'arn:aws:kms:eu-central-1:1:key/1', pendingWindowInDays: 7 }),
      ),
      'a key disabled': event('kms', 'DisableKey', given({ keyId: 'arn:aws:kms:eu-central-1:1:key/1' })),
      'an attempt refused': event('kms', 'ScheduleKeyDeletion', REFUSED),
    },
    keepsStill: {
      'a deletion cancelled': event('kms', 'CancelKeyDeletion'),
      'a use of the key': event('kms', 'Decrypt'),
    },
  },
  'alerting-change': {
    fires: {
      'a filter deleted': event(
        'logs',
        'DeleteMetricFilter',
        given({ logGroupName: '/acme/trail', filterName: 'acme-root-use-1' }),
      ),
      'a filter changed': event('logs', 'PutMetricFilter', given({ logGroupName: '/acme/trail', filterPattern: '' })),
      'alarms deleted': event('monitoring', 'DeleteAlarms', given({ alarmNames: ['other', 'acme-root-use'] })),
      'actions switched off': event('monitoring', 'DisableAlarmActions', given({ alarmNames: ['acme-root-use'] })),
      'another threshold': event('monitoring', 'PutMetricAlarm', given({ alarmName: 'acme-root-use', threshold: 99 })),
      'an alarm muted': event('monitoring', 'PutAlarmMuteRule', given({ name: 'weekend' })),
      'a topic deleted': event(
        'sns',
        'DeleteTopic',
        given({ topicArn: 'arn:aws:sns:eu-central-1:1:acme-trail-alerts' }),
      ),
    },
    keepsStill: {
      'an alarm of a workload deleted': event('monitoring', 'DeleteAlarms', given({ alarmNames: ['orders-latency'] })),
      'a filter of a workload': event('logs', 'PutMetricFilter', given({ logGroupName: '/aws/lambda/orders' })),
      'a topic of a workload deleted': event(
        'sns',
        'DeleteTopic',
        given({ topicArn: 'arn:aws:sns:eu-central-1:1:orders' }),
      ),
    },
  },
  'secret-mass-read': {
    fires: {
      'a secret read': event('secretsmanager', 'GetSecretValue', given({ secretId: 'orders/db' })),
      'a read refused': event('secretsmanager', 'GetSecretValue', { ...given({ secretId: 'orders/db' }), ...REFUSED }),
    },
    keepsStill: {
      'a read by a service for its caller': event('secretsmanager', 'GetSecretValue', {
        userIdentity: { ...person(), invokedBy: 'rds.amazonaws.com' },
      }),
      'a look at what a secret is': event('secretsmanager', 'DescribeSecret', given({ secretId: 'orders/db' })),
    },
  },
  'secret-batch-read': {
    fires: {
      'a batch by a filter': event(
        'secretsmanager',
        'BatchGetSecretValue',
        given({ filters: [{ key: 'tag-key', values: ['!none'] }] }),
      ),
      'a batch refused': event('secretsmanager', 'BatchGetSecretValue', REFUSED),
    },
    keepsStill: {
      'a single secret': event('secretsmanager', 'GetSecretValue', given({ secretId: 'orders/db' })),
      'a list of names': event('secretsmanager', 'ListSecrets'),
    },
  },
  'parameter-mass-read': {
    fires: {
      'ten at once': event('ssm', 'GetParameters', given({ names: tenParameters, withDecryption: true })),
      'all below a path': event(
        'ssm',
        'GetParametersByPath',
        given({ path: '/', recursive: true, withDecryption: true }),
      ),
    },
    keepsStill: {
      'ten as they are stored': event('ssm', 'GetParameters', given({ names: tenParameters, withDecryption: false })),
      'the two that a program needs': event(
        'ssm',
        'GetParameters',
        given({ names: ['/a', '/b'], withDecryption: true }),
      ),
      'one level of a path': event(
        'ssm',
        'GetParametersByPath',
        given({ path: '/orders', recursive: false, withDecryption: true }),
      ),
    },
  },
  'password-data-read': {
    fires: {
      'a password': event('ec2', 'GetPasswordData', given({ instanceId: 'i-0adc17a5acb70d9ae' })),
      'an attempt refused': event('ec2', 'GetPasswordData', { errorCode: 'Client.UnauthorizedOperation' }),
    },
    keepsStill: {
      'a screenshot': event('ec2', 'GetConsoleScreenshot'),
      'the same words at another service': event('rds', 'GetPasswordData'),
    },
  },
  'user-data-read': {
    fires: {
      'a start script': event(
        'ec2',
        'DescribeInstanceAttribute',
        given({ attribute: 'userData', instanceId: 'i-95b86090' }),
      ),
      'a read refused': event('ec2', 'DescribeInstanceAttribute', {
        ...given({ attribute: 'userData', instanceId: 'i-95b86090' }),
        errorCode: 'Client.UnauthorizedOperation',
      }),
    },
    keepsStill: {
      'another attribute': event(
        'ec2',
        'DescribeInstanceAttribute',
        given({ attribute: 'instanceType', instanceId: 'i-95b86090' }),
      ),
      'a list of instances': event('ec2', 'DescribeInstances'),
    },
  },
  'user-data-changed': {
    fires: {
      'another script': event(
        'ec2',
        'ModifyInstanceAttribute',
        given({ instanceId: 'i-95b86090', userData: '<sensitiveDataRemoved>' }),
      ),
      'an attempt refused': event('ec2', 'ModifyInstanceAttribute', {
        ...given({ instanceId: 'i-95b86090', userData: '<sensitiveDataRemoved>' }),
        errorCode: 'Client.UnauthorizedOperation',
      }),
    },
    keepsStill: {
      'another group': event(
        'ec2',
        'ModifyInstanceAttribute',
        given({ instanceId: 'i-95b86090', groupSet: { items: [] } }),
      ),
      'another start': event('ec2', 'StartInstances'),
    },
  },
  'accelerated-instance-started': {
    fires: {
      'ten of them': event('ec2', 'RunInstances', given({ instanceType: 'p2.xlarge' })),
      'an attempt refused': event('ec2', 'RunInstances', {
        ...given({ instanceType: 'g5.48xlarge' }),
        errorCode: 'Client.UnauthorizedOperation',
      }),
    },
    keepsStill: {
      'an instance for general use': event('ec2', 'RunInstances', given({ instanceType: 'm7i.large' })),
      'a look at types': event('ec2', 'DescribeInstanceTypes', given({ instanceType: 'p2.xlarge' })),
    },
  },
  'notebook-changed': {
    fires: {
      'another script for a notebook': event(
        'sagemaker',
        'UpdateNotebookInstance',
        given({ lifecycleConfigName: 'malicious' }),
      ),
      'another script': event('sagemaker', 'UpdateNotebookInstanceLifecycleConfig'),
    },
    keepsStill: {
      'a notebook of a stack': event('sagemaker', 'UpdateNotebookInstance', THROUGH_CLOUDFORMATION),
      'a notebook started': event('sagemaker', 'StartNotebookInstance'),
    },
  },
  'function-changed': {
    fires: {
      'other code': event('lambda', 'UpdateFunctionCode20150331v2', given({ functionName: 'orders', publish: true })),
      'another layer': event('lambda', 'UpdateFunctionConfiguration20150331v2', given({ functionName: 'orders' })),
      'open to all': event('lambda', 'AddPermission20150331v2', given({ functionName: 'orders', principal: '*' })),
      'fed from another source': event('lambda', 'CreateEventSourceMapping20150331', given({ functionName: 'orders' })),
      'its source cut': event('lambda', 'UpdateEventSourceMapping20150331', given({ enabled: false })),
    },
    keepsStill: {
      'a deployment': event('lambda', 'UpdateFunctionCode20150331v2', THROUGH_CLOUDFORMATION),
      'a look at a function': event('lambda', 'GetFunction20150331v2'),
      'a look at its sources': event('lambda', 'ListEventSourceMappings20150331'),
      'a permission taken away': event('lambda', 'RemovePermission20150331v2'),
    },
  },
  'security-group-opened': {
    fires: {
      'to all of IPv4': event('ec2', 'AuthorizeSecurityGroupIngress', ruleSet(rule({ cidrIpv4: '0.0.0.0/0' }))),
      'to all of IPv6, beside another rule': event(
        'ec2',
        'AuthorizeSecurityGroupIngress',
        ruleSet(rule({ cidrIpv4: '10.0.0.0/8' }), rule({ cidrIpv6: '::/0' })),
      ),
    },
    keepsStill: {
      'to a network': event('ec2', 'AuthorizeSecurityGroupIngress', ruleSet(rule({ cidrIpv4: '10.10.0.0/20' }))),
      'to another group': event('ec2', 'AuthorizeSecurityGroupIngress', ruleSet(rule({ referencedGroupId: 'sg-1' }))),
      'an attempt refused': event('ec2', 'AuthorizeSecurityGroupIngress', {
        errorCode: 'Client.UnauthorizedOperation',
      }),
    },
  },
  'resource-shared': {
    fires: {
      'an image': event('ec2', 'ModifyImageAttribute', given({ imageId: 'ami-1', attributeType: 'launchPermission' })),
      'a snapshot': event('ec2', 'ModifySnapshotAttribute', given({ snapshotId: 'snap-1' })),
      'a database snapshot, refused': event('rds', 'ModifyDBSnapshotAttribute', {
        ...given({ attributeName: 'restore' }),
        ...REFUSED,
      }),
    },
    keepsStill: {
      'a look at who may': event('ec2', 'DescribeSnapshotAttribute'),
      'a snapshot copied': event('ec2', 'CopySnapshot'),
    },
  },
  'bucket-policy-changed': {
    fires: {
      'a policy': event(
        's3',
        'PutBucketPolicy',
        given({ bucketName: 'orders-uploads', bucketPolicy: { Statement: [] } }),
      ),
      'a block lifted': event('s3', 'PutBucketPublicAccessBlock', given({ bucketName: 'orders-uploads' })),
      'the block of the account': event('s3', 'DeleteAccountPublicAccessBlock', REFUSED),
    },
    keepsStill: {
      'the policy of a stack': event('s3', 'PutBucketPolicy', THROUGH_CLOUDFORMATION),
      'a look at a policy': event('s3', 'GetBucketPolicy'),
      'another life cycle': event('s3', 'PutBucketLifecycle', given({ bucketName: 'orders-uploads' })),
    },
  },
  'image-deregistered': {
    fires: {
      'an image': event('ec2', 'DeregisterImage', given({ imageId: 'ami-0b87ea1d007078d18' })),
      'an attempt refused': event('ec2', 'DeregisterImage', { errorCode: 'Client.UnauthorizedOperation' }),
    },
    keepsStill: {
      'a new image': event('ec2', 'RegisterImage'),
      'a snapshot deleted': event('ec2', 'DeleteSnapshot'),
    },
  },
  'object-mass-deletion': {
    fires: {
      'an object': objectEvent('DeleteObject'),
      'a batch': objectEvent(
        'DeleteObjects',
        given({ bucketName: 'acme-trail-123456789012-eu-central-1', delete: '' }),
      ),
      'an attempt refused': objectEvent('DeleteObject', REFUSED),
    },
    keepsStill: {
      'a read': objectEvent('GetObject'),
      'a tag taken away': objectEvent('DeleteObjectTagging'),
      "an object of a workload's": objectEvent('DeleteObject', given({ bucketName: 'acme-orders', key: 'order.json' })),
    },
  },
  'object-encrypted-by-customer-key': {
    fires: {
      'a copy onto itself': objectEvent(
        'CopyObject',
        given({
          key: 'file',
          'x-amz-server-side-encryption-customer-algorithm': 'AES256',
          'x-amz-copy-source': 'file',
        }),
      ),
      'an upload': objectEvent(
        'PutObject',
        given({ key: 'file', 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }),
      ),
    },
    keepsStill: {
      'an upload under our key': objectEvent(
        'PutObject',
        given({ key: 'file', 'x-amz-server-side-encryption': 'aws:kms' }),
      ),
      'a read with such a key': objectEvent(
        'GetObject',
        given({ 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }),
      ),
    },
  },
  'model-invoked': {
    fires: {
      'a model invoked': event('bedrock', 'InvokeModel', given({ modelId: 'anthropic.claude-v2' })),
      'a model enabled': event('bedrock', 'PutFoundationModelEntitlement', given({ modelId: 'anthropic.claude-v2' })),
      'a conversation, refused': event('bedrock', 'ConverseStream', REFUSED),
    },
    keepsStill: {
      'a list of models': event('bedrock', 'ListFoundationModels'),
      'whether a model is there': event('bedrock', 'GetFoundationModelAvailability'),
    },
  },
  'mail-service-enumeration': {
    fires: {
      'how much one may send': event('ses', 'GetSendQuota'),
      'as whom one may send': event('ses', 'ListIdentities'),
      'whether one may send, refused': event('ses', 'GetAccountSendingEnabled', REFUSED),
    },
    keepsStill: {
      'a template': event('ses', 'GetEmailTemplate'),
      'the list of another service': event('ivs', 'ListIdentities'),
    },
  },
  'way-round-bastion': {
    fires: {
      'a key sent to an instance': event('ec2-instance-connect', 'SendSSHPublicKey', given({ instanceId: 'i-1' })),
      'a serial console': event('ec2', 'EnableSerialConsoleAccess'),
      'a command refused': event('ssm', 'SendCommand', REFUSED),
      'a session refused': event('ssm', 'StartSession', { errorCode: 'AccessDeniedException' }),
    },
    keepsStill: {
      'a session on the bastion': event('ssm', 'StartSession', given({ target: 'i-0adc17a5acb70d9ae' })),
      'a session that fails otherwise': event('ssm', 'StartSession', { errorCode: 'TargetNotConnected' }),
    },
  },
};

/** The samples of a detection in a partition. @throws when there are none. */
export function samplesOf(id: string, partition: PartitionName): Samples {
  const samples = id === 'root-use' ? ROOT_USE[partition] : SAMPLES[id];
  if (samples) return samples;
  throw new Error(`${id}: no samples`);
}

/** Which detections have samples. */
export const sampled: readonly string[] = ['root-use', ...Object.keys(SAMPLES)];
