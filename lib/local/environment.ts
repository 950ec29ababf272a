/**
 * What keeps the CDK's command line and the SDKs on the emulator. The endpoint comes first: without it calls would go to AWS.
 * Credentials and profiles of the user are shut out, so that nothing can reach an account of theirs.
 *
 * @param account the emulator takes the access key for the account
 */
export function localEnvironment(port: number, account: string, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpointOf(port),
    // the command line hands this to CloudFormation as a template's address, and it must not be an IP address
    AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `http://localhost:${port}`,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    CDK_VALIDATION: 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // it tells of versions that are not pinned here, with each command
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

/** The loopback interface, and nothing else. */
export const endpointOf = (port: number): string => `http://127.0.0.1:${port}`;

/** How a client of the SDK reaches an account of the emulator. */
export const clientOf = (port: number, account: string, region: string) => ({
  endpoint: endpointOf(port),
  region,
  credentials: { accessKeyId: account, secretAccessKey: 'local' },
});
