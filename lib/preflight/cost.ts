import { azureItems } from './azure';
import { type BillableItem, billableItems, freeOfCharge } from './billable';
import { type Deployment, type Placed, stackAccounts } from './deployment';
import { type Section, type Step, same } from './step';

interface Line {
  readonly item: BillableItem;
  readonly region: string;
  /** How many resources, over all accounts. */
  readonly resources: number;
  readonly quantity: number;
}

/** What is billed from the first day, counted in the templates. */
export function costSection(deployment: Deployment): Section {
  const lines = linesOf(deployment.resources);
  const regions = [...new Set(lines.map(({ region }) => region))];
  const unclassified = unclassifiedTypes(deployment.resources);
  return {
    title: { en: 'What it costs: quantities, without prices', zh: '费用：仅列数量，不含价格' },
    steps: [
      ...regions.map((region) => regionStep(region, lines)),
      bootstrapStep(deployment),
      ...(unclassified.length > 0 ? [unclassifiedStep(unclassified)] : []),
      ...azureItems(deployment),
    ],
  };
}

/** Types of which it is not known whether they are billed. */
export const unclassifiedTypes = (placed: readonly Placed[]): readonly string[] =>
  [...new Set(placed.map(({ resource }) => resource.type))].filter(
    (type) => !freeOfCharge.includes(type) && !Object.hasOwn(billableItems, type),
  );

function linesOf(placed: readonly Placed[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { resource, region, copies } of placed) {
    for (const item of billableItems[resource.type] ?? []) {
      if (item.applies && !item.applies(resource)) continue;
      const key = `${region} ${item.what.en}`;
      const before = lines.get(key);
      const quantity = (item.quantity?.(resource) ?? 0) * copies;
      lines.set(key, {
        item,
        region,
        resources: (before?.resources ?? 0) + copies,
        quantity: (before?.quantity ?? 0) + quantity,
      });
    }
  }
  return [...lines.values()];
}

function regionStep(region: string, lines: readonly Line[]): Step {
  const own = lines.filter((line) => line.region === region);
  return {
    title: { en: `Every month in ${region}`, zh: `${region} 每月` },
    why: {
      en: 'Counted in the templates, member accounts included. Put your prices to it with the calculator of your partition.',
      zh: '按模板计数，含成员账号。请用所在分区的价格计算器自行计价。',
    },
    region,
    details: [...own.filter(({ item }) => item.quantity), ...own.filter(({ item }) => !item.quantity)].map(lineText),
  };
}

function lineText({ item, resources, quantity }: Line) {
  const amount = item.quantity ? `${quantity} ` : '';
  const from = item.quantity && quantity === resources ? '' : ` (${resources} ×)`;
  return {
    en: `${item.what.en}: ${amount}${item.unit.en}${from}`,
    zh: `${item.what.zh}：${amount}${item.unit.zh}${from}`,
  };
}

function bootstrapStep(deployment: Deployment): Step {
  const places = new Set(deployment.stacks.map(({ account, region }) => `${account} ${region}`)).size;
  return {
    title: { en: 'The bootstrap stacks', zh: '初始化（bootstrap）堆栈' },
    why: {
      en: 'They are outside the templates: one for each account and region that stacks go to.',
      zh: '不在模板内：堆栈所在的每个账号与区域各一。',
    },
    details: [
      {
        en: `KMS keys: ${places} keys; S3 and ECR: by use (${stackAccounts(deployment).length} accounts)`,
        zh: `KMS 密钥：${places} 个；S3 与 ECR：按用量（${stackAccounts(deployment).length} 个账号）`,
      },
    ],
  };
}

const unclassifiedStep = (types: readonly string[]): Step => ({
  title: { en: 'Not classified', zh: '未分类' },
  why: { en: 'These may be billed: look them up.', zh: '以下类型可能计费，请自行核实。' },
  details: types.map(same),
});
