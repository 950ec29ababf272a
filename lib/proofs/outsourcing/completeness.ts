import { EVERYONE } from '../../../constructs/nag/parties';
import type { Resource } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import { disputed, type Matrix, unassigned } from '../../config/responsibilities';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { registeredEntries } from './entries';
import { type Found, isIdentitySource, opensOutwards, partiesOf } from './external-parties';
import { COMPLETENESS } from './names';
import type { Register, RegisteredSupplier } from './register';

const INVENTORY: FacetId = '4.4/outsourced#external-party-inventory';
const BOUNDARY: FacetId = '4.4/outsourced#responsibility-boundary';

type Ruling = Pick<Evidence, 'outcome' | 'message'>;

/**
 * Holds the register of suppliers against what there is: whoever is named in a template from outside is a supplier with an
 * owner and a contract, enters as the register says, and each supplier, in each cloud, has somebody who answers for every control.
 *
 * @param asOf the day on which contracts have to hold
 */
export const outsourcingCompleteness = (
  estate: JudgedEstate,
  register: Register,
  asOf: string,
): readonly Evidence[] => [
  ...externalPartyInventory(estate, register, asOf),
  ...registeredEntries(estate, register),
  ...responsibilityBoundary(register),
];

/** One entry for each party and resource that names it, and one for all of them together where nothing is against it. */
export function externalPartyInventory(estate: JudgedEstate, register: Register, asOf: string): readonly Evidence[] {
  const resources = estate.estate.resources.filter(opensOutwards);
  if (resources.length === 0) return [];
  const found = resources
    .filter((resource) => !isIdentitySource(resource, register.identityProviders))
    .flatMap((resource) => entriesFor(resource, estate, register, asOf));
  return [...found, ...(found.every(({ outcome }) => outcome === 'passed') ? [summary(resources.length, found)] : [])];
}

function entriesFor(resource: Resource, estate: JudgedEstate, register: Register, asOf: string): readonly Evidence[] {
  const { account } = resource.template.environment;
  const isOwn = (found: Found): boolean =>
    'party' in found && [account, ...register.own, ...register.contacts].includes(found.party);
  const strangers = partiesOf(resource).filter((found) => !isOwn(found));
  const rulings = strangers.map((found) =>
    'party' in found ? rulingOn(found.party, register, asOf) : undecided(found.doubt),
  );
  return distinct(rulings).map((ruling) =>
    entry(INVENTORY, ruling, { subject: estate.subjectOf(resource), cloud: 'aws' }),
  );
}

const distinct = (rulings: readonly Ruling[]): readonly Ruling[] => [
  ...new Map(rulings.map((ruling) => [ruling.message.en, ruling])).values(),
];

function rulingOn(party: string, { suppliers }: Register, asOf: string): Ruling {
  const supplier = suppliers.find(({ parties }) => parties.includes(party));
  if (!supplier) return { outcome: 'failed', message: UNREGISTERED(party) };
  const { name, owner, contractEnds } = supplier;
  if (contractEnds < asOf) {
    return {
      outcome: 'failed',
      message: {
        en: `${party} is ${name}, whose contract ended on ${contractEnds}`,
        zh: `${party} 为 ${name}，其合同已于 ${contractEnds} 到期`,
      },
    };
  }
  return {
    outcome: 'passed',
    message: {
      en: `${party} is ${name}, for which ${owner} answers; contract until ${contractEnds}`,
      zh: `${party} 为 ${name}，责任人 ${owner}，合同至 ${contractEnds}`,
    },
  };
}

const UNREGISTERED = (party: string): Bilingual =>
  party === EVERYONE
    ? { en: 'everyone is let in: no register can name them', zh: '允许任何人：任何登记册都无法列明' }
    : { en: `${party} is in no entry of the register of suppliers`, zh: `供应商登记册中没有 ${party}` };

const undecided = ({ en, zh }: Bilingual): Ruling => ({
  outcome: 'unknown',
  message: { en: `nobody can tell who is meant: ${en}`, zh: `无法判断所指何人：${zh}` },
});

const summary = (resources: number, found: readonly Evidence[]): Evidence =>
  entry(
    INVENTORY,
    {
      outcome: 'passed',
      message: {
        en: `resources read that can let somebody in or send to somebody: ${resources}; parties outside that they name: ${found.length}, each in the register; services of AWS act under the contract with their provider and are not counted`,
        zh: `已读取可对外开放或发送的资源 ${resources} 个；其指向的外部主体 ${found.length} 处，均已登记；AWS 自身服务属于云服务商合同范围，不计入`,
      },
    },
    { subject: null, cloud: 'aws' },
  );

/** One entry for each supplier and cloud, and one for each cloud that nobody is said to run. */
export function responsibilityBoundary({ suppliers, clouds }: Register): readonly Evidence[] {
  const ofSuppliers = suppliers.flatMap(assignments);
  const unrun = clouds.filter((cloud) => !suppliers.some(({ runs }) => runs === cloud));
  return [
    ...ofSuppliers,
    ...unrun.map((cloud) =>
      entry(
        BOUNDARY,
        {
          outcome: 'unknown',
          message: {
            en: `no supplier of the register runs ${cloud}: nothing says what its provider answers for`,
            zh: `登记册中没有运营 ${cloud} 的供应商：未说明云服务商承担的责任`,
          },
        },
        { subject: null, cloud },
      ),
    ),
  ];
}

function assignments({ name, responsibilities }: RegisteredSupplier): readonly Evidence[] {
  if (responsibilities.length === 0) {
    const message = {
      en: `${name}: nothing says who answers for which control (suppliers[].responsibilities)`,
      zh: `${name}：未说明各控制项的责任方（suppliers[].responsibilities）`,
    };
    return [entry(BOUNDARY, { outcome: 'unknown', message }, { subject: null })];
  }
  return responsibilities.map(({ cloud, matrix }) =>
    entry(BOUNDARY, assigned(`${name}, ${cloud}`, matrix), { subject: null, cloud }),
  );
}

function assigned(what: string, matrix: Matrix): Ruling {
  const nobody = unassigned(matrix);
  const several = disputed(matrix);
  if (nobody.length === 0 && several.length === 0) {
    return {
      outcome: 'passed',
      message: {
        en: `${what}: one party answers for each control of clause 8`,
        zh: `${what}：第 8 章的每项控制均有唯一责任方`,
      },
    };
  }
  return {
    outcome: 'failed',
    message: {
      en: `${what}: ${[...told('nobody answers for', nobody), ...told('more than one party answers for', several)].join('; ')}`,
      zh: `${what}：${[...told('无责任方：', nobody), ...told('责任方不唯一：', several)].join('；')}`,
    },
  };
}

const told = (words: string, controls: readonly string[]): readonly string[] =>
  controls.length === 0 ? [] : [`${words} ${controls.join(', ')}`];

const entry = (facet: FacetId, { outcome, message }: Ruling, where: Pick<Evidence, 'subject' | 'cloud'>): Evidence => ({
  kind: 'proof',
  check: COMPLETENESS,
  outcome,
  message,
  requirements: [facetOf(facet).requirement],
  facets: [facet],
  ...where,
});
