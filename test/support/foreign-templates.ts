/** A bucket that many rules object to. */
export const FAULTY_BUCKET = { Type: 'AWS::S3::Bucket' };

/** A CloudFormation template in JSON. */
export const cloudFormation = (resources: object): string => JSON.stringify({ Resources: resources });

/** A Terraform configuration in JSON. */
export const terraform = (resource: object, more: object = {}): string => JSON.stringify({ resource, ...more });

/** The manifest of a CDK assembly with one stack. */
export const cdkManifest = (templateFile: unknown, more: object = {}): string =>
  JSON.stringify({
    version: '48.0.0',
    artifacts: {
      Web: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111111111111/eu-central-1',
        properties: { templateFile },
        ...more,
      },
    },
  });

/** The manifest of a CDKTF output with one stack. */
export const cdktfManifest = (synthesizedStackPath: unknown): string =>
  JSON.stringify({ version: '0.21.0', stacks: { web: { name: 'web', synthesizedStackPath } } });
