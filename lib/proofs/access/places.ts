import type { Resource, Template } from '../../../constructs/nag/template';
import { Unresolved } from '../../../constructs/nag/template';
import { type PlacedAccount, placesAbove } from '../../config/accounts';
import { EACH, type JudgedEstate } from '../../evidence/estate';

/** What the configuration knows of the organization and templates do not say. */
export interface KnownOrganization {
  /** `o-…`. */
  readonly id?: string;
  /** `r-…`. */
  readonly root?: string;
  readonly accounts: readonly PlacedAccount[];
}

/** Where something stands: in one account, or in one that speaks for all accounts of a unit. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** Name of the unit that the account lies in, where that is known. */
  readonly unit?: string;
  /** How many accounts it speaks for; undefined where nobody says how many are in the unit. */
  readonly accounts: number | undefined;
  /** The others of them. */
  readonly alike?: readonly string[];
  /** True where no input names the account: its id is made up. */
  readonly madeUp: boolean;
}

/** Of templates that do not say where they go. */
const SOMEWHERE = { partition: 'aws', region: 'eu-central-1' } as const;

/** Ids that stand for accounts which nobody names. AWS gives none that begin so. */
const MADE_UP = 999_999_990_000;

/** Accounts and units, by what templates and configuration say of them. */
export class Places {
  private readonly madeUp = new Map<string, string>();
  private readonly home: { readonly partition: string; readonly region: string };

  constructor(
    private readonly estate: JudgedEstate,
    readonly organization: KnownOrganization = { accounts: [] },
  ) {
    const origins = estate.templates
      .map((template) => estate.originOf(template))
      .filter(({ cloud }) => cloud === 'aws');
    this.home = origins.find(({ account }) => isAccountId(account)) ?? SOMEWHERE;
  }

  /** Where a template goes. */
  of(template: Template): Place {
    const { account, partition, region, target } = this.estate.originOf(template);
    const stackSet = this.stackSetOf(template);
    if (stackSet) return this.reached(stackSet, target?.ou);
    const known = isAccountId(account);
    return {
      partition: known ? partition : this.home.partition,
      region: known ? region : this.home.region,
      ...this.inAccount(known ? account : this.standIn(template.name)),
      madeUp: !known,
    };
  }

  /** The place of an account. */
  account(id: string): Place {
    return { ...this.home, ...this.inAccount(id), madeUp: false };
  }

  /** The place that speaks for the accounts of a unit, or for all below the root. */
  unit(unit: string): Place {
    const { accounts, root } = this.organization;
    return this.spread(
      unit,
      accounts.filter((account) => placesAbove(account, root).includes(unit)).map(({ id }) => id),
    );
  }

  /** All units below the root, and the accounts in none. */
  everywhere(): readonly Place[] {
    const made = this.estate.estate
      .ofType('AWS::Organizations::OrganizationalUnit')
      .filter((unit) => unit.referent('ParentId') === undefined)
      .map((unit) => unit.text('Name'));
    const named = this.organization.accounts.flatMap(({ units }) => units.slice(0, 1));
    const alone = this.organization.accounts.filter(({ units }) => units.length === 0);
    return [
      ...[...new Set([...made, ...named])].map((unit) => this.unit(unit)),
      ...alone.map(({ id }) => this.account(id)),
    ];
  }

  private inAccount(account: string): Pick<Place, 'account' | 'accounts' | 'unit'> {
    const unit = this.organization.accounts.find(({ id }) => id === account)?.units.at(-1);
    return { account, accounts: 1, ...(unit !== undefined && { unit }) };
  }

  private spread(unit: string, accounts: readonly string[]): Place {
    return {
      ...this.home,
      account: accounts[0] ?? this.standIn(unit),
      unit,
      accounts: accounts.length > 0 ? accounts.length : undefined,
      alike: accounts.slice(1),
      madeUp: accounts.length === 0,
    };
  }

  /** The StackSet that a template stands in. */
  private stackSetOf(template: Template): Resource | undefined {
    const at = template.name.lastIndexOf('/');
    if (this.estate.originOf(template).account !== EACH || at < 0) return undefined;
    const parent = this.estate.templates.find(({ name }) => name === template.name.slice(0, at));
    return parent?.find(template.name.slice(at + 1));
  }

  private reached(stackSet: Resource, noted: string | undefined): Place {
    const targets = listIn(stackSet, 'StackInstancesGroup.0.DeploymentTargets.OrganizationalUnitIds');
    const units = targets.map((target) => stackSet.template.referent(target)?.text('Name') ?? String(target));
    const accounts = listIn(stackSet, 'StackInstancesGroup.0.DeploymentTargets.Accounts').filter(
      (account): account is string => typeof account === 'string',
    );
    const [region = this.home.region] = listIn(stackSet, 'StackInstancesGroup.0.Regions').map(String);
    const place = noted ?? units[0];
    if (place === undefined || accounts.length > 0) {
      return { ...this.spread(place ?? stackSet.id, accounts), region };
    }
    return { ...this.unit(place), region };
  }

  private standIn(name: string): string {
    const known = this.madeUp.get(name) ?? String(MADE_UP + this.madeUp.size + 1);
    this.madeUp.set(name, known);
    return known;
  }
}

const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/** A list of a template; none where deployment decides it. */
export function listIn(resource: Resource, path: string): readonly unknown[] {
  try {
    return resource.list(path);
  } catch (error) {
    if (error instanceof Unresolved) return [];
    throw error;
  }
}
