import { finding, unlessTrue } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** A protection beside what every detector reads, and the older switch for it, if there was one. */
interface Protection {
  readonly feature: string;
  readonly formerly?: string;
}

/** @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html */
const EVERYWHERE: readonly Protection[] = [
  { feature: 'S3_DATA_EVENTS', formerly: 'DataSources.S3Logs.Enable' },
  { feature: 'EKS_AUDIT_LOGS', formerly: 'DataSources.Kubernetes.AuditLogs.Enable' },
];

/** Protections of which no document says that China has them; it has no runtime monitoring. */
const OUTSIDE_CHINA: readonly Protection[] = [
  {
    feature: 'EBS_MALWARE_PROTECTION',
    formerly: 'DataSources.MalwareProtection.ScanEc2InstanceWithFindings.EbsVolumes',
  },
  { feature: 'RDS_LOGIN_EVENTS' },
  { feature: 'LAMBDA_NETWORK_LOGS' },
  { feature: 'RUNTIME_MONITORING' },
];

/**
 * A detector is on, and names every protection that GuardDuty is known to offer in its partition as switched on, whatever
 * GuardDuty would do by default.
 */
export const threatDetectorComplete: Rule = {
  id: 'threat-detector-complete',
  demand: {
    en: 'A threat detector is on, with every protection that its partition is known to offer.',
    zh: '威胁检测器已启用，并开启所在分区已知提供的全部防护。',
  },
  types: ['AWS::GuardDuty::Detector'],
  reference: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html',
  judge: (detector) =>
    verdictFromEach(
      [
        () => unlessTrue(detector, 'Enable', 'nothing is detected', '不作任何检测'),
        ...EVERYWHERE.map((protection) => () => unlessProtected(detector, protection)),
        ...OUTSIDE_CHINA.map((protection) => () => unlessProtectedWhereOffered(detector, protection)),
      ],
      (check) => check(),
    ),
};

function unlessProtectedWhereOffered(detector: Resource, protection: Protection): readonly Finding[] {
  const { partition } = detector.template.environment;
  if (partition === 'aws-cn' || isOn(detector, protection)) return [];
  if (partition === undefined) throw new Unresolved('AWS::Partition');
  return [notOn(protection)];
}

const unlessProtected = (detector: Resource, protection: Protection): readonly Finding[] =>
  isOn(detector, protection) ? [] : [notOn(protection)];

function isOn(detector: Resource, { feature, formerly }: Protection): boolean {
  const named = detector.places('Features').find((at) => detector.literal(`${at}.Name`) === feature);
  if (named) return detector.literal(`${named}.Status`) === 'ENABLED';
  return formerly !== undefined && detector.flag(formerly) === true;
}

const notOn = ({ feature }: Protection): Finding =>
  finding(
    'Features',
    `does not switch on ${feature}: add it with Status ENABLED`,
    `未启用 ${feature}：请加入并将 Status 设为 ENABLED`,
  );
