/**
 * The one place that imports `cdktf`: moving to its community successor, `cdktn`, is a change of this file and of the
 * provider's package name.
 */
export {
  App,
  type AppConfig,
  Aspects,
  AzurermBackend,
  type AzurermBackendConfig,
  type IAspect,
  LocalBackend,
  TerraformResource,
  TerraformStack,
  Testing,
  Token,
} from 'cdktf';
