import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

const SELECTION = 'BackupSelection';

/**
 * A plan takes in whatever carries its tier's tag, so that what is created tomorrow is backed up too. A list of single
 * ARNs forgets it.
 */
export const backupSelectionByTier: Rule = {
  id: 'backup-selection-by-tier',
  demand: {
    en: 'A backup selection selects by tag and lists no single resources.',
    zh: '备份选择按标签选取资源，不逐一列举。',
  },
  types: ['AWS::Backup::BackupSelection'],
  reference: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
  judge: (selection) => verdictFromEach([tagFindings, listFindings], (judge) => judge(selection)),
};

const tagFindings = (selection: Resource): readonly Finding[] =>
  selection.list(`${SELECTION}.ListOfTags`).length > 0 || hasTagCondition(selection)
    ? []
    : [
        finding(
          SELECTION,
          'selects by no tag (ListOfTags, Conditions): what is created later is left out',
          '未按标签选取（ListOfTags、Conditions）：后续新建的资源不在其中',
        ),
      ];

function hasTagCondition(selection: Resource): boolean {
  const conditions = selection.raw(`${SELECTION}.Conditions`);
  return ['StringEquals', 'StringLike'].some(
    (operator) => isObject(conditions) && [conditions[operator] ?? []].flat().length > 0,
  );
}

/** `*`, and an ARN that ends in a wildcard for all resources of a type, list nothing singly. */
const listFindings = (selection: Resource): readonly Finding[] =>
  selection.list(`${SELECTION}.Resources`).flatMap((_, index) => {
    const path = `${SELECTION}.Resources.${index}`;
    if (selection.text(path).endsWith('*')) return [];
    return [finding(path, 'names a single resource', '列举了单个资源')];
  });
