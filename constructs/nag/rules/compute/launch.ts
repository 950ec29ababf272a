import type { Bilingual } from '../../../standard';
import { isIntrinsic, isObject, render } from '../../intrinsics';
import { notApplicable, type Verdict } from '../../rule';
import { tagOf } from '../../tags';
import { type Resource, Unresolved } from '../../template';

/** What starts instances, and where each keeps the settings of what it starts. */
const SETTINGS: Readonly<Record<string, string>> = {
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.',
  'AWS::EC2::Instance': '',
  'AWS::AutoScaling::LaunchConfiguration': '',
};

export const LAUNCH_TYPES: readonly string[] = Object.keys(SETTINGS);

/** The path of a setting of what a resource starts, such as `LaunchTemplateData.MetadataOptions`. */
export const settingOf = (resource: Resource, setting: string): string => `${SETTINGS[resource.type] ?? ''}${setting}`;

/**
 * Says that an instance without a setting of its own has it from a launch template, which is judged itself; undefined
 * where the instance decides.
 * @throws Unresolved when the template that decides is not in the same CloudFormation template.
 */
export function leftToLaunchTemplate(resource: Resource, setting: string): Verdict | undefined {
  if (resource.type !== 'AWS::EC2::Instance' || resource.has(setting) || !resource.has('LaunchTemplate'))
    return undefined;
  const property = resource.has('LaunchTemplate.LaunchTemplateId') ? 'LaunchTemplateId' : 'LaunchTemplateName';
  const template = resource.referent(`LaunchTemplate.${property}`);
  if (template === undefined) throw new Unresolved(`LaunchTemplate.${property}`);
  return notApplicable(judgedWith(template));
}

const judgedWith = (template: Resource): Bilingual => ({
  en: `the launch template ${template.id} decides, and is judged itself`,
  zh: `由启动模板 ${template.id} 决定，该模板另行判定`,
});

/**
 * What an instance runs when it first starts, with `${Name}` for what deployment alone decides; empty where it runs nothing.
 * @throws Unresolved when all of it is decided at deployment.
 */
export function userDataOf(resource: Resource): string {
  const path = settingOf(resource, 'UserData');
  const value = resource.raw(path);
  if (value === undefined || value === null) return '';
  if (isObject(value) && 'Fn::Base64' in value) return scriptOf(value['Fn::Base64'], resource, path);
  return Buffer.from(String(resource.literal(path)), 'base64').toString('utf8');
}

function scriptOf(script: unknown, resource: Resource, path: string): string {
  if (isIntrinsic(script) && 'Ref' in script) throw new Unresolved(path);
  const text = render(script, resource.template.environment);
  // `Fn::Sub` writes `${!name}` for what the shell reads as `${name}`
  return isIntrinsic(script) && 'Fn::Sub' in script ? text.replaceAll('${!', '${') : text;
}

/** The tag by which the hosts of a bastion are known. */
const PURPOSE = { key: 'isms:purpose', value: 'bastion' };

/** Says that a resource starts no host of a bastion; undefined where it does. */
export function unlessBastion(resource: Resource): Verdict | undefined {
  if (purposes(resource).includes(PURPOSE.value)) return undefined;
  const tag = `${PURPOSE.key} = ${PURPOSE.value}`;
  return notApplicable({ en: `its instances have no tag ${tag}`, zh: `其实例没有 ${tag} 标签` });
}

function purposes(resource: Resource): readonly (string | undefined)[] {
  if (resource.type !== 'AWS::EC2::LaunchTemplate') return [tagOf(resource, PURPOSE.key)];
  return resource
    .places('LaunchTemplateData.TagSpecifications')
    .filter((path) => resource.literal(`${path}.ResourceType`) === 'instance')
    .map((path) => tagOf(resource, PURPOSE.key, `${path}.Tags`));
}
