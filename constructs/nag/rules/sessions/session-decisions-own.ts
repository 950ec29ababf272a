import { coversAction } from '../../callers';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import type { Finding, Rule } from '../../rule';
import type { Resource } from '../../template';
import { IDENTITY_POLICY_TYPES, judgeGrants } from '../identity/identity-policies';

/** The table in which people decide about sessions of others, by its name. */
const TABLE = /:table\/[^/]*-session-control$/;

const KEYS = 'dynamodb:leadingkeys';
const OWN = '${aws:userid}';

/** What changes entries, or removes them. */
const CHANGES = ['BatchWriteItem', 'DeleteItem', 'PartiQLDelete', 'PartiQLInsert', 'PartiQLUpdate', 'UpdateItem'].map(
  (name) => `dynamodb:${name}`,
);

/**
 * Who decides about sessions of others puts entries under their own identity, changes and removes none, and starts no sessions: nobody is
 * let to approve in another's name, nor to approve and to enter.
 */
export const sessionDecisionsOwn: Rule = {
  id: 'session-decisions-own',
  demand: {
    en: "An Allow to decide about sessions holds for entries under the caller's own id, changes and removes none, and stands with no right to start sessions.",
    zh: '授予会话审批与监看权限时，条目须限于调用者本人标识，不得修改或删除，且不得与启动会话的权限并存。',
  },
  types: IDENTITY_POLICY_TYPES,
  reference: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html',
  judge(resource) {
    const enters = startsSessions(resource);
    return judgeGrants(resource, DECIDES_NOTHING, (allow) => {
      if (!allow.resources.some((arn) => TABLE.test(arn))) return undefined;
      const changes = CHANGES.filter((action) => coversAction(allow, action));
      const puts = coversAction(allow, 'dynamodb:PutItem');
      return [
        ...(changes.length > 0 ? [changed(allow, changes.join(', '))] : []),
        ...(puts ? foreign(allow) : []),
        ...(puts && enters ? [joined(allow)] : []),
      ];
    });
  },
};

const DECIDES_NOTHING = { en: 'it lets nobody decide about sessions', zh: '其未授予会话审批与监看权限' };

function startsSessions(resource: Resource): boolean {
  let starts = false;
  judgeGrants(resource, DECIDES_NOTHING, (allow) => {
    starts ||= coversAction(allow, 'ssm:StartSession');
    return [];
  });
  return starts;
}

/** `ForAllValues` holds of a request without keys as well: `Null` demands that there are some. */
function foreign({ conditions, path }: Statement): readonly Finding[] {
  const own = conditions['ForAllValues:StringEquals']?.[KEYS] ?? [];
  const present = conditions['Null']?.[KEYS] ?? [];
  if (own.length > 0 && own.every((value) => value === OWN) && present.length === 1 && present[0] === 'false')
    return [];
  return [
    finding(
      `${path}.Condition`,
      `does not hold entries to the caller's own id: ForAllValues:StringEquals dynamodb:LeadingKeys ${OWN}, and Null false`,
      `未将条目限于调用者本人标识：须有 ForAllValues:StringEquals dynamodb:LeadingKeys ${OWN} 与 Null false`,
    ),
  ];
}

const changed = ({ path }: Statement, actions: string): Finding =>
  finding(
    `${path}.Action`,
    `takes in ${actions}: what was decided can be changed`,
    `包含 ${actions}：已作出的决定可被更改`,
  );

const joined = ({ path }: Statement): Finding =>
  finding(
    `${path}.Action`,
    'stands with ssm:StartSession: who decides about sessions enters as well',
    '与 ssm:StartSession 并存：审批会话者亦可登录',
  );
