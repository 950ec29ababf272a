import { configRecorderComplete } from '../../../../../constructs/nag/rules/logging/config-recorder-complete';
import { describeRule } from '../../../../support/rule-cases';

const complete = { AllSupported: true, IncludeGlobalResourceTypes: true };
const recording = (RecordingGroup: object, more: object = {}) => ({ RecordingGroup, ...more });
const excluding = (...ResourceTypes: readonly string[]) => ({
  RecordingStrategy: { UseOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
  ExclusionByResourceTypes: { ResourceTypes },
});

describeRule(configRecorderComplete, {
  compliant: {
    'all types': recording(complete),
    'all types, told by strategy': recording({
      ...complete,
      RecordingStrategy: { UseOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
    }),
    'nothing excluded': recording(excluding()),
    'every change': recording(complete, { RecordingMode: { RecordingFrequency: 'CONTINUOUS' } }),
    'all but global types beside a recorder that has them': {
      template: {
        Subject: { Type: 'AWS::Config::ConfigurationRecorder', Properties: recording({ AllSupported: true }) },
        Home: { Type: 'AWS::Config::ConfigurationRecorder', Properties: recording(complete) },
      },
    },
  },
  nonCompliant: {
    'nothing said': [{}, 'RecordingGroup.AllSupported', 'RecordingGroup.IncludeGlobalResourceTypes'],
    'types listed': [
      recording({ ResourceTypes: ['AWS::S3::Bucket'], IncludeGlobalResourceTypes: true }),
      'RecordingGroup.AllSupported',
    ],
    'types excluded': [recording(excluding('AWS::IAM::Role')), 'RecordingGroup.ExclusionByResourceTypes.ResourceTypes'],
    'global types left out': [recording({ AllSupported: true }), 'RecordingGroup.IncludeGlobalResourceTypes'],
    'a look once a day': [
      recording(complete, { RecordingMode: { RecordingFrequency: 'DAILY' } }),
      'RecordingMode.RecordingFrequency',
    ],
  },
  unknown: {
    'global types that a condition decides': recording({
      ...complete,
      IncludeGlobalResourceTypes: { 'Fn::If': ['Home', true, false] },
    }),
  },
});
