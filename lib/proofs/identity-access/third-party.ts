import { tagOf } from '../../../constructs/nag/tags';
import { Unresolved } from '../../../constructs/nag/template';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate, Asking } from '../access/access-estate';
import { type AccessPrincipal, federated } from '../access/principals';
import type { AccessResource } from '../access/resources';
import type { Condition, Context, PolicyStatement } from '../policy/model';
import { accountNamed, identityNamed } from './identity-named';
import { fulfilling } from './mimicry';
import { FROM_OUTSIDE, outsider } from './outsider';
import { evidenceFrom, type Trial, tryUnguarded, untried } from './trial';

const FACET = '4.4/outsourced#third-party-access-conditions';

/** Says on a role whose it is. */
const SUPPLIER_TAG = 'isms:supplier';

/** Far beyond any contract. */
const LATER = '2999-12-31T00:00:00Z';

/**
 * Each role of a third party: whoever lacks the external id, or is another, is refused; so is the right one once the
 * contract has ended; before, it is allowed. A federated third party has its exact subject in place of the external id.
 */
export const thirdPartyAccess = (estate: AccessEstate): readonly Evidence[] =>
  estate.resources
    .filter(({ resource }) => resource.type === 'AWS::IAM::Role')
    .filter((role) => isThirdParty(role, estate))
    .map((role) => evidenceOf(role, estate));

function isThirdParty(role: AccessResource, estate: AccessEstate): boolean {
  return isTagged(role) || strangersIn(role, estate).length > 0;
}

/** A tag whose value deployment decides is there all the same. */
function isTagged({ resource }: AccessResource): boolean {
  try {
    return tagOf(resource, SUPPLIER_TAG) !== undefined;
  } catch (error) {
    if (error instanceof Unresolved) return resource.has('Tags');
    throw error;
  }
}

/** Accounts that a role trusts and that are none of ours; of an organization whose accounts nobody names, none is known. */
const strangersIn = (role: AccessResource, estate: AccessEstate): readonly string[] =>
  (estate.knowsAccounts ? trustsOf(role) : [])
    .flatMap(({ principals }) => principals?.items ?? [])
    .flatMap(({ kind, name }) => (kind === 'AWS' ? (accountNamed(name) ?? []) : []))
    .filter((account) => !estate.isOurs(account));

const trustsOf = ({ policy }: AccessResource): readonly PolicyStatement[] =>
  (policy?.statements ?? []).filter(
    ({ effect, actions }) =>
      effect !== 'Deny' && actions?.items.some((action) => /^(sts:(AssumeRole.*|\*)|\*)$/i.test(action)),
  );

function evidenceOf(role: AccessResource, estate: AccessEstate): Evidence {
  const trusts = trustsOf(role);
  const trials = trusts.flatMap((trust) => trialsOf(trust, role, estate));
  const claim = {
    facet: FACET,
    resource: role.resource,
    shown: {
      en: `${role.arn} is refused without the external id or subject, with a wrong one, to any other principal, and after the contract's end; to the supplier with both it is allowed`,
      zh: `${role.arn}：缺少或错误的外部 ID（或主题）、其他主体、合同到期后均被拒绝；供应商凭正确信息在合同期内可以切换`,
    },
  } as const;
  return evidenceFrom(
    estate,
    claim,
    trials.length > 0 ? trials : [untried(outsider(role.place.partition), call('sts:AssumeRole', role, {}))],
  );
}

function trialsOf(trust: PolicyStatement, role: AccessResource, estate: AccessEstate): readonly Trial[] {
  return (trust.principals?.items ?? []).flatMap(({ kind, name }) => {
    const stranger = outsider(role.place.partition);
    const supplier = supplierNamed(kind, name, role);
    if (!supplier && name !== '*') return [untried(stranger, call('sts:AssumeRole', role, {}))];
    const isFederated = kind === 'Federated';
    const action = isFederated
      ? /saml-provider/.test(name)
        ? 'sts:AssumeRoleWithSAML'
        : 'sts:AssumeRoleWithWebIdentity'
      : 'sts:AssumeRole';
    const right = fulfilling(trust);
    const inTime = { ...right, ...timely(trust.conditions) };
    const key = isFederated ? subjectKey(trust) : 'sts:ExternalId';
    const attempt = (
      context: Context,
      wanted: Trial['wanted'],
      en: string,
      zh: string,
      asker = supplier ?? stranger,
    ): Trial => tryUnguarded(estate, asker, call(action, role, context), { wanted, how: { en, zh } });
    return [
      attempt({ ...inTime, [key]: [] }, 'refused', `without ${key}`, `缺少 ${key} 时`),
      attempt({ ...inTime, [key]: 'a-wrong-one' }, 'refused', `with a wrong ${key}`, `${key} 错误时`),
      attempt({ ...right, 'aws:CurrentTime': LATER }, 'refused', "after the contract's end", '合同到期后'),
      attempt(
        { ...inTime, ...FROM_OUTSIDE },
        'refused',
        'with all that the supplier sends',
        '携带供应商的全部信息',
        stranger,
      ),
      attempt(inTime, 'allowed', 'with the right one, in time', '信息正确且在合同期内'),
    ];
  });
}

const call = (action: string, { arn }: AccessResource, context: Context): Asking => ({
  action,
  resource: arn,
  context,
});

/** Whoever the trust names; nobody in particular where it names everybody. */
function supplierNamed(kind: string, name: string, { place }: AccessResource): AccessPrincipal | undefined {
  if (kind === 'Federated') return federated(name);
  return name === '*' ? undefined : identityNamed(name, place);
}

/** The subject of an OIDC provider, such as `token.example.com:sub`; of SAML its own. */
const subjectKey = ({ conditions }: PolicyStatement): string =>
  conditions.find(({ key }) => key.endsWith(':sub'))?.key ?? 'SAML:sub';

const HOUR_MS = 3_600_000;

/** A moment at which all that is said of time holds: just before the end that comes first, where there is one. */
function timely(conditions: readonly Condition[]): Context {
  const ofTime = conditions.filter(({ key }) => key.toLowerCase() === 'aws:currenttime');
  const ends = ofTime.filter(({ operator }) => operator.startsWith('DateLessThan')).flatMap(({ values }) => values);
  const starts = ofTime
    .filter(({ operator }) => operator.startsWith('DateGreaterThan'))
    .flatMap(({ values }) => values);
  const [end] = ends.map(Date.parse).sort((one, other) => one - other);
  const start = starts.map(Date.parse).sort((one, other) => other - one)[0];
  const moment = end === undefined ? start : end - HOUR_MS;
  return moment === undefined ? {} : { 'aws:CurrentTime': new Date(moment).toISOString() };
}
