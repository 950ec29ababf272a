import type { Bilingual } from '../bilingual';
import type { RequirementId } from '../index';
import { type Iso27001Clause, iso27001 } from './iso-27001';
import { type Iso27002Control, iso27002 } from './iso-27002';
import { cloudControls, guidedControls, type Iso27017Control } from './iso-27017';
import { type CrosswalkRow, table } from './table';

export { type Iso27001Clause, iso27001 } from './iso-27001';
export { type Iso27002Control, iso27002 } from './iso-27002';
export { type CloudControl, cloudControls, guidedControls, type Iso27017Control } from './iso-27017';

/**
 * Where other standards ask for what a requirement asks for. That a number stands here says that both treat the same
 * concern, not that meeting the one is meeting the other.
 */
export interface Crosswalk {
  /** Management-system clauses of ISO/IEC 27001:2013. */
  readonly iso27001: readonly Iso27001Clause[];
  /** Controls of ISO/IEC 27002:2013. */
  readonly iso27002: readonly Iso27002Control[];
  /** Controls of ISO/IEC 27017:2015: its own, and those of ISO/IEC 27002 that it gives guidance on. */
  readonly iso27017: readonly Iso27017Control[];
  /** Why a list is empty; none for a list that is not. Clauses of ISO/IEC 27001 are named only where they apply. */
  readonly unmapped: { readonly iso27002?: Bilingual; readonly iso27017?: Bilingual };
}

const NO_CONTROL: Bilingual = {
  en: 'A matter of the management system, which clauses of ISO/IEC 27001 govern; no control of ISO/IEC 27002 does.',
  zh: '属管理体系事项，由 ISO/IEC 27001 的条款规定，ISO/IEC 27002 无对应控制。',
};

const NO_CLOUD_MATTER: Bilingual = {
  en: 'A matter of the management system, which clauses of ISO/IEC 27001 govern; ISO/IEC 27017 adds nothing to it.',
  zh: '属管理体系事项，由 ISO/IEC 27001 的条款规定，ISO/IEC 27017 未作补充。',
};

const NO_CLOUD_GUIDANCE: Bilingual = {
  en: 'The controls of ISO/IEC 27002 apply as they are; ISO/IEC 27017 gives no guidance of its own on them.',
  zh: '直接适用 ISO/IEC 27002 的控制，ISO/IEC 27017 未另给指南。',
};

const guided: ReadonlySet<string> = new Set(guidedControls);
const isGuided = (control: Iso27002Control): control is (typeof guidedControls)[number] => guided.has(control);

/** The clauses and controls of ISO/IEC 27001, 27002 and 27017 that correspond to a requirement. */
export function crosswalkOf(id: RequirementId): Crosswalk {
  const { iso27001 = [], iso27002 = [], cloud = [] }: CrosswalkRow = table[id];
  const iso27017 = [...iso27002.filter(isGuided), ...cloud];
  return { iso27001, iso27002, iso27017, unmapped: reasons(iso27002, iso27017) };
}

/** The title of a clause of ISO/IEC 27001:2013. */
export const titleOfClause = (number: Iso27001Clause): Bilingual => iso27001[number];

/** The title of a control of ISO/IEC 27002:2013 or ISO/IEC 27017:2015. */
export const titleOfControl = (number: Iso27002Control | Iso27017Control): Bilingual => controls[number];

const controls: Readonly<Record<Iso27002Control | Iso27017Control, Bilingual>> = { ...iso27002, ...cloudControls };

function reasons(iso27002: readonly Iso27002Control[], iso27017: readonly Iso27017Control[]): Crosswalk['unmapped'] {
  if (iso27017.length > 0) return iso27002.length > 0 ? {} : { iso27002: NO_CONTROL };
  if (iso27002.length > 0) return { iso27017: NO_CLOUD_GUIDANCE };
  return { iso27002: NO_CONTROL, iso27017: NO_CLOUD_MATTER };
}
