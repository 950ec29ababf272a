import type { JudgedEstate } from '../../../lib/evidence/estate';
import { type OrganizationEstate, organizationsIn } from '../../../lib/proofs/policy/estate';
import type { OrganizationLevel, Policy, PolicyStatement } from '../../../lib/proofs/policy/model';
import { parsePolicy } from '../../../lib/proofs/policy/parse';
import { type Stage, stageIn } from '../../../lib/proofs/policy/stage';

/**
 * An organization whose guardrails are changed one statement at a time. The templates are read once; whatever does not change is the
 * same object on every stage, so that what was read of it holds for all of them.
 */
export class ChangedGuardrails {
  private readonly organization: OrganizationEstate;

  constructor(private readonly estate: JudgedEstate) {
    const [organization] = organizationsIn(estate);
    if (!organization) throw new Error('no organization');
    this.organization = organization;
  }

  /**
   * Where attacks play with another statement, or with none, in place of the one that a policy has there.
   * @param id of the policy in its template
   */
  stage(id: string, index: number, statement: object | null): Stage {
    const changed = new Map<OrganizationLevel, OrganizationLevel>();
    const atLevel = (level: OrganizationLevel): OrganizationLevel => {
      const policies = level.policies.map((policy) => this.changed(policy, id, index, statement));
      const known =
        changed.get(level) ??
        (policies.every((one, nth) => one === level.policies[nth]) ? level : { ...level, policies });
      changed.set(level, known);
      return known;
    };
    const paths = this.organization.paths.map(({ name, serviceControl, resourceControl }) => ({
      name,
      serviceControl: serviceControl.map(atLevel),
      resourceControl: resourceControl.map(atLevel),
    }));
    return stageIn({ ...this.organization, paths }, this.estate);
  }

  private changed(policy: Policy, id: string, index: number, statement: object | null): Policy {
    const resource = this.organization.policies.find((one) => one.id === id);
    if (!resource || policy.statements[0]?.resource !== resource) return policy;
    const { environment } = resource.template;
    const document = { ...(resource.raw('Content') as object), Statement: [statement ?? []].flat() };
    const { statements } = parsePolicy(document, { name: policy.name, path: 'Content', environment, resource });
    return { ...policy, statements: policy.statements.toSpliced(index, 1, ...statements).map(numbered) };
  }
}

/** The statement, with its place in the document as its path. */
function numbered(statement: PolicyStatement, index: number): PolicyStatement {
  const path = `Content.Statement.${index}`;
  return statement.path === path ? statement : { ...statement, path };
}
