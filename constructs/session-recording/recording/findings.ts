import type { Bilingual } from '../../standard/bilingual';

/** How grave a finding is: `note` changes nothing of the verdict. */
export type Weight = 'tampered' | 'incomplete' | 'note';

interface Kind {
  readonly weight: Weight;
  readonly told: Bilingual;
}

/** What can be wrong with a recording. */
const KINDS = {
  'not-a-segment-file': {
    weight: 'note',
    told: { en: 'no file of a recording; passed over', zh: '不属于录像的文件，已忽略' },
  },
  'no-plain-file': {
    weight: 'tampered',
    told: { en: 'a link, a folder or too large to be a segment; not opened', zh: '为链接、目录或超出分段大小，未打开' },
  },
  unreadable: { weight: 'tampered', told: { en: 'not in the form of a segment', zh: '不符合分段格式' } },
  unplayable: { weight: 'tampered', told: { en: 'its events cannot be read', zh: '事件内容无法读取' } },
  'other-version': {
    weight: 'tampered',
    told: { en: 'of another version of the format, which is not read', zh: '格式版本不同，未读取' },
  },
  'other-session': { weight: 'tampered', told: { en: "another session's segment", zh: '属于其他会话的分段' } },
  misplaced: { weight: 'tampered', told: { en: 'named as another segment than it is', zh: '文件名与分段序号不符' } },
  signature: { weight: 'tampered', told: { en: 'not signed by any of the keys', zh: '签名与所给公钥均不符' } },
  chain: { weight: 'tampered', told: { en: 'does not follow the segment before it', zh: '与前一分段的哈希链不衔接' } },
  conflicting: {
    weight: 'tampered',
    told: { en: 'there twice, and not alike', zh: '存在两份且内容不同' },
  },
  'after-end': { weight: 'tampered', told: { en: 'stands after the end of the session', zh: '位于会话结束之后' } },
  removed: {
    weight: 'tampered',
    told: { en: 'missing, although a later one knows that it was stored', zh: '缺失，而后续分段表明其曾已存储' },
  },
  missing: { weight: 'incomplete', told: { en: 'missing', zh: '缺失' } },
  unclosed: {
    weight: 'incomplete',
    told: {
      en: 'the session has no end: it goes on, or what followed is missing',
      zh: '会话没有结束标记：仍在进行或后续缺失',
    },
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type FindingKind = keyof typeof KINDS;

/** One thing that is wrong with a recording, and where. */
export interface Finding {
  readonly kind: FindingKind;
  readonly weight: Weight;
  readonly told: Bilingual;
  /** The file, as far as it is about one. */
  readonly file?: string;
  /** The first and the last segment, as far as it is about some. */
  readonly segments?: readonly [number, number];
  /** In microseconds since the session began, up to where the recording is whole. */
  readonly since?: number;
}

export const finding = (kind: FindingKind, where: Pick<Finding, 'file' | 'segments' | 'since'> = {}): Finding => ({
  kind,
  ...KINDS[kind],
  ...where,
});

/** Where a finding is, in words. */
export function findingPlace({ file, segments, since }: Finding): Bilingual {
  if (file !== undefined) return { en: file, zh: file };
  if (since !== undefined) return { en: `since ${clock(since)}`, zh: `自 ${clock(since)} 起` };
  const [first, last] = segments ?? [0, 0];
  const range = first === last ? `${first}` : `${first}–${last}`;
  return { en: `segment ${range}`, zh: `分段 ${range}` };
}

/** `0:01:02.345`, from microseconds. */
export function clock(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1000);
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(milliseconds % 1000).padStart(3, '0')}`;
}
