import { finding, unlessTrue } from '../../constructs/nag/findings';
import {
  compliant,
  type Finding,
  notApplicable,
  type Rule,
  unknown,
  type Verdict,
  verdictFrom,
} from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { SHORTEST_LOG_RETENTION_DAYS } from '../../constructs/partition/legal-retention';
import { containerOf, FLOW_LOG_CONTAINER } from '../constructs/diagnostic-settings/log-categories';
import { FLOW_LOG, holdsLogs, ofLogAccounts, writersOf } from './log-accounts';
import { referring } from './references';

const ACCOUNT = 'azurerm_storage_account';
const CONTAINER = 'azurerm_storage_container';
const POLICY = 'azurerm_storage_container_immutability_policy';

/**
 * Storage for logs is sealed by locked time-based policies of at least 183 days: the account as a whole, or each of its
 * containers, those included that Azure creates by itself when it first writes.
 *
 * Only a locked policy binds everyone; an unlocked one can be shortened or removed by whoever may write it.
 *
 * @see https://learn.microsoft.com/azure/storage/blobs/immutable-time-based-retention-policy-overview
 */
export const azureStorageImmutability: Rule = {
  id: 'azure-storage-immutability',
  demand: {
    en: `Storage for logs, recordings or records is sealed by locked immutability policies of at least ${SHORTEST_LOG_RETENTION_DAYS} days.`,
    zh: `存放日志、录像或记录的存储由已锁定且不少于 ${SHORTEST_LOG_RETENTION_DAYS} 天的不可变策略保护。`,
  },
  types: [ACCOUNT, CONTAINER, POLICY],
  reference: 'https://learn.microsoft.com/azure/storage/blobs/immutable-storage-overview',
  judge: (resource) => (JUDGES[resource.type] ?? judgeAccount)(resource),
};

const judgeAccount = ofLogAccounts((account) => {
  if (account.has('immutability_policy')) return verdictFrom(accountPolicyFindings(account));
  return verdictFrom([...missingPolicy(account), ...unsealedContainers(account)]);
});

function judgeContainer(container: Resource): Verdict {
  if (policiesOf(container).length > 0) return compliant;
  const account = container.referent('storage_account_id') ?? container.referent('storage_account_name');
  if (!account) return ELSEWHERE;
  if (!holdsLogs(account)) return OTHER_CONTAINER;
  if (account.has('immutability_policy')) return compliant;
  return verdictFrom([
    finding(
      'storage_container_resource_manager_id',
      'of no immutability policy names this container: its logs can be changed and deleted',
      '：没有不可变策略指向该容器，其中的日志可被修改和删除',
    ),
  ]);
}

function judgePolicy(policy: Resource): Verdict {
  return verdictFrom([
    ...unlessTrue(policy, 'locked', 'whoever may write the policy can lift it', '有策略写入权限者即可解除保护'),
    ...tooShort('immutability_period_in_days', policy),
  ]);
}

const JUDGES: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  [ACCOUNT]: judgeAccount,
  [CONTAINER]: judgeContainer,
  [POLICY]: judgePolicy,
};

/** `storage_account_name` is the deprecated way to name the account. */
const containersOf = (account: Resource): readonly Resource[] =>
  ['storage_account_id', 'storage_account_name'].flatMap((path) => referring(account, CONTAINER, path));

const policiesOf = (container: Resource): readonly Resource[] =>
  referring(container, POLICY, 'storage_container_resource_manager_id');

function accountPolicyFindings(account: Resource): readonly Finding[] {
  const state = account.literal('immutability_policy.state');
  const unlocked = finding(
    'immutability_policy.state',
    `is ${String(state)}, not Locked: whoever may write the account can lift it`,
    `为 ${String(state)} 而非 Locked：有账户写入权限者即可解除保护`,
  );
  return [
    ...(state === 'Locked' ? [] : [unlocked]),
    ...tooShort('immutability_policy.period_since_creation_in_days', account),
  ];
}

function missingPolicy(account: Resource): readonly Finding[] {
  const containers = containersOf(account);
  if (containers.some((container) => policiesOf(container).length > 0)) return [];
  return [
    finding(
      'immutability_policy',
      'is missing, and no container has one: logs can be changed and deleted',
      '未设置，且没有任何容器设置不可变策略：日志可被修改和删除',
    ),
  ];
}

/** Containers that Azure will create for what is sent here, because the template has none of that name. */
function unsealedContainers(account: Resource): readonly Finding[] {
  const sealed = containersOf(account).map((container) => container.text('name'));
  const filled = [...new Set(writersOf(account).flatMap(containersFilledBy))];
  return filled
    .filter((name) => !sealed.includes(name))
    .map((name) =>
      finding(
        'immutability_policy',
        `is missing, and Azure will create the container ${name} without one`,
        `未设置，且 Azure 将自动创建不带该策略的容器 ${name}`,
      ),
    );
}

function containersFilledBy(writer: Resource): readonly string[] {
  if (writer.type === FLOW_LOG) return [FLOW_LOG_CONTAINER];
  return writer.list('enabled_log').map((_, index) => {
    const group = writer.literal(`enabled_log.${index}.category_group`);
    return group === undefined
      ? containerOf(String(writer.literal(`enabled_log.${index}.category`)))
      : `insights-logs-* (${String(group)})`;
  });
}

function tooShort(property: string, policy: Resource): readonly Finding[] {
  const days = policy.number(property);
  const least = policy.template.estate.leastRetentionDays;
  if (days !== undefined && days >= least) return [];
  return [finding(property, `is ${String(days)}, less than ${least} days`, `为 ${String(days)}，少于 ${least} 天`)];
}

const ELSEWHERE = unknown({ en: 'its account is not in this template', zh: '所属账户不在本模板中' });

const OTHER_CONTAINER = notApplicable({
  en: 'its account holds no logs, recordings or records',
  zh: '所属账户未存放日志、录像或记录',
});
