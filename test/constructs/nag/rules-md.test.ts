import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { azureRules } from '../../../cdktf/nag/registry';
import { awsRules } from '../../../constructs/nag/registry';
import { RULES_FILE, rulesMarkdown } from '../../../tools/generate-rules-md';

describe('RULES.md', () => {
  test('is as the rules and the mapping are now: run npm run generate', () => {
    expect(readFileSync(join(__dirname, '../../..', RULES_FILE), 'utf8')).toBe(rulesMarkdown());
  });

  test('has a row for every rule of every cloud', () => {
    const rows = [...rulesMarkdown().matchAll(/^\| <a id="([^"]+)">/gm)].map(([, id]) => id);

    expect(rows).toEqual([...awsRules, ...azureRules].map(({ id }) => id));
  });

  test('says what a rule demands, of what, for which facets and where that is documented', () => {
    const row = rulesMarkdown()
      .split('\n')
      .find((line) => line.includes('`kms-deletion-window`'));

    expect(row).toContain('The deletion of a key waits 30 days.');
    expect(row).toContain('密钥删除等待期不少于 30 天。');
    expect(row).toContain('`AWS::KMS::Key`<br>`AWS::KMS::ReplicaKey`');
    expect(row).toContain('`8.4/encryption-at-rest#key-deletion-protection`');
    expect(row).toContain('(https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html)');
  });
});
