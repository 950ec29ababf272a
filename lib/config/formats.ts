import { OWN_USER_NAME } from '../../constructs/bastion/user-names';
import type { Bilingual } from '../../constructs/standard';
import { SUPPLIER_PRINCIPAL } from '../../constructs/third-party-role/names';

/** A pattern that values of a kind follow, and what to say to who wrote something else. */
interface Format {
  readonly pattern: RegExp;
  readonly demand: Bilingual;
}

/**
 * The written forms of the configuration. A schema refers to one by its key, which zod hands back as the issue's
 * message, so that the text for people stays here, in both languages.
 */
export const formats = {
  name: {
    pattern: /^[a-z][a-z0-9-]{1,18}[a-z0-9]$/,
    demand: {
      en: '3 to 20 lower-case letters, digits or hyphens, beginning with a letter and not ending with a hyphen',
      zh: '3 至 20 个小写字母、数字或连字符，以字母开头且不以连字符结尾',
    },
  },
  'reference-name': {
    pattern: /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u,
    demand: {
      en: '1 to 63 letters, digits, spaces, dots, underscores or hyphens, beginning with a letter or digit',
      zh: '1 至 63 个文字、数字、空格、点、下划线或连字符，以文字或数字开头',
    },
  },
  identifier: {
    pattern: /^[A-Za-z][A-Za-z0-9-]{0,62}$/,
    demand: {
      en: '1 to 63 ASCII letters, digits or hyphens, beginning with a letter',
      zh: '1 至 63 个英文字母、数字或连字符，以字母开头',
    },
  },
  'record-id': {
    pattern: /^[a-z][a-z0-9-]{0,62}$/,
    demand: { en: 'lower-case words joined by hyphens', zh: '以连字符连接的小写单词' },
  },
  'account-id': {
    pattern: /^\d{12}$/,
    demand: { en: '12 digits in quotes, such as "111111111111"', zh: '加引号的 12 位数字，例如 "111111111111"' },
  },
  'vpc-id': {
    pattern: /^vpc-[0-9a-f]{8,17}$/,
    demand: { en: 'the id of a VPC such as vpc-0123456789abcdef0', zh: 'VPC 的 ID，例如 vpc-0123456789abcdef0' },
  },
  email: {
    pattern:
      /^[^\s@"',;<>()[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/,
    demand: { en: 'an e-mail address such as platform@example.com', zh: '电子邮箱地址，例如 platform@example.com' },
  },
  'aws-region': {
    pattern: /^[a-z]{2}(?:-[a-z]+)+-\d$/,
    demand: { en: 'a region code such as eu-central-1', zh: '区域代码，例如 cn-northwest-1' },
  },
  'any-region': {
    pattern: /^[a-z][a-z0-9-]{2,30}$/,
    demand: {
      en: 'a region code such as eu-central-1 (AWS) or chinanorth3 (Azure)',
      zh: '区域代码，例如 cn-northwest-1（AWS）或 chinanorth3（Azure）',
    },
  },
  'azure-region': {
    pattern: /^[a-z]+[a-z0-9]*$/,
    demand: { en: 'a location name such as westeurope', zh: '位置名称，例如 chinanorth3' },
  },
  cidr: {
    pattern: /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\/(?:3[0-2]|[12]?\d)$/,
    demand: { en: 'an IPv4 range such as 10.0.0.0/16', zh: 'IPv4 地址段，例如 10.0.0.0/16' },
  },
  'ipv4-address': {
    pattern: /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/,
    demand: { en: 'an IPv4 address such as 10.0.0.10', zh: 'IPv4 地址，例如 10.0.0.10' },
  },
  domain: {
    pattern: /^\.?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    demand: {
      en: 'a domain in lower case such as api.example.com, or .example.com with all names below it',
      zh: '小写域名，例如 api.example.com；或以点开头的 .example.com，包含其下全部名称',
    },
  },
  duration: {
    pattern: /^[1-9]\d{0,4}[mhd]$/,
    demand: {
      en: 'a number with its unit, m, h or d, such as 15m, 4h or 1d',
      zh: '带单位 m、h 或 d 的数字，例如 15m、4h 或 1d',
    },
  },
  date: {
    pattern: /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
    demand: { en: 'a date such as 2027-01-31', zh: '日期，例如 2027-01-31' },
  },
  sha256: {
    pattern: /^[0-9a-f]{64}$/,
    demand: { en: '64 lower-case hexadecimal digits (sha256sum FILE)', zh: '64 位小写十六进制数字（sha256sum FILE）' },
  },
  'organization-id': {
    pattern: /^o-[a-z0-9]{10,32}$/,
    demand: { en: 'an organization id such as o-exampleorg1', zh: '组织 ID，例如 o-exampleorg1' },
  },
  'root-id': {
    pattern: /^r-[0-9a-z]{4,32}$/,
    demand: { en: 'the id of the organization root, such as r-ab12', zh: '组织根 ID，例如 r-ab12' },
  },
  'account-name': {
    pattern: /^[\x20-\x7e]{1,50}$/,
    demand: { en: '1 to 50 printable ASCII characters', zh: '1 至 50 个可打印 ASCII 字符' },
  },
  uuid: {
    pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    demand: {
      en: 'a lower-case UUID such as 00000000-0000-0000-0000-000000000001',
      zh: '小写 UUID，例如 00000000-0000-0000-0000-000000000001',
    },
  },
  'user-name': {
    pattern: OWN_USER_NAME,
    demand: {
      en: "one person's own user name: at most 31 lower-case letters, digits or hyphens, and no shared one such as root",
      zh: '个人专用的用户名：至多 31 个小写字母、数字或连字符，不得为 root 等共用名称',
    },
  },
  'ascii-text': {
    pattern: /^[\x20-\x7e]{1,200}$/,
    demand: { en: '1 to 200 printable ASCII characters', zh: '1 至 200 个可打印 ASCII 字符' },
  },
  'policy-sid': {
    pattern: /^[A-Za-z0-9]{1,64}$/,
    demand: { en: '1 to 64 ASCII letters and digits', zh: '1 至 64 个英文字母和数字' },
  },
  'iam-action': {
    pattern: /^[a-z0-9-]+:[A-Za-z0-9*?]+$/,
    demand: { en: 'an IAM action such as s3:GetObject', zh: 'IAM 操作，例如 s3:GetObject' },
  },
  'policy-resource': {
    pattern: /^(?:\*|arn:aws(?:-cn)?:[^:\s]+:[^:\s]*:[^:\s]*:\S+)$/,
    demand: { en: 'an ARN such as arn:aws:s3:::orders/*, or *', zh: 'ARN（例如 arn:aws-cn:s3:::orders/*）或 *' },
  },
  'instance-arn': {
    pattern: /^arn:aws(?:-cn)?:sso:::instance\/(?:sso)?ins-[a-zA-Z0-9-.]{16}$/,
    demand: {
      en: 'the ARN of an IAM Identity Center instance, such as arn:aws:sso:::instance/ssoins-1111111111111111',
      zh: 'IAM Identity Center 实例 ARN，例如 arn:aws-cn:sso:::instance/ssoins-1111111111111111',
    },
  },
  // https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListUsers.html
  'identity-store-id': {
    pattern: /^(?:d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/,
    demand: { en: 'the id of an identity store, such as d-1111111111', zh: '身份存储 ID，例如 d-1111111111' },
  },
  'hosted-zone-id': {
    pattern: /^Z[0-9A-Z]{1,31}$/,
    demand: {
      en: 'a Route 53 hosted zone id such as Z0123456789EXAMPLE',
      zh: 'Route 53 托管区 ID，例如 Z0123456789EXAMPLE',
    },
  },
  'host-name': {
    // the last part begins with a letter: an address is no name
    pattern: /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    demand: { en: 'a host name in lower case, such as app.example.com', zh: '小写主机名，例如 app.example.cn' },
  },
  'url-path': {
    pattern: /^\/[\x21-\x7e]{0,254}$/,
    demand: { en: 'a path that begins with a slash, such as /healthz', zh: '以斜杠开头的路径，例如 /healthz' },
  },
  'relative-file': {
    pattern: /^(?![/\\])(?!.*\\)[^\0]+$/,
    demand: {
      en: 'a file path with forward slashes, relative to the configuration file',
      zh: '使用正斜杠、相对于配置文件的文件路径',
    },
  },
  'phone-number': {
    pattern: /^\+[1-9]\d{6,14}$/,
    demand: { en: 'a number in E.164 form, such as +8613800000000', zh: 'E.164 格式的号码，例如 +8613800000000' },
  },
  'supplier-id': {
    pattern: /^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
    demand: {
      en: '1 to 30 lower-case letters, digits or hyphens, beginning with a letter and not ending with a hyphen',
      zh: '1 至 30 个小写字母、数字或连字符，以字母开头且不以连字符结尾',
    },
  },
  // a wildcard would let in whoever the supplier's account comes to hold
  principal: {
    pattern: SUPPLIER_PRINCIPAL,
    demand: {
      en: 'the ARN of one role or user without wildcards, or the 12 digits of an account in quotes',
      zh: '单个角色或用户的 ARN（不含通配符），或加引号的 12 位账号',
    },
  },
  'external-id': {
    pattern: /^[\w+=,.@:/-]{2,1224}$/,
    demand: { en: '2 to 1,224 letters, digits or _+=,.@:/-', zh: '2 至 1224 个字母、数字或 _+=,.@:/-' },
  },
  // what STS takes for a source identity, and an address so that it is a person's
  person: {
    pattern: /^(?=.{3,64}$)[\w+=,.-]+@[\w-]+(?:\.[\w-]+)+$/,
    demand: {
      en: 'the e-mail address of one person, at most 64 letters, digits or _+=,.@-',
      zh: '个人电子邮箱地址，至多 64 个字母、数字或 _+=,.@-',
    },
  },
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, RoleSessionName: what a session is named after; without a letter or digit it would be nobody's
  'sign-in-name': {
    pattern: /^(?=[^@]*[A-Za-z0-9])[\w+=,.@-]{2,64}$/,
    demand: {
      en: 'the name under which somebody signs in: 2 to 64 ASCII letters, digits or _+=,.@-',
      zh: '登录名：2 至 64 个英文字母、数字或 _+=,.@-',
    },
  },
  'session-prefix': {
    pattern: /^[\w+=,.@-]{2,32}$/,
    demand: { en: '2 to 32 letters, digits or _+=,.@-', zh: '2 至 32 个字母、数字或 _+=,.@-' },
  },
  action: {
    pattern: /^[a-z0-9-]+:[A-Za-z0-9]+$/,
    demand: { en: 'one action without wildcards, such as s3:GetObject', zh: '单个操作，不含通配符，例如 s3:GetObject' },
  },
  control: {
    pattern: /^8\.\d(?:\/[a-z0-9-]+)?$/,
    demand: {
      en: 'a clause or a requirement of it in quotes, such as "8.2" or "8.2/bastion"',
      zh: '加引号的条款或其中的要求，例如 "8.2" 或 "8.2/bastion"',
    },
  },
  'tag-key': {
    pattern: /^(?!(?:aws|isms):)[\p{L}\p{N} _.:/=+@-]{1,128}$/iu,
    demand: {
      en: '1 to 128 letters, digits, spaces or _.:/=+@- that do not begin with aws: or isms:',
      zh: '1 至 128 个字母、数字、空格或 _.:/=+@-，且不以 aws: 或 isms: 开头',
    },
  },
  'tag-value': {
    pattern: /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u,
    demand: { en: 'at most 256 letters, digits, spaces or _.:/=+@-', zh: '至多 256 个字母、数字、空格或 _.:/=+@-' },
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

export const isFormatName = (text: string): text is FormatName => Object.hasOwn(formats, text);
