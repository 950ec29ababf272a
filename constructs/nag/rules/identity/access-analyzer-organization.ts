import { finding } from '../../findings';
import { isIntrinsic, isObject } from '../../intrinsics';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** Analyzers of access from outside the account or the organization; others look for unused or internal access. */
const EXTERNAL_ACCESS = ['ACCOUNT', 'ORGANIZATION'];

/** Criteria that say which finding is meant; without one, an archive rule hides findings to come. */
const NAMING_CRITERIA = /^(resource|id|principal\..+|resourceOwnerAccount)$/i;

/**
 * An analyzer watches access from outside the organization, or the account where there is none, and archives by itself
 * only findings on named resources or principals.
 */
export const accessAnalyzerOrganization: Rule = {
  id: 'access-analyzer-organization',
  demand: {
    en: 'An analyzer of external access covers the organization and hides no finding but on what is named.',
    zh: '外部访问分析器覆盖整个组织，且仅可自动归档针对具名对象的问题项。',
  },
  types: ['AWS::AccessAnalyzer::Analyzer'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html',
  judge(analyzer) {
    const type = String(analyzer.literal('Type'));
    if (!EXTERNAL_ACCESS.includes(type)) {
      return notApplicable({
        en: `a ${type} analyzer does not watch external access`,
        zh: `${type} 类型的分析器不分析外部访问`,
      });
    }
    const rules = analyzer.list('ArchiveRules').map((_, index) => `ArchiveRules.${index}`);
    return verdictFromEach(
      [() => coverage(analyzer, type), ...rules.map((path) => () => archives(analyzer, path))],
      (check) => check(),
    );
  },
};

function coverage(analyzer: Resource, type: string): readonly Finding[] {
  const isOrganization = analyzer.template.estate.resources.some(
    ({ type }) => type === 'AWS::Organizations::Organization',
  );
  if (type === 'ORGANIZATION' || !isOrganization) return [];
  return [
    finding(
      'Type',
      'is ACCOUNT: the other accounts of the organization are not watched',
      '为 ACCOUNT：组织内其他账号未被分析',
    ),
  ];
}

function archives(analyzer: Resource, path: string): readonly Finding[] {
  const named = analyzer.list(`${path}.Filter`).some((criterion, index) => {
    if (!isObject(criterion) || isIntrinsic(criterion)) throw new Unresolved(`${path}.Filter.${index}`);
    return NAMING_CRITERIA.test(String(analyzer.literal(`${path}.Filter.${index}.Property`))) && 'Eq' in criterion;
  });
  if (named) return [];
  return [
    finding(
      `${path}.Filter`,
      'names neither a resource nor a principal: findings to come are archived unseen',
      '未限定资源或主体：将来的问题项会被直接归档而无人查看',
    ),
  ];
}
