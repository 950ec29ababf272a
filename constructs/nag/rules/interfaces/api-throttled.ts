import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { DEPLOYMENT, REST_STAGE, STAGE_V2, withoutStage } from './apis';

const USAGE_PLAN = 'AWS::ApiGateway::UsagePlan';

/**
 * A stage limits rate and burst for all of its methods, and a REST API each client by a usage plan too. HTTP and
 * WebSocket APIs have no usage plans.
 *
 * Limits on bodies and times stand in models, web firewalls and integrations, and are not judged here.
 */
export const apiThrottled: Rule = {
  id: 'api-throttled',
  demand: {
    en: 'A stage of an API limits rate and burst, and a REST API what each client may call.',
    zh: 'API 阶段限制速率与突发，REST API 另对单客户端设限。',
  },
  types: [REST_STAGE, DEPLOYMENT, STAGE_V2],
  reference: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  judge(stage) {
    const because = withoutStage(stage);
    if (because) return notApplicable(because);
    return stage.type === STAGE_V2
      ? verdictFromEach(['DefaultRouteSettings'], (at) => unlessLimited(stage, at))
      : verdictFromEach([methodsLimited, clientsLimited], (check) => check(stage));
  },
};

/** Settings for `*` of `/*` hold for every method that has none of its own. */
function methodsLimited(stage: Resource): readonly Finding[] {
  const property = stage.type === DEPLOYMENT ? 'StageDescription.MethodSettings' : 'MethodSettings';
  const all = stage
    .places(property)
    .find((at) => stage.literal(`${at}.HttpMethod`) === '*' && stage.literal(`${at}.ResourcePath`) === '/*');
  if (all !== undefined) return unlessLimited(stage, all);
  return [
    finding(
      property,
      'has none for all methods (HttpMethod *, ResourcePath /*): one caller can use up what the account may call',
      '未对全部方法设置（HttpMethod 为 *、ResourcePath 为 /*）：单一调用方即可耗尽账号配额',
    ),
  ];
}

const unlessLimited = (stage: Resource, at: string): readonly Finding[] =>
  ['ThrottlingRateLimit', 'ThrottlingBurstLimit']
    .map((property) => `${at}.${property}`)
    .filter((path) => !((stage.number(path) ?? -1) >= 0))
    .map((path) => finding(path, 'sets no limit: the quota of the account alone holds', '未设上限：仅受账号配额约束'));

function clientsLimited(stage: Resource): readonly Finding[] {
  const plans = stage.companions(USAGE_PLAN, (plan) => covers(plan, stage));
  if (plans.length === 0) {
    return [
      finding(
        USAGE_PLAN,
        'is missing for this stage: no client has a limit of its own',
        '未覆盖该阶段：单客户端没有上限',
      ),
    ];
  }
  return plans.flatMap((plan) =>
    ['Throttle.RateLimit', 'Throttle.BurstLimit', 'Quota.Limit']
      .filter((path) => plan.literal(path) === undefined)
      .map((path) => finding(`${plan.id}.${path}`, 'sets no limit for a client', '未对单客户端设上限')),
  );
}

const covers = (plan: Resource, stage: Resource): boolean =>
  plan.places('ApiStages').some((at) => {
    const named = plan.text(`${at}.Stage`);
    return (
      plan.text(`${at}.ApiId`) === stage.text('RestApiId') &&
      (named === `\${${stage.id}}` || named === stage.text('StageName'))
    );
  });
