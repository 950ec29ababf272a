import type { Guardrail, Refusal } from '../../../constructs/guardrails/guardrail';

/** A guardrail of somebody's own. */
export const guardrailOf = (id: string, refusal: Refusal, exempt: Guardrail['exempt'] = 'nobody'): Guardrail => ({
  id,
  theme: 'landing-zone',
  stops: { en: `What ${id} stops`, zh: `${id} 所阻止的操作` },
  brief: `what ${id} stops`,
  facets: ['8.1/c#baseline-tamper-protection'],
  exempt,
  refuses: () => refusal,
});
