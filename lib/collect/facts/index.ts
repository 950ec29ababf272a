import type { Reader } from '../reader';
import { recorderFacts } from './config-recorder';
import { keyFacts } from './kms-key';
import { organizationPolicyFacts } from './organization-policy';
import { securityGroupFacts } from './security-group';
import { subnetFacts } from './subnet';
import { trailFacts } from './trail';
import { vpcFacts } from './vpc';

/** By type: what is read beside the properties, for the checks of `evidence/live-checks.ts`. */
export const FACT_READERS: Readonly<Record<string, Reader>> = {
  'AWS::CloudTrail::Trail': trailFacts,
  'AWS::Config::ConfigurationRecorder': recorderFacts,
  'AWS::EC2::SecurityGroup': securityGroupFacts,
  'AWS::EC2::Subnet': subnetFacts,
  'AWS::EC2::VPC': vpcFacts,
  'AWS::KMS::Key': keyFacts,
  'AWS::Organizations::Policy': organizationPolicyFacts,
};
