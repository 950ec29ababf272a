import type { Reader } from '../reader';
import { alarmFacts } from './alarm';
import { backupPlanFacts } from './backup-plan';
import { recorderFacts } from './config-recorder';
import { userFacts } from './iam-user';
import { keyFacts } from './kms-key';
import { lambdaFacts } from './lambda-function';
import { logGroupFacts } from './log-group';
import { networkAclFacts } from './network-acl';
import { organizationPolicyFacts } from './organization-policy';
import { routeTableFacts } from './route-table';
import { securityGroupFacts } from './security-group';
import { topicFacts } from './sns-topic';
import { queueFacts } from './sqs-queue';
import { subnetFacts } from './subnet';
import { trailFacts } from './trail';
import { vpcFacts } from './vpc';

/** By type: what is read beside the properties, for `evidence/live-checks.ts` and `planned-parts.ts`. */
export const FACT_READERS: Readonly<Record<string, Reader>> = {
  'AWS::Backup::BackupPlan': backupPlanFacts,
  'AWS::CloudTrail::Trail': trailFacts,
  'AWS::CloudWatch::Alarm': alarmFacts,
  'AWS::Config::ConfigurationRecorder': recorderFacts,
  'AWS::EC2::NetworkAcl': networkAclFacts,
  'AWS::EC2::RouteTable': routeTableFacts,
  'AWS::EC2::SecurityGroup': securityGroupFacts,
  'AWS::EC2::Subnet': subnetFacts,
  'AWS::EC2::VPC': vpcFacts,
  'AWS::IAM::User': userFacts,
  'AWS::KMS::Key': keyFacts,
  'AWS::Lambda::Function': lambdaFacts,
  'AWS::Logs::LogGroup': logGroupFacts,
  'AWS::Organizations::Policy': organizationPolicyFacts,
  'AWS::SNS::Topic': topicFacts,
  'AWS::SQS::Queue': queueFacts,
};
