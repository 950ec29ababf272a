import type { Bilingual } from '../../constructs/standard';
import type { Concern, PlannedStack } from '../stacks/plan';
import { azureDeployment } from './azure';
import { type Deployment, documentPath, ofType, placesOf } from './deployment';
import { aws, awsOrganizations, deployerOf, forEachRow, organizationsRegion, profileOf, text, word } from './shell';
import type { Section, Step } from './step';

const WHY: Readonly<Record<Concern, Bilingual>> = {
  'log-archive': {
    en: 'Everything that follows delivers its records here; the recovery region first, since replicas need their destination.',
    zh: '后续各堆栈的记录都送达此处；先部署恢复区域，因为副本需要目的地。',
  },
  continuity: {
    en: 'The vaults stand before anything copies into them. Three days later their lock can no longer be taken back (lock: compliance).',
    zh: '先有保管库，再有复制。三天后锁定不可撤销（lock: compliance）。',
  },
  security: {
    en: 'Findings of GuardDuty have a place to go before accounts detect anything.',
    zh: '各账号开始检测之前，GuardDuty 的发现已有去处。',
  },
  organization: {
    en: 'Units, guardrails, the organization trail, and the StackSets that bring the baseline to the members.',
    zh: '组织单元、防护策略、组织跟踪，以及向成员下发基线的 StackSets。',
  },
  baseline: {
    en: 'What members of an organization get by StackSets, an account that no StackSet reaches gets as a stack.',
    zh: '组织成员经由 StackSets 获得的基线，StackSets 无法覆盖的账号以堆栈形式获得。',
  },
  'default-network': {
    en: 'Last, since nothing waits for it: where something stands in a default network the stack of that account fails, and says what. Move that, or set network.defaultNetworks: keep.',
    zh: '最后部署，无堆栈依赖于此：某账号的默认网络中有资源时，该账号的堆栈部署失败并列明资源。请迁移这些资源，或设置 network.defaultNetworks: keep。',
  },
  'member-networks': {
    en: 'Networks of accounts that have ranges, by StackSets: they find the hub by its owner, and ask it to be let in.',
    zh: '经由 StackSets 为有地址段的账号创建网络：网络按所有者找到枢纽，并请求接入。',
  },
  network: {
    en: 'The hub before the networks that ask it to be attached. The organization must allow its resources to be shared within it.',
    zh: '先有枢纽，各网络方可申请接入。组织须先允许在内部共享资源。',
  },
  operations: {
    en: 'The isolated network and the bastion; flow logs and recordings already have a place to go.',
    zh: '隔离网络与堡垒机；流日志与录像已有归档处。',
  },
  failover: {
    en: 'Names move to the recovery region only when both regions answer.',
    zh: '两个区域都能应答后，域名才可切换到恢复区域。',
  },
};

/** Stack by stack, each looked at before it is deployed. */
export function orderSection(deployment: Deployment): Section {
  return {
    title: { en: 'Deploy, in this order', zh: '按此顺序部署' },
    steps: [
      ...deployment.stacks.flatMap((stack) => [
        stackStep(deployment, stack),
        ...(stack.concern === 'organization' ? afterOrganization(deployment, stack) : []),
      ]),
      confirmations(deployment),
      ...azureDeployment(deployment),
    ],
  };
}

/** `--exclusively`: without it the CLI would deploy the stacks before this one too, each time. */
function stackStep({ config, file }: Deployment, stack: PlannedStack): Step {
  const { id, concern, account, region } = stack;
  const options = `${id} -c config=${word(file)} --exclusively --profile ${profileOf(config, deployerOf(config, account))}`;
  return {
    title: { en: `Stack ${id}`, zh: `堆栈 ${id}` },
    why: WHY[concern],
    account,
    region,
    commands: [`npx cdk diff ${options}`, `npx cdk deploy ${options}`],
  };
}

function afterOrganization(deployment: Deployment, stack: PlannedStack): readonly Step[] {
  return [moveAccounts(deployment, stack), watchStackSets(deployment, stack)];
}

/** The units exist only now. An account that stands in the right one already is left alone. */
function moveAccounts({ config, out }: Deployment, { id, account, region }: PlannedStack): Step {
  const query = (command: string) => aws(config, account, region, command);
  return {
    title: { en: 'Move the accounts into their units', zh: '将账号移入各组织单元' },
    why: {
      en: 'The baseline comes to an account with its unit; until it has moved there it has none.',
      zh: '账号随所在组织单元获得基线；移入之前没有基线。',
    },
    account,
    region: organizationsRegion(config),
    requirement: '8.1/c',
    commands: [
      forEachRow(
        documentPath(out, 'accounts.tsv'),
        ['account', 'name', '_', '_', 'unit'],
        [
          `from=$(${awsOrganizations(config, `organizations list-parents --child-id "$account" ${text('Parents[0].Id')}`)})`,
          `to=$(${query(`cloudformation describe-stack-resource --stack-name ${id} --logical-resource-id "$unit" ${text('StackResourceDetail.PhysicalResourceId')}`)})`,
          `[ "$from" = "$to" ] || ${awsOrganizations(config, 'organizations move-account --account-id "$account" --source-parent-id "$from" --destination-parent-id "$to"')} || echo "$name: not moved"`,
        ],
      ),
    ],
  };
}

function watchStackSets(deployment: Deployment, { account, region }: PlannedStack): Step {
  const { config } = deployment;
  const sets = ofType(deployment, 'AWS::CloudFormation::StackSet');
  return {
    title: {
      en: `The baseline reaches the members (${sets.length} StackSets)`,
      zh: `基线下发到成员账号（${sets.length} 个 StackSet）`,
    },
    why: {
      en: 'StackSets work on after the stack is done. Every instance must become CURRENT; an account that cannot is named here.',
      zh: '堆栈完成后 StackSets 仍在执行。每个实例须变为 CURRENT；失败的账号会列出。',
    },
    account,
    region,
    requirement: '8.1/c',
    commands: [
      [
        `for set in $(${aws(config, account, region, `cloudformation list-stack-sets --status ACTIVE ${text(`Summaries[?starts_with(StackSetName, '${config.name}-')].StackSetName`)}`)}); do`,
        `  ${aws(config, account, region, `cloudformation list-stack-instances --stack-set-name "$set" ${text("Summaries[?Status!='CURRENT'].[Account,Region,Status,StatusReason]")}`)}`,
        'done',
      ].join('\n'),
    ],
  };
}

function confirmations(deployment: Deployment): Step {
  const { config } = deployment;
  const subscriptions = ofType(deployment, 'AWS::SNS::Subscription');
  const addresses = new Set(subscriptions.map(({ resource }) => resource.text('Endpoint')));
  const query = text("Subscriptions[?SubscriptionArn=='PendingConfirmation'].[TopicArn,Endpoint]");
  return {
    title: { en: 'Confirm the subscriptions', zh: '确认订阅' },
    why: {
      en: 'Amazon SNS sends nothing to an address that has not confirmed: each gets one message for every topic, valid for two days.',
      zh: '未确认的地址收不到任何通知：每个主题各发一封确认邮件，两天内有效。',
    },
    requirement: '8.6/log-alerting',
    details: [
      { en: `To: ${[...addresses].join(', ')}`, zh: `收件人：${[...addresses].join('、')}` },
      { en: 'The answers list what is still pending and must become empty', zh: '答复列出仍待确认者，最终须为空' },
    ],
    commands: placesOf(subscriptions).map(({ account, region }) =>
      aws(config, account, region, `sns list-subscriptions ${query}`),
    ),
  };
}
