import { actionsOf } from '../../../constructs/nag/service-reference';
import type { Fault } from '../problem';
import { nearest } from '../schema-walk';

/** How to mend the name of an action that no service knows. */
export function mendForAction(action: string): Fault['mend'] {
  const [prefix = '', name = ''] = action.split(':');
  const known = actionsOf(prefix.toLowerCase()).map((action) => action.name);
  const guess = nearest(name, known);
  if (guess) return { en: `Did you mean "${prefix}:${guess}"?`, zh: `是否应为“${prefix}:${guess}”？` };
  return {
    en: 'Look it up in the Service Authorization Reference.',
    zh: '请查阅《服务授权参考》。',
  };
}
