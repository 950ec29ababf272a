import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';

/** What is shared (subnets, transit gateways, resolver rules …) stays within the organization. */
export const resourceShareOrganizationOnly: Rule = {
  id: 'resource-share-organization-only',
  demand: {
    en: 'A resource is shared within the organization alone.',
    zh: '资源仅在组织内共享。',
  },
  types: ['AWS::RAM::ResourceShare'],
  reference:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ram-resourceshare.html',
  judge: (share) => (share.flag('AllowExternalPrincipals') === false ? compliant : nonCompliant(OPEN)),
};

const OPEN = finding(
  'AllowExternalPrincipals',
  'is not false: accounts outside the organization can be let in',
  '未设为 false：可共享给组织外的账号',
);
