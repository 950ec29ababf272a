import { examples } from './help';
import { type Adding, asking, languageOption, text } from './program-options';

/** `isms access`: who may do what. */
export const addAccess: Adding = (program, surroundings) => {
  const { lang } = surroundings;
  const access = program
    .command('access')
    .description(text(lang, 'tell who may do what, by the policies of the templates', '依据模板中的策略说明谁能做什么'))
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .helpCommand('help [command]', text(lang, 'display help for a command', '显示命令的帮助'))
    .addOption(languageOption(lang));
  addWhoCan(access, surroundings);
  addWhatCan(access, surroundings);
  examples(access, lang, [
    'isms access who-can kms:ScheduleKeyDeletion --config landing-zone.yaml',
    'isms access what-can acme-developer --config landing-zone.yaml',
  ]);
};

const addWhoCan: Adding = (access, { lang, ioOf, finish }) => {
  const command = asking(access, 'who-can', lang, {
    en: 'list who may do something, by which statement, under which conditions and through which roles',
    zh: '列出谁能执行某操作、依据哪条语句、附带哪些条件、经由哪些角色',
  })
    .argument('<action>', text(lang, 'such as s3:GetObject', '如 s3:GetObject'))
    .argument(
      '[resource]',
      text(
        lang,
        'an ARN, a logical id or a construct path (default: any resource)',
        'ARN、逻辑 ID 或构造路径（默认：任意资源）',
      ),
    )
    .action(async (action, resource, options) =>
      finish(
        await (require('./access-who-can') as typeof import('./access-who-can')).whoCanCommand(
          action,
          resource,
          options,
          ioOf(options),
        ),
      ),
    );
  examples(command, lang, [
    'isms access who-can kms:ScheduleKeyDeletion --config landing-zone.yaml',
    'isms access who-can s3:GetObject arn:aws:s3:::acme-trail-222222222222-eu-central-1 --assembly cdk.out',
    'isms access who-can sts:AssumeRole Deployer --template roles.yaml --context aws:MultiFactorAuthPresent=true',
  ]);
};

const addWhatCan: Adding = (access, { lang, ioOf, finish }) => {
  const command = asking(access, 'what-can', lang, {
    en: 'list what somebody may do, by which statements, under which conditions, and what limits it',
    zh: '列出某主体能做什么、依据哪些语句、附带哪些条件、受哪些限制',
  })
    .argument(
      '<principal>',
      text(
        lang,
        'the name or ARN of a role, a user or a permission set, a logical id or a construct path',
        '角色、用户或权限集的名称或 ARN，逻辑 ID 或构造路径',
      ),
    )
    .action(async (principal, options) =>
      finish(
        await (require('./access-what-can') as typeof import('./access-what-can')).whatCanCommand(
          principal,
          options,
          ioOf(options),
        ),
      ),
    );
  examples(command, lang, [
    'isms access what-can acme-developer --config landing-zone.yaml',
    'isms access what-can arn:aws:iam::222222222222:role/acme-log-replication --assembly cdk.out --json',
    'isms access what-can Deployer --template roles.yaml --context aws:RequestedRegion=eu-central-1',
  ]);
};
