/**
 * One line a call: who called, which route, with what status, how long it took. No body, no query and no token is in it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const FIELDS: Readonly<Record<string, string>> = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  api: '$context.apiId',
  stage: '$context.stage',
  caller: '$context.identity.userArn',
  account: '$context.identity.accountId',
  principal: '$context.authorizer.principalId',
  subject: '$context.authorizer.claims.sub',
  client: '$context.identity.apiKeyId',
  address: '$context.identity.sourceIp',
  endpoint: '$context.identity.vpceId',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integration.latency',
  size: '$context.responseLength',
  tls: '$context.tlsVersion',
  suite: '$context.cipherSuite',
  refusedBecause: '$context.error.responseType',
  firewall: '$context.wafResponseCode',
};

/** As a line of JSON. */
export const ACCESS_LOG_FORMAT = JSON.stringify(FIELDS);
