import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type EmbeddedTemplate, embeddedTemplate } from '../member-baseline/embedded-template';
import { MemberStackSet, type MemberStackSetProps } from '../member-baseline/member-stack-set';
import { thirdPartyRoleName } from './names';
import { ThirdPartyRole, type ThirdPartyRoleProps } from './third-party-role';

/** What a `ThirdPartyStackSet` needs to know. */
export interface ThirdPartyStackSetProps extends Pick<MemberStackSetProps, 'unit' | 'template' | 'delivery'> {
  /** The landing zone's name; the stack set is `<name>-supplier-<supplier>-<unit>`. */
  readonly name: string;

  /** Id of the supplier in the register. */
  readonly supplier: string;

  /** The home region: roles are global, and one region makes them. */
  readonly homeRegion: string;
}

/** The template with a supplier's role, for any account. */
export function embeddedThirdPartyRole(
  props: ThirdPartyRoleProps & {
    /** On everything that takes tags. */
    readonly tags?: Readonly<Record<string, string>>;
  },
): EmbeddedTemplate {
  return embeddedTemplate('ThirdParty', (stack) => {
    new ThirdPartyRole(stack, 'Supplier', props);
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(stack).add(key, value);
  });
}

/** Gives a supplier's role to the accounts of one organizational unit, and takes it from those that leave the unit. */
export class ThirdPartyStackSet extends MemberStackSet {
  constructor(
    scope: Construct,
    id: string,
    { name, supplier, homeRegion, unit, template, delivery }: ThirdPartyStackSetProps,
  ) {
    super(scope, id, {
      stackSetName: `${thirdPartyRoleName(name, supplier)}-${unit.name}`,
      description: `Role of the supplier ${supplier} in ${unit.name}`,
      unit,
      template,
      regions: [homeRegion],
      delivery,
      onLeaving: 'remove',
    });
  }
}
