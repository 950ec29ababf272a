import { finding } from '../../findings';
import type { Finding } from '../../rule';
import { tagOf } from '../../tags';
import { type Resource, Unresolved } from '../../template';
import { alarmsOf, countFindings, filtersOn, tellingFindings } from '../logging/alarm-chain';

/** The tag that says what a function is for; a function by the name `<landing zone>-<handler>` counts as well. */
export const HANDLER_TAG = 'isms:handler';

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

/** The alarms on what is counted in logs, with the filter that counts. */
const alarmsOn = (groups: readonly Resource[]): readonly { readonly filter: Resource; readonly alarm: Resource }[] =>
  groups.flatMap(filtersOn).flatMap((filter) => alarmsOf(filter).map((alarm) => ({ filter, alarm })));

/** Whether a log group is that of a handler of the landing zone, whichever. */
export const isOfHandler = (group: Resource): boolean =>
  group.template
    .ofType('AWS::Lambda::Function')
    .some((handler) => tagOf(handler, HANDLER_TAG) !== undefined && groupsOf(handler).includes(group));

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

/** An event that is noted in a log, and an alarm on how often it is. */
export interface Heard {
  /** As a metric filter looks for it. */
  readonly event: string;
  /** What it looks for in such an event, as `($.lostRecords > 0)`. @default - every one counts */
  readonly where?: string;
  /** Whether an alarm is of the kind that is wanted. */
  readonly by: (alarm: Resource) => boolean;
  /** What is to be said where there is no such alarm. */
  readonly missing: Finding;
  /** What else may be wrong with the alarm. */
  readonly more?: (alarm: Resource) => readonly Finding[];
}

/** Why nobody hears of an event of a handler: there is no alarm on it, or each of them has something wrong. */
export const unheard = (handler: Resource, heard: Heard): readonly Finding[] => unheardIn(groupsOf(handler), heard);

/** The same of an event that is noted in log groups, by whomever. */
export function unheardIn(groups: readonly Resource[], heard: Heard): readonly Finding[] {
  const { by, missing, more = () => [] } = heard;
  const meant = alarmsOn(groups).filter(({ filter, alarm }) => counts(filter, heard) && by(alarm));
  const [first, ...others] = meant.map(({ filter, alarm }) => [
    ...countFindings(filter),
    ...tellingFindings(alarm),
    ...more(alarm),
  ]);
  if (first === undefined) return [missing];
  return [first, ...others].some((findings) => findings.length === 0) ? [] : first;
}

/** A pattern that looks for the event and nothing further. */
function counts(filter: Resource, { event, where }: Heard): boolean {
  const equal = `$.event = "${event}"`;
  const wanted = where === undefined ? `{ ${equal} }` : `{ (${equal}) && ${where} }`;
  return spaceless(String(filter.literal('FilterPattern'))) === spaceless(wanted);
}

const spaceless = (pattern: string): string => pattern.replaceAll(/\s+/g, '');

/** Goes off when something happens that should not. */
export const onSomething = (alarm: Resource): boolean =>
  String(alarm.literal('ComparisonOperator')).startsWith('GreaterThan');

/** Goes off when nothing happens. */
export const onSilence = (alarm: Resource): boolean =>
  String(alarm.literal('ComparisonOperator')).startsWith('LessThan') &&
  alarm.literal('TreatMissingData') === 'breaching';
