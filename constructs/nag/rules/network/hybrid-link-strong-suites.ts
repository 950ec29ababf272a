import { finding } from '../../findings';
import { type Finding, nonCompliant, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

const TUNNELS = 'VpnTunnelOptionsSpecifications';

/** A connection has two tunnels; one that the template does not describe takes whatever AWS offers. */
const TUNNELS_OF_A_CONNECTION = 2;

/**
 * What a tunnel may agree on. Without a list AWS offers all, IKEv1, SHA-1 and the group of 1024 bits included. Groups 22
 * (1024 bits) and 23 and 24 (2048 bits with a small subgroup) are not among these. Of AES the longer key alone: a recorded
 * tunnel stays secret for as long as its key does, and no device that speaks the one lacks the other.
 */
const STRONG: Readonly<Record<string, RegExp>> = {
  IKEVersions: /^ikev2$/,
  Phase1EncryptionAlgorithms: /^AES256(-GCM-16)?$/,
  Phase1IntegrityAlgorithms: /^SHA2-(256|384|512)$/,
  Phase1DHGroupNumbers: /^(14|15|16|17|18|19|20|21)$/,
  Phase2EncryptionAlgorithms: /^AES256(-GCM-16)?$/,
  Phase2IntegrityAlgorithms: /^SHA2-(256|384|512)$/,
  Phase2DHGroupNumbers: /^(14|15|16|17|18|19|20|21)$/,
};

/** Both tunnels of a VPN connection name what they may agree on, and name strong suites alone. */
export const hybridLinkStrongSuites: Rule = {
  id: 'hybrid-link-strong-suites',
  demand: {
    en: 'Both tunnels of a VPN connection take IKEv2 and strong suites alone.',
    zh: 'VPN 连接的两条隧道仅接受 IKEv2 与强套件。',
  },
  types: ['AWS::EC2::VPNConnection'],
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',
  judge(connection) {
    const tunnels = connection.places(TUNNELS);
    if (tunnels.length < TUNNELS_OF_A_CONNECTION) return nonCompliant(UNDESCRIBED);
    return verdictFromEach(
      tunnels.flatMap((tunnel) =>
        Object.entries(STRONG).map(([property, strong]) => ({ at: `${tunnel}.${property}`, strong })),
      ),
      ({ at, strong }) => weakIn(connection, at, strong),
    );
  },
};

const UNDESCRIBED = finding(
  TUNNELS,
  'does not describe both tunnels: one that is left out takes IKEv1, SHA-1 and groups of 1024 bits too',
  '未描述两条隧道：缺失者将同时接受 IKEv1、SHA-1 与 1024 位 DH 组',
);

function weakIn(connection: Resource, at: string, strong: RegExp): readonly Finding[] {
  const offered = connection.places(at);
  if (offered.length === 0) {
    return [
      finding(
        at,
        'is missing: whatever AWS offers is taken, weak suites too',
        '未设置：将接受 AWS 提供的一切，包括弱套件',
      ),
    ];
  }
  return offered
    .map((place) => ({ path: `${place}.Value`, value: String(connection.literal(`${place}.Value`)) }))
    .filter(({ value }) => !strong.test(value))
    .map(({ path, value }) =>
      finding(path, `is ${value}, which is weak: take it out`, `为 ${value}，强度不足：请移除`),
    );
}
