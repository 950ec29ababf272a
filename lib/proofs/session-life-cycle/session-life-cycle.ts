import { type FacetId, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { explore } from './explore';
import { LIFE_CYCLE } from './table';
import { NEVER } from './world';

/** The proof's name, as facets demand it. */
export const STATE_MACHINE = 'state-machine';

const FAIL_CLOSED: FacetId = '8.2/session-recording#fail-closed';

/** What a session document starts instead of a shell, where the recorder is deployed. */
const CLIENT = '/isms_shell.py ';

/**
 * For sessions that are started by the recorder's client: the table by which recorder and keeper run, in every world that a session
 * can come to. It says nothing of what does not run by the table, such as the store; tests on real processes do.
 */
export function sessionLifeCycle({ estate }: JudgedEstate): readonly Evidence[] {
  const documents = estate.resources.filter(
    ({ type, properties }) => type === 'AWS::SSM::Document' && JSON.stringify(properties).includes(CLIENT),
  );
  if (documents.length === 0) return [];
  const { worlds, found } = explore(LIFE_CYCLE);
  const count = Object.keys(NEVER).length;
  const wrong = found.map(({ what, way }) => `${what}: ${way.join(', ')}`).join('; ');
  return [
    {
      kind: 'proof',
      check: STATE_MACHINE,
      outcome: found.length > 0 ? 'failed' : 'passed',
      message:
        found.length > 0
          ? { en: `the life of a recorded session permits that ${wrong}`, zh: `会话录制的状态机存在以下情形：${wrong}` }
          : {
              en: `in ${worlds} worlds that a recorded session can come to, none of ${count} things is that must never be: it fails closed`,
              zh: `在录制会话可达的 ${worlds} 个状态中，${count} 种不允许的情形均不出现：故障时会话关闭`,
            },
      subject: null,
      requirements: [facetOf(FAIL_CLOSED).requirement],
      facets: [FAIL_CLOSED],
      cloud: 'aws',
    },
  ];
}
