import { coversAction } from './action-list';
import { administrator } from './askers';
import { type Attack, type Call, callsOf } from './attack';
import { conditionHolds } from './conditions';
import { RequestContext } from './context';
import type { PolicyStatement } from './model';
import type { CircumstanceOpening, Opening } from './openings';
import { matches, matchesArn } from './pattern';
import type { Scene } from './scene';

/** Calls that have to be allowed. */
export const looksOf = (attacks: readonly Attack[]): readonly Call[] =>
  attacks.flatMap(({ harmless }) => harmless.flatMap(callsOf));

/**
 * Whether a call that has to be allowed passes through an opening.
 * @param own the look-alikes of what the statement refuses: for their sake alone actions are excepted, and circumstances that any
 * call may have
 * @param all of all attacks
 */
export function isNeeded(
  opening: Opening,
  { actions }: PolicyStatement,
  { own, all }: { readonly own: readonly Call[]; readonly all: readonly Call[] },
  scene: Scene,
): boolean {
  const alike = (looks: readonly Call[]): readonly Call[] =>
    looks.filter(({ action }) => coversAction(actions, action) !== false);
  switch (opening.kind) {
    case 'action':
      return own.some(({ action }) => matches(opening.pattern, action, { wildcards: true, ignoreCase: true }) === true);
    case 'circumstance': {
      const looks = opening.spared === undefined || /^aws:/i.test(opening.condition.key) ? own : all;
      return alike(looks).some((call) => says(call, opening, scene));
    }
    case 'resource':
      return alike(all).some(({ resources }) =>
        resources.some((resource) => matchesArn(opening.pattern, scene.fill(resource)) === true),
      );
    default:
      return false;
  }
}

/** Whether a call says of the key what the opening lets through. */
function says({ context = {} }: Call, { condition, spared }: CircumstanceOpening, scene: Scene): boolean {
  const given = Object.entries(context).find(([key]) => key.toLowerCase() === condition.key.toLowerCase())?.[1];
  if (given === undefined) return false;
  const { principal } = administrator(scene);
  const request = {
    principal,
    action: '',
    resource: { arn: '', account: scene.account },
    context: { [condition.key]: [given].flat().map(scene.fill) },
  };
  const values = spared === undefined ? condition.values : [spared];
  return conditionHolds({ ...condition, values }, new RequestContext(request), true) === false;
}
