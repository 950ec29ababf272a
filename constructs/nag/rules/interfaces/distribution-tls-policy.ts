import { finding } from '../../findings';
import { type Rule, type Verdict, verdictFromEach, verdictOfEach } from '../../rule';
import type { Resource } from '../../template';
import { DISTRIBUTION_POLICIES, judgeTlsPolicy } from './tls-policies';

const CERTIFICATE = 'DistributionConfig.ViewerCertificate';

/** What CloudFront takes without a certificate of one's own, whatever the template says. */
const DEFAULT_POLICY = 'TLSv1';

/** What viewers may be offered: HTTPS alone, or HTTP that leads there. */
const ENCRYPTED = ['https-only', 'redirect-to-https'];

/** A distribution takes TLS 1.2 or later with forward secrecy from its viewers, and nothing in clear text. */
export const distributionTlsPolicy: Rule = {
  id: 'distribution-tls-policy',
  demand: {
    en: 'A distribution takes HTTPS only, of TLS 1.2 or later with forward secrecy.',
    zh: '内容分发仅接受 HTTPS，采用 TLS 1.2 及以上版本并具备前向保密。',
  },
  types: ['AWS::CloudFront::Distribution'],
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
  judge: (distribution) => verdictOfEach([judgeVersion, judgeBehaviors], (judge) => judge(distribution)),
};

function judgeVersion(distribution: Resource): Verdict {
  const property = `${CERTIFICATE}.MinimumProtocolVersion`;
  const policy = String(distribution.literal(property) ?? DEFAULT_POLICY);
  return hasDefaultCertificate(distribution)
    ? judgeTlsPolicy(CERTIFICATE, DEFAULT_POLICY, DISTRIBUTION_POLICIES)
    : judgeTlsPolicy(property, policy, DISTRIBUTION_POLICIES);
}

const hasDefaultCertificate = (distribution: Resource): boolean =>
  !distribution.has(CERTIFICATE) || distribution.flag(`${CERTIFICATE}.CloudFrontDefaultCertificate`) === true;

const judgeBehaviors = (distribution: Resource): Verdict =>
  verdictFromEach(
    ['DistributionConfig.DefaultCacheBehavior', ...distribution.places('DistributionConfig.CacheBehaviors')],
    (at) =>
      ENCRYPTED.includes(String(distribution.literal(`${at}.ViewerProtocolPolicy`) ?? ''))
        ? []
        : [
            finding(
              `${at}.ViewerProtocolPolicy`,
              `is not ${ENCRYPTED.join(' or ')}: requests in clear text are answered`,
              `不是 ${ENCRYPTED.join(' 或 ')}：明文请求会得到响应`,
            ),
          ],
  );
