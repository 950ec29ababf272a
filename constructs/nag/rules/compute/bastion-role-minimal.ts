import { coversAction } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { policiesOf } from '../../role-policies';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { unlessBastion } from './launch';

/** What a host of the bastion never does: whoever is root on it would. */
const FORBIDDEN = [
  's3:DeleteObject',
  's3:ListBucket',
  'logs:GetLogEvents',
  'logs:FilterLogEvents',
  'logs:StartQuery',
  'logs:DeleteLogStream',
  'ssm:SendCommand',
  'ssm:StartSession',
  'ssm:GetParameter',
  'secretsmanager:GetSecretValue',
  'iam:PassRole',
  'sts:AssumeRole',
];

const PROFILES: Readonly<Record<string, string>> = {
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.IamInstanceProfile',
  'AWS::EC2::Instance': 'IamInstanceProfile',
};

/**
 * The role of a bastion's hosts has no managed policy of AWS (`AmazonSSMManagedInstanceCore` has commands, documents and parameters, on
 * all resources) and reads neither recordings nor logs. The one object that it may read is named: the recorder.
 */
export const bastionRoleMinimal: Rule = {
  id: 'bastion-role-minimal',
  demand: {
    en: "The role of a bastion's hosts holds no managed policy of AWS, and reads, deletes and runs nothing that a recorded session does not need.",
    zh: '堡垒机主机角色不附加 AWS 托管策略，且不具备录制会话所需之外的读取、删除与执行权限。',
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
      .flatMap((allow) => [...forbidden(allow), ...reading(allow)]),
  );

function forbidden(allow: Statement): readonly Finding[] {
  const granted = FORBIDDEN.filter((action) => coversAction(allow, action));
  if (granted.length === 0) return [];
  return [
    finding(
      `Role.${allow.path}.Action`,
      `lets whoever is root on the host call ${granted.join(', ')}`,
      `主机 root 可调用 ${granted.join('、')}`,
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
