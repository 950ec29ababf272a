import { sessionRecordingsKept } from '../../../../../constructs/nag/rules/sessions/session-recordings-kept';
import { describeRule } from '../../../../support/rule-cases';

const BASTION = [{ ResourceType: 'instance', Tags: [{ Key: 'isms:purpose', Value: 'bastion' }] }];
const host = (script: unknown, TagSpecifications: unknown = BASTION) => ({
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: { LaunchTemplateData: { UserData: { 'Fn::Base64': script }, TagSpecifications } },
});
const storing = (bucket: string) => `{ "store_url": "https://${bucket}.s3.eu-west-1.amazonaws.com" }`;
const Bucket = {
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName: 'acme-recordings', Tags: [{ Key: 'isms:holds', Value: 'recordings' }] },
};
const beside = (Subject: ReturnType<typeof host>, bucket: typeof Bucket = Bucket) => ({
  template: { Subject, Bucket: bucket },
});
const USER_DATA = 'LaunchTemplateData.UserData';

describeRule(sessionRecordingsKept, {
  compliant: {
    'the bucket for recordings': beside(host(storing('acme-recordings'))),
    'the bucket by reference': beside(host({ 'Fn::Sub': storing('${Bucket}') })),
    'a bucket that no template has, where none is for recordings': {
      template: { Subject: host(storing('acme-recordings')) },
    },
  },
  nonCompliant: {
    'another bucket': [beside(host(storing('evil-bucket'))), USER_DATA],
    'a bucket that begins with the name of that for recordings': [
      beside(host(storing('acme-recordings.evil'))),
      USER_DATA,
    ],
  },
  notApplicable: {
    'a host that is none of a bastion': beside(host(storing('evil-bucket'), [])),
    'a host without a recorder': beside(host('#!/bin/bash')),
  },
  unknown: {
    'a bucket that deployment alone tells': beside(host({ 'Fn::Sub': storing('${Name}') })),
    'a script that deployment alone tells': beside(host({ Ref: 'Script' })),
  },
});
