import { SUPPLIER_TAG } from '../../../third-party-role/names';
import { coversAction } from '../../callers';
import { partiesIn } from '../../parties';
import { type Statement, statementsOf } from '../../policy';
import { tagOf } from '../../tags';
import { type Resource, Unresolved } from '../../template';

const ACCOUNT = /^\d{12}$/;

/**
 * The parties that are not of the landing zone: neither the resource's own account, nor one with a template of its own.
 * Organizations count as one's own, since no template tells which is.
 *
 * @throws Unresolved when an account is named and nobody knows in which the resource will stand.
 */
export function outsiders(parties: readonly string[], resource: Resource, path: string): readonly string[] {
  const { template } = resource;
  const own = template.estate.templates.map(({ environment }) => environment.account);
  const strange = parties.filter((party) => !party.startsWith('o-') && !own.includes(party));
  if (strange.some((party) => ACCOUNT.test(party)) && template.environment.account === undefined)
    throw new Unresolved(path);
  return strange;
}

/** The statements by which a principal of a third party enters a role; where the role's tag names a supplier, all those that name a principal. */
export function thirdPartyEntries(role: Resource): readonly Statement[] {
  const declared = tagOf(role, SUPPLIER_TAG) !== undefined;
  return statementsOf(role, 'AssumeRolePolicyDocument').filter((statement) => {
    if (statement.effect !== 'Allow' || !coversAction(statement, 'sts:AssumeRole')) return false;
    const parties = partiesIn(statement, role);
    return (declared ? parties : outsiders(parties, role, `${statement.path}.Principal`)).length > 0;
  });
}
