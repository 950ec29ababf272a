import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { meets } from '../standard';
import { type EmbeddedTemplate, embeddedTemplate } from './embedded-template';
import { MemberBaseline, type MemberBaselineProps } from './member-baseline';
import { MemberStackSet, type MemberStackSetProps } from './member-stack-set';

export type { SelfManaged, ServiceManaged } from './member-stack-set';

/** What a `BaselineStackSet` needs to know. */
export interface BaselineStackSetProps extends Pick<MemberStackSetProps, 'unit' | 'template' | 'regions' | 'delivery'> {
  /** The landing zone's name; the stack set is `<name>-<concern>-<unit>`. */
  readonly name: string;

  /**
   * What the template is about, where a unit gets more than one.
   * @default 'baseline'
   */
  readonly concern?: string;
}

/** The template of the baseline, for any account and region. */
export function embeddedBaseline(
  props: MemberBaselineProps & {
    /** On everything that takes tags. */
    readonly tags?: Readonly<Record<string, string>>;
  },
): EmbeddedTemplate {
  return embeddedTemplate('MemberBaseline', (stack) => {
    new MemberBaseline(stack, 'Baseline', props);
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(stack).add(key, value);
  });
}

/**
 * Gives the baseline to the accounts of one organizational unit, in every allowed region.
 *
 * When an account leaves the unit its baseline stays, so that it is never without; a unit it then joins finds the names
 * taken, and its stack set has to import what is there.
 *
 * @throws when there is no region to deploy to.
 */
export class BaselineStackSet extends MemberStackSet {
  constructor(scope: Construct, id: string, { name, concern = 'baseline', ...props }: BaselineStackSetProps) {
    super(scope, id, {
      ...props,
      stackSetName: `${name}-${concern}-${props.unit.name}`,
      description: `${concern === 'baseline' ? 'Baseline' : `Baseline (${concern})`} of the landing zone ${name} in ${props.unit.name}`,
      onLeaving: 'keep',
    });
    if (props.regions.length === 0) {
      throw new Error(`${this.node.path}: give the regions in which 8.1/c#baseline-coverage is to hold.`);
    }
    meets(this.stackSet, '8.1/c#baseline-coverage', '8.6/log-collection#automatic-onboarding');
  }
}
