import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { DEPLOYMENT, REST_STAGE, STAGE_V2, withoutStage } from './apis';

/** Where the stages of both versions keep it, and deployments that make one. */
const SETTING: Readonly<Record<string, string>> = {
  [REST_STAGE]: 'AccessLogSetting',
  [DEPLOYMENT]: 'StageDescription.AccessLogSetting',
  [STAGE_V2]: 'AccessLogSettings',
};

/** What a line of the log must say, and the variables that say it. */
const CONTENTS = [
  {
    what: { en: 'who called', zh: '调用者' },
    variable: /\$context\.(authorizer\.|identity\.(accountId|apiKeyId|caller|cognitoIdentityId|user|userArn)\b)/,
    example: '$context.identity.caller',
  },
  {
    what: { en: 'which route', zh: '路由' },
    variable: /\$context\.(path|resourcePath|routeKey)\b/,
    example: '$context.resourcePath, $context.routeKey',
  },
  { what: { en: 'the status', zh: '状态' }, variable: /\$context\.status\b/, example: '$context.status' },
  {
    what: { en: 'the latency', zh: '时延' },
    variable: /\$context\.(responseLatency|integrationLatency|integration\.latency)\b/,
    example: '$context.responseLatency, $context.integrationLatency',
  },
] as const;

/** A stage writes for every call who made it, to which route, with what status and how long it took. */
export const apiAccessLogged: Rule = {
  id: 'api-access-logged',
  demand: {
    en: 'A stage of an API logs the caller, route, status and latency of every call.',
    zh: 'API 阶段为每次调用记录调用者、路由、状态与时延。',
  },
  types: [REST_STAGE, DEPLOYMENT, STAGE_V2],
  reference: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
  judge(stage) {
    const because = withoutStage(stage);
    return because
      ? notApplicable(because)
      : verdictFromEach([unlessDelivered, unlessComplete], (check) => check(stage));
  },
};

const settingOf = (stage: Resource): string => SETTING[stage.type] ?? '';

function unlessDelivered(stage: Resource): readonly Finding[] {
  const property = `${settingOf(stage)}.DestinationArn`;
  return stage.isSet(property) ? [] : [finding(property, 'is missing: calls leave no trace', '未设置：调用不留痕迹')];
}

function unlessComplete(stage: Resource): readonly Finding[] {
  const property = `${settingOf(stage)}.Format`;
  const format = String(stage.literal(property) ?? '');
  return CONTENTS.filter(({ variable }) => !variable.test(format)).map(({ what, example }) =>
    finding(property, `does not say ${what.en} (${example})`, `未记录${what.zh}（${example}）`),
  );
}
