import { daysAfter } from './calendar';
import type { Flow } from './schema';

/** Days for which a confirmation of its owner holds. */
export const CONFIRMATION_HOLDS_DAYS = 365;

/** Until when a flow may be open. */
export type FlowTerms = Pick<Flow, 'confirmed' | 'expires'>;

/** The last day on which the owner's confirmation holds. */
export const confirmedUntil = ({ confirmed }: FlowTerms): string => daysAfter(confirmed, CONFIRMATION_HOLDS_DAYS);

/** Whether a flow is neither past its end nor without a confirmation that holds. */
export const isInForce = (flow: FlowTerms, asOf: string): boolean =>
  flow.expires >= asOf && confirmedUntil(flow) >= asOf;
