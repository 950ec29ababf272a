import { finding } from '../../findings';
import type { Finding } from '../../rule';
import { tagOf } from '../../tags';
import { type Resource, Unresolved } from '../../template';
import { alarmsOf, countFindings, filtersOn, tellingFindings } from '../logging/alarm-chain';

/** The tag that says what a function is for; a function by the name `<landing zone>-<handler>` counts as well. */
const HANDLER_TAG = 'isms:handler';

/** Whether a function is a handler of the landing zone, or does the same for somebody else and says so by its tag. */
export const isHandler = (resource: Resource | undefined, handler: string): resource is Resource =>
  resource?.type === 'AWS::Lambda::Function' &&
  (tagOf(resource, HANDLER_TAG) === handler || resource.text('FunctionName').endsWith(`-${handler}`));

/** The function that a path leads to, where it is that handler. */
export function handlerAt(resource: Resource, path: string, handler: string): Resource | undefined {
  const referent = resource.referent(path);
  return isHandler(referent, handler) ? referent : undefined;
}

/** Why a function never runs, though it is there. */
export const standstillFindings = (handler: Resource): readonly Finding[] =>
  handler.number('ReservedConcurrentExecutions') === 0
    ? [finding('ReservedConcurrentExecutions', 'is 0: the function never runs', '为 0：函数永不运行')]
    : [];

/** Why a service may not call a function. */
export function permissionFindings(handler: Resource, service: string): readonly Finding[] {
  const permissions = handler.referrers('AWS::Lambda::Permission', 'FunctionName', 'FunctionName');
  if (permissions.some((permission) => permission.text('Principal').startsWith(service))) return [];
  return [
    finding(
      'AWS::Lambda::Permission',
      `is missing: ${service} may not call the function`,
      `缺失：${service} 无权调用该函数`,
    ),
  ];
}

/** The alarms on what a function counts in its log, with the filter that counts. */
export const alarmsOn = (handler: Resource): readonly { readonly filter: Resource; readonly alarm: Resource }[] =>
  groupsOf(handler)
    .flatMap(filtersOn)
    .flatMap((filter) => alarmsOf(filter).map((alarm) => ({ filter, alarm })));

/** By the function's own word, or by the name that Lambda gives. */
function groupsOf(handler: Resource): readonly Resource[] {
  const named = handler.referent('LoggingConfig.LogGroup');
  if (named) return [named];
  const name = handler.text('FunctionName');
  if (name === '') throw new Unresolved('FunctionName');
  return handler.template
    .ofType('AWS::Logs::LogGroup')
    .filter((group) => group.text('LogGroupName') === `/aws/lambda/${name}`);
}

/** Why nobody hears of what a function finds: the first of the alarms that would tell, or else what is wrong with one. */
export function unheard(
  handler: Resource,
  isMeant: (alarm: Resource) => boolean,
  missing: Finding,
  more: (alarm: Resource) => readonly Finding[] = () => [],
): readonly Finding[] {
  const meant = alarmsOn(handler).filter(({ alarm }) => isMeant(alarm));
  const [first, ...others] = meant.map(({ filter, alarm }) => [
    ...countFindings(filter),
    ...tellingFindings(alarm),
    ...more(alarm),
  ]);
  if (first === undefined) return [missing];
  return [first, ...others].some((findings) => findings.length === 0) ? [] : first;
}
