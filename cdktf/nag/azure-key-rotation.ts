import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, type Rule } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { daysOf } from './durations';

/** The standard's records need a new version at least once a year. */
const LONGEST_PERIOD_DAYS = 365;

const AFTER = 'rotation_policy.automatic.time_after_creation';
const BEFORE = 'rotation_policy.automatic.time_before_expiry';

/**
 * A key of a vault has a new version by itself at least once a year: so long after the last, or so long before it expires.
 *
 * @see https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation
 */
export const azureKeyRotation: Rule = {
  id: 'azure-key-rotation',
  demand: {
    en: `A key rotates by itself at least every ${LONGEST_PERIOD_DAYS} days.`,
    zh: `密钥至少每 ${LONGEST_PERIOD_DAYS} 天自动轮换一次。`,
  },
  types: ['azurerm_key_vault_key'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/key_vault_key.html.markdown',
  judge(key) {
    const rotation = rotationOf(key);
    if (!rotation) {
      return nonCompliant(
        finding('rotation_policy.automatic', 'is missing: the key never changes', '未设置：密钥从不更换'),
      );
    }
    if (rotation.days <= LONGEST_PERIOD_DAYS) return compliant;
    return nonCompliant(
      finding(
        rotation.property,
        `gives a new version every ${rotation.days} days, more than ${LONGEST_PERIOD_DAYS}`,
        `每 ${rotation.days} 天才更换一次，超过 ${LONGEST_PERIOD_DAYS} 天`,
      ),
    );
  },
};

function rotationOf(key: Resource): { readonly property: string; readonly days: number } | undefined {
  if (key.has(AFTER)) return { property: AFTER, days: daysOf(String(key.literal(AFTER))) };
  if (!key.has(BEFORE)) return undefined;
  const lifetime = daysOf(String(key.literal('rotation_policy.expire_after')));
  return { property: BEFORE, days: lifetime - daysOf(String(key.literal(BEFORE))) };
}
