import { SHORTEST_LOG_RETENTION_DAYS } from '../partition/legal-retention';
import type { Bilingual } from '../standard';
import { computedRange, mappedRange } from './computed-range';
import { type Conditions, conditionHolds } from './conditions';
import type { Demands } from './demands';
import { type Environment, isInterpolation, isIntrinsic, isObject, isOpen, render } from './intrinsics';
import { terraformBlocks } from './terraform-blocks';

/** A value that deployment alone decides: whoever meets it cannot judge. */
export class Unresolved extends Error {
  readonly because: Bilingual;
  constructor(path: string) {
    super(`${path} is known at deployment only`);
    this.because = { en: this.message, zh: `${path} 的值仅在部署时可知` };
  }
}

type Properties = Readonly<Record<string, unknown>>;

/** `Fn::Sub` of one value and nothing else: `${Key.Arn}`. */
const SUBSTITUTED = /^\$\{(\w+)(?:\.\w+)?\}$/;

/** `{{resolve:ssm:…}}`: CloudFormation reads the value from elsewhere when it deploys. */
const isDynamicReference = (value: unknown): boolean => typeof value === 'string' && value.includes('{{resolve:');

/** What a template does not say of itself. */
export interface TemplateProps {
  /** Stack name, or the file's name for a template made by others. */
  readonly name: string;
  readonly cloud: 'aws' | 'azure';
  readonly environment?: Environment;
  /** All templates that are deployed together; references across stacks are followed in it. */
  readonly estate?: Estate;
}

/** The templates that belong to one landing zone. */
export class Estate {
  readonly templates: Template[] = [];
  private readonly exported = new Map<string, Resource>();
  private readonly byType = new Map<string, Resource[]>();

  /** @param demands of the configuration; without one, what holds for everyone's templates */
  constructor(readonly demands: Demands = {}) {}

  /** Days for which every log and recording is kept at least: what the law sets, or more where a configuration demands it. */
  get leastRetentionDays(): number {
    return this.demands.leastRetentionDays ?? SHORTEST_LOG_RETENTION_DAYS;
  }

  /** The resource whose value another stack exports under a name. */
  export(name: string, resource: Resource): void {
    this.exported.set(name, resource);
  }

  imported(name: string): Resource | undefined {
    return this.exported.get(name);
  }

  get resources(): readonly Resource[] {
    return this.templates.flatMap((template) => template.resources);
  }

  /** Resources of a type in all templates. */
  ofType(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** Makes a template's resource known to all others. */
  register(resource: Resource): void {
    const alike = this.byType.get(resource.type);
    if (alike) alike.push(resource);
    else this.byType.set(resource.type, [resource]);
  }
}

/** What will be deployed, after every override and aspect: CloudFormation or Terraform alike. */
export class Template {
  readonly name: string;
  readonly cloud: 'aws' | 'azure';
  readonly environment: Environment;
  readonly estate: Estate;
  readonly resources: Resource[] = [];
  /** Of CloudFormation, by name. */
  conditions: Conditions = {};
  /** Of CloudFormation, by name. */
  parameters: Properties = {};
  /** Of CloudFormation, by name. */
  mappings: Properties = {};
  private readonly byId = new Map<string, Resource>();

  constructor(props: TemplateProps) {
    this.name = props.name;
    this.cloud = props.cloud;
    this.environment = props.environment ?? {};
    this.estate = props.estate ?? new Estate();
    this.estate.templates.push(this);
  }

  /**
   * A CloudFormation template, parsed.
   * @example Template.cloudFormation({ Resources: { Key: { Type: 'AWS::KMS::Key', Properties: {} } } })
   */
  static cloudFormation(document: unknown, props: Partial<TemplateProps> = {}): Template {
    const template = new Template({ name: 'template', ...props, cloud: 'aws' });
    const { Resources: resources, Outputs: outputs, ...rest } = isObject(document) ? document : {};
    const { Conditions: conditions, Parameters: parameters, Mappings: mappings } = rest;
    if (isObject(conditions)) template.conditions = conditions;
    if (isObject(parameters)) template.parameters = parameters;
    if (isObject(mappings)) template.mappings = mappings;
    for (const [id, body] of Object.entries(isObject(resources) ? resources : {})) {
      if (!isObject(body) || typeof body['Type'] !== 'string') continue;
      const { Type: type, Properties: properties, ...attributes } = body;
      template.add(new Resource(id, String(type), isObject(properties) ? properties : {}, template, attributes));
    }
    for (const output of Object.values(isObject(outputs) ? outputs : {})) template.exportOutput(output);
    return template;
  }

  /**
   * A Terraform configuration in JSON, parsed.
   * @example Template.terraform({ resource: { azurerm_key_vault: { main: { purge_protection_enabled: true } } } })
   */
  static terraform(document: unknown, props: Partial<TemplateProps> = {}): Template {
    const template = new Template({ name: 'template', ...props, cloud: 'azure' });
    for (const { id, type, body } of terraformBlocks(document)) {
      if (isObject(body)) template.add(new Resource(id, type, body, template));
    }
    return template;
  }

  /** Whether a condition holds for certain where the template stands. */
  holds(condition: string): boolean {
    return conditionHolds(condition, this.conditions, this.environment) === true;
  }

  /** What a parameter is where nobody says otherwise, as text; undefined where it has no default or is none. */
  defaultOf(parameter: string): string | undefined {
    const declared = Object.hasOwn(this.parameters, parameter) ? this.parameters[parameter] : undefined;
    const value = isObject(declared) ? declared['Default'] : undefined;
    return value === undefined ? undefined : String(value);
  }

  /** Resources of a type in this template. */
  ofType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  find(id: string): Resource | undefined {
    return this.byId.get(id);
  }

  private add(resource: Resource): void {
    this.resources.push(resource);
    this.byId.set(resource.id, resource);
    this.estate.register(resource);
  }

  private exportOutput(output: unknown): void {
    if (!isObject(output) || !isObject(output['Export'])) return;
    const resource = this.referent(output['Value']);
    if (resource) this.estate.export(render(output['Export']['Name'], this.environment), resource);
  }

  /** The resource that a value refers to, across stacks too. */
  referent(value: unknown): Resource | undefined {
    if (isIntrinsic(value)) return this.intrinsicReferent(value);
    if (typeof value !== 'string') return undefined;
    const [, terraform] = /^\$\{([a-z0-9_]+\.[\w-]+)\.[\w.[\]]+\}$/.exec(value) ?? [];
    return terraform === undefined ? undefined : this.find(terraform);
  }

  private intrinsicReferent(value: Properties): Resource | undefined {
    const [name = ''] = Object.keys(value);
    const argument = value[name];
    if (name === 'Ref') return this.find(String(argument));
    if (name === 'Fn::GetAtt') return this.find(idIn(Array.isArray(argument) ? argument[0] : argument));
    if (name === 'Fn::Sub' && typeof argument === 'string') return this.find(SUBSTITUTED.exec(argument)?.[1] ?? '');
    if (name === 'Fn::ImportValue') return this.estate.imported(render(argument, this.environment));
    return undefined;
  }
}

/** Of an attribute as `Id.Attribute`, or of the id alone. */
function idIn(attribute: unknown): string {
  const text = String(attribute);
  const end = text.indexOf('.');
  return end < 0 ? text : text.slice(0, end);
}

/** A resource of a template. Paths are dotted: `KeyPolicy.Statement.2.Effect`; Terraform's blocks of one element need no index. */
export class Resource {
  constructor(
    /** Logical id in CloudFormation, `type.name` in Terraform. */
    readonly id: string,
    readonly type: string,
    readonly properties: Properties,
    readonly template: Template = new Template({ name: 'template', cloud: type.startsWith('AWS::') ? 'aws' : 'azure' }),
    /** `DeletionPolicy`, `Metadata`, `DependsOn` and the like. */
    readonly attributes: Properties = {},
  ) {}

  /** What decides at deployment whether there is such a resource at all, as the template spells it; undefined where there is. */
  get contingent(): string | undefined {
    const { Condition: condition } = this.attributes;
    if (condition !== undefined) return this.template.holds(String(condition)) ? undefined : 'Condition';
    if (this.template.cloud !== 'azure') return undefined;
    return CONTINGENT.find((key) => this.has(key) && !isSome(this.raw(key)));
  }

  /** Whatever stands at a path, intrinsics included; undefined where the template has nothing. */
  raw(path: string): unknown {
    if (path === '') return this.properties;
    // most paths are a key: hardly anything is asked as often
    return path.includes('.') ? path.split('.').reduce<unknown>(step, this.properties) : step(this.properties, path);
  }

  /** True where the template sets the property, even to a value known at deployment only. */
  has(path: string): boolean {
    const value = this.raw(path);
    return value !== undefined && value !== null;
  }

  /**
   * True where the template sets the property whatever happens, be it to a value known at deployment only.
   * @throws Unresolved where a condition decides whether it is set.
   */
  isSet(path: string): boolean {
    const value = this.raw(path);
    if (isIntrinsic(value) && 'Fn::If' in value) throw new Unresolved(path);
    return value !== undefined && value !== null;
  }

  /**
   * The literal at a path, or undefined where the template has none. Intrinsics that only join literals and
   * pseudo parameters of a known environment count as literals, and so do parts of a network's own range.
   * @throws Unresolved when the value is known at deployment only.
   */
  literal(path: string): unknown {
    const value = this.raw(path);
    if (isInterpolation(value) || isDynamicReference(value)) throw new Unresolved(path);
    if (!isIntrinsic(value)) return value ?? undefined;
    const range = path === 'CidrBlock' ? mappedRange(this) : undefined;
    const text = range ?? computedRange(this.template, value) ?? render(value, this.template.environment);
    if (isOpen(text)) throw new Unresolved(path);
    return text;
  }

  /**
   * The literal at a path as a truth value, or undefined where the template has none: CloudFormation takes `"true"` for `true`.
   * @throws Unresolved when the value is known at deployment only.
   */
  flag(path: string): boolean | undefined {
    const value = this.literal(path);
    return value === undefined ? undefined : String(value).toLowerCase() === 'true';
  }

  /**
   * The literal at a path as a number, or undefined where the template has none: CloudFormation takes `"30"` for `30`.
   * @throws Unresolved when the value is known at deployment only.
   */
  number(path: string): number | undefined {
    const value = this.literal(path);
    return value === undefined ? undefined : Number(value);
  }

  /**
   * The list at a path: empty where the template has none, of one element where it has a single object or text.
   * Elements may be intrinsics.
   * @throws Unresolved when the whole list is known at deployment only.
   */
  list(path: string): readonly unknown[] {
    const value = this.raw(path);
    if (isIntrinsic(value) || isInterpolation(value)) throw new Unresolved(path);
    return value === undefined || value === null ? [] : [value].flat();
  }

  /**
   * The paths of the elements of the list at a path: the path itself where a single object or text stands for the list.
   * @throws Unresolved when the whole list is known at deployment only.
   */
  places(path: string): readonly string[] {
    const elements = this.list(path);
    return Array.isArray(this.raw(path)) ? elements.map((_, index) => `${path}.${index}`) : elements.map(() => path);
  }

  /** The value at a path as text, `${Name}` standing for what deployment decides; empty where the template has none. */
  text(path: string): string {
    const value = this.raw(path);
    return value === undefined || value === null ? '' : render(value, this.template.environment);
  }

  /** The resource that the value at a path refers to. */
  referent(path: string): Resource | undefined {
    return this.template.referent(this.raw(path));
  }

  /**
   * Resources of a type whose property at `path` refers to this one: by reference, or by the literal name that
   * `ownName` holds, anywhere in the estate.
   * @throws Unresolved when each of them exists under a condition only.
   * @example bucket.referrers('AWS::S3::BucketPolicy', 'Bucket', 'BucketName')
   */
  referrers(type: string, path: string, ownName?: string): readonly Resource[] {
    const name = ownName === undefined ? '' : this.text(ownName);
    const within = this.template.ofType(type).filter((other) => other.referent(path) === this);
    if (within.length > 0 || name === '' || isOpen(name)) return this.thatExist(within);
    return this.thatExist(this.template.estate.ofType(type).filter((other) => other.text(path) === name));
  }

  /**
   * Resources of a type, anywhere in the estate, that belong to this one in a way that `referrers` does not know.
   * @throws Unresolved when each of them exists under a condition only.
   */
  companions(type: string, belongs: (other: Resource) => boolean): readonly Resource[] {
    return this.thatExist(this.template.estate.ofType(type).filter(belongs));
  }

  /** Resources under a condition of their own may not be there: they show nothing unless another one is. */
  private thatExist(found: readonly Resource[]): readonly Resource[] {
    const own = this.attributes['Condition'];
    const certain = (other: Resource): boolean => !other.contingent || other.attributes['Condition'] === own;
    if (found.length > 0 && !found.some(certain)) throw new Unresolved(`${found[0]?.id}.Condition`);
    return found;
  }
}

/** How Terraform makes none, one or many of a block. */
const CONTINGENT = ['count', 'for_each'];

/** At least one, for certain. */
function isSome(value: unknown): boolean {
  if (typeof value === 'number') return value > 0;
  return (Array.isArray(value) || isObject(value)) && Object.keys(value).length > 0;
}

/**
 * One step along a path. Terraform prints a block of one element as a list of one; both spellings lead on.
 * A path that leads into an intrinsic ends there: what stands behind `Fn::If` is known at deployment only.
 */
function step(at: unknown, key: string): unknown {
  if (Array.isArray(at)) return /^\d+$/.test(key) ? at[Number(key)] : step(at[0], key);
  if (!isObject(at)) return undefined;
  return at[key] ?? (isIntrinsic(at) ? at : undefined);
}
