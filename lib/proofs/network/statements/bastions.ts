import { tagOf } from '../../../../constructs/nag/tags';
import { type Resource, Unresolved } from '../../../../constructs/nag/template';
import type { Interface } from '../model';

/** Interfaces of bastion hosts, which their tag tells. */
export const bastionsIn = (interfaces: readonly Interface[]): readonly Interface[] =>
  interfaces.filter(({ resource }) => isBastion(resource));

function isBastion(resource: Resource): boolean {
  try {
    return tagOf(resource, 'isms:purpose') === 'bastion';
  } catch (error) {
    if (error instanceof Unresolved) return false;
    throw error;
  }
}
