import { finding } from '../../findings';
import { isIntrinsic } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { secretIn, type Text, textsIn } from './secrets';

/** Types that hold texts of people: environments, scripts, settings, passwords. Others take references and names. */
const TYPES = [
  'AWS::ApiGateway::ApiKey',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::Batch::JobDefinition',
  'AWS::CodeBuild::Project',
  'AWS::DocDB::DBCluster',
  'AWS::EC2::Instance',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::VPNConnection',
  'AWS::ECS::TaskDefinition',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::Glue::Connection',
  'AWS::Glue::Job',
  'AWS::IAM::ServerCertificate',
  'AWS::Lambda::Function',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::SSM::Document',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
];

/** Properties that hold nothing but a secret, so that whatever stands there in the clear is one; of a list, in each element. */
const SECRETS: Readonly<Record<string, { readonly list?: string; readonly property: string }>> = {
  'AWS::EC2::VPNConnection': { list: 'VpnTunnelOptionsSpecifications', property: 'PreSharedKey' },
  'AWS::ElastiCache::ReplicationGroup': { property: 'AuthToken' },
  'AWS::SecretsManager::Secret': { property: 'SecretString' },
};

/** Base64, as user data is given where no function of CloudFormation encodes it. */
const ENCODED = /^[A-Za-z0-9+/\s]{16,}={0,2}$/;

/**
 * No private key, access key, password or token stands in a template in the clear, be it in an environment, in user data or as
 * the default of a parameter: who reads the template would have it. Known by its form, or by the name under which it stands;
 * of what is called a token only what looks random.
 */
export const noSecretInTemplate: Rule = {
  id: 'no-secret-in-template',
  demand: {
    en: 'No private key, access key, password or token stands in a template in the clear.',
    zh: '模板中不得以明文出现私钥、访问密钥、密码或令牌。',
  },
  types: TYPES,
  reference: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html',
  judge: (resource) => verdictFromEach([inTexts, inSecretProperty], (look) => look(resource)),
};

const inTexts = (resource: Resource): readonly Finding[] =>
  textsIn(resource.properties, '', '').flatMap((text) => findingsIn(text, resource));

/** The default of a parameter stands in the template too. */
function findingsIn({ path, name, text, parameter = '' }: Text, { template }: Resource): readonly Finding[] {
  const value = text ?? template.defaultOf(parameter) ?? '';
  const secret = secretIn(name, decoded(name, value)) ?? secretIn(parameter, value);
  return secret ? [clear(path, secret.en, secret.zh)] : [];
}

const decoded = (name: string, text: string): string =>
  name === 'UserData' && ENCODED.test(text) ? Buffer.from(text, 'base64').toString('utf8') : text;

function inSecretProperty(resource: Resource): readonly Finding[] {
  const secret = SECRETS[resource.type];
  if (secret === undefined) return [];
  const { list, property } = secret;
  const paths = list === undefined ? [property] : resource.places(list).map((at) => `${at}.${property}`);
  return paths.filter((path) => standsInClear(resource, path)).map((path) => clear(path, 'a secret', '密钥'));
}

/** As a text of the template, or as the default of the parameter that brings it. */
function standsInClear(resource: Resource, path: string): boolean {
  const value = resource.raw(path);
  const text = isIntrinsic(value) && 'Ref' in value ? resource.template.defaultOf(String(value['Ref'])) : value;
  return typeof text === 'string' && text !== '' && !text.startsWith('{{resolve:');
}

const clear = (path: string, en: string, zh: string): Finding =>
  finding(
    path,
    `holds ${en} in the clear: keep it in Secrets Manager and refer to it`,
    `以明文包含${zh}：请存入 Secrets Manager 并引用`,
  );
