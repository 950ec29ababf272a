import { certificateNotExportable } from '../../../../../constructs/nag/rules/interfaces/certificate-not-exportable';
import { describeRule } from '../../../../support/rule-cases';

const certificate = (more: object = {}) => ({ DomainName: 'example.com', ValidationMethod: 'DNS', ...more });
const AUTHORITY = { CertificateAuthorityArn: { Ref: 'Authority' } };

describeRule(certificateNotExportable, {
  compliant: {
    'nothing said, which keeps the key': certificate(),
    'a key that stays': certificate({ CertificateExport: 'DISABLED' }),
  },
  nonCompliant: {
    'a key that can be taken out': [certificate({ CertificateExport: 'ENABLED' }), 'CertificateExport'],
    'one of a private authority that says so': [
      certificate({ CertificateExport: 'ENABLED', ...AUTHORITY }),
      'CertificateExport',
    ],
  },
  notApplicable: {
    'a certificate of a private authority': certificate(AUTHORITY),
  },
  unknown: {
    'an export that is a parameter': certificate({ CertificateExport: { Ref: 'Export' } }),
    'an authority under a condition': certificate({
      CertificateAuthorityArn: { 'Fn::If': ['Private', { Ref: 'Authority' }, { Ref: 'AWS::NoValue' }] },
    }),
  },
});
