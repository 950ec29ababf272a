import type { Finding } from './rule';
import type { Resource } from './template';

/** A finding, told in both languages. */
export const finding = (property: string, en: string, zh: string): Finding => ({ property, message: { en, zh } });

/**
 * A finding unless the property is true.
 * @param en what follows from it, as in `ObjectLockEnabled is not true: <en>`
 * @throws Unresolved when the value is known at deployment only.
 */
export const unlessTrue = (resource: Resource, property: string, en: string, zh: string): readonly Finding[] =>
  resource.flag(property) === true ? [] : [finding(property, `is not true: ${en}`, `未设为 true：${zh}`)];
