import { calls, trailAlarm, WITHIN } from './trail-alarm';

/** Scheduling the deletion of a key, or disabling it, raises an alarm while the key can still be kept. */
export const keyDeletionAlarm = trailAlarm({
  id: 'key-deletion-alarm',
  demand: {
    en: `Scheduling the deletion of a key, or disabling it, raises an alarm ${WITHIN.en}.`,
    zh: `计划删除或停用密钥时，${WITHIN.zh}。`,
  },
  events: () => calls('kms', 'DisableKey', 'ScheduleKeyDeletion'),
});
