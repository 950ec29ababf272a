import { finding } from '../../findings';
import { type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { deliveredElsewhere } from '../storage/log-buckets';

const LOGGING = 'AWS::NetworkFirewall::LoggingConfiguration';
const DESTINATIONS = 'LoggingConfiguration.LogDestinationConfigs';

/** Alerts tell what was dropped, flows what passed. Logs of TLS tell of its decryption alone. */
const LOG_TYPES = ['ALERT', 'FLOW'];

/** A firewall records alerts and flows in a bucket, where records can be locked: one of the landing zone's, where it has one for logs. */
export const firewallLogged: Rule = {
  id: 'firewall-logged',
  demand: {
    en: 'A firewall records its alerts and flows in a bucket.',
    zh: '防火墙将告警与流日志写入存储桶。',
  },
  types: ['AWS::NetworkFirewall::Firewall'],
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html',
  judge(firewall) {
    const buckets = firewall.referrers(LOGGING, 'FirewallArn').flatMap(toBuckets);
    const logged = buckets.map(({ logging, at }) => logging.literal(`${at}.LogType`));
    return verdictFrom([
      ...LOG_TYPES.filter((type) => !logged.includes(type)).map(missing),
      ...buckets.flatMap(({ logging, at }) => deliveredElsewhere(logging, `${at}.LogDestination.bucketName`)),
    ]);
  },
};

interface ToBucket {
  readonly logging: Resource;
  /** Where the destination stands. */
  readonly at: string;
}

const toBuckets = (logging: Resource): readonly ToBucket[] =>
  logging
    .places(DESTINATIONS)
    .filter((at) => logging.literal(`${at}.LogDestinationType`) === 'S3')
    .map((at) => ({ logging, at }));

const missing = (type: string) =>
  finding(`${LOGGING}.${DESTINATIONS}`, `sends no log of type ${type} to a bucket`, `未将 ${type} 类日志写入存储桶`);
