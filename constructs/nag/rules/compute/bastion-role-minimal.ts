import { coversAction } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { policiesOf } from '../../role-policies';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { unscopedFindings } from '../../unscoped-grants';
import { unlessBastion } from './launch';

/**
 * What a host does for recorded sessions, and nothing else: its agent registers, opens channels and stores (amazon-ssm-agent), its recorder
 * signs, stores, tells, and asks what others decided. `s3:GetObject` fetches the recorder, of which no more is taken in.
 */
const NEEDED: ReadonlySet<string> = new Set(
  [
    'dynamodb:Query',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'kms:Sign',
    'logs:CreateLogStream',
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
    'logs:PutLogEvents',
    's3:GetEncryptionConfiguration',
    's3:GetObject',
    's3:PutObject',
    's3:PutObjectAcl',
    'ssm:UpdateInstanceInformation',
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ].map((action) => action.toLowerCase()),
);

const PROFILES: Readonly<Record<string, string>> = {
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.IamInstanceProfile',
  'AWS::EC2::Instance': 'IamInstanceProfile',
};

/**
 * The role of a bastion's hosts has no managed policy of AWS (`AmazonSSMManagedInstanceCore` has commands, documents and parameters, on
 * all resources), and allows what a recorded session needs, action by action, on named resources. The one object that it may read is
 * named: the recorder.
 */
export const bastionRoleMinimal: Rule = {
  id: 'bastion-role-minimal',
  demand: {
    en: "The role of a bastion's hosts holds no managed policy of AWS, and allows the actions that a recorded session needs, on named resources, and no other.",
    zh: '堡垒机主机角色不附加 AWS 托管策略，仅允许录制会话所需的操作，且限于具名资源。',
  },
  types: Object.keys(PROFILES),
  reference:
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html',
  judge(resource) {
    const elsewhere = unlessBastion(resource);
    if (elsewhere) return elsewhere;
    const role = roleOf(resource);
    return verdictFromEach([managedFindings, grantFindings], (judge) => judge(role));
  },
};

function roleOf(resource: Resource): Resource {
  const path = PROFILES[resource.type] ?? '';
  const profile = [path, `${path}.Arn`, `${path}.Name`]
    .map((at) => resource.referent(at))
    .find((found) => found?.type === 'AWS::IAM::InstanceProfile');
  const role = profile?.referent('Roles.0');
  if (role?.type !== 'AWS::IAM::Role') throw new Unresolved(path);
  return role;
}

const managedFindings = (role: Resource): readonly Finding[] =>
  role
    .places('ManagedPolicyArns')
    .filter((path) => role.referent(path)?.type !== 'AWS::IAM::ManagedPolicy')
    .map((path) =>
      finding(
        `Role.${path}`,
        `is ${role.text(path).split('/').at(-1)}, which was not written for this host`,
        `为 ${role.text(path).split('/').at(-1)}，并非为该主机编写`,
      ),
    );

const grantFindings = (role: Resource): readonly Finding[] =>
  policiesOf(role).flatMap(({ resource, path }) =>
    statementsOf(resource, path)
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((allow) => [...beyondNeed(allow), ...unscopedFindings(allow, resource), ...reading(allow)]),
  );

function beyondNeed({ path, actions, notActions }: Statement): readonly Finding[] {
  const more = [
    ...actions.filter((action) => !NEEDED.has(action.toLowerCase())),
    ...(notActions.length > 0 ? [`all but ${notActions.join(', ')}`] : []),
  ];
  if (more.length === 0) return [];
  return [
    finding(
      `Role.${path}.Action`,
      `lets whoever is root on the host do what no recorded session needs: ${more.join(', ')}`,
      `主机 root 可执行录制会话所不需要的操作：${more.join('、')}`,
    ),
  ];
}

/** Single objects, spelt out: with a wildcard there is more behind it than the recorder. */
function reading(allow: Statement): readonly Finding[] {
  if (!coversAction(allow, 's3:GetObject')) return [];
  const named = allow.resources.length > 0 && allow.resources.every((text) => /:s3:::[^/]+\/[^*?]+$/.test(text));
  if (named) return [];
  return [
    finding(
      `Role.${allow.path}.Resource`,
      'takes in more objects to read than the recorder, such as recordings',
      '可读取录制器之外的对象，例如录像',
    ),
  ];
}
