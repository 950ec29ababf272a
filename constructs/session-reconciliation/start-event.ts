import type { Start } from './seen';

/** `StartSession` as EventBridge gets it from CloudTrail, as far as it matters here. */
export interface StartEvent {
  readonly account: string;
  readonly region: string;
  readonly detail: {
    readonly eventID?: string;
    readonly eventName?: string;
    readonly eventTime?: string;
    readonly errorCode?: string;
    readonly userIdentity?: {
      readonly arn?: string;
      readonly sessionContext?: { readonly sourceIdentity?: string };
    };
    readonly requestParameters?: {
      readonly target?: string;
      readonly documentName?: string;
      readonly reason?: string;
    } | null;
    readonly responseElements?: { readonly sessionId?: string } | null;
  };
}

/** What Session Manager takes for an id. */
const SESSION_ID = /^[\w+=,.@-]{1,96}$/;

/**
 * The start that an event tells of.
 *
 * @throws when it tells of none: what cannot be read is never passed over.
 */
export function startIn({ account, region, detail }: StartEvent): Start {
  const { eventID, eventName, eventTime = '', errorCode, userIdentity, requestParameters, responseElements } = detail;
  const session = responseElements?.sessionId ?? '';
  if (eventName !== 'StartSession' || errorCode !== undefined || !SESSION_ID.test(session)) {
    throw new Error(`event ${eventID} tells of no session that started`);
  }
  if (Number.isNaN(Date.parse(eventTime))) throw new Error(`event ${eventID} has no time`);
  const arn = userIdentity?.arn ?? '';
  return {
    session,
    at: new Date(eventTime).toISOString(),
    person: userIdentity?.sessionContext?.sourceIdentity || (arn.split('/').at(-1) ?? ''),
    arn,
    account,
    region,
    target: requestParameters?.target ?? '',
    document: requestParameters?.documentName ?? '',
    reason: requestParameters?.reason ?? '',
    event: eventID ?? '',
  };
}
