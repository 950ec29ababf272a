import { finding } from '../../findings';
import { compliant, nonCompliant, unknown, type Verdict } from '../../rule';

/** What a predefined policy lets through that it should not. */
type Weakness = 'old-version' | 'no-forward-secrecy';

/** Policies whose names are alike let the same through; a strong family lets nothing through. */
interface Family {
  readonly names: RegExp;
  readonly lets?: Weakness;
}

/** The day on which the families below were last compared with the documentation. */
export const TLS_POLICIES_READ_ON = '2026-11-28';

/** Policies of one service by family, of which the first that matches counts, and one to choose instead. */
export interface TlsPolicies {
  readonly families: readonly Family[];
  readonly instead: string;
}

/**
 * Application, network and classic load balancers. Suites with an exchange of keys by RSA alone have no forward secrecy.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const LOAD_BALANCER_POLICIES: TlsPolicies = {
  families: [
    { names: /^ELBSecurityPolicy-TLS13-1-[3-9]-/ },
    { names: /^ELBSecurityPolicy-TLS13-1-[01]-/, lets: 'old-version' },
    { names: /^ELBSecurityPolicy-TLS13-1-2-(Ext[12]|Ext0-RFC9151|RFC9151-INTEROP4)-/, lets: 'no-forward-secrecy' },
    { names: /^ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP[1-3]-/ },
    // what further policies for a transition let through, their names do not say
    { names: /^ELBSecurityPolicy-TLS13-1-2-(?!.*INTEROP)/ },
    { names: /^ELBSecurityPolicy-FS-1-[2-9]-/ },
    { names: /^ELBSecurityPolicy-TLS-1-2-/, lets: 'no-forward-secrecy' },
    { names: /^ELBSecurityPolicy-(FS-|TLS-1-[01]-|20\d\d-)/, lets: 'old-version' },
  ],
  instead: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
};

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html */
export const API_POLICIES: TlsPolicies = {
  families: [
    { names: /^TLS_1_[01]$/, lets: 'old-version' },
    { names: /^TLS_1_2$/, lets: 'no-forward-secrecy' },
    { names: /^SecurityPolicy_TLS13_(1_[3-9]|\d{4}_EDGE)/ },
    { names: /^SecurityPolicy_TLS1[23]_(.*_)?PFS_/ },
    { names: /^SecurityPolicy_TLS12_2018_EDGE$/ },
    { names: /^SecurityPolicy_TLS13_1_2_/, lets: 'no-forward-secrecy' },
  ],
  instead: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
};

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html */
export const DISTRIBUTION_POLICIES: TlsPolicies = {
  families: [
    { names: /^(SSLv3|TLSv1|TLSv1_2016|TLSv1\.1_2016)$/, lets: 'old-version' },
    { names: /^TLSv1\.2_2018$/, lets: 'no-forward-secrecy' },
    { names: /^TLSv1\.[2-9]_20\d\d$/ },
  ],
  instead: 'TLSv1.2_2021',
};

const CONSEQUENCES = {
  'old-version': { en: 'takes versions before TLS 1.2', zh: '会接受 TLS 1.2 之前的版本' },
  'no-forward-secrecy': {
    en: 'takes suites without forward secrecy',
    zh: '会接受不具备前向保密的套件',
  },
} as const;

/** Judges a predefined policy by its family; one of no known family is `unknown`, since newer ones may well be stronger. */
export function judgeTlsPolicy(property: string, policy: string, { families, instead }: TlsPolicies): Verdict {
  const family = families.find(({ names }) => names.test(policy));
  if (family === undefined) {
    return unknown({
      en: `${policy} was no known policy on ${TLS_POLICIES_READ_ON}`,
      zh: `${policy} 在 ${TLS_POLICIES_READ_ON} 尚非已知策略`,
    });
  }
  if (family.lets === undefined) return compliant;
  const { en, zh } = CONSEQUENCES[family.lets];
  return nonCompliant(
    finding(
      property,
      `${en} (${policy}): choose ${instead} or stronger`,
      `${zh}（${policy}）：请选用 ${instead} 或更强的策略`,
    ),
  );
}
