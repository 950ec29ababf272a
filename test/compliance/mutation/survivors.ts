/**
 * Why a weakened property makes no rule fail.
 *
 * - `refused`: the cloud refuses the template, so that nothing is deployed.
 * - `same`: what is left means the same, by a default or by another setting that holds it.
 * - `stricter`: what is left allows less, or keeps longer.
 * - `unrelated`: no demand of the standard hangs on it; a rule reads what stands beside it.
 * - `proved`: weaker, and a proof at the gate fails instead: `denial-mutation.test.ts` turns every such statement round.
 * - `gap`: weaker, and nothing at the gate says so.
 */
export type Kind = 'refused' | 'same' | 'stricter' | 'unrelated' | 'proved' | 'gap';

/** Kinds that leave a landing zone no weaker, or that are another suite's: mutants that no share of the rules counts. */
export const EQUIVALENT: ReadonlySet<Kind> = new Set(['refused', 'same', 'stricter', 'unrelated', 'proved']);

/** Operator, type and property (`#` for any index), and what becomes of the mutants that survive. */
export const survivors: Readonly<Record<string, readonly [Kind, string]>> = {
  'allow-what-is-denied AWS::IAM::ManagedPolicy PolicyDocument.Statement.#': [
    'proved',
    'the simulation misses each refusal of a boundary that stands alone; in members the guardrails refuse the same',
  ],
  'allow-what-is-denied AWS::Organizations::Policy Content.Statement.#': [
    'proved',
    'rules judge what a guardrail may not do; that it denies enough is for the simulation of policies',
  ],
  'delete AWS::EC2::SecurityGroup SecurityGroupIngress': ['stricter', 'the group admits nobody'],
  'delete AWS::EC2::VPCEndpoint ServiceName': ['refused', 'EC2 makes no endpoint that leads nowhere'],
  'delete AWS::IAM::InstanceProfile Roles': ['refused', 'CloudFormation demands the role'],
  'drop-condition AWS::Events::EventBusPolicy Statement.Condition': [
    'gap',
    'the named account may then put any event onto the bus: what listens there looks for starts of sessions alone',
  ],
  'drop-condition AWS::IAM::Role AssumeRolePolicyDocument.Statement.#.Condition': [
    'gap',
    'EventBridge may then hand on events in the role for another account: no rule demands its source of it',
  ],
  'flip AWS::SSM::Document Content.inputs.cloudWatchStreamingEnabled': [
    'same',
    'the agent streams no session of commands, whatever the document says; of shells it is caught',
  ],
  'delete AWS::Events::Rule State': ['same', 'a rule is enabled by default'],
  'delete AWS::Lambda::Function DeadLetterConfig': [
    'same',
    'of handlers that CloudFormation alone calls: it waits for their answer, and tells where none comes',
  ],
  'delete AWS::Lambda::Function FunctionName': [
    'gap',
    'the function gets a name that its role and its log do not know: the verdict becomes unknown and the requirement partial',
  ],
  'delete AWS::Lambda::Function LoggingConfig': [
    'gap',
    'the function logs into a group that its role may not make: the alarm on missing runs tells after deployment',
  ],
  'delete AWS::Lambda::Function ReservedConcurrentExecutions': [
    'unrelated',
    'the function runs as often as the quota allows',
  ],
  'delete AWS::Lambda::Function Role': ['refused', 'CloudFormation demands the role'],
  'delete AWS::Lambda::Function Tags': ['same', 'the name still says what the function is for'],
  'delete AWS::Logs::MetricFilter LogGroupName': ['refused', 'CloudFormation demands the group'],
  'delete AWS::Logs::SubscriptionFilter FilterPattern': ['refused', 'CloudFormation demands the pattern'],
  'delete AWS::SQS::Queue QueueName': ['same', 'SQS gives a name; whoever uses the queue refers to it'],
  'delete Custom::AcceptedTransitAttachment ServiceToken': ['refused', 'CloudFormation demands the function'],
  'delete Custom::HybridAttachment ServiceToken': ['refused', 'CloudFormation demands the function'],
  'delete Custom::SharedEndpointProfile ServiceToken': ['refused', 'CloudFormation demands the function'],
  'delete Custom::SharedTransitGateway ServiceToken': ['refused', 'CloudFormation demands the function'],
  'delete Custom::TransitSpokes ServiceToken': ['refused', 'CloudFormation demands the function'],
  'allow-what-is-denied AWS::S3::BucketPolicy PolicyDocument.Statement.#': [
    'gap',
    'denials of clear text are caught; those of other keys, of strangers and of deletion are under test, and no rule demands them yet',
  ],

  'delete AWS::AccessAnalyzer::Analyzer Type': ['refused', 'CloudFormation demands the type'],
  'delete AWS::CloudFormation::StackSet OperationPreferences': [
    'stricter',
    'one account at a time, and the first failure stops the operation',
  ],
  'delete AWS::CloudFormation::StackSet PermissionModel': [
    'refused',
    'self-managed by default, and those know no automatic deployment',
  ],
  'delete AWS::CloudWatch::Alarm ComparisonOperator': ['refused', 'CloudFormation demands the operator'],
  'delete AWS::CloudWatch::Alarm TreatMissingData': [
    'same',
    'alarms that guard against too much stay as they are while data is missing; where silence is the failure, it is caught',
  ],
  'delete AWS::CloudTrail::Trail IsOrganizationTrail': [
    'same',
    'a trail is that of its account by default, as in a single account; in an organization it is caught',
  ],
  'flip AWS::CloudTrail::Trail IsOrganizationTrail': [
    'refused',
    'CloudTrail makes no trail of an organization for an account outside of one; in an organization it is caught',
  ],
  'delete AWS::DynamoDB::Table TableName': [
    'gap',
    'CloudFormation makes a name: whether the trail records the table is unknown then, and the requirement partial, which does not stop the gate',
  ],
  'delete AWS::CloudWatch::Alarm EvaluationPeriods': ['refused', 'CloudFormation demands the periods'],
  'delete AWS::CloudWatch::Alarm MetricName': ['refused', 'CloudWatch demands a metric, or an expression'],
  'delete AWS::CloudWatch::Alarm Period': ['refused', 'CloudWatch demands a period with a metric'],
  'delete AWS::CloudWatch::Alarm Statistic': ['refused', 'CloudWatch demands a statistic with a metric'],
  'delete AWS::CloudWatch::Alarm Threshold': ['refused', 'CloudWatch demands a threshold with a metric'],
  'delete AWS::Config::ConfigurationRecorder RecordingMode': ['same', 'recording is continuous by default'],
  'delete AWS::Config::DeliveryChannel S3BucketName': ['refused', 'CloudFormation demands the bucket'],
  'delete AWS::EC2::NetworkAcl VpcId': ['refused', 'CloudFormation demands the network'],
  'delete AWS::EC2::NetworkAclEntry Egress': [
    'same',
    'within one zone, where the list opens the same ports in both directions; between zones it is caught',
  ],
  'flip AWS::EC2::NetworkAclEntry Egress': [
    'same',
    'within one zone, where the list opens the same ports in both directions; between zones it is caught',
  ],
  'delete AWS::EC2::Route RouteTableId': ['refused', 'CloudFormation demands the table'],
  'remove AWS::EC2::Route ': [
    'proved',
    'a way less, or answers that go round the firewall: for the proof of symmetric inspection (hub-mutations.test.ts)',
  ],
  'delete AWS::EC2::Route GatewayId': ['refused', 'EC2 demands a target'],
  'delete AWS::EC2::Route NatGatewayId': ['refused', 'EC2 demands a target'],
  'delete AWS::EC2::TransitGateway AutoAcceptSharedAttachments': ['same', 'nothing is accepted by default'],
  'delete AWS::EC2::TransitGatewayRouteTableAssociation TransitGatewayAttachmentId': [
    'refused',
    'CloudFormation demands the attachment',
  ],
  'delete AWS::EC2::TransitGatewayRouteTableAssociation TransitGatewayRouteTableId': [
    'refused',
    'CloudFormation demands the table',
  ],
  'remove AWS::EC2::TransitGatewayRouteTableAssociation ': [
    'proved',
    'the network of the firewall is then in no table, which is for the proof of route domains (hub-mutations.test.ts)',
  ],
  'flip AWS::EC2::VPNConnection VpnTunnelOptionsSpecifications.#.LogOptions.CloudwatchLogOptions.LogEnabled': [
    'unrelated',
    'the log tells how tunnels came about; which suites they may take the rule reads, and what passes flow logs tell',
  ],
  'delete Custom::HybridAttachment ResourceId': ['refused', 'the handler refuses a question without an id'],
  'delete AWS::DirectConnect::DirectConnectGatewayAssociation DirectConnectGatewayId': [
    'refused',
    'CloudFormation demands the gateway',
  ],
  'delete AWS::EC2::TransitGatewayAttachment VpcId': ['refused', 'CloudFormation demands the network'],
  'delete AWS::ElasticLoadBalancingV2::Listener DefaultActions': ['refused', 'CloudFormation demands the actions'],
  'delete AWS::ElasticLoadBalancingV2::Listener ListenerAttributes': [
    'gap',
    'the listener sends no HSTS any more: whether targets do, no template tells, and the rule says that it does not know',
  ],
  'delete AWS::ElasticLoadBalancingV2::Listener LoadBalancerArn': [
    'refused',
    'CloudFormation demands the load balancer',
  ],
  'delete AWS::ElasticLoadBalancingV2::Listener Protocol': ['refused', 'an application load balancer demands it'],
  'delete AWS::ElasticLoadBalancingV2::LoadBalancer Scheme': ['same', 'the internet reaches it by default'],
  'delete AWS::ElasticLoadBalancingV2::LoadBalancer Type': ['same', 'it is of applications by default'],
  'delete AWS::ElasticLoadBalancingV2::TargetGroup TargetType': [
    'refused',
    'targets are instances by default, and addresses are none',
  ],
  'flip AWS::WAFv2::WebACL Rules.#.VisibilityConfig.CloudWatchMetricsEnabled': [
    'unrelated',
    'metrics of single rules, beside the log of every request, which a rule demands',
  ],
  'flip AWS::WAFv2::WebACL Rules.#.VisibilityConfig.SampledRequestsEnabled': [
    'unrelated',
    'samples, beside the log of every request, which a rule demands',
  ],
  'delete AWS::NetworkFirewall::RuleGroup RuleGroup': ['refused', 'the service demands the rules'],
  'delete AWS::Route53Resolver::FirewallDomainList Domains': [
    'stricter',
    'an empty list of allowed names; without those of all, the rule on networks fails',
  ],
  'delete AWS::Route53Resolver::FirewallRuleGroupAssociation FirewallRuleGroupId': [
    'refused',
    'CloudFormation demands the group',
  ],
  'delete AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation ResolverQueryLogConfigId': [
    'refused',
    'the service demands the log',
  ],
  'delete AWS::EC2::SecurityGroup Tags': [
    'same',
    'the group of endpoints in a network without any has no rule, so that its zone lets nothing in',
  ],
  'delete AWS::EC2::SecurityGroupEgress DestinationSecurityGroupId': ['refused', 'EC2 demands the other side'],
  'delete AWS::EC2::SecurityGroupIngress SourceSecurityGroupId': ['refused', 'EC2 demands the other side'],
  'delete AWS::EC2::NetworkAclEntry CidrBlock': ['refused', 'EC2 demands a range'],
  'delete AWS::EC2::NetworkAclEntry NetworkAclId': ['refused', 'CloudFormation demands the list'],
  'delete AWS::EC2::NetworkAclEntry RuleAction': ['refused', 'CloudFormation demands the action'],
  'delete AWS::EC2::SecurityGroupIngress GroupId': ['refused', 'EC2 demands the group'],
  'delete AWS::EC2::Subnet AvailabilityZone': [
    'gap',
    'EC2 chooses: the verdict becomes unknown and the requirement partial, which does not stop the gate',
  ],
  'delete AWS::EC2::Subnet MapPublicIpOnLaunch': ['same', 'no public address by default'],
  'delete AWS::EC2::Subnet VpcId': ['refused', 'CloudFormation demands the network'],
  'delete AWS::EC2::SubnetNetworkAclAssociation NetworkAclId': ['refused', 'CloudFormation demands the list'],
  'delete AWS::EC2::SubnetRouteTableAssociation RouteTableId': ['refused', 'CloudFormation demands the table'],
  'delete AWS::EC2::SubnetRouteTableAssociation SubnetId': ['refused', 'CloudFormation demands the subnet'],
  'delete AWS::EC2::VPCEndpoint VpcId': ['refused', 'CloudFormation demands the network'],
  'remove AWS::EC2::VPCEndpoint ': ['stricter', 'a service is reached no more, and the network has no other way out'],
  'delete AWS::IAM::Policy Roles': ['refused', 'CloudFormation demands somebody to hold it'],
  'delete AWS::EC2::VPCEndpoint VpcEndpointType': [
    'refused',
    'a gateway by default, and those take neither subnets nor security groups',
  ],
  'delete AWS::IAM::ManagedPolicy ManagedPolicyName': [
    'unrelated',
    'CloudFormation gives it another name; where a boundary is known by it, that is caught',
  ],
  'delete AWS::IAM::ManagedPolicy PolicyDocument': ['refused', 'CloudFormation demands the document'],
  'delete AWS::IAM::Policy PolicyDocument': ['stricter', 'without a document nothing is allowed'],
  'delete AWS::IAM::Role AssumeRolePolicyDocument': ['refused', 'CloudFormation demands the document'],
  'delete AWS::IAM::Role ManagedPolicyArns': ['stricter', 'the role may do less'],
  'delete AWS::IAM::Role MaxSessionDuration': ['same', 'an hour by default, which is the shortest there is'],
  'delete AWS::IAM::Role Policies': ['stricter', 'the role may do less'],
  'delete AWS::IAM::Role Tags': [
    'gap',
    'whose an account is, no template of a StackSet tells: without the tag of its supplier the verdict becomes unknown, which does not stop the gate; the proof of completeness still finds the supplier',
  ],
  'delete AWS::IAM::User UserName': ['unrelated', 'CloudFormation gives it another name'],
  'delete AWS::KMS::Key PendingWindowInDays': ['same', 'a deletion waits 30 days by default'],
  'delete AWS::KMS::Key RotationPeriodInDays': ['same', 'material changes every 365 days by default'],
  'delete AWS::Logs::LogGroup LogGroupName': [
    'gap',
    'CloudFormation makes a name: whether the alarms know it is unknown then, and the requirement partial, which does not stop the gate',
  ],
  'delete AWS::Logs::LogGroup RetentionInDays': ['stricter', 'events never expire'],
  'delete AWS::Logs::MetricFilter FilterPattern': ['refused', 'CloudFormation demands the pattern'],
  'delete AWS::Organizations::Policy Description': ['unrelated', 'a description says nothing to AWS'],
  'delete AWS::Organizations::Policy Type': ['refused', 'CloudFormation demands the type'],
  'delete AWS::Route53::RecordSet Failover': ['refused', 'a record with an identifier needs a routing policy'],
  'delete AWS::S3::Bucket BucketName': [
    'refused',
    'those who deliver know the bucket by its name, and CloudTrail, AWS Config and replication refuse one that does not exist',
  ],
  'delete AWS::S3::Bucket LifecycleConfiguration': ['stricter', 'nothing ever expires'],
  'delete AWS::SNS::Subscription Protocol': ['refused', 'CloudFormation demands the protocol'],
  'delete AWS::SNS::Topic TopicName': ['unrelated', 'CloudFormation gives it another name'],
  'delete AWS::SNS::Subscription TopicArn': ['refused', 'CloudFormation demands the topic'],
  'delete AWS::SSM::Document Content': ['refused', 'CloudFormation demands the content'],
  'delete AWS::SSM::Document DocumentType': [
    'refused',
    'a command by default, for which the content of a session is invalid',
  ],
  'delete AWS::SSO::PermissionSet InlinePolicy': ['stricter', 'nothing is allowed'],
  'delete AWS::SSO::PermissionSet SessionDuration': ['same', 'an hour by default, which is the shortest there is'],
  'delete AWS::SSO::PermissionSet Tags': ['same', 'it says by its name, too, for which job function it is'],
  'delete azurerm_key_vault public_network_access_enabled': ['same', 'the firewall of the vault denies by default'],
  'delete azurerm_key_vault soft_delete_retention_days': ['same', '90 days by default'],
  'delete azurerm_monitor_diagnostic_setting log_analytics_workspace_id': [
    'same',
    'the record is the copy in sealed storage, and that is still written',
  ],
  'delete azurerm_monitor_diagnostic_setting storage_account_id': [
    'gap',
    'the copy in the workspace stays; that the sealed one is written is demanded of the activity log alone',
  ],
  'delete azurerm_monitor_diagnostic_setting target_resource_id': ['refused', 'the provider demands the target'],
  'delete azurerm_network_security_group name': ['refused', 'the provider demands the name'],
  'delete azurerm_network_security_rule access': ['refused', 'the provider demands it'],
  'delete azurerm_network_security_rule destination_address_prefix': ['refused', 'Azure demands a destination'],
  'delete azurerm_network_security_rule destination_port_range': ['refused', 'Azure demands a port'],
  'delete azurerm_network_security_rule direction': ['refused', 'the provider demands the direction'],
  'delete azurerm_network_security_rule network_security_group_name': ['refused', 'the provider demands the group'],
  'delete azurerm_network_security_rule protocol': ['refused', 'the provider demands the protocol'],
  'delete azurerm_network_watcher_flow_log retention_policy': ['refused', 'the provider demands the block'],
  'delete azurerm_role_assignment role_definition_id': ['refused', 'Azure demands a role'],
  'delete azurerm_role_assignment role_definition_name': ['refused', 'Azure demands a role'],
  'delete azurerm_role_definition permissions': ['stricter', 'the role may do nothing'],
  'delete azurerm_storage_account account_kind': ['same', 'StorageV2 by default'],
  'delete azurerm_storage_account cross_tenant_replication_enabled': ['same', 'off by default'],
  'delete azurerm_storage_account https_traffic_only_enabled': ['same', 'on by default'],
  'delete azurerm_storage_account is_hns_enabled': ['same', 'off by default'],
  'delete azurerm_storage_account location': ['refused', 'the provider demands the location'],
  'delete azurerm_storage_account min_tls_version': ['same', 'TLS 1.2 by default'],
  'delete azurerm_storage_account public_network_access_enabled': [
    'same',
    'the firewall of the account denies by default',
  ],
  'delete azurerm_storage_container container_access_type': ['same', 'private by default'],
  'delete azurerm_storage_container name': ['refused', 'the provider demands the name'],
  'delete azurerm_storage_container storage_account_id': ['refused', 'a container needs an account'],

  'drop-condition AWS::IAM::ManagedPolicy PolicyDocument.Statement.#.Condition': [
    'gap',
    'sessions of others could be ended; starting one is guarded. Exact functions of roles are not judged yet (function-role-exact)',
  ],
  'drop-condition AWS::IAM::Policy PolicyDocument.Statement.#.Condition': [
    'gap',
    'resources stay named; exact functions of roles are not judged yet (function-role-exact)',
  ],
  'drop-condition AWS::IAM::Role Policies.#.PolicyDocument.Statement.#.Condition': [
    'gap',
    'resources stay named; exact functions of roles are not judged yet (function-role-exact)',
  ],
  'drop-condition AWS::KMS::Key KeyPolicy.Statement.#.Condition': [
    'gap',
    'a service stays named, but could act for others: the rule demands no source of services, since not all of them tell it',
  ],

  'flip AWS::Backup::BackupPlan BackupPlan.BackupPlanRule.#.EnableContinuousBackup': [
    'gap',
    'recovery points become too rare for the objective: for the proof of RTO and RPO, and for a test now',
  ],
  'flip AWS::CloudFormation::StackSet AutoDeployment.RetainStacksOnAccountRemoval': [
    'same',
    'what holds data outlives its stack by its own policy',
  ],
  'flip AWS::Config::ConfigurationRecorder RecordingGroup.IncludeGlobalResourceTypes': [
    'same',
    'the other region of the account records them as well',
  ],
  'flip AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings.#.Ebs.DeleteOnTermination': [
    'unrelated',
    'the disk of a bastion holds nothing that is kept',
  ],
  'flip AWS::EC2::LaunchTemplate LaunchTemplateData.Monitoring.Enabled': ['unrelated', 'measurements are rarer'],
  'flip AWS::EC2::LaunchTemplate LaunchTemplateData.NetworkInterfaces.#.DeleteOnTermination': [
    'unrelated',
    'an interface without a host reaches nothing',
  ],
  'flip AWS::Route53::HealthCheck HealthCheckConfig.EnableSNI': [
    'unrelated',
    'health checks do not verify certificates, with the name or without',
  ],
  'flip AWS::S3::Bucket BucketEncryption.ServerSideEncryptionConfiguration.#.BucketKeyEnabled': [
    'unrelated',
    'KMS is asked more often, for the same key',
  ],
  'flip azurerm_key_vault public_network_access_enabled': ['same', 'the firewall of the vault denies by default'],
  'flip azurerm_network_watcher_flow_log retention_policy.enabled': ['stricter', 'flow logs are kept without end'],
  'flip azurerm_private_endpoint private_service_connection.is_manual_connection': [
    'stricter',
    'nothing connects before somebody approves',
  ],
  'flip azurerm_storage_account blob_properties.change_feed_enabled': ['unrelated', 'versions are kept without it'],
  'flip azurerm_storage_account is_hns_enabled': ['refused', 'Azure keeps no versions in a hierarchical namespace'],
  'flip azurerm_storage_account public_network_access_enabled': [
    'same',
    'the firewall of the account denies by default',
  ],

  'drop-condition AWS::SSO::PermissionSet InlinePolicy.Statement.#.Condition': [
    'gap',
    'sessions of others could be ended, and keys granted to others; starting sessions, making and passing roles, and decrypting for auditors are guarded',
  ],
  'remove AWS::Backup::BackupVault ': [
    'gap',
    'a vault that copies alone fill is named by plans of other templates: each copy fails, which an alarm tells after deployment',
  ],
  'remove AWS::CloudTrail::Trail ': [
    'gap',
    'rules judge what is there: that every account has a trail is for the proof of coverage, and for a test now',
  ],
  'remove AWS::CloudWatch::Alarm ': [
    'gap',
    'alarms on health checks: no rule demands them yet; those on the trail, on replication and on backup are caught',
  ],
  'remove AWS::Config::DeliveryChannel ': [
    'gap',
    'rules judge what is there: that every recorder delivers is for the proof of coverage, and for a test now',
  ],
  'remove AWS::EC2::NetworkAclEntry ': ['stricter', 'lists hold allowances only: one less passes'],
  'remove AWS::EC2::SecurityGroupIngress ': ['stricter', 'one less is let in'],
  'remove AWS::EC2::SubnetRouteTableAssociation ': ['same', 'the main table of the network leads nowhere else either'],
  'remove AWS::IAM::ManagedPolicy ': ['stricter', 'who has it may do less'],
  'remove AWS::IAM::Policy ': ['stricter', 'who has it may do less'],
  'remove AWS::IAM::Role ': ['stricter', 'nobody enters by a role that is not there'],
  'remove AWS::Organizations::Policy DECLARATIVE_POLICY_EC2': [
    'proved',
    'the proof of completeness misses policies of a type that the configuration names',
  ],
  'remove AWS::Organizations::Policy RESOURCE_CONTROL_POLICY': [
    'proved',
    'the simulation notices each policy that is taken away',
  ],
  'remove AWS::Organizations::Policy SERVICE_CONTROL_POLICY': [
    'proved',
    'the simulation notices each policy that is taken away',
  ],
  'remove AWS::SNS::Subscription ': [
    'same',
    'the topic reaches another person on call; when the last one goes, it is caught',
  ],
  'remove AWS::SSM::Document ': [
    'gap',
    'rules judge what is there: that each account has the document is for the proof of coverage, and for a test now',
  ],
  'remove azurerm_monitor_diagnostic_setting ': [
    'gap',
    'rules judge what is there: that the activity log of a subscription is exported is for the proof of coverage, and for a test now',
  ],
  'remove azurerm_network_security_rule ': ['stricter', 'denials are caught: one less allowance passes'],

  'shorten AWS::Backup::BackupPlan BackupPlan.BackupPlanRule.#.CopyActions.#.Lifecycle.DeleteAfterDays': [
    'refused',
    'the lock of the vault takes no copy that is kept for less than its minimum',
  ],
  'shorten AWS::Backup::BackupPlan BackupPlan.BackupPlanRule.#.Lifecycle.DeleteAfterDays': [
    'refused',
    'the lock of the vault takes no recovery point that is kept for less than its minimum',
  ],
  'shorten AWS::Backup::BackupVault LockConfiguration.ChangeableForDays': [
    'refused',
    'AWS Backup takes 3 days and more',
  ],
  'shorten AWS::Backup::BackupVault LockConfiguration.MinRetentionDays': [
    'gap',
    'the rule demands a minimum and cannot know how much the tiers need: a test compares them',
  ],
  'shorten AWS::KMS::Key RotationPeriodInDays': ['refused', 'KMS takes 90 days and more'],
  'shorten AWS::S3::Bucket LifecycleConfiguration.Rules.#.Transitions.#.TransitionInDays': [
    'refused',
    'S3 moves to infrequent access after 30 days and no earlier',
  ],
  'shorten azurerm_storage_account blob_properties.container_delete_retention_policy.days': [
    'unrelated',
    'versions and seals keep what counts; this is for containers deleted by mistake',
  ],
  'shorten azurerm_storage_account blob_properties.delete_retention_policy.days': [
    'unrelated',
    'versions, which the rule judges, keep what is deleted',
  ],

  'weaken AWS::Organizations::Policy Content.Statement.#.Condition.StringNotEquals.ec2:MetadataHttpTokens': [
    'proved',
    'the simulation starts instances that demand session tokens and instances that do not',
  ],
  'weaken AWS::S3::Bucket LifecycleConfiguration.Rules.#.Status': ['stricter', 'nothing expires any more'],
  'weaken AWS::S3::Bucket ObjectLockConfiguration.ObjectLockEnabled': ['refused', 'S3 knows no value but Enabled'],
  'weaken AWS::S3::Bucket ReplicationConfiguration.Rules.#.Destination.Metrics.Status': [
    'gap',
    'its alarm would see no data; the rule replication-lag-alarm does not exist yet',
  ],
  'weaken AWS::S3::BucketPolicy PolicyDocument.Statement.#.Condition.StringEquals.s3:x-amz-server-side-encryption': [
    'gap',
    'part of the denial of other keys, which no rule demands yet',
  ],
  'weaken AWS::S3::BucketPolicy PolicyDocument.Statement.#.Condition.StringNotEquals.s3:x-amz-server-side-encryption': [
    'gap',
    'part of the denial of other keys, which no rule demands yet',
  ],
};
