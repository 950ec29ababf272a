import { finding, unlessTrue } from '../../findings';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { SYSTEMS, sessionDocumentRule } from './session-document';

/** Each person works as the user that the tag `SSMSessionRunAs` of the session names; without one, no session starts. */
export const sessionDocumentRunAs = sessionDocumentRule(
  'session-document-run-as',
  {
    en: 'A session runs as the operating-system user of the person, and there is no common one to fall back on.',
    zh: '会话以个人专属的操作系统用户运行，且不设公共的后备用户。',
  },
  [
    (document) =>
      unlessTrue(
        document,
        'Content.inputs.runAsEnabled',
        'everyone works as ssm-user, which may do anything without a password',
        '所有人均以 ssm-user 身份操作，且免密拥有全部权限',
      ),
    withoutCommonUser,
    ...SYSTEMS.map((system) => (document: Resource) => unlessAsThePerson(document, system)),
  ],
);

function withoutCommonUser(document: Resource): readonly Finding[] {
  const user = document.text('Content.inputs.runAsDefaultUser');
  if (user === '') return [];
  return [
    finding(
      'Content.inputs.runAsDefaultUser',
      `is ${user}: whoever has no user of their own shares this one`,
      `为 ${user}：没有专属用户的人员将共用该用户`,
    ),
  ];
}

function unlessAsThePerson(document: Resource, system: string): readonly Finding[] {
  const path = `Content.properties.${system}.runAsElevated`;
  if (document.flag(path) !== true) return [];
  return [
    finding(
      path,
      'is true: the command runs as root, whoever starts it',
      '为 true：命令以 root 身份运行，与启动者无关',
    ),
  ];
}
