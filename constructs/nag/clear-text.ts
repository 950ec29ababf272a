import { coversAction, isAnyone } from './callers';
import type { Statement } from './policy';

/** Whether a statement denies an action to everybody who does not come over TLS, and on no further condition. */
export function deniesClearText(statement: Statement, action: string): boolean {
  const conditions = Object.entries(statement.conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${operator} ${key} ${values.join()}`),
  );
  return (
    statement.effect === 'Deny' &&
    statement.principals.some(isAnyone) &&
    coversAction(statement, action) &&
    conditions.length === 1 &&
    /^Bool(IfExists)? aws:securetransport false$/.test(conditions.join())
  );
}
