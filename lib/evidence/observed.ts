import { type Rule, verdictOf } from '../../constructs/nag/rule';
import { Resource, type Template } from '../../constructs/nag/template';
import type { Bilingual } from '../../constructs/standard';
import { facetsShownBy } from '../../constructs/standard/mapping';
import { OBSERVABLES } from '../collect/observables';
import type { Observation, Observations } from '../collect/observe';
import type { LiveProperties } from '../collect/reader';
import type { JudgedEstate } from './estate';
import type { Evidence, Outcome } from './evidence';
import { requirementsOf } from './judge';

/**
 * Judges what was observed, by the rules that judge templates: a live resource is the template's with the observed properties
 * in place of its own. Only rules that judge by observed properties alone count. What could not be read is `unknown`.
 */
export function observedEvidence(
  estate: JudgedEstate,
  rules: readonly Rule[],
  { observations, emulated }: Observations,
): readonly Evidence[] {
  return observations.flatMap((observation) => {
    const resource = estate.templates
      .filter((template) => isSamePlace(estate, template, observation))
      .map((template) => template.find(observation.logicalId))
      .find((found) => found?.type === observation.type);
    return resource ? judged(estate, rules, resource, observation, emulated) : [];
  });
}

function isSamePlace(estate: JudgedEstate, template: Template, observation: Observation): boolean {
  const { stack, account, region } = estate.originOf(template);
  return stack === observation.stack && account === observation.account && region === observation.region;
}

function judged(
  estate: JudgedEstate,
  rules: readonly Rule[],
  resource: Resource,
  observation: Observation,
  emulated: boolean,
): readonly Evidence[] {
  const shown = new Set(OBSERVABLES[observation.type]?.shows);
  return rules
    .filter(({ id, types }) => shown.has(id) && types.includes(resource.type))
    .flatMap((rule): readonly Evidence[] => {
      const facets = facetsShownBy(rule.id);
      const base = {
        kind: 'observed' as const,
        check: rule.id,
        subject: estate.subjectOf(resource),
        facets,
        requirements: requirementsOf(facets),
      };
      if ('failed' in observation) return [{ ...base, outcome: 'unknown', message: notRead(observation, emulated) }];
      const verdict = verdictOf(rule, live(resource, observation.properties));
      if (verdict.outcome === 'not-applicable') return [];
      if (verdict.outcome === 'non-compliant') {
        return verdict.findings.map(({ property, message }) => ({
          ...base,
          outcome: 'ineffective',
          property,
          message: seen(observation, emulated, { en: `${property} ${message.en}`, zh: `${property} ${message.zh}` }),
        }));
      }
      const outcome: Outcome = verdict.outcome === 'compliant' ? 'effective' : 'unknown';
      const message = verdict.outcome === 'compliant' ? HOLDS : verdict.because;
      return [{ ...base, outcome, message: seen(observation, emulated, message) }];
    });
}

/** The resource as it is: what was observed stands in place of what the template says. */
function live(resource: Resource, observed: LiveProperties): Resource {
  const properties = { ...resource.properties };
  for (const [path, value] of Object.entries(observed)) {
    if (value === undefined || value === null) delete properties[path];
    else properties[path] = value;
  }
  return new Resource(resource.id, resource.type, properties, resource.template, resource.attributes);
}

const HOLDS: Bilingual = { en: 'holds in operation', zh: '运行状态符合' };

function seen({ at }: Observation, emulated: boolean, what: Bilingual): Bilingual {
  return {
    en: `${emulated ? 'emulated: ' : ''}${what.en} (read from the service at ${at})`,
    zh: `${emulated ? '模拟环境：' : ''}${what.zh}（于 ${at} 读取自服务）`,
  };
}

function notRead(observation: Observation & { readonly failed: string }, emulated: boolean): Bilingual {
  return seen(observation, emulated, {
    en: `could not be looked at: ${observation.failed}`,
    zh: `无法查看：${observation.failed}`,
  });
}
