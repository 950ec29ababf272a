import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';

const EXPORT = 'CertificateExport';

/**
 * The private key of a certificate stays in ACM: once exported, it lies in files that nobody counts, and nothing calls it back.
 * Whether it can be is settled as the certificate is requested. One of a private authority always can, whatever the template says.
 */
export const certificateNotExportable: Rule = {
  id: 'certificate-not-exportable',
  demand: {
    en: 'The private key of a certificate cannot be exported from ACM.',
    zh: '证书私钥不可从 ACM 导出。',
  },
  types: ['AWS::CertificateManager::Certificate'],
  reference: 'https://docs.aws.amazon.com/acm/latest/userguide/acm-exportable-certificates.html',
  judge(certificate) {
    if (certificate.literal(EXPORT) === 'ENABLED') return EXPORTABLE;
    return certificate.isSet('CertificateAuthorityArn') ? notApplicable(OF_PRIVATE_AUTHORITY) : compliant;
  },
};

const EXPORTABLE = nonCompliant(
  finding(
    EXPORT,
    'is ENABLED: the private key can be taken out of ACM; make it DISABLED, or leave it out',
    '为 ENABLED：私钥可被导出 ACM；请改为 DISABLED 或移除',
  ),
);

const OF_PRIVATE_AUTHORITY: Bilingual = {
  en: 'it is of a private authority: its key can be exported by whoever policies let',
  zh: '其由私有 CA 签发：私钥可否导出由策略决定',
};
