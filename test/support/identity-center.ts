import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ResourceNotFoundException,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { mockClient } from 'aws-sdk-client-mock';
import { clock } from '../../constructs/handler-function/runtime/retry';

/** What IAM Identity Center answers in a second, by all its callers together, and how long a change takes. */
const CALLS_A_SECOND = 20;
const CHANGE_MS = 5000;
/** Changes that may be under way. */
const UNDER_WAY = 10;
const PAGE = 100;

type Input = Readonly<Record<string, string | undefined>>;

interface Operation {
  readonly kind: 'create' | 'delete';
  readonly grant: string;
  readonly until: number;
}

/** Grants by `account permission-set type principal`, and by account and permission set. */
class Grants extends Set<string> {
  readonly byPair = new Map<string, Set<string>>();

  override add(grant: string): this {
    const pair = pairOf(grant);
    const alike = this.byPair.get(pair);
    if (alike) alike.add(grant);
    else this.byPair.set(pair, new Set([grant]));
    return super.add(grant);
  }

  override delete(grant: string): boolean {
    const pair = pairOf(grant);
    const alike = this.byPair.get(pair);
    alike?.delete(grant);
    if (alike?.size === 0) this.byPair.delete(pair);
    return super.delete(grant);
  }
}

const pairOf = (grant: string): string => grant.split(' ').slice(0, 2).join(' ');

/**
 * An organization and an instance of IAM Identity Center that behave as documented: pages, changes that take time, no more of them under
 * way than allowed and one at a time in an account, a rate of calls. Time is simulated.
 */
export class SimulatedIdentityCenter {
  readonly organizations = mockClient(OrganizationsClient);
  readonly sso = mockClient(SSOAdminClient);
  readonly grants = new Grants();
  /** What the next attempts to change something fail with, one after the other. */
  readonly faults: Error[] = [];
  /** By unit: accounts and their state. */
  readonly accounts = new Map<string, Map<string, string | undefined>>();
  /** By unit: the units below it. */
  readonly units = new Map<string, string[]>();
  /** Groups and permission sets that are gone. */
  readonly gone = new Set<string>();
  /** Accounts in which no change succeeds. */
  readonly refusing = new Set<string>();
  now = Date.parse('2026-11-27T00:00:00Z');
  most = 0;
  calls = 0;
  private readonly operations = new Map<string, Operation>();
  private nextCallAt = 0;

  constructor() {
    jest.spyOn(clock, 'now').mockImplementation(() => this.now);
    // time passes only when nobody has anything to do; those who wait longest come last
    jest.spyOn(clock, 'wait').mockImplementation((ms) => this.until(this.now + ms));
    this.answerOrganizations();
    this.answerLists();
    this.answerChanges();
  }

  addAccounts(unit: string, ids: readonly string[], state = 'ACTIVE'): void {
    const known = this.accounts.get(unit) ?? new Map<string, string | undefined>();
    for (const id of ids) known.set(id, state);
    this.accounts.set(unit, known);
  }

  private readonly sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  private ticking = false;

  private until(at: number): Promise<void> {
    return new Promise((wake) => {
      this.sleepers.push({ at, wake });
      this.tick();
    });
  }

  private tick(): void {
    if (this.ticking) return;
    this.ticking = true;
    setImmediate(() => {
      this.ticking = false;
      this.sleepers.sort((a, b) => a.at - b.at);
      const first = this.sleepers.shift();
      if (!first) return;
      this.now = Math.max(this.now, first.at);
      first.wake();
      if (this.sleepers.length > 0) this.tick();
    });
  }

  /** Each call has its turn. */
  private async called(): Promise<void> {
    this.calls += 1;
    this.nextCallAt = Math.max(this.now, this.nextCallAt) + 1000 / CALLS_A_SECOND;
    await this.until(this.nextCallAt);
  }

  private answerOrganizations(): void {
    this.organizations.on(ListAccountsForParentCommand).callsFake(async ({ ParentId, NextToken }: Input) => {
      const found = [...(this.accounts.get(ParentId ?? '') ?? [])].map(([Id, State]) => ({ Id, State }));
      const { items, next } = page(found, NextToken, 20);
      return { Accounts: items, NextToken: next };
    });
    this.organizations.on(ListOrganizationalUnitsForParentCommand).callsFake(async ({ ParentId, NextToken }: Input) => {
      const found = (this.units.get(ParentId ?? '') ?? []).map((Id) => ({ Id }));
      const { items, next } = page(found, NextToken, 20);
      return { OrganizationalUnits: items, NextToken: next };
    });
  }

  private answerLists(): void {
    this.sso.on(ListAccountAssignmentsForPrincipalCommand).callsFake(async ({ PrincipalId, NextToken }: Input) => {
      await this.called();
      this.requireExisting(PrincipalId);
      const found = [...this.grants]
        .filter((grant) => grant.endsWith(` ${PrincipalId}`))
        .map((grant) => grant.split(' '))
        .map(([AccountId, PermissionSetArn, PrincipalType]) => ({ AccountId, PermissionSetArn, PrincipalType }));
      const { items, next } = page(found, NextToken, PAGE);
      return { AccountAssignments: items, NextToken: next };
    });
    this.sso.on(ListAccountsForProvisionedPermissionSetCommand).callsFake(async (input: Input) => {
      await this.called();
      this.requireExisting(input['PermissionSetArn']);
      const found = [...this.grants.byPair.keys()]
        .map((pair) => pair.split(' '))
        .filter(([, set]) => set === input['PermissionSetArn'])
        .map(([account]) => account);
      const { items, next } = page(found, input['NextToken'], PAGE);
      return { AccountIds: items, NextToken: next };
    });
    this.sso.on(ListAccountAssignmentsCommand).callsFake(async ({ AccountId, PermissionSetArn, NextToken }: Input) => {
      await this.called();
      const found = [...(this.grants.byPair.get(`${AccountId} ${PermissionSetArn}`) ?? [])]
        .map((grant) => grant.split(' '))
        .map(([, , PrincipalType, PrincipalId]) => ({ PrincipalType, PrincipalId }));
      const { items, next } = page(found, NextToken, PAGE);
      return { AccountAssignments: items, NextToken: next };
    });
  }

  private answerChanges(): void {
    this.sso.on(CreateAccountAssignmentCommand).callsFake(async (input: Input) => ({
      AccountAssignmentCreationStatus: await this.begin('create', input),
    }));
    this.sso.on(DeleteAccountAssignmentCommand).callsFake(async (input: Input) => ({
      AccountAssignmentDeletionStatus: await this.begin('delete', input),
    }));
    this.sso.on(DescribeAccountAssignmentCreationStatusCommand).callsFake(async (input: Input) => ({
      AccountAssignmentCreationStatus: await this.statusOf(input['AccountAssignmentCreationRequestId']),
    }));
    this.sso.on(DescribeAccountAssignmentDeletionStatusCommand).callsFake(async (input: Input) => ({
      AccountAssignmentDeletionStatus: await this.statusOf(input['AccountAssignmentDeletionRequestId']),
    }));
  }

  private async begin(kind: 'create' | 'delete', input: Input): Promise<object> {
    await this.called();
    const fault = this.faults.shift();
    if (fault) throw fault;
    const { TargetId = '', PermissionSetArn, PrincipalType, PrincipalId } = input;
    this.requireExisting(PrincipalId);
    const underWay = [...this.operations.values()].filter(({ until }) => until > this.now);
    if (underWay.length >= UNDER_WAY) throw error('ThrottlingException', 'too many changes under way');
    if (underWay.some(({ grant }) => grant.startsWith(`${TargetId} `)))
      throw error('ConflictException', 'account under change');
    const grant = [TargetId, PermissionSetArn, PrincipalType, PrincipalId].join(' ');
    const id = `request-${this.operations.size}`;
    this.operations.set(id, { kind, grant, until: this.now + CHANGE_MS });
    this.most = Math.max(this.most, underWay.length + 1);
    return { Status: 'IN_PROGRESS', RequestId: id };
  }

  private async statusOf(id = ''): Promise<object> {
    await this.called();
    const operation = this.operations.get(id);
    if (!operation) throw error('ResourceNotFoundException', id);
    if (this.now < operation.until) return { Status: 'IN_PROGRESS', RequestId: id };
    if (this.refusing.has(operation.grant.split(' ')[0] ?? ''))
      return { Status: 'FAILED', FailureReason: 'the account refuses' };
    if (operation.kind === 'create') this.grants.add(operation.grant);
    else this.grants.delete(operation.grant);
    return { Status: 'SUCCEEDED', RequestId: id };
  }

  private requireExisting(id = ''): void {
    if (this.gone.has(id)) throw new ResourceNotFoundException({ message: `${id} is gone`, $metadata: {} });
  }
}

function page<Item>(found: readonly Item[], token: string | undefined, size: number) {
  const from = Number(token ?? 0);
  return { items: found.slice(from, from + size), next: from + size < found.length ? String(from + size) : undefined };
}

const error = (name: string, message: string): Error => Object.assign(new Error(message), { name, $metadata: {} });
