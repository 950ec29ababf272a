import { trailEncrypted } from '../../../../../constructs/nag/rules/logging/trail-encrypted';
import { trailLogValidation } from '../../../../../constructs/nag/rules/logging/trail-log-validation';
import { trailManagementEvents } from '../../../../../constructs/nag/rules/logging/trail-management-events';
import { trailMultiRegion } from '../../../../../constructs/nag/rules/logging/trail-multi-region';
import { describeRule } from '../../../../support/rule-cases';

describeRule(trailLogValidation, {
  compliant: { validation: { EnableLogFileValidation: true } },
  nonCompliant: {
    'none said': [{}, 'EnableLogFileValidation'],
    'it switched off': [{ EnableLogFileValidation: false }, 'EnableLogFileValidation'],
  },
  unknown: { 'a switch that a parameter decides': { EnableLogFileValidation: { Ref: 'Validate' } } },
});

const everywhere = { IsLogging: true, IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true };

describeRule(trailMultiRegion, {
  compliant: { 'every region and global services': everywhere },
  nonCompliant: {
    'recording off': [{ ...everywhere, IsLogging: false }, 'IsLogging'],
    'one region': [{ ...everywhere, IsMultiRegionTrail: undefined }, 'IsMultiRegionTrail'],
    'global services left out': [{ ...everywhere, IncludeGlobalServiceEvents: false }, 'IncludeGlobalServiceEvents'],
    'all of it wrong': [{}, 'IsLogging', 'IsMultiRegionTrail', 'IncludeGlobalServiceEvents'],
  },
  unknown: { 'a switch that a parameter decides': { ...everywhere, IsLogging: { Ref: 'On' } } },
});

const selecting = (...EventSelectors: readonly object[]) => ({ EventSelectors });
const advanced = (...selectors: readonly (readonly object[])[]) => ({
  AdvancedEventSelectors: selectors.map((FieldSelectors) => ({ FieldSelectors })),
});
const management = { Field: 'eventCategory', Equals: ['Management'] };
const data = [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
];

describeRule(trailManagementEvents, {
  compliant: {
    'no selectors, which keep them all': {},
    'a selector that says so': selecting({ IncludeManagementEvents: true, ReadWriteType: 'All' }),
    'a selector by its defaults': selecting({ DataResources: [] }),
    'one selector of several': selecting({ ReadWriteType: 'WriteOnly' }, { IncludeManagementEvents: true }),
    'an advanced selector beside one for data': advanced(data, [management]),
  },
  nonCompliant: {
    'management events left out': [
      selecting({ IncludeManagementEvents: false }),
      'EventSelectors.0.IncludeManagementEvents',
    ],
    'writes alone': [selecting({ ReadWriteType: 'WriteOnly' }), 'EventSelectors.0.ReadWriteType'],
    'KMS left out': [
      selecting({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
      'EventSelectors.0.ExcludeManagementEventSources',
    ],
    'no selector': [selecting(), 'EventSelectors'],
    'an advanced selector for data alone': [advanced(data), 'AdvancedEventSelectors.0.FieldSelectors'],
    'an advanced selector for reads': [
      advanced([management, { Field: 'readOnly', Equals: ['true'] }]),
      'AdvancedEventSelectors.0.FieldSelectors.1',
    ],
    'an advanced selector without KMS': [
      advanced([management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }]),
      'AdvancedEventSelectors.0.FieldSelectors.1',
    ],
  },
  unknown: {
    'a selector that a parameter decides': selecting({ ReadWriteType: { Ref: 'Kind' } }),
    'selectors that a condition decides': { EventSelectors: { 'Fn::If': ['A', [], []] } },
  },
});

describeRule(trailEncrypted, {
  compliant: { 'a key by alias': { KMSKeyId: 'alias/main/logs' } },
  nonCompliant: {
    'no key': [{}, 'KMSKeyId'],
    "the provider's key": [{ KMSKeyId: 'alias/aws/cloudtrail' }, 'KMSKeyId'],
  },
  unknown: { 'a key that a parameter names': { KMSKeyId: { Ref: 'Key' } } },
});
