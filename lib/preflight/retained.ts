import type { Bilingual } from '../../constructs/standard';
import { type Deployment, MEMBERS, ofType, type Placed } from './deployment';
import { aws, text, word } from './shell';
import type { Step } from './step';

/** What a deleted stack leaves behind, counted: `DeletionPolicy: Retain`. */
export function retained(deployment: Deployment): Step {
  const { config, resources } = deployment;
  const counts = new Map<string, number>();
  for (const { resource, copies } of resources.filter(isRetained)) {
    counts.set(resource.type, (counts.get(resource.type) ?? 0) + copies);
  }
  return {
    title: { en: 'What stays when a stack is deleted', zh: '删除堆栈后保留的资源' },
    why: {
      en: 'Records outlive what made them: stacks are under termination protection, and these are never deleted with one.',
      zh: '记录须比产生它的系统存续更久：堆栈启用终止保护，以下资源不会随堆栈删除。',
    },
    requirement: '8.4/retention',
    details: [
      ...[...counts].sort().map(([type, count]) => ({ en: `${count} × ${type}`, zh: `${count} × ${type}` })),
      ...(config.lock === 'compliance' ? COMPLIANCE : GOVERNANCE),
      {
        en: `Objects are locked for ${config.retention.logs} days (logs) and ${config.retention.recordings} days (recordings) after they arrive; keys must live as long as what they encrypt`,
        zh: `对象自写入起锁定 ${config.retention.logs} 天（日志）与 ${config.retention.recordings} 天（录像）；密钥须与其加密的数据同寿命`,
      },
    ],
  };
}

const COMPLIANCE: readonly Bilingual[] = [
  {
    en: 'lock: compliance. Nobody, the provider included, can delete a locked object before its time; a bucket goes only when it is empty',
    zh: 'lock: compliance。任何人（含云服务商）都不能提前删除已锁定对象；存储桶清空后才可删除',
  },
  {
    en: 'Vault Lock can be taken back for 3 days after the vault is made, and never after',
    zh: 'Vault Lock 仅在保管库创建后 3 天内可撤销，之后永远不可',
  },
];

const GOVERNANCE: readonly Bilingual[] = [
  {
    en: 'lock: governance, for trials only: the steps below delete everything at once, and the report says partial while it stands',
    zh: 'lock: governance，仅供试用：可按以下步骤立即全部删除；运行期间报告显示 partial',
  },
];

/**
 * How what was retained is deleted: at once in a trial, and after its time otherwise. The commands are the same; a lock in
 * compliance mode refuses them until then.
 */
export function dismantlingSteps(deployment: Deployment): readonly Step[] {
  return [vaultStep(deployment), bucketStep(deployment), keyStep(deployment)].filter(
    ({ commands }) => commands?.length,
  );
}

function vaultStep(deployment: Deployment): Step {
  const { config } = deployment;
  const command = ({ resource, account, region }: Placed): string => {
    const vault = `--backup-vault-name ${resource.text('BackupVaultName')}`;
    const run = (what: string): string => aws(config, account, region, what);
    return [
      run(`backup delete-backup-vault-lock-configuration ${vault}`),
      run(`backup delete-backup-vault-access-policy ${vault}`),
      `for point in $(${run(`backup list-recovery-points-by-backup-vault ${vault} ${text('RecoveryPoints[].RecoveryPointArn')}`)}); do`,
      `  ${run(`backup delete-recovery-point ${vault} --recovery-point-arn "$point"`)}`,
      'done',
      run(`backup delete-backup-vault ${vault}`),
    ].join('\n');
  };
  return {
    title: { en: 'Take down: backup vaults', zh: '拆除：备份保管库' },
    why: {
      en: 'The lock first, then the policy that denies deletion, then what is in it. Past its grace time a compliance lock refuses all of it.',
      zh: '先解除锁定，再删除禁止删除的策略，最后删除内容。合规模式过宽限期后一律拒绝。',
    },
    requirement: '8.4/backup',
    commands: concrete(ofType(deployment, 'AWS::Backup::BackupVault')).map(command),
  };
}

function bucketStep(deployment: Deployment): Step {
  const { config } = deployment;
  const places = new Map<string, Placed[]>();
  for (const placed of concrete(ofType(deployment, 'AWS::S3::Bucket'))) {
    const key = `${placed.account} ${placed.region}`;
    places.set(key, [...(places.get(key) ?? []), placed]);
  }
  const commands = [...places.values()].map((buckets) => {
    const { account = '', region = '' } = buckets[0] ?? {};
    const run = (what: string): string => aws(config, account, region, what);
    const versions = `s3api list-object-versions --bucket "$bucket" --max-items 300 --output json --query '{Objects: [Versions, DeleteMarkers][][].{Key: Key, VersionId: VersionId}, Quiet: \`true\`}'`;
    return [
      `for bucket in ${buckets.map(({ resource }) => resource.text('BucketName')).join(' ')}; do`,
      `  ${run('s3api delete-bucket-policy --bucket "$bucket"')}`,
      `  while objects=$(${run(versions)}) && ! grep -q '"Objects": \\[\\]' <<< "$objects"; do`,
      `    ${run('s3api delete-objects --bucket "$bucket" --bypass-governance-retention --delete "$objects"')} || break`,
      '  done',
      `  ${run('s3api delete-bucket --bucket "$bucket"')}`,
      'done',
    ].join('\n');
  });
  return {
    title: { en: 'Take down: archive buckets', zh: '拆除：归档存储桶' },
    why: {
      en: 'The policy that denies deletion first, then every version, then the bucket. Objects locked in compliance mode are refused until their time is over.',
      zh: '先删除禁止删除的策略，再删除所有版本，最后删除存储桶。合规模式锁定的对象到期前拒绝删除。',
    },
    requirement: '8.4/retention',
    details: [
      {
        en: 'Stop the senders first (the stacks above, flow logs and trails of your own): a bucket that is still written to never becomes empty',
        zh: '先停止写入方（上述堆栈，以及自建的流日志与跟踪）：仍在写入的存储桶无法清空',
      },
    ],
    commands,
  };
}

/** A key has no name of its own, and its alias goes with the stack: its id is written down before. */
export function noteKeys(deployment: Deployment): Step {
  const { config } = deployment;
  return {
    title: { en: 'Take down: write down the keys', zh: '拆除：记录密钥' },
    why: {
      en: 'Keys outlive their stack without a name or an alias: afterwards nobody can tell them from others.',
      zh: '密钥会在堆栈删除后保留，且不再有名称或别名：事后无法与其他密钥区分。',
    },
    commands: stacksWithKeys(deployment).map(
      ({ id, account, region }) =>
        `${aws(config, account, region, `cloudformation list-stack-resources --stack-name ${id} ${text("StackResourceSummaries[?ResourceType=='AWS::KMS::Key'].[PhysicalResourceId]")}`)} > ${keyFile(deployment, id)}`,
    ),
  };
}

function keyStep(deployment: Deployment): Step {
  return {
    title: { en: 'Take down: keys, last of all', zh: '拆除：密钥，务必最后' },
    why: {
      en: 'What a key encrypts is lost with it. Delete keys only when buckets, vaults and log groups are gone; 30 days are left to change your mind.',
      zh: '密钥一旦删除，其加密的数据即不可恢复。须待存储桶、保管库与日志组清除后再删除；有 30 天反悔期。',
    },
    requirement: '8.4/encryption-at-rest',
    commands: stacksWithKeys(deployment).map(({ id, account, region }) =>
      [
        `for key in $(cat ${keyFile(deployment, id)}); do`,
        `  ${aws(deployment.config, account, region, 'kms schedule-key-deletion --key-id "$key" --pending-window-in-days 30')}`,
        'done',
      ].join('\n'),
    ),
  };
}

const stacksWithKeys = (deployment: Deployment): Deployment['stacks'] => {
  const names = new Set(ofType(deployment, 'AWS::KMS::Key').map(({ resource }) => resource.template.name));
  return deployment.stacks.filter(({ id }) => names.has(id));
};

/** Outside the folder of documents, which the next `isms preflight` writes anew. */
const keyFile = ({ out }: Deployment, stack: string): string => word(`${out}/keys-${stack}.txt`);

/** Those in accounts that commands can name; what StackSets made stays with the member account. */
const concrete = (placed: readonly Placed[]): readonly Placed[] => placed.filter(({ account }) => account !== MEMBERS);

const isRetained = ({ resource }: Placed): boolean => resource.attributes['DeletionPolicy'] === 'Retain';
