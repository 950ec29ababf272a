import { coversAction, isAnyone } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { compliant, type Finding, nonCompliant, notApplicable, type Rule, type Verdict, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { settingOf, unlessBastion, userDataOf } from '../compute/launch';

const POLICY = 'ResourcePolicy.PolicyDocument';
const KEYS = 'dynamodb:leadingkeys';

/** What changes entries, or removes them. */
const CHANGES = ['DeleteItem', 'UpdateItem', 'BatchWriteItem', 'PartiQLDelete', 'PartiQLInsert', 'PartiQLUpdate'].map(
  (name) => `dynamodb:${name}`,
);

const puts = (deny: Statement): boolean => coversAction(deny, 'dynamodb:PutItem');

interface Refusal {
  readonly holds: (deny: Statement) => boolean;
  readonly en: string;
  readonly zh: string;
}

const exceptRoles = (deny: Statement): boolean =>
  (deny.conditions['ArnNotLike']?.['aws:principalarn']?.length ?? 0) > 0;

/** What a table itself refuses to everybody, whatever their own policies allow. */
const REFUSALS: Readonly<Record<string, readonly Refusal[]>> = {
  'session-control': [
    {
      holds: (deny) =>
        CHANGES.every((action) => coversAction(deny, action)) && Object.keys(deny.conditions).length === 0,
      en: 'refuses nobody to change or remove what was decided',
      zh: '未拒绝更改或删除已作出的决定',
    },
    {
      holds: (deny) => puts(deny) && deny.conditions['ForAnyValue:StringNotEquals']?.[KEYS]?.[0] === '${aws:userid}',
      en: 'refuses nobody to decide in the name of another',
      zh: '未拒绝以他人名义作出决定',
    },
    {
      holds: (deny) => puts(deny) && deny.conditions['Null']?.[KEYS]?.[0] === 'true',
      en: 'refuses no entry that says nobody decided it',
      zh: '未拒绝未注明决定人的条目',
    },
    {
      holds: (deny) => puts(deny) && exceptRoles(deny),
      en: 'refuses nobody but moderators to decide',
      zh: '未限定仅由会话监督员作出决定',
    },
  ],
  'session-index': [
    {
      holds: (deny) =>
        [...CHANGES.filter((action) => !action.includes('PartiQL')), 'dynamodb:PutItem'].every((action) =>
          coversAction(deny, action),
        ) &&
        (deny.conditions['ForAnyValue:StringEquals']?.[KEYS] ?? []).includes('acknowledged') &&
        exceptRoles(deny),
      en: 'refuses nobody but moderators to resolve gaps',
      zh: '未限定仅由会话监督员处理缺口',
    },
  ],
};

/**
 * The table in which other people decide about sessions refuses by its own policy what would let somebody decide for another, or change
 * what was decided; and a bastion that asks a table asks one that is there.
 */
export const sessionControlSealed: Rule = {
  id: 'session-control-sealed',
  demand: {
    en: 'The table of decisions about sessions stands where the bastion asks it, and refuses to change entries and to write them for another; that of sessions lets moderators alone resolve gaps.',
    zh: '会话决定表须存在于堡垒机查询之处，并拒绝更改条目或代他人写入；会话索引表仅允许会话监督员处理缺口。',
  },
  types: ['AWS::DynamoDB::Table', 'AWS::EC2::LaunchTemplate'],
  reference: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html',
  judge: (resource) => (resource.type === 'AWS::DynamoDB::Table' ? judgeTable(resource) : judgeHost(resource)),
};

function judgeTable(table: Resource): Verdict {
  const [, refusals] = Object.entries(REFUSALS).find(([name]) => table.text('TableName').endsWith(`-${name}`)) ?? [];
  if (refusals === undefined) return OTHER;
  const denies = statementsOf(table, POLICY).filter(
    ({ effect, principals, resources }) => effect === 'Deny' && principals.some(isAnyone) && resources.length > 0,
  );
  return verdictFrom(refusals.filter(({ holds }) => !denies.some(holds)).map(({ en, zh }) => finding(POLICY, en, zh)));
}

const OTHER = notApplicable({ en: 'nobody decides about sessions in it', zh: '其不用于会话决定' });
const ASKS_NOBODY = notApplicable({ en: 'its recorder asks nobody', zh: '其录制器不查询任何决定' });

/** Tables are found by name, account and region. */
function judgeHost(host: Resource): Verdict {
  const elsewhere = unlessBastion(host);
  if (elsewhere) return elsewhere;
  const [, name] = /"control_table": "([^"]+)"/.exec(userDataOf(host)) ?? [];
  if (name === undefined) return ASKS_NOBODY;
  return tableNamed(name, host) ? compliant : nonCompliant(missing(host, name));
}

const tableNamed = (name: string, { template }: Resource): boolean =>
  template.estate
    .ofType('AWS::DynamoDB::Table')
    .some((table) => table.text('TableName') === name && isBeside(table.template, template));

function isBeside(one: Resource['template'], other: Resource['template']): boolean {
  return one.environment.account === other.environment.account && one.environment.region === other.environment.region;
}

const missing = (host: Resource, name: string): Finding =>
  finding(
    settingOf(host, 'UserData'),
    `asks ${name}, which no template makes in this account and region: no session would start`,
    `查询 ${name}，但没有模板在该账号与区域创建：会话将无法启动`,
  );
