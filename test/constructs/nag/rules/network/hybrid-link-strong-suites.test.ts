import { hybridLinkStrongSuites } from '../../../../../constructs/nag/rules/network/hybrid-link-strong-suites';
import { describeRule } from '../../../../support/rule-cases';

const values = (...list: unknown[]) => list.map((Value) => ({ Value }));
const STRONG = {
  IKEVersions: values('ikev2'),
  Phase1EncryptionAlgorithms: values('AES256-GCM-16', 'AES256'),
  Phase1IntegrityAlgorithms: values('SHA2-384'),
  Phase1DHGroupNumbers: values(19, '20'),
  Phase2EncryptionAlgorithms: values('AES256'),
  Phase2IntegrityAlgorithms: values('SHA2-256'),
  Phase2DHGroupNumbers: values(21),
};
const tunnels = (second: object = {}) => ({ VpnTunnelOptionsSpecifications: [STRONG, { ...STRONG, ...second }] });
const SECOND = 'VpnTunnelOptionsSpecifications.1';

describeRule(hybridLinkStrongSuites, {
  compliant: { 'strong suites in both tunnels': tunnels() },
  nonCompliant: {
    'nothing said': [{}, 'VpnTunnelOptionsSpecifications'],
    'one tunnel': [{ VpnTunnelOptionsSpecifications: [STRONG] }, 'VpnTunnelOptionsSpecifications'],
    'a version that is old': [tunnels({ IKEVersions: values('ikev1', 'ikev2') }), `${SECOND}.IKEVersions.0.Value`],
    'SHA-1': [
      tunnels({ Phase2IntegrityAlgorithms: values('SHA2-256', 'SHA1') }),
      `${SECOND}.Phase2IntegrityAlgorithms.1.Value`,
    ],
    'AES with the shorter key': [
      tunnels({
        Phase1EncryptionAlgorithms: values('AES256-GCM-16', 'AES128'),
        Phase2EncryptionAlgorithms: values('AES128-GCM-16'),
      }),
      `${SECOND}.Phase1EncryptionAlgorithms.1.Value`,
      `${SECOND}.Phase2EncryptionAlgorithms.0.Value`,
    ],
    'groups of few bits': [
      tunnels({ Phase1DHGroupNumbers: values(2, 14, 22) }),
      `${SECOND}.Phase1DHGroupNumbers.0.Value`,
      `${SECOND}.Phase1DHGroupNumbers.2.Value`,
    ],
    'a list left out': [tunnels({ Phase1EncryptionAlgorithms: undefined }), `${SECOND}.Phase1EncryptionAlgorithms`],
  },
  unknown: {
    'tunnels that are a parameter': { VpnTunnelOptionsSpecifications: { Ref: 'Tunnels' } },
    'a suite that is a parameter': tunnels({ Phase2EncryptionAlgorithms: values({ Ref: 'Suite' }) }),
  },
});
