import { check } from './check';

/** Where others have to decide about sessions, somebody has to be there who may. */
const moderated = check(['sessions', 'identity'], function* ({ sessions, identity }) {
  const needed = (['approval', 'watcher'] as const).filter((what) => sessions[what] === 'required');
  const { groups } = identity;
  // without groups, roles are made elsewhere
  if (needed.length === 0 || groups.length === 0 || groups.some(({ access }) => access === 'moderation')) return;
  for (const what of needed) {
    yield {
      code: 'nobody-moderates',
      path: ['sessions', what],
      message: {
        en: 'is required, and no group has the access moderation: no session could begin',
        zh: '为 required，但没有任何组的 access 为 moderation：会话将无法启动',
      },
      mend: {
        en: 'Give a group of other people than the operators access: moderation.',
        zh: '请为运维人员以外的一组人员设置 access: moderation。',
      },
      requirement: '8.6/two-person',
    };
  }
});

export const moderationChecks = [moderated];
