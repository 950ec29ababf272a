import { finding } from '../../findings';
import { type Finding, type Rule, unknown, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { handlerAt, standstillFindings } from './handlers';

/** Which handler of the landing zone answers for which resource, and whether it must also look again by the clock. */
const ANSWERED: Readonly<Record<string, { readonly handler: string; readonly again?: true }>> = {
  'Custom::TransitSpokes': { handler: 'transit-hub', again: true },
  'Custom::HybridAttachment': { handler: 'transit-hub' },
  'Custom::SharedTransitGateway': { handler: 'transit-spoke' },
  'Custom::SharedEndpointProfile': { handler: 'transit-spoke' },
  'Custom::AcceptedTransitAttachment': { handler: 'transit-spoke' },
};

/**
 * Which table a network joins, and which gateway it takes for the hub, is decided by whoever answers for these resources: it must be
 * the handler that is made for it, able to run; and where networks come and go, called again and again.
 */
export const routeDomainHandler: Rule = {
  id: 'route-domain-handler',
  demand: {
    en: "What joins networks to the hub is answered by the landing zone's own handler, which runs.",
    zh: '网络接入枢纽由着陆区自有且可运行的处理函数应答。',
  },
  types: Object.keys(ANSWERED),
  reference: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html',
  judge(resource) {
    const { handler: name = '', again } = ANSWERED[resource.type] ?? {};
    const handler = handlerAt(resource, 'ServiceToken', name);
    if (handler === undefined) return anothers(name);
    return verdictFrom([...standstillFindings(handler), ...(again ? unscheduled(handler) : [])]);
  },
};

const anothers = (name: string) =>
  unknown({
    en: `ServiceToken is no ${name} of this template: who decides which table a network joins is not known`,
    zh: `ServiceToken 不是本模板中的 ${name}：由谁决定网络所属路由表未知`,
  });

/** Attachments that come later, or are moved, are seen by looking again alone. */
function unscheduled(handler: Resource): readonly Finding[] {
  const schedules = handler.template
    .ofType('AWS::Events::Rule')
    .filter(
      (rule) =>
        rule.has('ScheduleExpression') && rule.places('Targets').some((at) => rule.referent(`${at}.Arn`) === handler),
    );
  if (schedules.some((schedule) => schedule.literal('State') !== 'DISABLED')) return [];
  return [
    finding(
      'AWS::Events::Rule',
      'that calls the handler again and again is missing or disabled: an attachment that comes later is not seen',
      '缺少或停用了定期调用处理函数的规则：此后出现的网络连接不会被发现',
    ),
  ];
}
