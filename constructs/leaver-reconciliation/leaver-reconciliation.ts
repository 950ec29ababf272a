import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { meets } from '../standard';
import { sessionAccessRoleName, sessionStatements } from './session-access';
import type { SessionPlace } from './sessions';

/**
 * Four times a day. A role session that is still open outlasts what a run takes away by its own length, twelve hours at most, and what it
 * opens on hosts until then the next run ends: 6 + 12 + 6 hours are a day.
 */
const INTERVAL = Duration.hours(6);

/** Where people's sessions are. */
export interface SessionAccount {
  /** 12 digits. */
  readonly account: string;
  readonly regions: readonly string[];
}

/** IAM Identity Center, where people sign in by it. */
export interface IdentityCenterDirectory {
  /** `arn:…:sso:::instance/ssoins-…` */
  readonly instanceArn: string;
  /** `d-…` */
  readonly identityStoreId: string;
  /**
   * The region of IAM Identity Center.
   * @default - the stack's
   */
  readonly region?: string;
}

/** What a `LeaverReconciliation` needs to know. */
export interface LeaverReconciliationProps {
  /** The landing zone's name. */
  readonly name: string;

  /**
   * The directory that says who is still there. In the management account, or in one that administers IAM Identity Center for it.
   * @default - none: people sign in by SAML, and `people` says who they are
   */
  readonly identityCenter?: IdentityCenterDirectory;

  /**
   * The people of the configuration, by the names of their sessions. Whoever is not among them has no session for long.
   * @default - whoever the directory has enabled
   */
  readonly people?: readonly string[];

  /** Accounts and regions with sessions of Session Manager. Those other than the stack's need a `SessionAccess` each. */
  readonly sessions: readonly SessionAccount[];

  /** Encrypts what the handler keeps: `HandlerFunction.keyUses`. */
  readonly key: IKey;

  /** Hears of leavers who still had something, of runs that fail, and of a day without a run. */
  readonly topic: ITopic;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Takes from those who have left what they still have, and says so: group memberships and assignments of users whom the directory has
 * disabled, and sessions on hosts of everybody whom directory and configuration do not both know. Runs every six hours; a run that
 * could not look everywhere fails, and alarms.
 *
 * Role sessions that were open end by themselves, twelve hours after they began at the latest: no API ends them. To cut one short, AWS
 * documents a service control policy that denies everything to an `identitystore:UserId`; the README says how.
 *
 * Meets `8.2/identity#leaver-revocation`.
 *
 * @throws when neither a directory nor people are named, or no account with sessions.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/prereqs-revoking-user-permissions.html
 */
export class LeaverReconciliation extends Construct {
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, props: LeaverReconciliationProps) {
    super(scope, id);
    const { name, identityCenter, people, key, topic, retention } = props;
    requireSomebody(props, this.node.path);

    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'leaver-reconciliation',
      description: 'Takes from those who have left what they still have',
      timeout: Duration.minutes(15),
      concurrency: 1,
      key,
      topic,
      ...(retention && { retention }),
      grants: [...directoryGrants(this, identityCenter), ...sessionGrants(this, props)],
    });
    this.handler.runEvery(INTERVAL, {
      ...(identityCenter && { identityCenter: { region: Stack.of(this).region, ...identityCenter } }),
      ...(people && { people }),
      places: placesOf(this, props),
      sparedRole: `${name}-break-glass`,
    });
    this.alarms();

    meets(this.handler.function, '8.2/identity#leaver-revocation');
  }

  private alarms(): void {
    this.handler.alarmOn(
      'leaver-found',
      'LeaverFound',
      'Somebody who has left still had group memberships, assignments or sessions, and has lost them; the log says who',
    );
    this.handler.alarmOn(
      'leaver-configured',
      'LeaverConfigured',
      'The configuration names somebody whom the directory does not have, or has disabled',
    );
    this.handler.alarmOn(
      'could-not-look',
      'LeaversUnseen',
      'The search for leavers could not look everywhere; the log says where',
    );
    this.handler.alarmWithout('completed', 'LeaversReconciled', 'For a day no search for leavers has come to its end');
  }
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentitystore.html */
function directoryGrants(scope: Construct, directory: IdentityCenterDirectory | undefined): readonly PolicyStatement[] {
  if (!directory) return [];
  const { partition, account } = Stack.of(scope);
  const { instanceArn, identityStoreId } = directory;
  const store = `arn:${partition}:identitystore::${account}:identitystore/${identityStoreId}`;
  const every = (kind: 'user' | 'group' | 'membership'): string => `arn:${partition}:identitystore:::${kind}/*`;
  return [
    new PolicyStatement({ sid: 'ReadUsers', actions: ['identitystore:ListUsers'], resources: [store, every('user')] }),
    new PolicyStatement({
      sid: 'TakeOutOfGroups',
      actions: ['identitystore:DeleteGroupMembership', 'identitystore:ListGroupMembershipsForMember'],
      resources: [store, every('user'), every('group'), every('membership')],
    }),
    new PolicyStatement({
      sid: 'ReadAssignments',
      actions: ['sso:ListAccountAssignmentsForPrincipal'],
      resources: [instanceArn],
    }),
    new PolicyStatement({
      sid: 'TakeAssignments',
      actions: ['sso:DeleteAccountAssignment'],
      resources: [
        instanceArn,
        `arn:${partition}:sso:::permissionSet/${instanceIdOf(instanceArn)}/*`,
        `arn:${partition}:sso:::account/*`,
      ],
    }),
  ];
}

function sessionGrants(scope: Construct, { name, sessions }: LeaverReconciliationProps): readonly PolicyStatement[] {
  const { partition, account } = Stack.of(scope);
  const own = sessions.filter((place) => place.account === account);
  const others = sessions.filter((place) => place.account !== account);
  return [
    ...own.flatMap(({ regions }) => sessionStatements({ partition, account, regions })),
    ...(others.length > 0
      ? [
          new PolicyStatement({
            sid: 'LookIntoAccounts',
            actions: ['sts:AssumeRole'],
            resources: others.map(
              (place) => `arn:${partition}:iam::${place.account}:role/${sessionAccessRoleName(name)}`,
            ),
          }),
        ]
      : []),
  ];
}

/** Where the handler looks, and in whose name. */
const placesOf = (scope: Construct, { name, sessions }: LeaverReconciliationProps): readonly SessionPlace[] => {
  const { partition, account: own } = Stack.of(scope);
  return sessions.flatMap(({ account, regions }) =>
    regions.map((region) =>
      account === own
        ? { region }
        : { region, roleArn: `arn:${partition}:iam::${account}:role/${sessionAccessRoleName(name)}` },
    ),
  );
};

const instanceIdOf = (instanceArn: string): string => Fn.select(1, Fn.split('/', instanceArn));

function requireSomebody({ identityCenter, people = [], sessions }: LeaverReconciliationProps, path: string): void {
  if (!identityCenter && people.length === 0) {
    throw new Error(
      `${path}: neither a directory nor people are named, and 8.2/identity#leaver-revocation compares with one of them. Give identityCenter or people.`,
    );
  }
  if (sessions.some(({ regions }) => regions.length > 0)) return;
  throw new Error(
    `${path}: no account has sessions, and 8.2/identity#leaver-revocation ends those of leavers. Name the accounts and regions of bastions.`,
  );
}
