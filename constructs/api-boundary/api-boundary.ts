import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import {
  CfnApiKey,
  CfnBasePathMapping,
  CfnDeployment,
  CfnDomainName,
  CfnRestApi,
  CfnStage,
  CfnUsagePlan,
  CfnUsagePlanKey,
} from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { pascalCase } from '../naming/pascal-case';
import { partitionOf, requireLogRetention } from '../partition';
import { KeyUse } from '../purpose-key/key-use';
import { requireSenders, type Senders } from '../purpose-key/senders';
import { meets } from '../standard';
import { WebFirewall } from '../web-firewall/web-firewall';
import { ACCESS_LOG_FORMAT } from './access-log';
import { type ApiClient, checkApi, checkDomain, type Domain, type Limits } from './limits';
import { Methods } from './methods';
import { openApi } from './open-api';
import { type Authorized, pathsOf, type Reach, resourcePolicy } from './reach';
import { type Authorization, checkRoute, type Route } from './route';

/**
 * TLS 1.2 and 1.3 with forward secrecy only, for what is not reached at the edge.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
const TLS_POLICY = 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09';
/** A domain that asks clients for certificates is offered no other. */
const TLS_POLICY_WITH_CLIENT_CERTIFICATES = 'TLS_1_2';
/** The host that a client asks for has to be the one that it called. */
const ENDPOINT_ACCESS = 'STRICT';

const STAGE = 'live';

/** What an `ApiBoundary` needs to know. */
export interface ApiBoundaryProps {
  /** The landing zone's name. */
  readonly name: string;

  /** What it is called, such as `orders`: the API is `<name>-<api>`. */
  readonly api: string;

  /** What it is for: stands in its OpenAPI document. */
  readonly description: string;

  /** Who answers for it: stands in the inventory and as the tag `isms:owner`. */
  readonly owner: string;

  /**
   * Of the OpenAPI document.
   * @default '1'
   */
  readonly version?: string;

  /** From where it is reached: from endpoints in networks (`private`), or from the internet (`regional`). */
  readonly reach: Reach;

  /** All that it answers. */
  readonly routes: readonly Route[];

  /**
   * How routes know their callers that do not say it themselves.
   * @default { kind: 'iam' }
   */
  readonly authorization?: Authorization;

  /**
   * Whose identities may call, where IAM knows them.
   * @default - those of the stack's account
   */
  readonly insiders?: Senders;

  /**
   * For all callers together.
   * @default { rate: 100, burst: 50 }
   */
  readonly limits?: Limits;

  /** Who calls, each with limits of its own and a key by which API Gateway tells it apart; a key lets nobody in. */
  readonly clients: readonly ApiClient[];

  /**
   * A name of one's own, of a regional API. The address that API Gateway gives is then switched off.
   * @default - none
   */
  readonly domain?: Domain;

  /**
   * The one page from which browsers call, such as `https://shop.example.com`.
   * @default - browsers do not call from other pages
   */
  readonly browserOrigin?: string;

  /** Encrypts the logs. Its policy must have `ApiBoundary.keyUses(name)`. */
  readonly key: IKey;

  /**
   * How long logs are kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * A REST API of which every method demands authorization, every body fits a schema, every client has limits, and every call
 * leaves a line in the log; with its OpenAPI document beside the template.
 *
 * Whether a caller may see this order and not that one, only the service behind it can decide
 * (`8.3/api-security#object-level-authorization`).
 *
 * The account needs `ApiLogging` once in the region.
 *
 * @throws when a route is open, takes anything or goes on in clear text, when a limit is missing, or when the API would be
 * reached in a way that was not meant.
 */
export class ApiBoundary extends Construct {
  /** What a key must allow for the logs of a landing zone's APIs. */
  static keyUses(name: string): readonly KeyUse[] {
    return [KeyUse.cloudWatchLogs(accessLogName(name, '*'), 'API-Gateway-Execution-Logs_*'), WebFirewall.keyUse(name)];
  }

  readonly api: CfnRestApi;
  readonly stage: CfnStage;
  readonly accessLog: LogGroup;
  /** What API Gateway notes of its own errors; never what callers sent. */
  readonly executionLog: LogGroup;
  /** Undefined where the API is private. */
  readonly firewall: WebFirewall | undefined;
  /** Undefined where it has no name of its own. */
  readonly domainName: CfnDomainName | undefined;
  /** Its OpenAPI document, which holds its entry in the inventory: written beside the template as `documentFile`. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly documentFile: string;

  constructor(scope: Construct, id: string, props: ApiBoundaryProps) {
    super(scope, id);
    const { name, api, retention = RetentionDays.ONE_YEAR, key } = props;
    requireLogRetention(retention, this.node.path);
    const routes = this.checked(props);

    this.api = this.restApi(props, routes);
    const { methods } = new Methods(this, 'Methods', { api: this.api, routes, browserOrigin: props.browserOrigin });
    this.accessLog = this.logGroup('AccessLog', accessLogName(name, api), key, retention);
    const executionLog = `API-Gateway-Execution-Logs_${this.api.ref}/${STAGE}`;
    this.executionLog = this.logGroup('ExecutionLog', executionLog, key, retention);
    this.stage = this.stageOf(this.deployment(routes, props, methods), props);
    for (const client of props.clients) this.plan(client);
    this.domainName = props.domain && this.ownDomain(props.domain);
    this.firewall = props.reach.kind === 'regional' ? this.guarded(props, props.reach.rateLimit) : undefined;

    this.documentFile = `${Stack.of(this).stackName}-${api}.openapi.json`;
    this.document = openApi({
      api: `${name}-${api}`,
      description: props.description,
      version: props.version ?? '1',
      owner: props.owner,
      reach: props.reach.kind,
      domainName: props.domain?.domainName,
      routes,
    });
    attachCustomSynthesis(this, {
      onSynthesize: ({ outdir }) =>
        writeFileSync(join(outdir, this.documentFile), `${JSON.stringify(this.document, null, 2)}\n`),
    });
  }

  private checked(props: ApiBoundaryProps): readonly Authorized[] {
    const { routes, authorization = { kind: 'iam' }, insiders = this.ownAccount, domain, reach } = props;
    requireSenders(insiders, this.node.path);
    const partition = partitionOf(Stack.of(this).region);
    try {
      checkApi(props);
      if (domain) checkDomain(domain, reach);
      return routes.map((route) => {
        const by = route.authorization ?? authorization;
        checkRoute(route, by, partition);
        return { route, by };
      });
    } catch (error) {
      throw new Error(`${this.node.path}: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }

  private restApi(props: ApiBoundaryProps, routes: readonly Authorized[]): CfnRestApi {
    const { name, api, description, owner, reach, insiders = this.ownAccount, domain, browserOrigin } = props;
    const made = new CfnRestApi(this, 'Api', {
      name: `${name}-${api}`,
      description,
      endpointConfiguration:
        reach.kind === 'private'
          ? { types: ['PRIVATE'], vpcEndpointIds: [...reach.endpointIds] }
          : { types: ['REGIONAL'] },
      disableExecuteApiEndpoint: domain !== undefined,
      securityPolicy: TLS_POLICY,
      endpointAccessMode: ENDPOINT_ACCESS,
      apiKeySourceType: 'HEADER',
      policy: resourcePolicy(reach, insiders, routes, browserOrigin === undefined ? [] : pathsOf(routes)),
    });
    Tags.of(made).add('isms:owner', owner);
    meets(made, '8.3/tls#minimum-version', '8.3/api-security#inventory-and-access-log');
    return made;
  }

  /** A deployment never changes: each state of the API has one of its own. */
  private deployment(
    routes: readonly Authorized[],
    { browserOrigin }: ApiBoundaryProps,
    methods: readonly Construct[],
  ) {
    const state = JSON.stringify(Stack.of(this).resolve([routes, browserOrigin]));
    const deployment = new CfnDeployment(
      this,
      `Deployment${createHash('sha256').update(state).digest('hex').slice(0, 12)}`,
      {
        restApiId: this.api.ref,
      },
    );
    deployment.node.addDependency(...methods);
    return deployment;
  }

  private stageOf(deployment: CfnDeployment, { limits = DEFAULT_LIMITS }: ApiBoundaryProps): CfnStage {
    const stage = new CfnStage(this, 'Stage', {
      restApiId: this.api.ref,
      deploymentId: deployment.ref,
      stageName: STAGE,
      accessLogSetting: { destinationArn: this.accessLog.logGroupRef.logGroupArn, format: ACCESS_LOG_FORMAT },
      methodSettings: [
        {
          httpMethod: '*',
          resourcePath: '/*',
          throttlingRateLimit: limits.rate,
          throttlingBurstLimit: limits.burst,
          loggingLevel: 'ERROR',
          dataTraceEnabled: false,
          metricsEnabled: true,
          cachingEnabled: false,
        },
      ],
    });
    // API Gateway would otherwise make a group of its own, without key and for ever
    stage.node.addDependency(this.executionLog);
    meets(stage, '8.3/api-security#throttling-and-quotas', '8.3/api-security#inventory-and-access-log');
    return stage;
  }

  private plan({ name, rate, burst, callsPerDay }: ApiClient): void {
    const id = pascalCase(name);
    const plan = new CfnUsagePlan(this, `${id}Plan`, {
      usagePlanName: `${this.api.name}-${name}`,
      apiStages: [{ apiId: this.api.ref, stage: this.stage.ref }],
      throttle: { rateLimit: rate, burstLimit: burst },
      quota: { limit: callsPerDay, period: 'DAY' },
    });
    const key = new CfnApiKey(this, `${id}Key`, { name: `${this.api.name}-${name}`, enabled: true });
    new CfnUsagePlanKey(this, `${id}PlanKey`, { usagePlanId: plan.ref, keyId: key.ref, keyType: 'API_KEY' });
  }

  private ownDomain({ domainName, certificateArn, mutualTls }: Domain): CfnDomainName {
    const made = new CfnDomainName(this, 'Domain', {
      domainName,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
      ...(mutualTls
        ? {
            securityPolicy: TLS_POLICY_WITH_CLIENT_CERTIFICATES,
            mutualTlsAuthentication: {
              truststoreUri: `s3://${mutualTls.bucketName}/${mutualTls.key}`,
              truststoreVersion: mutualTls.version,
            },
          }
        : { securityPolicy: TLS_POLICY, endpointAccessMode: ENDPOINT_ACCESS }),
    });
    new CfnBasePathMapping(this, 'Mapping', {
      domainName: made.ref,
      restApiId: this.api.ref,
      stage: this.stage.ref,
    });
    meets(made, '8.3/tls#minimum-version');
    return made;
  }

  private guarded({ name, api, key, retention }: ApiBoundaryProps, rateLimit: number | undefined): WebFirewall {
    const firewall = new WebFirewall(this, 'Firewall', {
      name,
      subject: api,
      key,
      ...(rateLimit !== undefined && { rateLimit }),
      ...(retention !== undefined && { retention }),
    });
    const { partition, region } = Stack.of(this);
    firewall.guard(
      'Stage',
      `arn:${partition}:apigateway:${region}::/restapis/${this.api.ref}/stages/${this.stage.ref}`,
    );
    return firewall;
  }

  private logGroup(id: string, logGroupName: string, encryptionKey: IKey, retention: RetentionDays): LogGroup {
    const group = new LogGroup(this, id, {
      logGroupName,
      encryptionKey,
      retention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    meets(group, '8.6/log-retention#minimum-period', '8.4/encryption-at-rest#customer-managed-keys');
    return group;
  }

  private get ownAccount(): Senders {
    return { accounts: [Stack.of(this).account] };
  }
}

const DEFAULT_LIMITS: Limits = { rate: 100, burst: 50 };

/** Below `/<name>/`, where guardrails let nobody tamper with log groups. */
const accessLogName = (name: string, api: string): string => `/${name}/apis/${api}`;
