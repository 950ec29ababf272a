import { JOB_FUNCTIONS } from '../../../constructs/job-functions/job-functions';
import { functionRoleName, JOB_FUNCTION_IDS } from '../../../constructs/job-functions/names';
import { type Statement, statementsOf } from '../../../constructs/nag/policy';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { beyond } from './beyond';
import { nameFromBoundary } from './workload-administrator';

const FACET = '8.2/no-excess-access#separation-of-duties';

/**
 * Compares what the permission sets and federated roles of job functions grant, as they were synthesized, with what this release
 * lets the function do. Permission sets of one's own are not among them.
 */
export function functionsAsMade(estate: JudgedEstate): readonly Evidence[] {
  const name = nameFromBoundary(estate);
  if (name === undefined) return [];
  const bastionAccount = accountOfBastion(estate, name);
  const byName = new Map(JOB_FUNCTION_IDS.map((id) => [functionRoleName(name, id), JOB_FUNCTIONS[id]] as const));
  return HOLDERS.flatMap(({ type, named, documents }) =>
    estate.estate.ofType(type).flatMap((resource) => {
      const made = byName.get(resource.text(named));
      if (made === undefined) return [];
      const { partition } = estate.originOf(resource.template);
      const context = { partition, name, ...(bastionAccount !== undefined && { bastionAccount }) };
      const wider = beyondMade(resource, documents(resource), made.grants(context));
      return [{ ...told(wider), ...ABOUT, subject: estate.subjectOf(resource) }];
    }),
  );
}

/** What holds the grants of a job function: its type, the property with its name, and where its policies are. */
const HOLDERS = [
  { type: 'AWS::SSO::PermissionSet', named: 'Name', documents: () => ['InlinePolicy'] },
  {
    type: 'AWS::IAM::Role',
    named: 'RoleName',
    documents: (role: Resource) => role.list('Policies').map((_, index) => `Policies.${index}.PolicyDocument`),
  },
] as const;

const ABOUT = {
  kind: 'proof',
  check: 'completeness',
  requirements: [facetOf(FACET).requirement],
  facets: [FACET],
  cloud: 'aws',
} as const;

/** Sessions start with the document of one account alone. */
function accountOfBastion(estate: JudgedEstate, name: string): string | undefined {
  const document = estate.estate.ofType('AWS::SSM::Document').find((one) => one.text('Name') === `${name}-bastion`);
  return document && estate.originOf(document.template).account;
}

/** Undefined where it is known at deployment only. */
function beyondMade(
  resource: Resource,
  documents: readonly string[],
  made: Parameters<typeof beyond>[1],
): readonly Statement[] | undefined {
  try {
    return documents.flatMap((path) => beyond(statementsOf(resource, path), made));
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}

function told(wider: readonly Statement[] | undefined): Pick<Evidence, 'outcome' | 'message'> {
  if (wider === undefined) {
    const message = { en: 'what the job function may do is decided by deployment', zh: '岗位权限在部署时才确定' };
    return { outcome: 'unknown', message };
  }
  if (wider.length === 0) {
    const message = {
      en: 'it grants what this release lets the job function do',
      zh: '所授权限与本版本所定岗位权限一致',
    };
    return { outcome: 'passed', message };
  }
  const where = wider.map(({ path, sid }) => (sid === '' ? path : sid)).join(', ');
  return {
    outcome: 'failed',
    message: {
      en: `it grants more than this release lets the job function do: ${where}`,
      zh: `所授权限超出本版本所定岗位权限：${where}`,
    },
  };
}
