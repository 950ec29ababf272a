import { SUPPLIER_TAG } from '../../../third-party-role/names';
import { finding } from '../../findings';
import { partiesIn } from '../../parties';
import { type Statement, statementsOf } from '../../policy';
import { RESOURCE_POLICIES } from '../../resource-policies';
import { compliant, type Finding, nonCompliant, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { tagOf } from '../../tags';
import type { Resource } from '../../template';
import { bucketOf } from '../storage/bucket-policy';
import { outsiders } from './third-parties';

const OIDC = 'AWS::IAM::OIDCProvider';

/** Types with a policy and tags, on themselves or on what the policy belongs to; other policies are for the proof of completeness. */
const TYPES = [
  'AWS::ECR::Repository',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::KMS::ReplicaKey',
  'AWS::S3::BucketPolicy',
];

/**
 * Whatever lets in somebody from outside the landing zone says by the tag `isms:supplier` which supplier of the register it
 * is. That the register has it, and an owner for it, is for the proof to decide, which knows the configuration.
 */
export const externalPrincipalRegistered: Rule = {
  id: 'external-principal-registered',
  demand: {
    en: `What lets in principals from outside names their supplier by the tag ${SUPPLIER_TAG}.`,
    zh: `允许外部主体访问的资源须以标签 ${SUPPLIER_TAG} 注明供应商。`,
  },
  types: [OIDC, ...TYPES],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
  judge(resource) {
    if (namesSupplier(resource)) return compliant;
    const verdict =
      resource.type === OIDC
        ? nonCompliant(unnamed('Url', [issuerOf(resource)]))
        : verdictFromEach(statementsIn(resource), (statement) => strangersIn(statement, resource));
    return verdict.outcome === 'compliant' ? NOBODY : verdict;
  },
};

const NOBODY = notApplicable({ en: 'it lets in nobody from outside', zh: '其不允许外部主体访问' });

const statementsIn = (resource: Resource): readonly Statement[] =>
  statementsOf(resource, RESOURCE_POLICIES[resource.type] ?? '').filter(({ effect }) => effect === 'Allow');

function strangersIn(statement: Statement, resource: Resource): readonly Finding[] {
  const path = `${statement.path}.Principal`;
  const strangers = outsiders(partiesIn(statement, resource), resource, path);
  return strangers.length === 0 ? [] : [unnamed(path, strangers)];
}

const unnamed = (property: string, parties: readonly string[]): Finding =>
  finding(
    property,
    `lets in ${parties.join(', ')}, and no tag ${SUPPLIER_TAG} says which supplier that is`,
    `允许 ${parties.join('、')} 访问，但没有标签 ${SUPPLIER_TAG} 说明属于哪家供应商`,
  );

const issuerOf = (provider: Resource): string => provider.text('Url').replace(/^https:\/\//, '');

/** A bucket's policy has no tags, but the bucket has. */
function namesSupplier(resource: Resource): boolean {
  const tagged = resource.type === 'AWS::S3::BucketPolicy' ? bucketOf(resource) : resource;
  return tagged !== undefined && tagOf(tagged, SUPPLIER_TAG) !== undefined;
}
