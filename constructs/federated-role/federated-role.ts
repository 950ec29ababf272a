import { type Duration, Stack, Tags, Token } from 'aws-cdk-lib';
import { CfnRole, type ISamlProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { charactersOf, documentOf, type Grant, type GrantContext } from '../job-functions/grant';
import { FUNCTION_TAG, functionRoleName, JOB_FUNCTIONS, type JobFunctionId } from '../job-functions/job-functions';
import { INLINE_POLICY_CHARACTERS } from '../job-functions/quotas';
import { LONGEST_SESSION, requireSession } from '../job-functions/sessions';
import { meets } from '../standard';
import { boundaryName } from '../workload-boundary/names';
import { samlTrust } from './trust';

/** What a `FederatedRole` needs to know. */
export interface FederatedRoleProps {
  /** Name of the role, which the provider names in its assertions. */
  readonly roleName: string;

  /** Who signs people in. */
  readonly provider: ISamlProvider;

  /** What it is for. */
  readonly description: string;

  /** What it grants: inline, at most 10,240 characters. */
  readonly grants: readonly Grant[];

  /** After how long a session ends by itself: 1 to 8 hours. */
  readonly longestSession: Duration;

  /**
   * Name of the managed policy of the account that bounds it.
   * @default - none
   */
  readonly boundaryName?: string;

  /**
   * The job function that it is for.
   * @default - none of them: one of your own
   */
  readonly jobFunction?: JobFunctionId;

  /**
   * `aws` or `aws-cn`, which decides the audience. Needed in a template for any account, which does not know its own.
   * @default - the stack's
   */
  readonly partition?: string;
}

/**
 * A role that people of a SAML identity provider sign in to: for the one audience, with the person's id as source
 * identity, which stays through every role assumed from here and which nobody can change. An assertion without it is
 * refused.
 *
 * Sessions carry no trace of a second factor: the provider demands it, and what it demands is shown by a record.
 *
 * Meets `8.2/no-shared-accounts#unique-person-binding`.
 *
 * @throws when the policy is longer than IAM takes, the session longer than the standard does, or the partition unknown.
 */
export class FederatedRole extends Construct {
  readonly role: CfnRole;
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: FederatedRoleProps) {
    super(scope, id);
    const { partition = Stack.of(this).partition } = props;
    const document = documentOf(props.grants);
    this.requireRoom(charactersOf(document));
    requireSession(props.longestSession, LONGEST_SESSION, this.node.path);
    if (Token.isUnresolved(partition)) {
      throw new Error(
        `${this.node.path}: the partition decides the audience that 8.2/least-privilege#trust-and-resource-policies wants exact. Give it, since the stack does not know.`,
      );
    }
    this.role = new CfnRole(this, 'Role', {
      roleName: props.roleName,
      description: props.description,
      maxSessionDuration: props.longestSession.toSeconds(),
      assumeRolePolicyDocument: samlTrust(props.provider.samlProviderArn, partition),
      permissionsBoundary:
        props.boundaryName === undefined
          ? undefined
          : `arn:${partition}:iam::${Stack.of(this).account}:policy/${props.boundaryName}`,
      policies: [{ policyName: 'function', policyDocument: document }],
    });
    if (props.jobFunction) Tags.of(this.role).add(FUNCTION_TAG, props.jobFunction);
    this.roleName = props.roleName;
    meets(
      this.role,
      '8.2/no-shared-accounts#unique-person-binding',
      '8.6/traceability#identity-propagation',
      '8.2/identity#single-identity-source',
    );
  }

  /** The federated role of a job function: `acme-developer`. */
  static forFunction(
    scope: Construct,
    id: string,
    jobFunction: JobFunctionId,
    context: GrantContext & { readonly provider: ISamlProvider },
  ): FederatedRole {
    const { does, grants, longestSession, boundary } = JOB_FUNCTIONS[jobFunction];
    return new FederatedRole(scope, id, {
      roleName: functionRoleName(context.name, jobFunction),
      provider: context.provider,
      partition: context.partition,
      description: does.en,
      grants: grants(context),
      longestSession,
      jobFunction,
      ...(boundary === 'workload' && { boundaryName: boundaryName(context.name) }),
    });
  }

  private requireRoom(characters: number): void {
    if (characters <= INLINE_POLICY_CHARACTERS) return;
    throw new Error(
      `${this.node.path}: the policy has ${characters} characters, and the inline policies of a role may have ${INLINE_POLICY_CHARACTERS} (8.2/least-privilege). Shorten it, or divide it into two roles.`,
    );
  }
}
