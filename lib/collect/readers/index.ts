import type { Reader } from '../reader';
import { alarm } from './alarm';
import { backupPlan } from './backup-plan';
import { backupVault } from './backup-vault';
import { configRecorder } from './config-recorder';
import { deliveryChannel } from './delivery-channel';
import { eventsRule } from './events-rule';
import { flowLog } from './flow-log';
import { healthCheck } from './health-check';
import { iamRole } from './iam-role';
import { iamUser } from './iam-user';
import { instanceProfile } from './instance-profile';
import { kmsKey } from './kms-key';
import { lambdaFunction } from './lambda-function';
import { launchTemplate } from './launch-template';
import { logGroup } from './log-group';
import { managedPolicy } from './managed-policy';
import { networkAcl } from './network-acl';
import { organizationPolicy } from './organization-policy';
import { routeTable } from './route-table';
import { s3Bucket } from './s3-bucket';
import { s3BucketPolicy } from './s3-bucket-policy';
import { securityGroup } from './security-group';
import { sessionDocument } from './session-document';
import { snsSubscription } from './sns-subscription';
import { snsTopic } from './sns-topic';
import { sqsQueue } from './sqs-queue';
import { subnet } from './subnet';
import { table } from './table';
import { trail } from './trail';
import { vpc } from './vpc';
import { vpcEndpoint } from './vpc-endpoint';

/** By type, for each that `observables.ts` lists. */
export const READERS: Readonly<Record<string, Reader>> = {
  'AWS::Backup::BackupPlan': backupPlan,
  'AWS::Backup::BackupVault': backupVault,
  'AWS::CloudTrail::Trail': trail,
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::Config::ConfigurationRecorder': configRecorder,
  'AWS::Config::DeliveryChannel': deliveryChannel,
  'AWS::DynamoDB::Table': table,
  'AWS::EC2::FlowLog': flowLog,
  'AWS::EC2::LaunchTemplate': launchTemplate,
  'AWS::EC2::NetworkAcl': networkAcl,
  'AWS::EC2::RouteTable': routeTable,
  'AWS::EC2::SecurityGroup': securityGroup,
  'AWS::EC2::Subnet': subnet,
  'AWS::EC2::VPC': vpc,
  'AWS::EC2::VPCEndpoint': vpcEndpoint,
  'AWS::Events::Rule': eventsRule,
  'AWS::IAM::InstanceProfile': instanceProfile,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Role': iamRole,
  'AWS::IAM::User': iamUser,
  'AWS::KMS::Key': kmsKey,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::Organizations::Policy': organizationPolicy,
  'AWS::Route53::HealthCheck': healthCheck,
  'AWS::S3::Bucket': s3Bucket,
  'AWS::S3::BucketPolicy': s3BucketPolicy,
  'AWS::SNS::Subscription': snsSubscription,
  'AWS::SNS::Topic': snsTopic,
  'AWS::SQS::Queue': sqsQueue,
  'AWS::SSM::Document': sessionDocument,
};
