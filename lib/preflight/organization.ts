import { DEFAULT_SESSION_DOCUMENT } from '../../constructs/session-document/session-document';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig, OrganizationConfig } from '../config/schema';
import { type Deployment, documentPath, MEMBERS, ofType, type Placed, placesOf } from './deployment';
import { selfManagedSteps } from './self-managed';
import { aws, awsOrganizations, forEachRow, organizationsRegion, text } from './shell';
import type { Section, Step } from './step';
import { trustedServices } from './trusted-access';

/** What must hold in the organization, or in the one account, before the first stack. */
export function organizationSection(deployment: Deployment): Section {
  const { config } = deployment;
  if (config.profile === 'single-account') {
    return { title: { en: 'The account', zh: '账号' }, steps: conflicts(deployment) };
  }
  return {
    title: { en: 'The organization', zh: '组织' },
    steps: [
      allFeatures(config),
      accounts(config, deployment.out),
      ...trustedServices(deployment),
      ...policyTypes(deployment, config),
      ...selfManagedSteps(deployment),
      ...conflicts(deployment),
    ],
  };
}

function allFeatures(config: OrganizationConfig): Step {
  const { id, rootId } = config.organization;
  return {
    title: { en: 'The organization, with all features', zh: '已启用全部功能的组织' },
    why: {
      en: 'Guardrails, the organization trail and StackSets need all features; the configuration names the organization and its root.',
      zh: '防护策略、组织跟踪与 StackSets 均需启用全部功能；配置中写明组织与根的 ID。',
    },
    account: accountFor(config, 'management'),
    region: organizationsRegion(config),
    requirement: '8.1/c',
    details: [
      { en: `The answers must be ${id} ALL and ${rootId}`, zh: `答复须为 ${id} ALL 与 ${rootId}` },
      {
        en: 'Where there is none yet: aws organizations create-organization --feature-set ALL',
        zh: '若尚无组织：aws organizations create-organization --feature-set ALL',
      },
    ],
    commands: [
      awsOrganizations(config, `organizations describe-organization ${text('Organization.[Id,FeatureSet]')}`),
      awsOrganizations(config, `organizations list-roots ${text('Roots[].Id')}`),
    ],
  };
}

/** However many there are, it is one loop over the table of accounts. */
function accounts(config: OrganizationConfig, out: string): Step {
  const table = (file: string): string => documentPath(out, file);
  const count = config.organization.accounts.length - 1;
  const status = '--create-account-request-id "$request"';
  return {
    title: { en: `${count} member accounts`, zh: `${count} 个成员账号` },
    why: {
      en: 'The second command lists those of the configuration that the organization does not have; the loop opens them, one by one.',
      zh: '第二条命令列出配置中有而组织中没有的账号；循环逐个创建。',
    },
    account: accountFor(config, 'management'),
    region: organizationsRegion(config),
    requirement: '8.1/c',
    details: [
      {
        en: 'A new account gets another id than the one you wrote: the loop prints it, put it into the configuration and run isms preflight again',
        zh: '新账号的 ID 与预填的不同：循环会打印新 ID，请写入配置后重新运行 isms preflight',
      },
      {
        en: 'An account that exists elsewhere is invited instead: aws organizations invite-account-to-organization',
        zh: '组织外已有的账号改用邀请：aws organizations invite-account-to-organization',
      },
      {
        en: 'Closed accounts count against the quota for 90 days',
        zh: '已关闭的账号在 90 天内仍计入配额',
      },
    ],
    commands: [
      `${awsOrganizations(config, `organizations list-accounts ${text('Accounts[].[Id]')}`)} > ${table('present.txt')}`,
      `grep -v -F -f ${table('present.txt')} ${table('accounts.tsv')} > ${table('missing.tsv')}; cat ${table('missing.tsv')}`,
      forEachRow(
        table('missing.tsv'),
        ['_', 'name', 'email', '_'],
        [
          `request=$(${awsOrganizations(config, `organizations create-account --account-name "$name" --email "$email" ${text('CreateAccountStatus.Id')}`)})`,
          `while [ "$(${awsOrganizations(config, `organizations describe-create-account-status ${status} ${text('CreateAccountStatus.State')}`)})" = IN_PROGRESS ]; do sleep 10; done`,
          awsOrganizations(
            config,
            `organizations describe-create-account-status ${status} ${text('CreateAccountStatus.[AccountName,State,AccountId,FailureReason]')}`,
          ),
        ],
      ),
    ],
  };
}

function policyTypes(deployment: Deployment, config: OrganizationConfig): readonly Step[] {
  const types = [
    ...new Set(ofType(deployment, 'AWS::Organizations::Policy').map(({ resource }) => resource.text('Type'))),
  ];
  if (types.length === 0) return [];
  return [
    {
      title: { en: 'Policy types', zh: '策略类型' },
      why: {
        en: 'A policy can be attached only after its type has been enabled on the root. It answers with an error where that is done already.',
        zh: '须先在根上启用策略类型，才能附加策略。若已启用，命令会报错，可忽略。',
      },
      account: accountFor(config, 'management'),
      region: organizationsRegion(config),
      requirement: '8.1/c',
      commands: [
        ...types
          .sort()
          .map((type) =>
            awsOrganizations(
              config,
              `organizations enable-policy-type --root-id ${config.organization.rootId} --policy-type ${type}`,
            ),
          ),
        awsOrganizations(config, `organizations list-roots ${text('Roots[].PolicyTypes[].[Type,Status]')}`),
      ],
    },
  ];
}

/** What exists once per account and region, so that a second one fails. */
interface Singleton {
  readonly type: string;
  /** @default - every resource of the type */
  readonly uses?: (placed: Placed) => boolean;
  readonly title: Step['title'];
  readonly why: Step['why'];
  readonly command: string;
}

/** https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html: one recorder per account and region. */
const SINGLETONS: readonly Singleton[] = [
  {
    type: 'AWS::Config::ConfigurationRecorder',
    title: { en: 'No configuration recorder yet', zh: '尚无配置记录器' },
    why: {
      en: 'AWS Config has one customer recorder per account and region, and the stack brings its own: the answers must be empty.',
      zh: 'AWS Config 在每个账号和区域只能有一个客户记录器，堆栈会自带：答复须为空。',
    },
    command: `configservice describe-configuration-recorders ${text('ConfigurationRecorders[].name')}`,
  },
  {
    type: 'AWS::Config::DeliveryChannel',
    title: { en: 'No delivery channel yet', zh: '尚无传送通道' },
    why: {
      en: 'The same holds for the channel through which AWS Config delivers.',
      zh: 'AWS Config 的传送通道同样只能有一个。',
    },
    command: `configservice describe-delivery-channels ${text('DeliveryChannels[].name')}`,
  },
  {
    type: 'AWS::GuardDuty::Detector',
    title: { en: 'No threat detector yet', zh: '尚无威胁检测器' },
    why: {
      en: 'GuardDuty has one detector per account and region, and the stack brings its own: the answers must be empty.',
      zh: 'GuardDuty 在每个账号和区域只能有一个检测器，堆栈会自带：答复须为空。',
    },
    command: `guardduty list-detectors ${text('DetectorIds')}`,
  },
  {
    type: 'AWS::SSM::Document',
    uses: ({ resource }) => resource.text('Name') === DEFAULT_SESSION_DOCUMENT,
    title: { en: 'No session preferences yet', zh: '尚无会话首选项' },
    why: {
      en: 'Saved preferences of Session Manager are a document of this name, which the stack brings: the answers must be empty.',
      zh: '已保存的 Session Manager 首选项即为此名称的文档，堆栈会自带：答复须为空。',
    },
    command: `ssm list-documents --filters Key=Name,Values=${DEFAULT_SESSION_DOCUMENT} Key=Owner,Values=Self ${text('DocumentIdentifiers[].Name')}`,
  },
];

function conflicts(deployment: Deployment): readonly Step[] {
  return SINGLETONS.flatMap(({ type, uses = () => true, title, why, command }) => {
    const found = ofType(deployment, type).filter(uses);
    if (found.length === 0) return [];
    const reached = found.some(({ account }) => account === MEMBERS);
    return [
      {
        title,
        why,
        commands: placesOf(found).map(({ account, region }) => aws(deployment.config, account, region, command)),
        ...(reached && { details: [inMembers(deployment.config)] }),
      },
    ];
  });
}

const inMembers = ({ regions }: LandingZoneConfig) => ({
  en: `The StackSets bring one to every member account too, in ${regions.allowed.join(' and ')}: accounts that have one fail, and the StackSet operation names them`,
  zh: `StackSets 也会为每个成员账号创建（区域：${regions.allowed.join('、')}）：已有者会失败，StackSet 操作会列出这些账号`,
});
