import { coversAction } from './action-list';
import { administrator } from './askers';
import { type Attack, type Call, callsOf } from './attack';
import { conditionHolds } from './conditions';
import { RequestContext } from './context';
import type { PolicyStatement } from './model';
import type { CircumstanceOpening, Opening } from './openings';
import { matches, matchesArn } from './pattern';
import type { Scene } from './scene';

/** Whether a look-alike of an attack, which has to be allowed, passes through an opening. */
export function isNeeded(
  opening: Opening,
  { actions }: PolicyStatement,
  attacks: readonly Attack[],
  scene: Scene,
): boolean {
  const looks = attacks.flatMap(({ harmless }) => harmless.flatMap(callsOf));
  if (opening.kind === 'action') {
    return looks.some(({ action }) => matches(opening.pattern, action, { wildcards: true, ignoreCase: true }) === true);
  }
  const alike = looks.filter(({ action }) => coversAction(actions, action) !== false);
  switch (opening.kind) {
    case 'circumstance':
      return opening.spared !== undefined && alike.some((call) => says(call, opening, scene));
    case 'resource':
      return alike.some(({ resources }) =>
        resources.some((resource) => matchesArn(opening.pattern, scene.fill(resource)) === true),
      );
    default:
      return false;
  }
}

/** Whether a call says of the key what the opening spares. */
function says({ context = {} }: Call, { condition, spared = '' }: CircumstanceOpening, scene: Scene): boolean {
  const given = Object.entries(context).find(([key]) => key.toLowerCase() === condition.key.toLowerCase())?.[1];
  if (given === undefined) return false;
  const { principal } = administrator(scene);
  const request = {
    principal,
    action: '',
    resource: { arn: '', account: scene.account },
    context: { [condition.key]: [given].flat().map(scene.fill) },
  };
  return conditionHolds({ ...condition, values: [spared] }, new RequestContext(request), true) === false;
}
