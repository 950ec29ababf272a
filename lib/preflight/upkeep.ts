import { accountFor } from '../config/accounts';
import { azureTeardown } from './azure';
import { type Deployment, documentPath } from './deployment';
import { dismantlingSteps, noteKeys, retained } from './retained';
import { aws, awsOrganizations, deployerOf, forEachRow, organizationsRegion, profileOf, text, word } from './shell';
import type { Section, Step } from './step';

/** What to do when it fails, when a new version comes, and when it is to go. */
export function upkeepSection(deployment: Deployment): Section {
  return {
    title: { en: 'Rollback, upgrade, taking it down', zh: '回滚、升级与拆除' },
    steps: [
      rollback(deployment),
      upgrade(deployment),
      retained(deployment),
      ...leaveUnits(deployment),
      noteKeys(deployment),
      ...destroy(deployment),
      ...dismantlingSteps(deployment),
      ...azureTeardown(deployment),
    ],
  };
}

function rollback({ config, file, stacks }: Deployment): Step {
  return {
    title: { en: 'A deployment has failed', zh: '部署失败' },
    why: {
      en: 'CloudFormation rolls back by itself. What is retained stays even then, under the name that the next try wants.',
      zh: 'CloudFormation 会自动回滚。受保留的资源仍会留下，并占用下次部署所需的名称。',
    },
    details: [
      {
        en: 'ROLLBACK_COMPLETE after a first try: delete the stack, then deploy it with --import-existing-resources, which takes over what was left by its name',
        zh: '首次部署后为 ROLLBACK_COMPLETE：先删除堆栈，再以 --import-existing-resources 部署，按名称接管遗留资源',
      },
      {
        en: 'UPDATE_ROLLBACK_FAILED: mend what it names, then npx cdk rollback STACK, or aws cloudformation continue-update-rollback',
        zh: 'UPDATE_ROLLBACK_FAILED：修复其指出的原因，再执行 npx cdk rollback STACK 或 aws cloudformation continue-update-rollback',
      },
      {
        en: `A change that was deployed is taken back by deploying the earlier commit with the earlier ${file}`,
        zh: `已部署的变更通过部署旧提交与旧的 ${file} 撤回`,
      },
    ],
    commands: stacks.map(({ id, account, region }) =>
      aws(
        config,
        account,
        region,
        `cloudformation describe-stacks --stack-name ${id} ${text('Stacks[].[StackName,StackStatus]')}`,
      ),
    ),
  };
}

function upgrade({ config, file, stacks }: Deployment): Step {
  const byDeployer = new Map<string, string[]>();
  for (const { id, account } of stacks) {
    const profile = profileOf(config, deployerOf(config, account));
    byDeployer.set(profile, [...(byDeployer.get(profile) ?? []), id]);
  }
  return {
    title: { en: 'A new version', zh: '升级到新版本' },
    why: {
      en: 'CHANGELOG.md says what changes. The diff must show no replacement of a bucket, key or vault; then deploy in the order above.',
      zh: 'CHANGELOG.md 说明变更内容。diff 中不得出现存储桶、密钥或保管库的替换；随后按上述顺序部署。',
    },
    commands: [
      'npm ci',
      `npx isms check --config ${word(file)}`,
      `npx isms preflight --config ${word(file)}`,
      ...[...byDeployer].map(
        ([profile, ids]) => `npx cdk diff ${ids.join(' ')} -c config=${word(file)} --exclusively --profile ${profile}`,
      ),
    ],
  };
}

/** A unit that holds accounts cannot be deleted; the root has no baseline and, once the policies go, no guardrails. */
function leaveUnits({ config, out }: Deployment): readonly Step[] {
  if (config.profile === 'single-account') return [];
  const management = accountFor(config, 'management');
  const root = config.organization.rootId;
  return [
    {
      title: { en: 'Take down: move the accounts out of their units', zh: '拆除：将账号移出组织单元' },
      why: {
        en: 'A unit that holds accounts cannot be deleted. The baseline stays in the accounts: its stacks are retained on purpose.',
        zh: '含有账号的组织单元无法删除。基线会留在账号中：其堆栈有意保留。',
      },
      account: management,
      region: organizationsRegion(config),
      commands: [
        forEachRow(
          documentPath(out, 'accounts.tsv'),
          ['account', '_'],
          [
            `from=$(${awsOrganizations(config, `organizations list-parents --child-id "$account" ${text('Parents[0].Id')}`)})`,
            `[ "$from" = ${root} ] || ${awsOrganizations(config, `organizations move-account --account-id "$account" --source-parent-id "$from" --destination-parent-id ${root}`)}`,
          ],
        ),
      ],
    },
  ];
}

/** Last deployed, first destroyed: the organization stack before the archive, whose tampering its guardrails deny. */
function destroy(deployment: Deployment): readonly Step[] {
  const { config, file } = deployment;
  return [...deployment.stacks].reverse().map(({ id, account, region }) => ({
    title: { en: `Take down: stack ${id}`, zh: `拆除：堆栈 ${id}` },
    why: {
      en: 'Termination protection goes first. What is retained stays behind and goes on costing.',
      zh: '先关闭终止保护。受保留的资源会留下并继续计费。',
    },
    account,
    region,
    commands: [
      aws(
        config,
        account,
        region,
        `cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${id}`,
      ),
      `npx cdk destroy ${id} -c config=${word(file)} --exclusively --profile ${profileOf(config, deployerOf(config, account))}`,
    ],
  }));
}
