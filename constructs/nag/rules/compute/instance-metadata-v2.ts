import { finding } from '../../findings';
import { type Finding, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { LAUNCH_TYPES, leftToLaunchTemplate, settingOf } from './launch';

/** A token that travels no further than the instance is out of reach of containers and of forwarded requests. */
const HOP_LIMIT = 1;

/**
 * The metadata interface of an instance demands session tokens, with a hop limit of 1, or is off.
 *
 * Both are to be set: what is left out follows the image and the account, and images that demand tokens allow two hops.
 */
export const instanceMetadataV2: Rule = {
  id: 'instance-metadata-v2',
  demand: {
    en: 'The metadata interface of an instance demands session tokens that travel one hop.',
    zh: '实例元数据接口强制使用会话令牌，且令牌跳数限制为 1。',
  },
  types: LAUNCH_TYPES,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html',
  judge: (resource) => leftToLaunchTemplate(resource, 'MetadataOptions') ?? verdictFrom(findingsIn(resource)),
};

function findingsIn(resource: Resource): readonly Finding[] {
  const options = settingOf(resource, 'MetadataOptions');
  if (resource.literal(`${options}.HttpEndpoint`) === 'disabled') return [];
  return [
    ...(resource.literal(`${options}.HttpTokens`) === 'required' ? [] : [withoutToken(`${options}.HttpTokens`)]),
    ...(resource.number(`${options}.HttpPutResponseHopLimit`) === HOP_LIMIT
      ? []
      : [farReaching(`${options}.HttpPutResponseHopLimit`)]),
  ];
}

const withoutToken = (property: string): Finding =>
  finding(
    property,
    'is not required: a forged request can read the credentials of the instance without a token',
    '未设为 required：伪造请求无需令牌即可读取实例凭证',
  );

const farReaching = (property: string): Finding =>
  finding(property, `is not ${HOP_LIMIT}: tokens reach beyond the instance`, `不是 ${HOP_LIMIT}：令牌可传出实例之外`);
