import { hostRuntimeSensor } from '../../../../../constructs/nag/rules/firewall/host-runtime-sensor';
import { describeRule } from '../../../../support/rule-cases';

const SENSORS = ['EC2_AGENT_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'];
const enabled = (Name: string) => ({ Name, Status: 'ENABLED' });
const detector = (features: unknown, partition?: string) => ({
  template: { Subject: { Type: 'AWS::GuardDuty::Detector', Properties: { Enable: true, Features: features } } },
  environment: partition === undefined ? {} : { partition },
});
const monitoring = (Status: unknown, AdditionalConfiguration: unknown) => [
  enabled('S3_DATA_EVENTS'),
  { Name: 'RUNTIME_MONITORING', Status, AdditionalConfiguration },
];

describeRule(hostRuntimeSensor, {
  compliant: {
    'sensors that GuardDuty keeps': detector(monitoring('ENABLED', SENSORS.map(enabled)), 'aws'),
  },
  nonCompliant: {
    'no monitoring': [detector([enabled('S3_DATA_EVENTS')], 'aws'), 'Features'],
    'no feature': [detector(undefined, 'aws'), 'Features'],
    'monitoring that is off': [detector(monitoring('DISABLED', SENSORS.map(enabled)), 'aws'), 'Features.1.Status'],
    'sensors that somebody has to put there': [
      detector(monitoring('ENABLED', undefined), 'aws'),
      ...SENSORS.map(() => 'Features.1.AdditionalConfiguration'),
    ],
    'no sensors in containers': [
      detector(
        monitoring('ENABLED', [
          enabled('EC2_AGENT_MANAGEMENT'),
          { Name: 'ECS_FARGATE_AGENT_MANAGEMENT', Status: 'DISABLED' },
        ]),
        'aws',
      ),
      'Features.1.AdditionalConfiguration',
      'Features.1.AdditionalConfiguration',
    ],
  },
  notApplicable: {
    'China, where there is none': detector([], 'aws-cn'),
  },
  unknown: {
    'a partition that is not known': detector(monitoring('ENABLED', SENSORS.map(enabled))),
    'features that are a parameter': detector({ Ref: 'Features' }, 'aws'),
    'a switch that is a parameter': detector(monitoring({ Ref: 'Status' }, []), 'aws'),
  },
});
