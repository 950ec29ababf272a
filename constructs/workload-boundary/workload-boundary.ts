import { Aspects, type IAspect, Stack } from 'aws-cdk-lib';
import { CfnInstanceProfile, CfnManagedPolicy, CfnRole, ManagedPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import { charactersOf, type GrantContext } from '../job-functions/grant';
import { MANAGED_POLICY_CHARACTERS } from '../job-functions/quotas';
import { meets } from '../standard';
import { boundaryGrants } from './boundary-grants';
import { boundaryName, WORKLOAD_PATH } from './names';

export { boundaryName, boundaryPattern, WORKLOAD_PATH } from './names';

/** What a `WorkloadBoundary` needs to know. */
export interface WorkloadBoundaryProps {
  /** The landing zone's name; the policy is `<name>-workload-boundary`. */
  readonly name: string;

  /** Regions in which workloads may work. */
  readonly allowedRegions: readonly string[];

  /**
   * `aws` or `aws-cn`. A template for any account does not know its own, and says it in many more characters.
   * @default - the stack's
   */
  readonly partition?: string;
}

/**
 * What a role of a workload may at most do, whatever its own policies allow. Every role that it makes carries the same
 * boundary and stays under the path of workloads; what the landing zone consists of is out of its reach. It holds where
 * there are no service control policies, as in a single account, and grants nothing by itself.
 *
 * Meets `8.2/least-privilege#permission-boundaries`.
 *
 * @throws when the policy is larger than IAM takes, which a shorter name of the landing zone mends.
 */
export class WorkloadBoundary extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { name, allowedRegions, partition }: WorkloadBoundaryProps) {
    super(scope, id);
    const inChina = (partition ?? Stack.of(this).partition) === 'aws-cn';
    const document = {
      Version: '2012-10-17',
      Statement: boundaryGrants({ partition: inChina ? 'aws-cn' : 'aws', name, allowedRegions }),
    };
    this.requireRoom(charactersOf(document));
    this.policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: boundaryName(name),
      description: 'The most that a role of a workload may do; every role it makes carries the same',
      document: PolicyDocument.fromJson(document),
    });
    meets(this.policy, '8.2/least-privilege#permission-boundaries');
  }

  /**
   * Puts every role below a scope under the path of workloads and within the boundary, and policies and instance profiles
   * under the path: without it, a developer's stack is refused.
   */
  static of(scope: IConstruct, { name }: Pick<GrantContext, 'name'>): void {
    Aspects.of(scope).add(new WithinBoundary(name));
  }

  private requireRoom(characters: number): void {
    if (characters <= MANAGED_POLICY_CHARACTERS) return;
    throw new Error(
      `${this.node.path}: the boundary takes ${characters} characters, and a managed policy takes ${MANAGED_POLICY_CHARACTERS} (8.2/least-privilege#permission-boundaries). Give the landing zone a shorter name, or the boundary fewer statements.`,
    );
  }
}

class WithinBoundary implements IAspect {
  constructor(private readonly name: string) {}

  visit(node: IConstruct): void {
    if (node instanceof CfnRole || node instanceof CfnManagedPolicy || node instanceof CfnInstanceProfile) {
      node.path = WORKLOAD_PATH;
    }
    if (!(node instanceof CfnRole)) return;
    const { partition, account } = Stack.of(node);
    node.permissionsBoundary = `arn:${partition}:iam::${account}:policy/${boundaryName(this.name)}`;
  }
}
