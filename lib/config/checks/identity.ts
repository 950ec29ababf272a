import type { Bilingual } from '../../../constructs/standard';
import { unitsTo } from '../accounts';
import type { Fault, Path } from '../problem';
import type { ParsedConfig } from '../schema';
import { check, duplicates } from './check';

type Identity = ParsedConfig['identity'];

const givesRights = ({ groups, permissionSets }: Identity): boolean => groups.length + permissionSets.length > 0;

/**
 * An instance in one account signs people in to applications alone.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/identity-center-instances.html
 */
const sourceInProfile = check(['profile', 'identity'], function* ({ profile, identity }) {
  if (profile !== 'single-account' || identity.source !== 'identity-center' || !givesRights(identity)) return;
  yield {
    code: 'source-not-in-profile',
    path: ['identity', 'source'],
    message: {
      en: 'is identity-center, which gives access to accounts of an organization only',
      zh: '为 identity-center，而它只能授予组织内账号的访问权限',
    },
    mend: {
      en: 'Write source: saml and name the provider, or leave the groups out.',
      zh: '请写 source: saml 并给出提供商，或删除 groups。',
    },
    requirement: '8.2/identity',
  };
});

const groupsAssignable = check(['profile', 'identity'], function* ({ profile, identity }) {
  if (profile !== 'organization' || identity.source !== 'identity-center' || !givesRights(identity)) return;
  if (identity.instanceArn === undefined) {
    yield missing(['identity', 'instanceArn'], {
      en: 'is missing, and permission sets belong to an instance',
      zh: '缺失，而权限集须属于某个实例',
    });
  }
  for (const [index, group] of identity.groups.entries()) {
    if (group.id !== undefined) continue;
    yield missing(['identity', 'groups', index, 'id'], {
      en: 'is missing: a group is assigned by its id in the identity store',
      zh: '缺失，组须以其在身份存储中的 ID 分配权限',
    });
  }
});

const missing = (path: Fault['path'], message: Fault['message']): Fault => ({
  code: 'missing-key',
  path,
  message,
  mend: {
    en: 'Switch IAM Identity Center on, connect the directory, and copy it from there (isms preflight has the commands).',
    zh: '请启用 IAM Identity Center 并连接目录，然后从中复制（命令见 isms preflight）。',
  },
  requirement: '8.2/identity',
});

const groupsDiffer = check(['identity'], function* ({ identity }) {
  const ids = identity.groups.flatMap(({ id }, index) =>
    id === undefined ? [] : [{ path: ['identity', 'groups', index, 'id'], value: id }],
  );
  yield* duplicates(ids, 'duplicate-group', { en: 'group id', zh: '组 ID' }, '8.2/identity');
  for (const [index, { name, access }] of identity.groups.entries()) {
    if (access !== undefined || identity.permissionSets.some(({ groups }) => groups.includes(name))) continue;
    yield {
      code: 'missing-key',
      path: ['identity', 'groups', index, 'access'],
      message: { en: 'is missing, and no permission set names the group', zh: '缺失，且没有权限集引用该组' },
      mend: { en: 'Say what its members may do.', zh: '请写明其成员的权限。' },
      requirement: '8.2/least-privilege',
    };
  }
});

/** Developers change what is there: neither in the account that no guardrail binds, nor where the archive is. */
const developersApart = check(['organization', 'identity'], function* ({ organization, identity }) {
  if (!organization) return;
  const archive = organization.accounts.find(({ role }) => role === 'log-archive')?.unit;
  const around = unitsTo(archive, organization.units);
  for (const [index, { access, units }] of identity.groups.entries()) {
    if (access !== 'development') continue;
    if (units.length === 0) yield reachesTooFar(['identity', 'groups', index, 'access'], EVERY_ACCOUNT);
    for (const [nth, unit] of units.entries()) {
      if (around.includes(unit)) yield reachesTooFar(['identity', 'groups', index, 'units', nth], WITH_ARCHIVE);
    }
  }
});

const EVERY_ACCOUNT: Bilingual = {
  en: 'is development in every account, that of the archive and the one that manages the organization included',
  zh: '在全部账号中为 development，包括日志归档账号与管理账号',
};

const WITH_ARCHIVE: Bilingual = {
  en: 'has the account of the archive, and developers write what is there',
  zh: '包含日志归档账号，而开发人员可写入其中',
};

const reachesTooFar = (path: Path, message: Bilingual): Fault => ({
  code: 'reaches-too-far',
  path,
  message,
  mend: { en: 'Name the units of their workloads.', zh: '请指定其工作负载所在的组织单元。' },
  requirement: '8.6/log-storage',
});

/** Two sealed users hold the function, and the role of its name is theirs. */
const breakGlassSealed = check(['identity'], function* ({ identity }) {
  for (const [index, { access }] of identity.groups.entries()) {
    if (access !== 'break-glass') continue;
    yield {
      code: 'standing-break-glass',
      path: ['identity', 'groups', index, 'access'],
      severity: identity.source === 'saml' ? 'error' : 'warning',
      message: {
        en: 'is break-glass, which two sealed users hold: a group would hold it every day',
        zh: '为 break-glass，该权限应由两个封存用户持有，而组成员将长期持有',
      },
      mend: { en: 'Leave the group out, or give it another level.', zh: '请删除该组，或改为其他级别。' },
      requirement: '8.2/high-risk-approval',
    };
  }
});

/** What IAM takes, and what is left of a template for every account beside the roles. */
const METADATA_CHARACTERS = { least: 1000, most: 15_000 } as const;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
const metadataUsable = check(['identity'], function* ({ identity }, { document }) {
  if (identity.source !== 'saml' || !identity.provider) return;
  const reading = document(identity.provider.metadata);
  if (!('text' in reading)) return;
  const xml = reading.text();
  const { least, most } = METADATA_CHARACTERS;
  if (/<(\w+:)?EntityDescriptor\b/.test(xml) && /<(\w+:)?IDPSSODescriptor\b/.test(xml) && xml.length >= least) {
    if (xml.length <= most) return;
    yield {
      code: 'metadata-too-large',
      path: ['identity', 'provider', 'metadata'],
      message: {
        en: `has ${xml.length} characters, and ${most} fit into the template of an account`,
        zh: `共 ${xml.length} 个字符，而账号模板最多容纳 ${most} 个`,
      },
      mend: {
        en: 'Keep the IDPSSODescriptor with its certificates, and leave out what describes other roles.',
        zh: '请保留 IDPSSODescriptor 及其证书，删除描述其他角色的部分。',
      },
      requirement: '8.2/identity',
    };
    return;
  }
  yield {
    code: 'no-saml-metadata',
    path: ['identity', 'provider', 'metadata'],
    message: {
      en: `is not the metadata of an identity provider: an EntityDescriptor with an IDPSSODescriptor, of ${least} characters at least`,
      zh: `不是身份提供商的元数据：须为含 IDPSSODescriptor 的 EntityDescriptor，至少 ${least} 个字符`,
    },
    mend: { en: "Download the provider's federation metadata.", zh: '请下载提供商的联合元数据。' },
    requirement: '8.2/identity',
  };
});

export const identityChecks = [
  sourceInProfile,
  groupsAssignable,
  groupsDiffer,
  developersApart,
  breakGlassSealed,
  metadataUsable,
];
