import { grouped } from '../report/grouped';
import { azureItems } from './azure';
import { type BillableItem, billableItems, freeOfCharge } from './billable';
import { billedLines, totalOf } from './billed';
import { type Deployment, type Placed, stackAccounts } from './deployment';
import { type Section, type Step, same } from './step';

/** What is billed of one kind for one region, over all accounts. */
interface Line {
  readonly item: BillableItem;
  readonly region: string;
  readonly resources: number;
  readonly quantity: number;
}

/** What is billed from the first day, counted in the templates. */
export function costSection(deployment: Deployment): Section {
  const lines = linesOf(deployment.resources);
  const regions = [...new Set(lines.map(({ region }) => region))];
  return {
    title: { en: 'What it costs: quantities, without prices', zh: '费用：仅列数量，不含价格' },
    steps: [...regions.map((region) => regionStep(region, lines)), ...outsideTheTable(deployment)],
  };
}

/** What is billed, or may be, and is no resource of the templates of AWS that is known to be. */
export function outsideTheTable(deployment: Deployment): readonly Step[] {
  const unclassified = unclassifiedTypes(deployment.resources);
  return [
    bootstrapStep(deployment),
    ...(unclassified.length > 0 ? [unclassifiedStep(unclassified)] : []),
    ...azureItems(deployment),
  ];
}

/** Types of which it is not known whether they are billed. */
export const unclassifiedTypes = (placed: readonly Placed[]): readonly string[] =>
  [...new Set(placed.map(({ resource }) => resource.type))].filter(
    (type) => !freeOfCharge.includes(type) && !Object.hasOwn(billableItems, type),
  );

function linesOf(placed: readonly Placed[]): readonly Line[] {
  return [...grouped(billedLines(placed), ({ region, id }) => `${region} ${id}`).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const { item, region } = first;
    const resources = alike.reduce((sum, line) => sum + line.resources * line.accounts, 0);
    return [{ item, region, resources, quantity: alike.reduce((sum, line) => sum + (totalOf(line) ?? 0), 0) }];
  });
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
