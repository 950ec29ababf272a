import type { Resource } from '../../template';

/**
 * Whether a REST API is reached through private endpoints alone.
 * @throws Unresolved when its kind is known at deployment only.
 */
export const isPrivate = (api: Resource): boolean =>
  api
    .list('EndpointConfiguration.Types')
    .some((_, index) => api.literal(`EndpointConfiguration.Types.${index}`) === 'PRIVATE');
