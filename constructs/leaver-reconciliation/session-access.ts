import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { handlerName } from '../handler-function/names';
import { meets } from '../standard';

/** The name of the role in which leavers' sessions are looked for in another account. */
export const sessionAccessRoleName = (name: string): string => `${name}-session-end`;

/** What a `SessionAccess` needs to know. */
export interface SessionAccessProps {
  /** The landing zone's name; the role is `<name>-session-end`. */
  readonly name: string;

  /** The account of the `LeaverReconciliation`. */
  readonly reconciledFrom: string;

  /** The organization of both accounts, `o-…`. */
  readonly organizationId: string;

  /** The regions with sessions. */
  readonly regions: readonly string[];
}

/**
 * Lets the search for leavers of another account see the sessions of this one, and end them. Once an account: roles know no region.
 */
export class SessionAccess extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: SessionAccessProps) {
    super(scope, id);
    const { name, reconciledFrom, organizationId, regions } = props;
    const { partition, account } = Stack.of(this);
    // by condition and not as principal: the role over there may not exist yet
    const caller = new AccountPrincipal(reconciledFrom).withConditions({
      ArnEquals: {
        'aws:PrincipalArn': `arn:${partition}:iam::${reconciledFrom}:role/${handlerName(name, 'leaver-reconciliation')}`,
      },
      StringEquals: { 'aws:PrincipalOrgID': organizationId },
    });
    this.role = new Role(this, 'Role', {
      roleName: sessionAccessRoleName(name),
      description: 'Sees who has sessions on hosts, and ends those of leavers',
      assumedBy: caller,
      inlinePolicies: {
        Sessions: new PolicyDocument({ statements: sessionStatements({ partition, account, regions }) }),
      },
    });

    meets(this.role, '8.2/identity#leaver-revocation');
  }
}

/** What it takes to see sessions and to end them. Seeing knows no resources. */
export const sessionStatements = (of: {
  readonly partition: string;
  readonly account: string;
  readonly regions: readonly string[];
}): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'SeeSessions',
    actions: ['ssm:DescribeSessions'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:RequestedRegion': [...of.regions] } },
  }),
  new PolicyStatement({
    sid: 'EndSessions',
    actions: ['ssm:TerminateSession'],
    resources: of.regions.map((region) => `arn:${of.partition}:ssm:${region}:${of.account}:session/*`),
  }),
];
