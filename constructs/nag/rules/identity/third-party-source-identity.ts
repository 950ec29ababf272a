import { isSharedMailbox } from '../../../third-party-role/people';
import { binds } from '../../callers';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { thirdPartyEntries } from './third-parties';
import { NO_THIRD_PARTY } from './third-party-role-expiry';

/** What the caller has to tell, and what it is for. */
const TOLD = [
  ['sts:sourceidentity', 'sts:SourceIdentity', 'natural person', '自然人'],
  ['sts:rolesessionname', 'sts:RoleSessionName', 'ticket', '工单'],
] as const;

/**
 * Whoever enters for a third party tells the natural person, which no later role can change, and the ticket, in the name of
 * the session. A pattern will do (`*@supplier.example`), but neither one that takes anything nor the mailbox of a team.
 */
export const thirdPartySourceIdentity: Rule = {
  id: 'third-party-source-identity',
  demand: {
    en: 'Whoever enters for a third party has to tell the natural person and the ticket.',
    zh: '代表第三方进入者须申明自然人与工单。',
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
  judge(role) {
    const entries = thirdPartyEntries(role);
    return entries.length === 0
      ? NO_THIRD_PARTY
      : verdictFromEach(entries, (entry) => [...untold(entry), ...shared(entry)]);
  },
};

const untold = (entry: Statement): readonly Finding[] =>
  TOLD.filter(([key]) => !binds(entry, key)).map(([, key, en, zh]) =>
    finding(
      `${entry.path}.Condition`,
      `does not demand the ${en} (${key}): actions cannot be traced to it`,
      `未要求申明${zh}（${key}）：操作无法据以追溯`,
    ),
  );

const shared = ({ path, conditions }: Statement): readonly Finding[] =>
  Object.entries(conditions)
    .filter(([operator]) => !/Not/.test(operator))
    .flatMap(([, keys]) => keys['sts:sourceidentity'] ?? [])
    .filter(isSharedMailbox)
    .map((address) =>
      finding(
        `${path}.Condition`,
        `takes ${address} for a natural person (sts:SourceIdentity): several people use it`,
        `将 ${address} 视为自然人（sts:SourceIdentity），而该邮箱由多人共用`,
      ),
    );
