import Table from 'cli-table3';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { realPercent } from '../collect/local-cloud';
import { whyNoneRead, whyNotRead } from '../collect/not-read';
import type { Destroyed } from '../local/destroy';
import {
  type Comparison,
  type Discrepancy,
  droppedProperties,
  type NotCompared,
  type Unread,
} from '../local/discrepancies';
import { countsOf, type Deployed, placeKey } from '../local/inventory';
import { standingByType } from '../local/standing';
import { visibleLine } from '../report/visible';
import type { Io } from './io';

/** What stands in the local cloud, and how what was read back compares with the templates. */
interface Standing {
  readonly deployed: readonly Deployed[];
  /** Undefined until a deployment has come to its end. */
  readonly comparison: Comparison | undefined;
  readonly port: number;
}

const HEADINGS: Readonly<Record<Io['lang'], readonly string[]>> = {
  en: ['type', 'real', 'recorded only', 'refused', 'properties that the emulator dropped'],
  zh: ['类型', '真实 API', '仅登记', '被拒绝', '被模拟器丢弃的属性'],
};

/** The table of what stands how: nothing is skipped in silence. */
export function tellStanding({ deployed, comparison, port }: Standing, io: Io): void {
  const counts = countsOf(deployed);
  if (io.json) {
    const dropped = droppedProperties(comparison?.discrepancies ?? []);
    const told = { counts, dropped, comparison: comparison ?? null, resources: deployed };
    const result = { running: true, emulated: true, port, ...told };
    io.out(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const table = new Table({
    head: [...HEADINGS[io.lang]],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'left'],
  });
  for (const { type, counts: each, read, dropped } of standingByType(deployed, comparison)) {
    const lost = dropped.map(({ property, resources }) => `${property} (${resources})`);
    // nothing is known of what no reader reads: a blank would say that nothing was dropped
    if (read === 0) lost.push(`${NOT_COMPARED[io.lang]}${whyNoneRead(type, each)[io.lang]}`);
    table.push([type, each.real || '', each.recorded || '', each.refused || '', lost.join(', ')]);
  }
  table.push([io.lang === 'zh' ? '合计' : 'all', counts.real, counts.recorded, counts.refused, '']);
  io.out(`${table.toString()}\n${summaryOf(deployed, comparison, port)[io.lang]}\n`);
}

function summaryOf(deployed: readonly Deployed[], comparison: Comparison | undefined, port: number) {
  const readBack = comparison ? readBackOf(comparison) : NOT_READ_BACK;
  const share = realPercent(countsOf(deployed));
  return {
    en: `${share} % of ${deployed.length} resources stand behind a real API of the emulator; those recorded only exist in CloudFormation alone. ${readBack.en} It answers at http://127.0.0.1:${port}`,
    zh: `${deployed.length} 个资源中 ${share} % 由模拟器的真实 API 承载；“仅登记”者只存在于 CloudFormation。${readBack.zh}地址：http://127.0.0.1:${port}`,
  };
}

const NOT_COMPARED: Bilingual = { en: 'not compared: ', zh: '未比对：' };

const readBackOf = ({ read, unread }: Comparison): Bilingual => ({
  en: `${read} were read back and judged by the rules that judge the templates${unread.length > 0 ? `, ${unread.length} could not be read` : ''}.`,
  zh: `已回读 ${read} 个资源并以判定模板的规则判定${unread.length > 0 ? `，${unread.length} 个无法读取` : ''}。`,
});

const NOT_READ_BACK: Bilingual = {
  en: 'Nothing was read back: no deployment stands here that has come to its end.',
  zh: '尚未回读：此处没有完成的部署。',
};

/** What was retained and taken over as it was, and how to bring it in line. Machines find it among the deviations. */
export function tellTakenOver(deviations: readonly Discrepancy[], io: Io): void {
  if (io.json || deviations.length === 0) return;
  const resources = new Set(deviations.map(placeKey)).size;
  const told: Bilingual = {
    en: `${resources} resources were retained and taken over as they were: an import changes nothing of them. These deviations from the templates stay until the services are told otherwise (in an account of AWS: cdk deploy --revert-drift), or isms local down, then up begins with an empty emulator. The key of a vault cannot be changed: its recovery points stay under the old one. A key that goes out of use must stay: what was encrypted with it is read with it.`,
    zh: `${resources} 个保留的资源被原样接管：导入不会改变其属性。以下与模板的偏离会一直存在，直至通过服务改正（AWS 账号中：cdk deploy --revert-drift），或先执行 isms local down 再执行 up，从空白模拟器开始。备份保管库的密钥无法更改：其恢复点仍使用旧密钥。不再使用的密钥须保留：以其加密的内容仍须用它读取。`,
  };
  io.err(`${told[io.lang]}\n`);
  for (const { stack, logicalId, type, message } of deviations)
    io.err(`  ${visibleLine(`${stack} ${logicalId} (${type}): ${message[io.lang]}`)}\n`);
}

/** What deviates from the templates since the deployment. */
interface Drift {
  readonly read: number;
  readonly drifted: readonly Discrepancy[];
  /** Resources that could be read after the deployment, and now cannot. */
  readonly lost: readonly Unread[];
  /** What stands and no reader reads: without it, no deviations would say more than was looked at. */
  readonly notCompared: readonly NotCompared[];
}

export function tellDrift({ read, drifted, lost, notCompared }: Drift, io: Io): void {
  if (io.json) {
    io.out(`${JSON.stringify({ emulated: true, read, drifted, lost, notCompared }, null, 2)}\n`);
    return;
  }
  for (const { stack, logicalId, type, property, rule, message } of drifted) {
    const what = io.lang === 'zh' ? '已偏离' : 'drifted';
    const where = [stack, logicalId, `(${type})`, property].filter((part) => part !== null).join(' ');
    io.out(`${visibleLine(`${what}: ${where}: ${message[io.lang]} [${rule}]`)}\n`);
  }
  for (const { stack, logicalId, type, failed } of lost) {
    const what = io.lang === 'zh' ? '无法读取' : 'could not be read';
    io.out(`${visibleLine(`${what}: ${stack} ${logicalId} (${type}): ${failed}`)}\n`);
  }
  const wrong = drifted.length + lost.length;
  io.out(
    io.lang === 'zh'
      ? `已读取 ${read} 个资源的安全相关属性；自部署以来的偏离：${wrong} 项。\n`
      : `${read} resources were read for the properties that security depends on; deviations since the deployment: ${wrong}.\n`,
  );
  if (notCompared.length > 0) io.out(`${leftOut(notCompared)[io.lang]}\n`);
}

function leftOut(types: readonly NotCompared[]): Bilingual {
  const count = types.reduce((sum, { resources }) => sum + resources, 0);
  const named = (lang: keyof Bilingual): string =>
    types.map(({ type, resources }) => `\n  ${type} (${resources}): ${whyNotRead(type)[lang]}`).join('');
  return {
    en: `Not compared themselves: ${count} resources of ${types.length} types:${named('en')}`,
    zh: `未单独比对的资源：${count} 个，共 ${types.length} 种类型：${named('zh')}`,
  };
}

/** What a destroyed landing zone leaves, and why. */
export function tellRetained({ unprotected, retained }: Destroyed, io: Io): void {
  if (io.json) {
    io.out(`${JSON.stringify({ emulated: true, unprotected, retained }, null, 2)}\n`);
    return;
  }
  const table = new Table({
    head:
      io.lang === 'zh'
        ? ['类型', '名称', '账号', '区域', '保留原因', '已回读']
        : ['type', 'name', 'account', 'region', 'why it stays', 'read back'],
    style: { head: [], border: [] },
  });
  for (const { type, physicalId, account, region, because, seen } of retained) {
    table.push([type, physicalId, account, region, REASONS[because][io.lang], seen ? '✓' : '']);
  }
  const told = {
    en: `Destroyed. Termination protection was lifted from ${unprotected.length} stacks first. ${retained.length} resources stay: what holds evidence, and the keys that it is encrypted with, outlive their stacks.`,
    zh: `已销毁。此前解除了 ${unprotected.length} 个堆栈的终止保护。保留 ${retained.length} 个资源：存放证据的资源及其加密密钥不随堆栈删除。`,
  };
  io.out(`${retained.length > 0 ? `${table.toString()}\n` : ''}${told[io.lang]}\n`);
}

const REASONS = {
  policy: { en: 'DeletionPolicy: Retain', zh: 'DeletionPolicy：Retain' },
  'no-api': { en: 'the emulator has no API that deletes it', zh: '模拟器没有删除它的 API' },
} as const;
