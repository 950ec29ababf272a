import { azureLocationOf, azureLocationsOf } from '../../../constructs/partition';
import { nearest } from '../schema-walk';
import { check, duplicates } from './check';

const subscriptionsDiffer = check(['azure'], function* ({ azure }) {
  const subscriptions = azure?.subscriptions ?? [];
  const column = (key: 'id' | 'name') =>
    subscriptions.map((subscription, index) => ({
      path: ['azure', 'subscriptions', index, key],
      value: subscription[key],
    }));
  yield* duplicates(column('id'), 'duplicate-subscription', { en: 'subscription id', zh: '订阅 ID' });
  yield* duplicates(column('name'), 'duplicate-subscription', { en: 'subscription name', zh: '订阅名称' });
});

const locationsKnown = check(['azure'], function* ({ azure }) {
  if (!azure) return;
  const known = azureLocationsOf(azure.environment);
  for (const key of ['home', 'recovery'] as const) {
    const location = azure.regions[key];
    if (known.includes(location)) continue;
    const elsewhere = azureLocationOf(location);
    const guess = nearest(location, known);
    yield {
      code: 'region-not-in-environment',
      path: ['azure', 'regions', key],
      message: {
        en: elsewhere
          ? `${location} belongs to Azure ${elsewhere.cloud}, not ${azure.environment}`
          : `${location} is no known location of Azure ${azure.environment}`,
        zh: elsewhere
          ? `${location} 属于 Azure ${elsewhere.cloud}，不属于 ${azure.environment}`
          : `Azure ${azure.environment} 没有已知位置 ${location}`,
      },
      mend: guess
        ? { en: `Did you mean ${guess}?`, zh: `是否应为 ${guess}？` }
        : { en: `Use one of: ${known.slice(0, 6).join(', ')} …`, zh: `请使用：${known.slice(0, 6).join('、')} …` },
      requirement: '8.4/cross-border',
    };
  }
});

/** Geo-redundant storage and vaults copy to the pair and nowhere else. */
const recoveryIsPair = check(['azure'], function* ({ azure }) {
  if (!azure) return;
  const { home, recovery } = azure.regions;
  const location = azureLocationOf(home);
  if (!location || location.pair === recovery) return;
  yield {
    code: home === recovery ? 'recovery-is-home' : 'recovery-is-not-the-pair',
    path: ['azure', 'regions', 'recovery'],
    message: {
      en: `${recovery} is not the pair of ${home}, to which geo-redundant logs and backups are copied`,
      zh: `${recovery} 不是 ${home} 的配对位置，异地冗余的日志与备份只复制到配对位置`,
    },
    mend: location.pair
      ? { en: `Write ${location.pair}.`, zh: `请写 ${location.pair}。` }
      : { en: 'Choose a home location that has a pair.', zh: '请选择有配对位置的主位置。' },
    requirement: '8.8/cross-region',
  };
});

export const azureChecks = [subscriptionsDiffer, locationsKnown, recoveryIsPair];
