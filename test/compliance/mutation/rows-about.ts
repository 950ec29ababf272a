import type { PartitionName } from '../../../constructs/partition';
import { type Call, type Chain, callsOf } from '../../../lib/proofs/policy/attack';
import { MATRIX, type MatrixRow } from '../../../lib/proofs/policy/matrix';
import { parsePolicy } from '../../../lib/proofs/policy/parse';
import { statementsOn } from '../../../lib/proofs/policy/statement';

type Attempted = Extract<MatrixRow, { readonly attempts: unknown }>;

/** What a row tries that has to be refused. */
export const attemptsIn = ({ attempts }: Attempted): readonly (Call | Chain)[] => attempts;

/** The same, and what has to be allowed. */
export const allIn = ({ attempts, harmless }: Attempted): readonly (Call | Chain)[] => [...attempts, ...harmless];

/** Rows with a call about which a statement has something to say: no other can notice that it changed. */
export function rowsAbout(
  statement: object,
  partition: PartitionName,
  triedIn: (row: Attempted) => readonly (Call | Chain)[],
): readonly MatrixRow[] {
  const policy = parsePolicy({ Version: '2012-10-17', Statement: [statement] }, { name: 'changed' });
  const concerned = (action: string): boolean => statementsOn(policy, action).length > 0;
  return MATRIX.filter(({ partitions = [partition] }) => partitions.includes(partition)).filter(
    (row) =>
      'attempts' in row &&
      triedIn(row)
        .flatMap(callsOf)
        .some(({ action }) => concerned(action)),
  );
}
