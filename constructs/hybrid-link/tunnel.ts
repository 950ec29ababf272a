import type { CfnVPNConnection } from 'aws-cdk-lib/aws-ec2';

const values = <Value>(...of: readonly Value[]) => of.map((value) => ({ value }));

/** Elliptic curves of 256, 384 and 521 bits. */
const GROUPS = values(19, 20, 21);
const ENCRYPTION = values('AES256-GCM-16');
const INTEGRITY = values('SHA2-384', 'SHA2-512');

/**
 * What both sides of a tunnel may agree on. Whatever is left out would take all that AWS offers, IKEv1 and groups of 1024 bits too.
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
 */
export const STRONG_TUNNEL: CfnVPNConnection.VpnTunnelOptionsSpecificationProperty = {
  ikeVersions: values('ikev2'),
  phase1EncryptionAlgorithms: ENCRYPTION,
  phase1IntegrityAlgorithms: INTEGRITY,
  phase1DhGroupNumbers: GROUPS,
  phase2EncryptionAlgorithms: ENCRYPTION,
  phase2IntegrityAlgorithms: INTEGRITY,
  phase2DhGroupNumbers: GROUPS,
};
