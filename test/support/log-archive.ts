/** Fixtures of a rule, beside a bucket that keeps the logs of a landing zone: `acme-logs`. */
export const withArchive = <T extends { readonly template: object }>(fixture: T): T => ({
  ...fixture,
  template: {
    ...fixture.template,
    LogArchive: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'acme-logs', Tags: [{ Key: 'isms:holds', Value: 'logs' }] },
    },
  },
});
