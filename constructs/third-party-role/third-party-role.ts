import { Duration, Stack, Tags, Token } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  ArnPrincipal,
  Effect,
  ManagedPolicy,
  PolicyDocument,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { meets } from '../standard';
import { SHORTEST_EXTERNAL_ID, SUPPLIER_PRINCIPAL, SUPPLIER_TAG, thirdPartyRoleName } from './names';
import { isSharedMailbox } from './people';

/** What a third party may do: actions by their names, on resources by their ARNs. */
export interface ThirdPartyStatement {
  /** Such as `s3:GetObject`; no wildcards. */
  readonly actions: readonly string[];
  /** `*` alone only for actions that know no resources. */
  readonly resources: readonly string[];
}

/** Days on which somebody may enter, both included, in UTC. */
export interface AccessWindow {
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string;
}

/** What a `ThirdPartyRole` needs to know. */
export interface ThirdPartyRoleProps {
  /** The landing zone's name; the role is `<name>-supplier-<supplier>`. */
  readonly name: string;

  /** Id of the supplier in the register: lower-case letters, digits and hyphens. */
  readonly supplier: string;

  /** The one who may enter: the ARN of a role or user of the supplier, or the 12 digits of its account. */
  readonly principal: string;

  /** What the supplier sends with each entry, drawn at random and of this supplier alone. No secret. */
  readonly externalId: string;

  /** Natural persons who may enter, as the supplier sets them in the source identity of a session. */
  readonly people: readonly string[];

  /** How the number of a ticket begins, such as `CHG-`; the name of each session has to be such a number. */
  readonly ticketPrefix: string;

  /** What may be done. The boundary `<name>-workload-boundary` bounds it. */
  readonly statements: readonly ThirdPartyStatement[];

  /** Last day of the contract, `YYYY-MM-DD`, in UTC. */
  readonly contractEnds: string;

  /**
   * Days on which the supplier may enter, within the contract.
   * @default - until the end of the contract
   */
  readonly window?: AccessWindow;

  /**
   * The day that counts as today, `YYYY-MM-DD`: a role whose last day is before it is refused.
   * @default - today, in UTC
   */
  readonly today?: string;
}

/** Sessions outlive the trust that let them in: none is longer than this. */
const LONGEST_SESSION = Duration.hours(1);

/** Characters of a trust policy, white space aside, unless AWS has raised the quota. */
const LONGEST_TRUST = 2048;

const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;

/**
 * A role for one supplier. It trusts exactly one principal, which has to tell the external id, the natural person (source
 * identity) and the ticket (session name). When the contract or the window ends, the trust ends, and so do the rights of
 * sessions that are still open: by the policies themselves, without anybody's doing.
 *
 * The boundary of workloads, `<name>-workload-boundary`, has to exist in the account.
 *
 * @throws when the principal is none, a wildcard or of the role's own account, the external id is short, nobody or a team is named,
 * an action is a wildcard, or the contract or window is over.
 */
export class ThirdPartyRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ThirdPartyRoleProps) {
    super(scope, id);
    this.requireStranger(props);
    this.requireTraceable(props);
    this.requireNamedActions(props);
    const end = this.endOf(props);

    this.role = new Role(this, 'Role', {
      roleName: thirdPartyRoleName(props.name, props.supplier),
      description: `${props.supplier}, a supplier, enters here; until ${lastDayOf(props)}`,
      assumedBy: principalOf(props.principal).withConditions(entryConditions(props, end)),
      maxSessionDuration: LONGEST_SESSION,
      permissionsBoundary: ManagedPolicy.fromManagedPolicyName(this, 'Boundary', `${props.name}-workload-boundary`),
      inlinePolicies: { Supplier: permissions(props, end) },
    });
    // lets nobody in by itself; of the keys of an entry it knows the person alone, and with the others it would never be allowed
    this.role.assumeRolePolicy?.addStatements(
      new PolicyStatement({
        principals: [principalOf(props.principal)],
        actions: ['sts:SetSourceIdentity'],
      }),
    );
    this.requireShortTrust(this.role);
    Tags.of(this.role).add(SUPPLIER_TAG, props.supplier);
    meets(this.role, '4.4/outsourced#third-party-access-conditions', '4.4/outsourced#third-party-traceability');
  }

  private requireStranger({ principal, externalId }: ThirdPartyRoleProps): void {
    if (!SUPPLIER_PRINCIPAL.test(principal)) {
      throw this.refusal(
        `principal is ${principal}: give the ARN of one role or user of the supplier, or the 12 digits of its account.`,
      );
    }
    const { account } = Stack.of(this);
    if (!Token.isUnresolved(account) && /\d{12}/.exec(principal)?.[0] === account) {
      throw this.refusal(`principal is ${principal}, of this account: give one of the supplier's.`);
    }
    if (externalId.length < SHORTEST_EXTERNAL_ID) {
      throw this.refusal(
        `externalId has ${externalId.length} characters: draw ${SHORTEST_EXTERNAL_ID} or more at random.`,
      );
    }
  }

  private requireTraceable({ people, ticketPrefix }: ThirdPartyRoleProps): void {
    if (people.length === 0) throw this.refusal('people is empty: name the persons who may enter.');
    const pattern = [...people, ticketPrefix].find((text) => text.trim() === '' || /[*?]/.test(text));
    if (pattern !== undefined) {
      throw this.refusal(`"${pattern}" is no name: give each person, and how the numbers of tickets begin.`);
    }
    const mailbox = people.find(isSharedMailbox);
    if (mailbox !== undefined) throw this.refusal(`${mailbox} is several people's: name each person.`);
  }

  private requireNamedActions({ statements }: ThirdPartyRoleProps): void {
    const actions = statements.flatMap((statement) => statement.actions);
    if (actions.length === 0) throw this.refusal('statements allow nothing: name the actions.');
    const wildcard = actions.find((action) => /[*?]/.test(action));
    if (wildcard !== undefined) throw this.refusal(`action ${wildcard} is a wildcard: name each action.`);
  }

  /** The first moment after the last day. */
  private endOf(props: ThirdPartyRoleProps): string {
    const { contractEnds, window } = props;
    for (const day of [contractEnds, window?.from, window?.until]) {
      if (day !== undefined && (!DAY.test(day) || Number.isNaN(Date.parse(day)))) {
        throw this.refusal(`${day} is no day: write it as 2030-12-31.`);
      }
    }
    if (window && (window.until > contractEnds || window.until < window.from)) {
      throw this.refusal(
        `window ${window.from} to ${window.until} does not lie within the contract, which ends ${contractEnds}.`,
      );
    }
    const { today = new Date().toISOString().slice(0, 10) } = props;
    if (lastDayOf(props) < today) {
      throw this.refusal(`the last day was ${lastDayOf(props)}: remove the role, or renew the contract.`);
    }
    return instant(Date.parse(lastDayOf(props)) + DAY_MS);
  }

  private requireShortTrust(role: Role): void {
    const { length } = JSON.stringify(Stack.of(this).resolve(role.assumeRolePolicy));
    if (length <= LONGEST_TRUST) return;
    throw this.refusal(`the trust policy has ${length} characters, and IAM takes ${LONGEST_TRUST}: name fewer people.`);
  }

  private refusal(what: string): Error {
    return new Error(`${this.node.path}: 4.4/outsourced#third-party-access-conditions: ${what}`);
  }
}

const lastDayOf = ({ contractEnds, window }: ThirdPartyRoleProps): string => window?.until ?? contractEnds;

const instant = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

function principalOf(principal: string): ArnPrincipal | AccountPrincipal {
  return principal.startsWith('arn:') ? new ArnPrincipal(principal) : new AccountPrincipal(principal);
}

/** From the first day to the end. */
const validity = ({ window }: ThirdPartyRoleProps, end: string) => ({
  ...(window && { DateGreaterThanEquals: { 'aws:CurrentTime': instant(Date.parse(window.from)) } }),
  DateLessThan: { 'aws:CurrentTime': end },
});

/** The ticket, the person and the external id, each of which the caller has to tell. */
const entryConditions = (props: ThirdPartyRoleProps, end: string) => ({
  StringEquals: { 'sts:ExternalId': props.externalId, 'sts:SourceIdentity': [...props.people] },
  StringLike: { 'sts:RoleSessionName': `${props.ticketPrefix}?*` },
  ...validity(props, end),
});

/** A denial ends what any policy grants to the session, resource policies included. */
const permissions = ({ statements }: ThirdPartyRoleProps, end: string): PolicyDocument =>
  new PolicyDocument({
    statements: [
      ...statements.map(
        ({ actions, resources }) => new PolicyStatement({ actions: [...actions], resources: [...resources] }),
      ),
      new PolicyStatement({
        sid: 'NothingAfterTheContract',
        effect: Effect.DENY,
        actions: ['*'],
        resources: ['*'],
        conditions: { DateGreaterThanEquals: { 'aws:CurrentTime': end } },
      }),
    ],
  });
