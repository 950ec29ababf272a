import type { PartitionName } from './regions';
import type { Source } from './source';

/** Where it stands that a service is missing. */
export const servicesSource: Source = {
  url: 'https://github.com/boto/botocore (1.43.11, endpoints.json) and https://github.com/aws-cloudformation/cfn-lint (1.51.0, provider schemas)',
  checked: '2026-11-28',
  edition:
    'services with an endpoint, or types of resources, in the regions of aws and none in cn-north-1 and cn-northwest-1',
};

/** Services that a partition lacks and the other has, by the prefix of their actions. Not all of them: those that a policy may well name. */
export const servicesMissing: Readonly<Record<PartitionName, readonly string[]>> = {
  aws: [],
  'aws-cn': [
    'arc-region-switch',
    'auditmanager',
    'bedrock',
    'cognito-idp',
    'controltower',
    'detective',
    'fis',
    'globalaccelerator',
    'imagebuilder',
    'lightsail',
    'macie2',
    'resiliencehub',
    'route53-recovery-control-config',
    's3-object-lambda',
    'securitylake',
    'ssm-guiconnect',
    'ssm-incidents',
    'ssm-quicksetup',
  ],
};
