import { actionPrefixOf } from '../../../constructs/isolated-vpc/endpoint-services';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { KnownOrganization } from '../access/places';
import { OUTSIDER } from './askers';
import { endpointPoliciesIn, FULL_ACCESS } from './estate';
import { evaluate } from './evaluate';
import type { Context, Decision, Policy, Principal, Verdict } from './model';
import { POLICY_SIMULATION } from './policy-simulation';

const FACET: FacetId = '8.3/interface-security#endpoint-policies';

/** A resource that lets everybody in, so that nothing but the endpoint's policy decides. */
const OPEN: Policy = {
  name: 'open',
  statements: [
    {
      policy: 'open',
      path: 'Statement.0',
      effect: 'Allow',
      actions: { negated: false, items: ['*'] },
      resources: { negated: false, items: ['*'] },
      principals: { negated: false, items: [{ kind: 'AWS', name: '*' }] },
      conditions: [],
      variables: true,
    },
  ],
};

type Side = 'own' | 'foreign';

/** What goes through an endpoint, and what has to become of it. An own identity that is refused would make the rest worthless. */
const WAYS: readonly {
  readonly who: Side | 'nobody';
  readonly whose: Side;
  readonly wanted: Verdict;
  readonly how: Bilingual;
}[] = [
  {
    who: 'own',
    whose: 'own',
    wanted: 'allowed',
    how: { en: 'own identities at own resources', zh: '本组织身份访问本组织资源' },
  },
  {
    who: 'own',
    whose: 'foreign',
    wanted: 'implicitDeny',
    how: { en: 'own identities at the resources of strangers', zh: '本组织身份访问外部资源' },
  },
  {
    who: 'foreign',
    whose: 'own',
    wanted: 'implicitDeny',
    how: { en: 'identities of strangers at own resources', zh: '外部身份访问本组织资源' },
  },
  {
    who: 'foreign',
    whose: 'foreign',
    wanted: 'implicitDeny',
    how: { en: 'identities of strangers at their resources', zh: '外部身份访问外部资源' },
  },
  {
    who: 'nobody',
    whose: 'foreign',
    wanted: 'implicitDeny',
    how: { en: 'requests without identity at the resources of strangers', zh: '匿名请求访问外部资源' },
  },
];

/**
 * Tries what goes through each endpoint with identities and resources of one's own and of strangers, where both let everything
 * happen: the endpoint's own policy has to admit the own to the own, and nothing else.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const endpointPerimeter = (estate: JudgedEstate, { id }: KnownOrganization): readonly Evidence[] =>
  endpointPoliciesIn(estate).map(({ resource, policy }) => evidenceOf(resource, policy, estate, id));

function evidenceOf(endpoint: Resource, policy: Policy, estate: JudgedEstate, organizationId?: string): Evidence {
  const { account, region, partition } = estate.originOf(endpoint.template);
  const service = serviceOf(endpoint);
  const place: Place = { account, region, partition, organizationId, service: actionPrefixOf(service ?? '') };
  const trials =
    service === undefined
      ? []
      : WAYS.flatMap((way) => STRANGERS.map((strangers) => ({ way, decision: tried(way, policy, place, strangers) })));
  const wrong = trials.filter(({ way, decision }) => !isWanted(way.wanted, decision));
  const open = trials.find(({ decision }) => decision.verdict === 'unknown');
  const settled = service !== undefined && open === undefined;
  return {
    kind: 'proof',
    check: POLICY_SIMULATION,
    outcome: wrong.length > 0 ? 'failed' : settled ? 'passed' : 'unknown',
    message:
      wrong.length > 0 ? wrongly(wrong.map(({ way }) => way)) : settled ? SHOWN : (open?.decision.because ?? NAMELESS),
    subject: estate.subjectOf(endpoint),
    requirements: [facetOf(FACET).requirement],
    facets: [FACET],
  };
}

/** What requests say of the organization of strangers: another one, or nothing where they are in none. */
const STRANGERS: readonly (string | undefined)[] = ['o-mallory0001', undefined];

const SHOWN: Bilingual = {
  en: 'admits own identities to own resources, and refuses strangers, their resources and requests without identity',
  zh: '仅放行本组织身份访问本组织资源，拒绝外部身份、外部资源与匿名请求',
};

const NAMELESS: Bilingual = { en: 'deployment decides which service it leads to', zh: '部署时才能确定其对应的服务' };

function wrongly(ways: readonly (typeof WAYS)[number][]): Bilingual {
  const tell = ({ how, wanted }: (typeof WAYS)[number]): Bilingual =>
    wanted === 'allowed'
      ? { en: `refuses ${how.en}`, zh: `拒绝${how.zh}` }
      : { en: `admits ${how.en}`, zh: `放行${how.zh}` };
  const told = [...new Set(ways)].map(tell);
  return { en: told.map(({ en }) => en).join('; '), zh: told.map(({ zh }) => zh).join('；') };
}

/** Undecided is neither. */
const isWanted = (wanted: Verdict, { verdict }: Decision): boolean =>
  verdict === 'unknown' || (wanted === 'allowed') === (verdict === 'allowed');

interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** Undefined where there is a single account. */
  readonly organizationId: string | undefined;
  /** As actions name it. */
  readonly service: string;
}

function tried({ who, whose }: (typeof WAYS)[number], endpoint: Policy, place: Place, strangers?: string): Decision {
  const organizations = { own: place.organizationId, foreign: strangers, nobody: undefined };
  const owner = whose === 'own' ? place.account : OUTSIDER.account;
  const principal = principalOf(who, place);
  return evaluate(
    {
      principal,
      action: place.service === 's3' ? 's3:GetObject' : `${place.service}:Use`,
      resource: { arn: arnOf(whose, owner, place), account: owner },
      context: {
        ...keyOf('aws:PrincipalOrgID', organizations[who]),
        ...keyOf('aws:ResourceOrgID', organizations[whose]),
      },
    },
    { identity: [FULL_ACCESS], resource: OPEN, endpoint },
  );
}

function principalOf(who: Side | 'nobody', { partition, account }: Place): Principal {
  if (who === 'nobody') return { kind: 'anonymous' };
  if (who === 'foreign') return OUTSIDER;
  return {
    kind: 'role-session',
    arn: `arn:${partition}:sts::${account}:assumed-role/orders/session`,
    roleArn: `arn:${partition}:iam::${account}:role/orders`,
    account,
  };
}

const keyOf = (key: string, value: string | undefined): Context => (value === undefined ? {} : { [key]: value });

const arnOf = (whose: Side, owner: string, { partition, region, service }: Place): string =>
  service === 's3' ? `arn:${partition}:s3:::${whose}-bucket/it` : `arn:${partition}:${service}:${region}:${owner}:it`;

/** The last part of the name of its service; undefined where deployment decides. */
function serviceOf(endpoint: Resource): string | undefined {
  try {
    const name = endpoint.text('ServiceName');
    return name.includes('$') ? undefined : name.slice(name.lastIndexOf('.') + 1);
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}
