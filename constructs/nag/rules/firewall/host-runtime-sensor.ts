import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

const FEATURE = 'RUNTIME_MONITORING';

/**
 * Where GuardDuty keeps the sensor on hosts and in containers by itself; without it, each team would have to.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorAdditionalConfiguration.html
 */
const KEPT_BY_ITSELF = ['EC2_AGENT_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'];

/** A detector watches what runs on hosts and in containers, and keeps its sensors there by itself. China has no such sensor. */
export const hostRuntimeSensor: Rule = {
  id: 'host-runtime-sensor',
  demand: {
    en: 'A threat detector watches hosts and containers at run time, and keeps its sensors there.',
    zh: '威胁检测器对主机与容器进行运行时监测，并自动维护其传感器。',
  },
  types: ['AWS::GuardDuty::Detector'],
  reference: 'https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html',
  judge(detector) {
    const { partition } = detector.template.environment;
    if (partition === 'aws-cn') return notApplicable(NONE_IN_CHINA);
    if (partition === undefined) throw new Unresolved('AWS::Partition');
    return verdictFromEach(['Features'], () => unlessWatched(detector));
  },
};

const NONE_IN_CHINA: Bilingual = {
  en: 'GuardDuty offers no runtime monitoring in China: a sensor of one’s own on each host has to',
  zh: '中国区 GuardDuty 不提供运行时监测：须由各主机自有传感器承担',
};

function unlessWatched(detector: Resource): readonly Finding[] {
  const at = placeOf(detector, 'Features', FEATURE);
  if (at === undefined || !isEnabled(detector, at)) {
    return [
      finding(
        at === undefined ? 'Features' : `${at}.Status`,
        `does not switch on ${FEATURE}: nobody sees what runs on hosts`,
        `未启用 ${FEATURE}：主机上运行的内容无人察觉`,
      ),
    ];
  }
  return KEPT_BY_ITSELF.filter((sensor) => {
    const own = placeOf(detector, `${at}.AdditionalConfiguration`, sensor);
    return own === undefined || !isEnabled(detector, own);
  }).map((sensor) =>
    finding(
      `${at}.AdditionalConfiguration`,
      `does not switch on ${sensor}: sensors stand only where somebody has put one`,
      `未启用 ${sensor}：传感器仅存在于人工安装之处`,
    ),
  );
}

const placeOf = (detector: Resource, list: string, name: string): string | undefined =>
  detector.places(list).find((at) => detector.literal(`${at}.Name`) === name);

const isEnabled = (detector: Resource, at: string): boolean => detector.literal(`${at}.Status`) === 'ENABLED';
