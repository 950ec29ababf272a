import { type Duration, Tags } from 'aws-cdk-lib';
import { CfnPermissionSet } from 'aws-cdk-lib/aws-sso';
import { Construct } from 'constructs';
import { charactersOf, documentOf, type Grant, type GrantContext } from '../job-functions/grant';
import { FUNCTION_TAG, functionRoleName, JOB_FUNCTIONS, type JobFunctionId } from '../job-functions/job-functions';
import { INLINE_POLICY_CHARACTERS, PERMISSION_SET_NAME_CHARACTERS } from '../job-functions/quotas';
import { LONGEST_SESSION, requireSession } from '../job-functions/sessions';
import { meets } from '../standard';
import { boundaryName } from '../workload-boundary/names';

/** What a `PermissionSet` needs to know. */
export interface PermissionSetProps {
  /** Name of the permission set, at most 32 characters; its roles are called `AWSReservedSSO_<name>_…`. */
  readonly permissionSetName: string;

  /** ARN of the instance of IAM Identity Center, which is switched on by hand. */
  readonly instanceArn: string;

  /** What it is for, as people see it who choose among theirs: printable ASCII, at most 700 characters. */
  readonly description: string;

  /** What it grants: the one inline policy, of at most 10,240 characters. */
  readonly grants: readonly Grant[];

  /** After how long a session ends by itself: 1 to 8 hours. */
  readonly longestSession: Duration;

  /**
   * Name of a managed policy that bounds it and that stands in every account to which it is assigned.
   * @default - none
   */
  readonly boundaryName?: string;

  /**
   * The job function that it is for.
   * @default - none of them: one of your own
   */
  readonly jobFunction?: JobFunctionId;
}

/**
 * A permission set of IAM Identity Center. To whom it is given in which accounts is no part of it: assignments grow with
 * the accounts.
 *
 * Meets `8.2/no-shared-accounts#unique-person-binding`: sessions bear the user of the directory.
 *
 * @throws when the name or the policy is longer than the service takes, or the session longer than the standard does.
 */
export class PermissionSet extends Construct {
  readonly permissionSet: CfnPermissionSet;
  readonly permissionSetArn: string;
  readonly permissionSetName: string;

  constructor(scope: Construct, id: string, props: PermissionSetProps) {
    super(scope, id);
    const document = documentOf(props.grants);
    this.requireRoom(props.permissionSetName, charactersOf(document));
    requireSession(props.longestSession, LONGEST_SESSION, this.node.path);
    this.permissionSet = new CfnPermissionSet(this, 'PermissionSet', {
      instanceArn: props.instanceArn,
      name: props.permissionSetName,
      description: props.description,
      sessionDuration: props.longestSession.toIsoString(),
      inlinePolicy: document,
      permissionsBoundary:
        props.boundaryName === undefined
          ? undefined
          : { customerManagedPolicyReference: { name: props.boundaryName, path: '/' } },
    });
    if (props.jobFunction) Tags.of(this.permissionSet).add(FUNCTION_TAG, props.jobFunction);
    this.permissionSetArn = this.permissionSet.attrPermissionSetArn;
    this.permissionSetName = props.permissionSetName;
    meets(this.permissionSet, '8.2/no-shared-accounts#unique-person-binding', '8.2/identity#single-identity-source');
  }

  /** The permission set of a job function: `acme-developer`. */
  static forFunction(
    scope: Construct,
    id: string,
    jobFunction: JobFunctionId,
    context: GrantContext & { readonly instanceArn: string },
  ): PermissionSet {
    const { does, grants, longestSession, boundary } = JOB_FUNCTIONS[jobFunction];
    return new PermissionSet(scope, id, {
      permissionSetName: functionRoleName(context.name, jobFunction),
      instanceArn: context.instanceArn,
      description: does.en,
      grants: grants(context),
      longestSession,
      jobFunction,
      ...(boundary === 'workload' && { boundaryName: boundaryName(context.name) }),
    });
  }

  private requireRoom(name: string, characters: number): void {
    const excess = [
      ...(name.length > PERMISSION_SET_NAME_CHARACTERS
        ? [`the name ${name} has ${name.length} characters, and ${PERMISSION_SET_NAME_CHARACTERS} are allowed`]
        : []),
      ...(characters > INLINE_POLICY_CHARACTERS
        ? [`the policy has ${characters} characters, and ${INLINE_POLICY_CHARACTERS} are allowed`]
        : []),
    ];
    if (excess.length === 0) return;
    throw new Error(
      `${this.node.path}: ${excess.join('; ')} (8.2/least-privilege). Shorten it, or divide it into two permission sets.`,
    );
  }
}
