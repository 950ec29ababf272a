import { SAML_AUDIENCE } from '../../constructs/federated-role/trust';
import type { Bilingual } from '../../constructs/standard';
import { accountFor } from '../config/accounts';
import { type Deployment, ofType } from './deployment';
import { aws, text } from './shell';
import type { Section, Step } from './step';

/** Who people are: what is switched on, agreed with a provider, or sealed by hand. */
export function identitySection(deployment: Deployment): Section {
  return {
    title: { en: 'People', zh: '人员身份' },
    steps: [...central(deployment), ...federated(deployment), ...sealing(deployment)],
  };
}

/** @see https://docs.aws.amazon.com/singlesignon/latest/userguide/identity-center-instances.html */
function central({ config }: Deployment): readonly Step[] {
  if (config.profile !== 'organization' || config.identity.source !== 'identity-center') return [];
  const management = accountFor(config, 'management');
  const { home } = config.regions;
  return [
    {
      title: { en: 'IAM Identity Center, in the home region', zh: '在主区域启用 IAM Identity Center' },
      why: {
        en: 'It is switched on in the console of the management account, once; permission sets are made in its region. The answers are identity.instanceArn, and the ids of groups.',
        zh: '须在管理账号控制台一次性启用；权限集在其所在区域创建。答复即 identity.instanceArn 与各组的 ID。',
      },
      account: management,
      region: home,
      requirement: '8.2/identity',
      details: [
        {
          en: 'Connect the directory of the organisation, with automatic provisioning, so that who leaves it is out here as well',
          zh: '连接组织目录并启用自动预置，使离职人员在此同步失效',
        },
        SECOND_FACTOR,
        {
          en: `Switch on attributes for access control, and pass SSMSessionRunAs: the person's user on the bastion, as in identity.operators`,
          zh: '启用访问控制属性并传递 SSMSessionRunAs：人员在堡垒机上的用户，与 identity.operators 一致',
        },
      ],
      commands: [
        aws(config, management, home, `sso-admin list-instances ${text('Instances[].[InstanceArn,IdentityStoreId]')}`),
        aws(
          config,
          management,
          home,
          `identitystore list-groups --identity-store-id "$IDENTITY_STORE" ${text('Groups[].[GroupId,DisplayName]')}`,
        ),
      ],
    },
  ];
}

const SECOND_FACTOR: Bilingual = {
  en: 'Demand a second factor at every sign-in, FIDO2 or a certificate for privileged groups, and switch SMS and e-mail codes off: no policy of AWS can test it',
  zh: '每次登录均须第二因子，特权组使用 FIDO2 或证书，停用短信与邮件验证码：AWS 策略无法校验',
};

function federated(deployment: Deployment): readonly Step[] {
  const { config } = deployment;
  if (ofType(deployment, 'AWS::IAM::SAMLProvider').length === 0) return [];
  return [
    {
      title: { en: 'What the identity provider has to send', zh: '身份提供商须发送的内容' },
      why: {
        en: 'A role is entered by an assertion for the one audience, with the id of the person. Which group may use which role is decided there.',
        zh: '须以面向唯一受众、带有人员标识的断言进入角色。哪些组可使用哪个角色由提供商决定。',
      },
      requirement: '8.2/identity',
      details: [
        { en: `Audience: ${SAML_AUDIENCE[config.partition]}`, zh: `受众：${SAML_AUDIENCE[config.partition]}` },
        {
          en: 'https://aws.amazon.com/SAML/Attributes/SourceIdentity: the id of the person; without it nobody gets in',
          zh: 'https://aws.amazon.com/SAML/Attributes/SourceIdentity：人员标识，缺失则拒绝登录',
        },
        {
          en: "https://aws.amazon.com/SAML/Attributes/PrincipalTag:SSMSessionRunAs: the person's user on the bastion; other tags are refused",
          zh: 'https://aws.amazon.com/SAML/Attributes/PrincipalTag:SSMSessionRunAs：人员在堡垒机上的用户，其他标签一律拒绝',
        },
        SECOND_FACTOR,
        {
          en: 'The roles of the bootstrap have to allow sts:SetSourceIdentity beside sts:AssumeRole, or nobody who is federated can deploy: change it in the output of npx cdk bootstrap --show-template, and bootstrap with --template',
          zh: '引导角色的信任策略须在 sts:AssumeRole 之外允许 sts:SetSourceIdentity，否则联合登录的人员无法部署：请修改 npx cdk bootstrap --show-template 的输出，并以 --template 引导',
        },
      ],
    },
  ];
}

/** Users under a path of their own are sealed: none other is in the templates. */
function sealing(deployment: Deployment): readonly Step[] {
  const { config } = deployment;
  const users = ofType(deployment, 'AWS::IAM::User');
  if (users.length === 0) return [];
  const account = accountFor(config, 'management');
  const iam = (command: string): string => aws(config, account, config.regions.home, `iam ${command}`);
  return [
    {
      title: { en: 'Seal the break-glass users', zh: '封存应急用户' },
      why: {
        en: `After ${config.name}-baseline is deployed: its users have no credential. For each, the key goes into an envelope with one person and the second factor to another; the console cannot set a source identity, so that a password would be of no use.`,
        zh: `部署 ${config.name}-baseline 之后执行：其用户没有任何凭证。每个用户的密钥由一人封存，第二因子由另一人保管；控制台切换角色无法设置源身份，故不设口令。`,
      },
      account,
      region: config.regions.home,
      requirement: '8.2/mfa',
      details: [
        {
          en: 'Keep the record break-glass-custody; try both users every half year, then make new keys and seal again',
          zh: '留存记录 break-glass-custody；每半年演练两个用户，随后更换密钥并重新封存',
        },
      ],
      commands: users.flatMap(({ resource }) => {
        const user = resource.text('UserName');
        const serial = `arn:${config.partition}:iam::${account}:mfa/${user}`;
        return [
          iam(
            `create-virtual-mfa-device --virtual-mfa-device-name ${user} --outfile ${user}.png --bootstrap-method QRCodePNG`,
          ),
          iam(
            `enable-mfa-device --user-name ${user} --serial-number ${serial} --authentication-code1 "$CODE1" --authentication-code2 "$CODE2"`,
          ),
          iam(`create-access-key --user-name ${user}`),
        ];
      }),
    },
  ];
}
