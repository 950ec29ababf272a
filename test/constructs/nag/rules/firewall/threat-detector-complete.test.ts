import { threatDetectorComplete } from '../../../../../constructs/nag/rules/firewall/threat-detector-complete';
import { describeRule } from '../../../../support/rule-cases';

const CHINA = ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS'];
const ALL = [...CHINA, 'EBS_MALWARE_PROTECTION', 'RDS_LOGIN_EVENTS', 'LAMBDA_NETWORK_LOGS', 'RUNTIME_MONITORING'];
const detector = (features: readonly string[], partition: string | undefined, more: object = {}) => ({
  template: {
    Subject: {
      Type: 'AWS::GuardDuty::Detector',
      Properties: { Enable: true, Features: features.map((Name) => ({ Name, Status: 'ENABLED' })), ...more },
    },
  },
  environment: partition === undefined ? {} : { partition },
});

describeRule(threatDetectorComplete, {
  compliant: {
    'every protection': detector(ALL, 'aws'),
    'every protection, wherever it is': detector(ALL, undefined),
    'what China has': detector(CHINA, 'aws-cn'),
    'the older switches': detector([], 'aws-cn', {
      Features: undefined,
      DataSources: { S3Logs: { Enable: true }, Kubernetes: { AuditLogs: { Enable: 'true' } } },
    }),
  },
  nonCompliant: {
    'a detector that is off': [detector(ALL, 'aws', { Enable: false }), 'Enable'],
    'nothing beside the foundation': [detector([], 'aws-cn'), 'Features', 'Features'],
    'what China lacks, elsewhere': [detector(CHINA, 'aws'), 'Features', 'Features', 'Features', 'Features'],
    'a protection that is off': [
      detector([], 'aws-cn', {
        Features: [
          { Name: 'S3_DATA_EVENTS', Status: 'DISABLED' },
          { Name: 'EKS_AUDIT_LOGS', Status: 'ENABLED' },
        ],
      }),
      'Features',
    ],
  },
  unknown: {
    'what China lacks, where the partition is not known': detector(CHINA, undefined),
    'features that are a parameter': detector([], 'aws', { Features: { Ref: 'Features' } }),
  },
});
