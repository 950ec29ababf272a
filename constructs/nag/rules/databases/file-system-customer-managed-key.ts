import { unlessTrue } from '../../findings';
import { type Rule, verdictFromEach } from '../../rule';
import { customerKeyFindings } from '../keys/customer-key';

/** Files that several hosts share lie encrypted under a key whose policy and life the customer decides. */
export const fileSystemCustomerManagedKey: Rule = {
  id: 'file-system-customer-managed-key',
  demand: {
    en: 'Shared file systems are encrypted with a customer-managed key.',
    zh: '共享文件系统以客户自管密钥加密。',
  },
  types: ['AWS::EFS::FileSystem', 'AWS::FSx::FileSystem'],
  reference: 'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html',
  judge(system) {
    const encrypted = () => unlessTrue(system, 'Encrypted', 'files lie in clear', '文件以明文存放');
    const key = () => customerKeyFindings(system, 'KmsKeyId');
    return verdictFromEach(system.type === 'AWS::EFS::FileSystem' ? [encrypted, key] : [key], (check) => check());
  },
};
