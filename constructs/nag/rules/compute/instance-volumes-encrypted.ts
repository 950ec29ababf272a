import { finding } from '../../findings';
import { isIntrinsic } from '../../intrinsics';
import { type Finding, type Rule, type Verdict, verdictFrom, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { LAUNCH_TYPES, leftToLaunchTemplate, settingOf } from './launch';

/** Names that EC2 reserves for the root volume. */
const ROOT_DEVICES = ['/dev/sda1', '/dev/xvda'];

/** The key that AWS manages: its policy is not one's own. */
const MANAGED_KEY = /alias\/aws\/ebs$/;

/**
 * Every volume, the root volume included, is encrypted with a customer key that the template names.
 *
 * A volume that the template does not list follows the image and the account's default, which no template shows, and
 * fails. Launch configurations cannot name a key, and fail.
 */
export const instanceVolumesEncrypted: Rule = {
  id: 'instance-volumes-encrypted',
  demand: {
    en: 'Volumes of instances, the root volume included, are encrypted with a customer key.',
    zh: '实例的全部卷（含根卷）均以客户密钥加密。',
  },
  types: [...LAUNCH_TYPES, 'AWS::EC2::Volume'],
  reference: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html',
  judge: (resource) =>
    resource.type === 'AWS::EC2::Volume' ? verdictFrom(unencrypted(resource, '')) : judgeLaunch(resource),
};

function judgeLaunch(resource: Resource): Verdict {
  const elsewhere = leftToLaunchTemplate(resource, 'BlockDeviceMappings');
  if (elsewhere) return elsewhere;
  const path = settingOf(resource, 'BlockDeviceMappings');
  const mappings = resource.list(path).map((_, index) => `${path}.${index}`);
  return verdictFromEach(
    [
      () => rootLeftOut(resource, path, mappings),
      ...mappings.map((mapping) => () => unencryptedMapping(resource, mapping)),
    ],
    (check) => check(),
  );
}

function rootLeftOut(resource: Resource, path: string, mappings: readonly string[]): readonly Finding[] {
  if (mappings.some((mapping) => ROOT_DEVICES.includes(String(resource.literal(`${mapping}.DeviceName`))))) return [];
  return [
    finding(
      path,
      `lists no root volume (${ROOT_DEVICES.join(' or ')}): its encryption is left to the image and the account`,
      `未列出根卷（${ROOT_DEVICES.join(' 或 ')}）：其加密取决于镜像与账号设置`,
    ),
  ];
}

/** Instance stores (`VirtualName`) are encrypted by their hardware, and `NoDevice` takes a volume away. */
function unencryptedMapping(resource: Resource, mapping: string): readonly Finding[] {
  if (isIntrinsic(resource.raw(mapping))) throw new Unresolved(mapping);
  if (resource.has(`${mapping}.VirtualName`) || resource.has(`${mapping}.NoDevice`)) return [];
  return unencrypted(resource, `${mapping}.Ebs.`);
}

function unencrypted(resource: Resource, path: string): readonly Finding[] {
  if (resource.flag(`${path}Encrypted`) !== true) {
    return [
      finding(
        `${path}Encrypted`,
        'is not true: whether the volume is encrypted is left to a default',
        '未设为 true：卷是否加密取决于默认设置',
      ),
    ];
  }
  const key = resource.text(`${path}KmsKeyId`);
  if (key !== '' && !MANAGED_KEY.test(key)) return [];
  return [
    finding(`${path}KmsKeyId`, 'is no customer key: its policy is not yours', '不是客户密钥：密钥策略不受自身控制'),
  ];
}
