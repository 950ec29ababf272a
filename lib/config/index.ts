export { accountFor, accountsOf, type PlacedAccount, unitsOf } from './accounts';
export { demandsOf, flowsInForce } from './demands';
export {
  type CheckedConfig,
  type CheckOptions,
  type ConfigInput,
  checkConfig,
  checkConfigText,
  loadConfig,
} from './load';
export { ConfigError, type Location, type Problem, type Severity } from './problem';
export type {
  Account,
  AccountRole,
  Azure,
  ConfigException,
  ConfigRecord,
  DataClass,
  Environment,
  Flow,
  Group,
  LandingZoneConfig,
  Network,
  Organization,
  OrganizationConfig,
  Service,
  SingleAccountConfig,
  Supplier,
  SupplierAccess,
  Tier,
  Unit,
} from './schema';
