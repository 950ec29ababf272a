/** A place in source: relative to the project, with `/` on every system. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

/** For a template inside a StackSet: which accounts it reaches. */
export interface Target {
  readonly ou: string;
  /** How many accounts of the configuration are in the unit, children included. */
  readonly accounts: number;
}

export type Cloud = 'aws' | 'azure';

/** What a piece of evidence speaks of: one resource of one stack (the contract of `report.json`). */
export interface Subject {
  readonly cloud: Cloud;
  /** `aws`, `aws-cn`, `azure`, `azure-china`; `unknown` for a template made by others that does not say. */
  readonly partition: string;
  /** Account or subscription id. */
  readonly account: string;
  readonly region: string;
  /** Stack name, or the path of a template made by others. */
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Construct path, or the logical id where the template has none. */
  readonly path: string;
  readonly source: SourceLine | null;
  readonly target?: Target;
}

/** One line that names a resource to a person: `Landing-LogArchive/Trail/Bucket (AWS::S3::Bucket)`. */
export const describeSubject = (subject: Subject): string =>
  `${subject.path} (${subject.type})${subject.target ? ` in ${subject.target.ou}` : ''}`;

/** Order for reports: independent of the order in which things were judged. */
export const subjectKey = (subject: Subject | null): string =>
  subject
    ? [subject.cloud, subject.stack, subject.target?.ou ?? '', subject.path, subject.logicalId].join('\u0000')
    : '';
