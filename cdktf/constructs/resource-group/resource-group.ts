import { ResourceGroup as AzurermResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Construct } from 'constructs';
import { validName } from '../../naming';

/** What a `ResourceGroup` needs to know. */
export interface ResourceGroupProps {
  /** Name, unique in the subscription. */
  readonly name: string;
  /** Location, such as `chinanorth3`: where what is in the group lives too. */
  readonly location: string;
}

/**
 * A group for resources that one role administers: logs, keys, network and backup each have their own, so that a role
 * assignment on a group never reaches another purpose. It cannot be destroyed while something is in it.
 *
 * @throws when Azure would refuse the name.
 */
export class ResourceGroup extends Construct {
  readonly group: AzurermResourceGroup;
  readonly name: string;
  readonly location: string;

  constructor(scope: Construct, id: string, props: ResourceGroupProps) {
    super(scope, id);
    this.name = validName('resource group', props.name, this.node.path);
    this.location = props.location;
    this.group = new AzurermResourceGroup(this, 'Group', { name: this.name, location: props.location });
  }

  /** Name and location as resources in the group take them; the name is a reference, so that the group comes first. */
  get placement(): { readonly resourceGroupName: string; readonly location: string } {
    return { resourceGroupName: this.group.name, location: this.location };
  }
}
