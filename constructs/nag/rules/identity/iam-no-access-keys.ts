import { finding } from '../../findings';
import { nonCompliant, type Rule } from '../../rule';

/** Not even an inactive key: whoever may update it can bring it back. */
export const iamNoAccessKeys: Rule = {
  id: 'iam-no-access-keys',
  demand: { en: 'No access key is created.', zh: '不创建访问密钥。' },
  types: ['AWS::IAM::AccessKey'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles',
  judge: (key) =>
    nonCompliant(
      finding('Type', `is ${key.type}: a credential that does not expire`, `为 ${key.type}：不会过期的凭证`),
    ),
};
