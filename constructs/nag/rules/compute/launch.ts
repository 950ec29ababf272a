import type { Bilingual } from '../../../standard';
import { notApplicable, type Verdict } from '../../rule';
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
