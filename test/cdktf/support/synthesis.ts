import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { azureRules } from '../../../cdktf/nag/registry';
import { LocalBackend, TerraformStack, Testing } from '../../../cdktf/terraform';
import { verdictOf } from '../../../constructs/nag/rule';
import { Template } from '../../../constructs/nag/template';

/** A stack in which constructs can be built and synthesized. */
export function emptyStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  return stack;
}

/** What Terraform would be given, once CDKTF has validated the stack. */
export const documentOf = (stack: TerraformStack): Record<string, unknown> => JSON.parse(Testing.synth(stack, true));

/** What would be deployed, as the rules see it. */
export const templateOf = (stack: TerraformStack): Template => Template.terraform(documentOf(stack));

/** What the rules find, a line each: rule, resource, and the properties at fault or the outcome that is no verdict. */
export function findingsIn(template: Template): readonly string[] {
  return template.resources.flatMap((resource) =>
    azureRules
      .filter((rule) => rule.types.includes(resource.type))
      .flatMap((rule) => {
        const verdict = verdictOf(rule, resource);
        if (verdict.outcome === 'compliant' || verdict.outcome === 'not-applicable') return [];
        const at =
          verdict.outcome === 'non-compliant'
            ? verdict.findings.map(({ property }) => property).join()
            : verdict.outcome;
        return [`${rule.id} ${resource.type}: ${at}`];
      }),
  );
}
