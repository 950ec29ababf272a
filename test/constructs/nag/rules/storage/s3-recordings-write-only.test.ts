import { s3RecordingsWriteOnly } from '../../../../../constructs/nag/rules/storage/s3-recordings-write-only';
import { describeRule } from '../../../../support/rule-cases';

const BUCKET = 'acme-recordings';
const all = `arn:aws:s3:::${BUCKET}/*`;
const arns = (...names: readonly string[]) => names.map((name) => `arn:aws:iam::*:role/${name}`);
const document = (s3KeyPrefix: unknown = 'bastion') => ({
  Type: 'AWS::SSM::Document',
  Properties: { DocumentType: 'Session', Content: { inputs: { s3BucketName: BUCKET, s3KeyPrefix } } },
});
const allow = (Action: string | readonly string[], Resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action,
  Resource,
  ...more,
});
const of = (account: string, ...names: readonly string[]) => ({
  Condition: {
    StringEquals: { 'aws:PrincipalAccount': account },
    ArnLike: { 'aws:PrincipalArn': arns(...names) },
  },
});
const HOSTS = allow('s3:PutObject', `arn:aws:s3:::${BUCKET}/bastion/*`, of('555555555555', 'acme-bastion*'));
const VIEWERS = allow(
  's3:PutObject',
  `arn:aws:s3:::${BUCKET}/viewings/\${aws:userid}/*`,
  of('222222222222', 'acme-auditor', 'acme-moderator'),
);
const others = (more: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::${BUCKET}/viewings/*`,
  Condition: { ArnNotLike: { 'aws:PrincipalArn': arns('acme-auditor', 'acme-moderator') } },
  ...more,
});

const policy = (statements: readonly object[], beside: object = { Document: document() }) => ({
  template: {
    Subject: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: statements } },
    },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: BUCKET } },
    ...beside,
  },
});
const beside = (...statements: readonly object[]) => policy([HOSTS, ...statements]);
const read = (more: object) => allow('s3:GetObject', all, more);
const principal = (AWS: string) => ({ Principal: { AWS } });

const ACTION = 'PolicyDocument.Statement.1.Action';

describeRule(s3RecordingsWriteOnly, {
  compliant: {
    'hosts that write alone': beside(),
    'viewers who write of themselves, and nobody else there': policy([HOSTS, VIEWERS, others()]),
    'a refusal that spares some of the viewers': policy([
      HOSTS,
      VIEWERS,
      others({ Condition: { ArnNotLike: { 'aws:PrincipalArn': arns('acme-auditor') } } }),
    ]),
    'readers of the same account by another name': beside(read(of('555555555555', 'acme-auditor'))),
    'readers of another account': beside(read(of('222222222222', '*'))),
    'an account that reads, and is not that of the hosts': beside(read(principal('222222222222'))),
    'a service that reads': beside(read({ Principal: { Service: 'logging.s3.amazonaws.com' } })),
    'hosts that ask for the encryption': beside(
      allow('s3:GetEncryptionConfiguration', `arn:aws:s3:::${BUCKET}`, of('555555555555', 'acme-bastion*')),
    ),
  },
  nonCompliant: {
    'hosts that read': [beside(read(of('555555555555', 'acme-bastion*'))), ACTION],
    'one host that reads': [beside(read(principal('arn:aws:iam::555555555555:role/acme-bastion-eu-west-1'))), ACTION],
    'hosts that read, by a wildcard': [beside(read(of('555555555555', '*-eu-west-1'))), ACTION],
    'hosts that read, among others of their account': [beside(read(principal('555555555555'))), ACTION],
    'the same by the ARN of the account': [beside(read(principal('arn:aws:iam::555555555555:root'))), ACTION],
    'all who read': [beside(read({})), ACTION],
    'all but one': [beside(read({ Principal: undefined, NotPrincipal: { AWS: '222222222222' } })), ACTION],
    'hosts that remove': [beside(allow('s3:DeleteObject*', all, of('555555555555', 'acme-bastion*'))), ACTION],
    'hosts that list': [
      beside(allow('s3:ListBucket', `arn:aws:s3:::${BUCKET}`, of('555555555555', 'acme-bastion*'))),
      ACTION,
    ],
    'hosts that do anything': [policy([{ ...HOSTS, Action: 's3:*' }]), 'PolicyDocument.Statement.0.Action'],
    'what viewers write, which others write too': [policy([HOSTS, VIEWERS]), 'PolicyDocument.Statement.1.Resource'],
    'a refusal of another folder': [
      policy([HOSTS, VIEWERS, others({ Resource: `arn:aws:s3:::${BUCKET}/other/*` })]),
      'PolicyDocument.Statement.1.Resource',
    ],
    'a refusal that spares others': [
      policy([
        HOSTS,
        VIEWERS,
        others({ Condition: { ArnNotLike: { 'aws:PrincipalArn': arns('acme-auditor', 'acme-bastion*') } } }),
      ]),
      'PolicyDocument.Statement.1.Resource',
    ],
    'a refusal of something else': [
      policy([HOSTS, VIEWERS, others({ Action: 's3:GetObject' })]),
      'PolicyDocument.Statement.1.Resource',
    ],
    'a refusal of one alone': [
      policy([HOSTS, VIEWERS, others({ Principal: { AWS: '555555555555' } })]),
      'PolicyDocument.Statement.1.Resource',
    ],
    'sessions without a folder, whose writers read': [
      policy([{ ...HOSTS, Resource: all }, read(of('555555555555', 'acme-bastion*'))], { Document: document('') }),
      ACTION,
    ],
  },
  notApplicable: { 'a bucket without sessions': policy([HOSTS], {}) },
  unknown: {
    'a bucket that stands elsewhere': { Bucket: 'other', PolicyDocument: { Statement: [HOSTS] } },
    'statements that are a parameter': policy({ Ref: 'Statements' } as never),
  },
});
