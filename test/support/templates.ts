import type { CfnResource, LandingZone } from './landing-zone';

/** A template as it is deployed: that of a stack, or that inside a StackSet. */
export interface DeployedTemplate {
  /** Stack name; for the template of a StackSet that of its stack and the logical id. */
  readonly name: string;
  /** `each` inside a StackSet, and so the region where it deploys to several. */
  readonly account: string;
  readonly region: string;
  readonly resources: Readonly<Record<string, CfnResource>>;
}

export interface Placed {
  readonly template: DeployedTemplate;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The templates of a landing zone, those inside StackSets once each. */
export function templatesOf(landingZone: LandingZone): readonly DeployedTemplate[] {
  return landingZone.stacks.flatMap(({ name, account, region, template }) => [
    { name, account, region, resources: template.Resources },
    ...embeddedIn(name, template.Resources),
  ]);
}

function embeddedIn(stack: string, resources: Readonly<Record<string, CfnResource>>): readonly DeployedTemplate[] {
  return Object.entries(resources)
    .filter(([, { Type: type }]) => type === 'AWS::CloudFormation::StackSet')
    .map(([id, { Properties: properties = {} }]) => ({
      name: `${stack}/${id}`,
      account: 'each',
      region: onlyRegionIn(properties['StackInstancesGroup']) ?? 'each',
      resources: (JSON.parse(String(properties['TemplateBody'])) as { Resources: Record<string, CfnResource> })
        .Resources,
    }));
}

function onlyRegionIn(groups: unknown): string | undefined {
  const [region, ...others] = listOf(groups).flatMap((group) => listOf(at(group, 'Regions')));
  return others.length === 0 && typeof region === 'string' ? region : undefined;
}

/** All resources of a type, or all. */
export const resourcesOf = (landingZone: LandingZone, type?: string): readonly Placed[] =>
  templatesOf(landingZone).flatMap((template) => resourcesIn(template, type));

export const resourcesIn = (template: DeployedTemplate, type?: string): readonly Placed[] =>
  Object.entries(template.resources)
    .filter(([, resource]) => type === undefined || resource.Type === type)
    .map(([id, resource]) => ({ template, id, type: resource.Type, properties: resource.Properties ?? {} }));

/** `stack/logicalId`, to tell a person which one. */
export const placeOf = ({ template, id }: Placed): string => `${template.name}/${id}`;

/** A dotted path of properties; a number leads into a list. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

/** What a text will be where it is deployed: joins and substitutions carried out, references to resources as `${Id.Attribute}`. */
export function rendered(value: unknown, { account, region }: Pick<DeployedTemplate, 'account' | 'region'>): string {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Partition': region.startsWith('cn-') ? 'aws-cn' : 'aws',
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::URLSuffix': region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  const render = (inner: unknown): string => {
    if (typeof inner !== 'object' || inner === null) return String(inner);
    const [[name, argument] = []] = Object.entries(inner);
    if (name === 'Ref') return pseudo[String(argument)] ?? `\${${argument}}`;
    if (name === 'Fn::GetAtt') return `\${${(argument as string[]).join('.')}}`;
    if (name === 'Fn::Sub' && typeof argument === 'string') {
      return argument.replace(/\$\{([^}]+)\}/g, (reference, id: string) => pseudo[id] ?? reference);
    }
    if (name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map(render).join(separator);
    }
    return JSON.stringify(inner);
  };
  return render(value);
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The statements of a policy document, wherever it stands. */
export const statementsAt = (properties: unknown, path: string): readonly Statement[] =>
  ([at(properties, `${path}.Statement`)].flat() as (Statement | undefined)[]).filter(
    (statement): statement is Statement => statement !== undefined,
  );

export const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());

/** The value of a tag, of those spelt as a list. */
export const tagOf = ({ properties }: Placed, key: string): string | undefined =>
  (listOf(properties['Tags']) as { Key: string; Value: string }[]).find((tag) => tag.Key === key)?.Value;
