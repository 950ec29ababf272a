import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { CfnRole, CfnUser } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { documentOf } from '../job-functions/grant';
import { BREAK_GLASS_PATH, FUNCTION_TAG, functionRoleName, JOB_FUNCTIONS } from '../job-functions/job-functions';
import { meets } from '../standard';

/** Two, so that the loss of one is not the loss of both. */
const HOLDERS = [1, 2] as const;

/** How old the proof of the second factor may be when the role is taken. */
const FRESHEST_MFA = Duration.minutes(15);

/** What `BreakGlass` needs to know. */
export interface BreakGlassProps {
  /** The landing zone's name: the users are `<name>-break-glass-1` and `-2`, the role is `<name>-break-glass`. */
  readonly name: string;
}

/**
 * The way in when there is no other: two users without password or key, whose only right is to take one role for an hour,
 * after a second factor that is no older than 15 minutes and under their own name.
 *
 * Their credentials are made by hand and sealed, key and second factor with different people: see the README.
 *
 * Meets `8.2/mfa#break-glass-mfa`.
 */
export class BreakGlass extends Construct {
  readonly users: readonly CfnUser[];
  readonly role: CfnRole;

  constructor(scope: Construct, id: string, { name }: BreakGlassProps) {
    super(scope, id);
    const { partition } = Stack.of(this);
    const { does, grants, longestSession } = JOB_FUNCTIONS['break-glass'];
    const roleName = functionRoleName(name, 'break-glass');
    this.users = HOLDERS.map((holder) => this.sealedUser(`${roleName}-${holder}`, roleArn(this, roleName)));
    this.role = new CfnRole(this, 'Role', {
      roleName,
      description: does.en,
      maxSessionDuration: longestSession.toSeconds(),
      assumeRolePolicyDocument: trustIn(this.users),
      policies: [{ policyName: 'function', policyDocument: documentOf(grants({ partition, name })) }],
    });
    Tags.of(this.role).add(FUNCTION_TAG, 'break-glass');
    meets(this.role, '8.2/high-risk-approval#break-glass-control', '8.2/mfa#privileged-step-up');
  }

  private sealedUser(userName: string, role: string): CfnUser {
    const user = new CfnUser(this, `User${userName.at(-1)}`, {
      path: BREAK_GLASS_PATH,
      userName,
      policies: [{ policyName: 'sealed', policyDocument: sealed(role) }],
    });
    meets(user, '8.2/mfa#break-glass-mfa', '8.2/identity#no-long-lived-credentials');
    return user;
  }
}

const roleArn = (scope: Construct, roleName: string): string => {
  const { partition, account } = Stack.of(scope);
  return `arn:${partition}:iam::${account}:role/${roleName}`;
};

/**
 * `BoolIfExists`, since a request with a long-lived key has no such key in it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const sealed = (role: string) =>
  documentOf([
    {
      Sid: 'NothingWithoutASecondFactor',
      Effect: 'Deny',
      Action: ['*'],
      Resource: ['*'],
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
    { Sid: 'TakeTheRole', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [role] },
    {
      Sid: 'InItsOwnName',
      Effect: 'Allow',
      Action: ['sts:SetSourceIdentity'],
      Resource: [role],
      Condition: OWN_NAME,
    },
  ]);

const OWN_NAME = { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } };

/** Each user as itself: the source identity is its name, and stays in every record. */
const trustIn = (users: readonly CfnUser[]) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: users.map(({ attrArn }) => attrArn) },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThanEquals: { 'aws:MultiFactorAuthAge': String(FRESHEST_MFA.toSeconds()) },
        ...OWN_NAME,
      },
    },
  ],
});
