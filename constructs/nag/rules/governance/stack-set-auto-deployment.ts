import { finding, unlessTrue } from '../../findings';
import { isIntrinsic, isObject } from '../../intrinsics';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Template } from '../../template';

/** Which accounts of its units a stack set takes: any other filter leaves some out, or names them one by one. */
const ALL_ACCOUNTS = 'NONE';

/** What an account has once, whatever it is for. */
const OF_EVERY_ACCOUNT = new Set([
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Backup::BackupPlan',
  'AWS::CloudTrail::Trail',
  'AWS::Config::ConfigurationRecorder',
  'AWS::GuardDuty::Detector',
  'AWS::IAM::ManagedPolicy',
  'AWS::SecurityHub::Hub',
]);

/**
 * A stack set whose permissions AWS manages deploys by itself to every account that joins its units, present and future.
 *
 * Overrides of parameters fail, since accounts that join later do not get them. Managed execution lets an account that
 * joins be served while another operation runs. Self-managed stack sets know no units: an account that joins is served once it
 * is listed and deployed to. Networks with a range for each account go to those that have one.
 */
export const stackSetAutoDeployment: Rule = {
  id: 'stack-set-auto-deployment',
  demand: {
    en: 'A service-managed stack set deploys by itself to all accounts of its units.',
    zh: '服务托管的堆栈集自动部署到目标组织单元的全部账号。',
  },
  types: ['AWS::CloudFormation::StackSet'],
  reference:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html',
  judge(stackSet) {
    if (stackSet.literal('PermissionModel') !== 'SERVICE_MANAGED') {
      return notApplicable({
        en: 'a self-managed stack set cannot deploy by itself',
        zh: '自管理权限的堆栈集无法自动部署',
      });
    }
    if (deploys(stackSet).length > 0 && givesAddresses(stackSet)) {
      return notApplicable({
        en: 'a network whose addresses stand in a mapping by account cannot be deployed to an account that has none there',
        zh: '网络地址按账号写在映射中，无法部署到映射中没有的账号',
      });
    }
    const groups = stackSet.list('StackInstancesGroup').map((_, index) => `StackInstancesGroup.${index}`);
    return verdictFromEach(
      [
        deploys,
        retains,
        queues,
        (set: Resource) => unlessListed(set, 'StackInstancesGroup'),
        ...groups.map((path) => (set: Resource) => reachesAll(set, path)),
      ],
      (check) => check(stackSet),
    );
  },
};

/**
 * Whether it makes networks whose addresses stand in a mapping by account, in accounts of the mapping alone. With what
 * every account has beside them, the accounts without addresses would go without it: that is no reason.
 */
function givesAddresses(stackSet: Resource): boolean {
  const template = Template.cloudFormation(parsed(stackSet.raw('TemplateBody')));
  const networks = template.ofType('AWS::EC2::VPC').map(rangesByAccount);
  const groups = stackSet.list('StackInstancesGroup').map((_, index) => `StackInstancesGroup.${index}`);
  return (
    networks.length > 0 &&
    groups.length > 0 &&
    !template.resources.some(({ type }) => OF_EVERY_ACCOUNT.has(type)) &&
    groups.every((path) => networks.every((ranges) => reachesOnly(stackSet, path, ranges)))
  );
}

/** The mapping that has the range of a network for the account where it stands; empty where it has it from elsewhere. */
function rangesByAccount(network: Resource): object {
  const range = network.raw('CidrBlock');
  const [name, key] = isIntrinsic(range) ? [range['Fn::FindInMap']].flat() : [];
  const mapping = network.template.mappings[String(name)];
  return isObject(key) && key['Ref'] === 'AWS::AccountId' && isObject(mapping) ? mapping : {};
}

function reachesOnly(stackSet: Resource, path: string, ranges: object): boolean {
  const targets = `${path}.DeploymentTargets`;
  if (stackSet.literal(`${targets}.AccountFilterType`) !== 'INTERSECTION') return false;
  const accounts = stackSet.list(`${targets}.Accounts`);
  return (
    accounts.length > 0 &&
    stackSet.list(`${path}.Regions`).length > 0 &&
    accounts.every((account) => Object.hasOwn(ranges, String(account)))
  );
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

const deploys = (stackSet: Resource): readonly Finding[] =>
  unlessTrue(stackSet, 'AutoDeployment.Enabled', 'accounts that join get nothing', '新加入的账号得不到部署');

/** AWS demands a choice where deployment is automatic; either may be right. */
const retains = (stackSet: Resource): readonly Finding[] =>
  stackSet.has('AutoDeployment.RetainStacksOnAccountRemoval')
    ? []
    : [
        finding(
          'AutoDeployment.RetainStacksOnAccountRemoval',
          'is missing: what becomes of the baseline of an account that leaves is not decided',
          '未设置：未明确账号移出后基线的去留',
        ),
      ];

const queues = (stackSet: Resource): readonly Finding[] =>
  unlessTrue(
    stackSet,
    'ManagedExecution.Active',
    'an account that joins during another operation is refused',
    '其他操作进行期间加入的账号将无法部署',
  );

function reachesAll(stackSet: Resource, path: string): readonly Finding[] {
  const targets = `${path}.DeploymentTargets`;
  return [
    ...unlessListed(stackSet, `${targets}.OrganizationalUnitIds`),
    ...unlessListed(stackSet, `${path}.Regions`),
    ...leavesOut(stackSet, targets),
    ...overrides(stackSet, `${path}.ParameterOverrides`),
  ];
}

const unlessListed = (stackSet: Resource, path: string): readonly Finding[] =>
  stackSet.list(path).length > 0 ? [] : [finding(path, 'is empty: nothing is deployed', '为空：未部署任何实例')];

function leavesOut(stackSet: Resource, targets: string): readonly Finding[] {
  const filter = stackSet.literal(`${targets}.AccountFilterType`) ?? ALL_ACCOUNTS;
  if (filter === ALL_ACCOUNTS) return [];
  return [
    finding(
      `${targets}.AccountFilterType`,
      `is ${filter}: accounts are left out, or named one by one`,
      `为 ${filter}：有账号被排除或逐一指定`,
    ),
  ];
}

const overrides = (stackSet: Resource, path: string): readonly Finding[] =>
  stackSet.list(path).length === 0
    ? []
    : [finding(path, 'does not reach accounts that join later', '对之后加入的账号不生效')];
