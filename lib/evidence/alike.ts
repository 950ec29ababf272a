import { type Environment, isIntrinsic, isObject, render } from '../../constructs/nag/intrinsics';
import type { Template } from '../../constructs/nag/template';
import type { LiveProperties } from '../collect/reader';

/** Where a template was deployed to, and what became of its resources. */
export interface Deployment {
  readonly template: Template;
  readonly environment: Environment;
  /** The id that CloudFormation knows a resource by; undefined for what was not looked at. */
  readonly physicalId: (logicalId: string) => string | undefined;
  /** The id of the key behind an alias of an account and region; undefined where that was not looked at. */
  readonly keyBehind?: (alias: Alias) => string | undefined;
}

/** A key by its name. */
export interface Alias {
  readonly account: string;
  readonly region: string;
  /** With `alias/`. */
  readonly name: string;
}

/**
 * Whether what is live can be what a template says. Spellings that mean the same are the same: `"true"` and `true`, one element and a list of
 * it, an account and its root, lists in another order, nothing and what is empty. What deployment alone decides is held against the ids of
 * the resources that it made; where those tell nothing either, it can be anything.
 */
export function isAlike(planned: unknown, live: unknown, at: Deployment): boolean {
  if (isDecidedLater(planned)) return true;
  if (isIntrinsic(planned)) return isText(live) && canBe(planned, asText(live), at);
  if (isNothing(planned) && isNothing(live)) return true;
  if (Array.isArray(planned) || Array.isArray(live)) return isSameList(listOf(planned), listOf(live), at);
  if (isObject(planned) && isObject(live)) return isSameObject(planned, live, at);
  if (isObject(planned) || isObject(live)) return false;
  if (!isText(planned) || !isText(live)) return false;
  return isResolvedLater(planned) || asText(planned) === asText(live) || isKeyBehind(asText(planned), asText(live), at);
}

/** Where what is live first departs from what a template says, and what stands there. */
export interface Difference {
  /** Below the property; empty where it is all of it. */
  readonly path: string;
  readonly planned: unknown;
  readonly live: unknown;
}

/** The first difference, as deep as it can be told. Lists are followed where one element alone is another. */
export function firstDifference(planned: unknown, live: unknown, at: Deployment, path = ''): Difference {
  const below = (key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(planned) && Array.isArray(live)) {
    const { missing, extra } = apart(planned, live, at);
    const [own = 0, theirs = 0] = [missing[0], extra[0]];
    if (missing.length === 1 && extra.length === 1) return firstDifference(planned[own], live[theirs], at, below(own));
  }
  if (isObject(planned) && isObject(live) && !isIntrinsic(planned)) {
    const keys = [...new Set([...Object.keys(planned), ...Object.keys(live)])];
    const key = keys.find((one) => !isAlike(planned[one], live[one], at));
    if (key !== undefined) return firstDifference(planned[key], live[key], at, below(key));
  }
  return { path, planned, live };
}

const LONGEST_SHOWN = 160;

/** A value on one line, with the ids that references have come to; undefined where there is nothing. */
export function shown(value: unknown, at: Deployment): string | undefined {
  if (isNothing(value)) return undefined;
  const text =
    typeof value === 'string'
      ? value
      : JSON.stringify(value, (_, part) => (isIntrinsic(part) ? resolved(part, at) : part));
  const line = typeof value === 'object' && isIntrinsic(value) ? resolved(value, at) : text;
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
}

const resolved = (value: LiveProperties, at: Deployment): string =>
  render(value, at.environment).replace(HOLES, (hole, reference: string) => {
    const [logicalId = '', attribute = ''] = reference.split('.');
    return (WITH_ID.includes(attribute) && at.physicalId(logicalId)) || hole;
  });

/** What of a list of the template is not live, and what is live beyond it: their places. */
export function apart(
  planned: readonly unknown[],
  live: readonly unknown[],
  at: Deployment,
): { readonly missing: readonly number[]; readonly extra: readonly number[] } {
  const left = new Set(live.keys());
  const missing: number[] = [];
  for (const [index, item] of planned.entries()) {
    const match = [...left].find((candidate) => isAlike(item, live[candidate], at));
    if (match === undefined) missing.push(index);
    else left.delete(match);
  }
  return { missing, extra: [...left] };
}

function isSameList(planned: readonly unknown[], live: readonly unknown[], at: Deployment): boolean {
  if (planned.some(isDecidedLater)) return true;
  const { missing, extra } = apart(planned, live, at);
  return missing.length + extra.length === 0;
}

const isSameObject = (planned: LiveProperties, live: LiveProperties, at: Deployment): boolean =>
  [...new Set([...Object.keys(planned), ...Object.keys(live)])].every((key) => isAlike(planned[key], live[key], at));

const listOf = (value: unknown): readonly unknown[] => (isNothing(value) ? [] : [value].flat());

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && !isIntrinsic(value) && Object.values(value).every(isNothing);
}

const isText = (value: unknown): value is string | number | boolean => value !== null && typeof value !== 'object';

/** `Fn::If`, `Fn::GetAZs` and the like, of which nothing tells what they come to. */
const isDecidedLater = (value: unknown): boolean => isIntrinsic(value) && !KNOWN.test(Object.keys(value)[0] ?? '');

/** Read from elsewhere when it is deployed. */
const isResolvedLater = (value: string | number | boolean): boolean => String(value).includes('{{resolve:');

const KNOWN = /^(Ref|Fn::(GetAtt|Join|Sub|ImportValue))$/;

/** An account as a principal: services write it as its root. */
const ROOT = /^arn:[\w-]+:iam::(\d{12}):root$/;

const asText = (value: string | number | boolean): string => String(value).replace(ROOT, '$1');

const HOLE = /\$\{([^}]+)\}/;

const HOLES = new RegExp(HOLE, 'g');

const rendered = (planned: unknown, at: Deployment): string => asText(render(planned, at.environment));

/** Whether a computed value can come to this once it is deployed. */
const canBe = (planned: LiveProperties, live: string, at: Deployment): boolean =>
  patternOf(planned, at).test(live) || isKeyBehind(rendered(planned, at), live, at);

function patternOf(planned: LiveProperties, at: Deployment): RegExp {
  const parts = rendered(planned, at).split(HOLE);
  const pattern = parts.map((part, index) => (index % 2 === 0 ? escaped(part) : holeOf(part, at)));
  return new RegExp(`^${pattern.join('')}$`, 's');
}

const ALIAS = /^(arn:[\w-]+:kms:([\w-]+):(\d{12}):)(alias\/[\w/-]+)$/;

/** Services call a key that was given by its alias by its id: it is that key, or any of the same place where that cannot be told. */
function isKeyBehind(planned: string, live: string, at: Deployment): boolean {
  const [, place = '', region = '', account = '', name = ''] = ALIAS.exec(planned) ?? [];
  if (name === '' || !live.startsWith(`${place}key/`)) return false;
  const id = at.keyBehind?.({ account, region, name });
  return id === undefined || live === `${place}key/${id}`;
}

/** What cannot be resolved: whatever it is called, an ARN is of the same account and region, where it has any. */
function anywhereHere({ account, region }: Environment): string {
  const here = `arn:[\\w-]+:[\\w-]*:(?:${region ?? '[\\w-]+'})?:(?:${account ?? '\\d{12}'}|aws)?:.+`;
  return `(?:${here}|(?!arn:).+)`;
}

/** Attributes that hold the id of their resource. */
const WITH_ID = ['', 'Arn', 'GroupId', 'TopicArn', 'HealthCheckId', 'VpcId'];

/** A reference, by the id of what it refers to: as that id, or as an ARN with it. */
function holeOf(reference: string, at: Deployment): string {
  const [logicalId = '', attribute = ''] = reference.split('.');
  const id = at.physicalId(logicalId);
  if (id === undefined || !WITH_ID.includes(attribute))
    return isOfStack(logicalId, at) ? anywhereHere(at.environment) : '.+';
  if (id.startsWith('arn:')) return escaped(id);
  const name = /^https?:/.test(id) ? (id.split('/').at(-1) ?? id) : id;
  const { account = '\\d{12}', region = '[\\w-]+' } = at.environment;
  return `(?:arn:[\\w-]+:[\\w-]+:(?:${region})?:(?:${account})?:(?:[\\w-]+[:/])?(?:[\\w+=,.@/-]+/)?)?${escaped(name)}(?::\\*)?`;
}

/** What stands in the same place: a parameter can be anything, and so can what code of its own gives back. */
function isOfStack(logicalId: string, { template }: Deployment): boolean {
  const type = template.find(logicalId)?.type ?? '';
  return logicalId.startsWith('import ') || (type !== '' && !/^Custom::|CustomResource$/.test(type));
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
