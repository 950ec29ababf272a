import { check, duplicates, unknownReferences } from './check';

const groupsKnown = check(['identity', 'organization'], function* ({ identity, organization }) {
  const named = identity.groups.map(({ name }, index) => ({
    path: ['identity', 'groups', index, 'name'],
    value: name,
  }));
  yield* duplicates(named, 'duplicate-group', { en: 'group', zh: '组' }, '8.2/identity');
  const users = identity.operators.map((value, index) => ({ path: ['identity', 'operators', index], value }));
  yield* duplicates(users, 'duplicate-operator', { en: 'user', zh: '用户' }, '8.2/no-shared-accounts');
  yield* unknownReferences(
    identity.groups.flatMap(({ units }, index) =>
      units.map((name, nth) => ({
        path: ['identity', 'groups', index, 'units', nth],
        name,
        kind: { en: 'organizational unit', zh: '组织单元' },
        known: organization?.units.map((unit) => unit.name) ?? [],
        collection: ['organization', 'units'],
        requirement: '8.2/least-privilege',
      })),
    ),
  );
});

const providerNamed = check(['identity'], function* ({ identity }, { document }) {
  if (identity.source === 'saml' && !identity.provider) {
    yield {
      code: 'missing-key',
      path: ['identity', 'provider'],
      message: { en: 'is missing, and source: saml needs it', zh: '缺失，source: saml 需要该项' },
      mend: { en: 'Give the provider a name and its metadata file.', zh: '请给出提供商名称与元数据文件。' },
      requirement: '8.2/identity',
    };
  }
  if (!identity.provider) return;
  const metadata = document(identity.provider.metadata);
  if ('sha256' in metadata) return;
  yield { ...metadata.unreadable, path: ['identity', 'provider', 'metadata'], requirement: '8.2/identity' };
});

/** The two partitions have instances of their own. */
const instanceInPartition = check(['identity', 'partition'], function* ({ identity, partition }) {
  if (identity.instanceArn === undefined || identity.instanceArn.startsWith(`arn:${partition}:`)) return;
  yield {
    code: 'arn-of-other-partition',
    path: ['identity', 'instanceArn'],
    message: { en: `does not belong to ${partition}`, zh: `不属于 ${partition}` },
    mend: {
      en: `Give the ARN of the instance there: arn:${partition}:sso:::instance/…`,
      zh: `请给出该分区实例的 ARN：arn:${partition}:sso:::instance/…`,
    },
    requirement: '8.2/identity',
  };
});

const rosterReachable = check(['onCall', 'contacts'], function* ({ onCall, contacts }) {
  const named = contacts.map(({ name }, index) => ({ path: ['contacts', index, 'name'], value: name }));
  yield* duplicates(named, 'duplicate-contact', { en: 'contact', zh: '联系人' });
  if (!onCall) return;
  const known = contacts.map(({ name }) => name);
  yield* unknownReferences(
    Object.entries(onCall).map(([key, name]) => ({
      path: ['onCall', key],
      name,
      kind: { en: 'contact', zh: '联系人' },
      known,
      collection: ['contacts'],
      requirement: '8.9/activation',
    })),
  );
  if (onCall.primary !== onCall.deputy) return;
  yield {
    code: 'same-deputy',
    path: ['onCall', 'deputy'],
    message: { en: `is ${onCall.deputy}, the primary`, zh: `为 ${onCall.deputy}，与主值班人相同` },
    mend: {
      en: 'Name somebody else, who answers when the primary does not.',
      zh: '请指定另一人，在主值班人未应答时接手。',
    },
    requirement: '8.9/activation',
  };
});

export const peopleChecks = [groupsKnown, providerNamed, instanceInPartition, rosterReachable];
