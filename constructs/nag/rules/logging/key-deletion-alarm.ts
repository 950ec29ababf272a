import { calls, trailAlarm } from './trail-alarm';

/** Scheduling the deletion of a key, or disabling it, raises an alarm while the key can still be kept. */
export const keyDeletionAlarm = trailAlarm({
  id: 'key-deletion-alarm',
  demand: {
    en: 'Scheduling the deletion of a key, or disabling it, raises an alarm within 15 minutes.',
    zh: '计划删除或停用密钥时，15 分钟内告警。',
  },
  events: () => calls('kms', 'DisableKey', 'ScheduleKeyDeletion'),
});
