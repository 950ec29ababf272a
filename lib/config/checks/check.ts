import type { Bilingual, RequirementId } from '../../../constructs/standard';
import type { Fault, Location, Path } from '../problem';
import type { ParsedConfig, SectionKey } from '../schema';
import { nearest } from '../schema-walk';

/** What a check may ask beside the configuration. */
export interface CheckContext {
  /** The day that counts as today, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** A document that the configuration names, relative to it. */
  readonly document: (file: string) => DocumentReading;
  /** Whether something stands at a path of the configuration: what does not is a default. */
  readonly isWritten: (path: Path) => boolean;
}

/** A document's hash and, for those that are read, its text and where in it what stands; or why it could not be read. */
export type DocumentReading =
  | {
      readonly sha256: string;
      /** Whether it holds nothing but white space. */
      readonly blank: boolean;
      readonly text: () => string;
      /** Of text in JSON: undefined where it is none. */
      readonly locate: (path: Path) => Location | undefined;
    }
  | { readonly unreadable: Pick<Fault, 'code' | 'message' | 'mend'> };

/** One semantic check. */
export interface Check {
  /** All that it looks at. */
  readonly sections: readonly SectionKey[];
  readonly judge: (config: ParsedConfig, context: CheckContext) => Iterable<Fault>;
}

/** A check says which sections it looks at, and sees no others. */
export function check<const Key extends SectionKey>(
  sections: readonly Key[],
  judge: (config: Pick<ParsedConfig, Key>, context: CheckContext) => Iterable<Fault>,
): Check {
  return { sections, judge };
}

export interface Reference {
  /** Where it is written. */
  readonly path: Path;
  readonly name: string;
  /** What it should name: `unit`. */
  readonly kind: Bilingual;
  readonly known: readonly string[];
  /** The collection that it refers to. */
  readonly collection: Path;
  readonly requirement?: RequirementId;
}

/** Faults of names that name nothing. */
export function* unknownReferences(references: Iterable<Reference>): Iterable<Fault> {
  for (const { path, name, kind, known, collection, requirement } of references) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    const choice = [...new Set(known)];
    yield {
      code: 'unknown-reference',
      path,
      lacks: [[...collection, '*', 'name']],
      message: { en: `names the ${kind.en} "${name}", which does not exist`, zh: `引用的${kind.zh}“${name}”不存在` },
      mend: guess
        ? { en: `Did you mean "${guess}"?`, zh: `是否应为“${guess}”？` }
        : {
            en: choice.length > 0 ? `Use one of: ${listed(choice)}.` : `Add it to ${collection.join('.')}.`,
            zh: choice.length > 0 ? `请使用：${listed(choice, '、')}。` : `请在 ${collection.join('.')} 中添加。`,
          },
      ...(requirement && { requirement }),
    };
  }
}

/** Faults of values that are given more than once; letters count alike in both cases. */
export function* duplicates(
  entries: readonly { readonly path: Path; readonly value: string }[],
  code: string,
  kind: Bilingual,
  requirement?: RequirementId,
): Iterable<Fault> {
  const seen = new Set<string>();
  for (const { path, value } of entries) {
    const folded = value.toLowerCase();
    if (seen.has(folded)) {
      yield {
        code,
        path,
        message: { en: `repeats the ${kind.en} "${value}"`, zh: `${kind.zh}“${value}”重复` },
        mend: { en: 'Give each its own.', zh: '请使用不同的值。' },
        ...(requirement && { requirement }),
      };
    }
    seen.add(folded);
  }
}

const listed = (names: readonly string[], separator = ', '): string =>
  names.slice(0, 8).join(separator) + (names.length > 8 ? ' …' : '');
