/** How the table answers: `stale` with what it held when the mood began, `nonsense` with what is no answer of a table. */
export type TableMood = 'well' | 'gone' | 'silent' | 'failing' | 'nonsense' | 'unfinished' | 'stale' | 'forgetful';

/** An entry, as people write them. Times are seconds since the epoch. */
export interface ControlEntry {
  readonly owner: string;
  readonly entry: string;
  readonly person: string;
  readonly since?: number;
  readonly until: number;
}

const FAULTY: Readonly<Partial<Record<TableMood, readonly [number, string | object]>>> = {
  failing: [500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' }],
  nonsense: [200, { Items: 'all of them' }],
  unfinished: [200, '{"Items": ['],
  forgetful: [200, { Items: [], Count: 0 }],
};

/** The table of decisions about sessions, as the recorder asks it: through its index, by whom entries are about. */
export class ControlTable {
  private entries: ControlEntry[] = [];
  private shown: readonly ControlEntry[] = [];
  private current: TableMood = 'well';
  /** How often it was asked. */
  questions = 0;

  set mood(mood: TableMood) {
    this.shown = [...this.entries];
    this.current = mood;
  }

  /** As PutItem does: what was under the key is replaced. */
  put(entry: ControlEntry): void {
    this.entries = this.entries.filter((one) => one.owner !== entry.owner || one.entry !== entry.entry);
    this.entries.push(entry);
  }

  /** @returns status and body, or how the question is left without an answer */
  answer(authorization: string, body: Buffer): readonly [number, string | object] | 'gone' | 'silent' {
    this.questions += 1;
    if (this.current === 'gone' || this.current === 'silent') return this.current;
    const faulty = FAULTY[this.current];
    if (faulty) return faulty;
    const isSigned = /Credential=AKID\/\d{8}\/eu-west-1\/dynamodb\//.test(authorization);
    const asked = JSON.parse(body.toString());
    const exists = asked.TableName === 'acme-session-control' && asked.IndexName === 'by-person';
    return isSigned && exists ? [200, this.page(asked)] : [400, { __type: 'ResourceNotFoundException' }];
  }

  /** One entry a page, so that an answer is put together of several. */
  private page({ ExpressionAttributeValues: values, ExclusiveStartKey: start }: Question): object {
    const held = this.current === 'stale' ? this.shown : this.entries;
    const found = held.filter(
      ({ person, until }) => person === values[':about'].S && until > Number(values[':past'].N),
    );
    const at = Number(start?.position.N ?? 0);
    const item = found[at];
    return {
      Items: item ? [itemOf(item)] : [],
      ...(at + 1 < found.length && { LastEvaluatedKey: { position: { N: String(at + 1) } } }),
    };
  }
}

interface Question {
  readonly ExpressionAttributeValues: {
    readonly ':about': { readonly S: string };
    readonly ':past': { readonly N: string };
  };
  readonly ExclusiveStartKey?: { readonly position: { readonly N: string } };
}

const itemOf = ({ owner, entry, person, since, until }: ControlEntry): object => ({
  owner: { S: owner },
  entry: { S: entry },
  person: { S: person },
  ...(since !== undefined && { since: { N: String(since) } }),
  until: { N: String(until) },
});
