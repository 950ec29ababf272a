import { finding } from '../../findings';
import { type Rule, verdictFrom } from '../../rule';
import { LAUNCH_TYPES, leftToLaunchTemplate, settingOf } from './launch';

/**
 * An instance starts without a key pair: whoever had its private half could enter by SSH, as a user that all holders share. Keys that
 * an image or a script brings are not seen here.
 */
export const instanceNoKeyPair: Rule = {
  id: 'instance-no-key-pair',
  demand: { en: 'An instance starts without a key pair.', zh: '实例启动时不附带密钥对。' },
  types: LAUNCH_TYPES,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-key-pairs.html',
  judge(resource) {
    const elsewhere = leftToLaunchTemplate(resource, 'KeyName');
    if (elsewhere) return elsewhere;
    const path = settingOf(resource, 'KeyName');
    if (!resource.isSet(path)) return verdictFrom([]);
    return verdictFrom([
      finding(
        path,
        'lets whoever holds the key enter by SSH, round the bastion',
        '持有密钥者可经 SSH 登录，绕过堡垒机',
      ),
    ]);
  },
};
