import { Stack } from 'aws-cdk-lib';
import {
  CfnAuthorizer,
  CfnMethod,
  CfnModel,
  CfnRequestValidator,
  CfnResource,
  type CfnRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { pascalCase } from '../naming/pascal-case';
import { meets } from '../standard';
import { type Authorized, pathsOf } from './reach';
import { type Authorization, DEFAULT_TIMEOUT, type Route, type Target, variablesOf } from './route';
import { modelOf } from './schema';

/** Takes a body for whatever its content type is said to be: without a model for it, API Gateway would check nothing. */
const ANY_CONTENT = '$default';

/** Names of methods for each way of authorization. */
const TYPES: Readonly<Record<Authorization['kind'], string>> = {
  iam: 'AWS_IAM',
  'user-pool': 'COGNITO_USER_POOLS',
  function: 'CUSTOM',
};

/** What `Methods` need to know. */
export interface MethodsProps {
  readonly api: CfnRestApi;
  readonly routes: readonly Authorized[];
  /** The page from which browsers call. */
  readonly browserOrigin: string | undefined;
}

/** The routes of an API in the template, each with its authorization, its schema and its time limit. */
export class Methods extends Construct {
  readonly methods: readonly CfnMethod[];
  private readonly api: CfnRestApi;
  private readonly validator: CfnRequestValidator;
  private readonly resources = new Map<string, string>();
  private readonly authorizers = new Map<string, CfnAuthorizer>();

  constructor(scope: Construct, id: string, { api, routes, browserOrigin }: MethodsProps) {
    super(scope, id);
    this.api = api;
    this.validator = new CfnRequestValidator(this, 'Validator', {
      restApiId: api.ref,
      name: 'parameters-and-body',
      validateRequestParameters: true,
      validateRequestBody: true,
    });
    const preflights = browserOrigin === undefined ? [] : this.preflights(routes, browserOrigin);
    this.methods = [...routes.map((authorized) => this.method(authorized)), ...preflights];
  }

  private method({ route, by }: Authorized): CfnMethod {
    const { method, path, operation, target, body, query = {}, timeout = DEFAULT_TIMEOUT } = route;
    const made = new CfnMethod(this, pascalCase(operation), {
      restApiId: this.api.ref,
      resourceId: this.resourceAt(path),
      httpMethod: method,
      operationName: operation,
      apiKeyRequired: true,
      authorizationType: TYPES[by.kind],
      ...(by.kind !== 'iam' && { authorizerId: this.authorizer(by).ref }),
      ...(by.kind === 'user-pool' && by.scopes && { authorizationScopes: [...by.scopes] }),
      requestValidatorId: this.validator.ref,
      requestParameters: {
        ...Object.fromEntries(variablesOf(path).map((name) => [`method.request.path.${name}`, true])),
        ...Object.fromEntries(
          Object.entries(query).map(([name, must]) => [`method.request.querystring.${name}`, must]),
        ),
      },
      ...(body && { requestModels: { [ANY_CONTENT]: this.model(operation, body) } }),
      integration: { ...this.integration(target, method, path), timeoutInMillis: timeout },
    });
    if (target.kind === 'function')
      this.admit(`${pascalCase(operation)}MayCall`, target.functionArn, this.arnOf(route));
    meets(made, '8.3/api-security#authorization-always', '8.3/api-security#input-validation');
    return made;
  }

  private integration(target: Target, method: string, path: string): CfnMethod.IntegrationProperty {
    if (target.kind === 'function') {
      return { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri: this.invocationOf(target.functionArn) };
    }
    return {
      type: 'HTTP_PROXY',
      connectionType: 'VPC_LINK',
      connectionId: target.vpcLinkId,
      integrationHttpMethod: method,
      uri: target.uri,
      // of what no template maps, nothing goes on: there are none, and the model has checked the body
      passthroughBehavior: 'WHEN_NO_MATCH',
      requestParameters: Object.fromEntries(
        variablesOf(path).map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
      ),
    };
  }

  /** Browsers ask without credentials before they call; API Gateway answers by itself and calls nobody. */
  private preflights(routes: readonly Authorized[], origin: string): readonly CfnMethod[] {
    return pathsOf(routes).map((path) => {
      const methods = routes.filter(({ route }) => route.path === path).map(({ route }) => route.method);
      const headers = {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': methods.join(','),
        'Access-Control-Allow-Headers': 'authorization,content-type,x-amz-date,x-amz-security-token,x-api-key',
        Vary: 'Origin',
      };
      const named = (value: (text: string) => string | boolean) =>
        Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [`method.response.header.${name}`, value(text)]),
        );
      return new CfnMethod(this, `Preflight${pascalCase(path)}`, {
        restApiId: this.api.ref,
        resourceId: this.resourceAt(path),
        httpMethod: 'OPTIONS',
        authorizationType: 'NONE',
        integration: {
          type: 'MOCK',
          requestTemplates: { 'application/json': '{ "statusCode": 204 }' },
          integrationResponses: [
            { statusCode: '204', responseParameters: named((text) => `'${text}'`) as Record<string, string> },
          ],
        },
        methodResponses: [{ statusCode: '204', responseParameters: named(() => false) as Record<string, boolean> }],
      });
    });
  }

  private resourceAt(path: string): string {
    if (path === '/') return this.api.attrRootResourceId;
    const known = this.resources.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf('/');
    const made = new CfnResource(this, `Path${pascalCase(path)}`, {
      restApiId: this.api.ref,
      parentId: this.resourceAt(path.slice(0, cut) || '/'),
      pathPart: path.slice(cut + 1),
    }).ref;
    this.resources.set(path, made);
    return made;
  }

  private model(operation: string, body: NonNullable<Route['body']>): string {
    return new CfnModel(this, `${pascalCase(operation)}Body`, {
      restApiId: this.api.ref,
      contentType: 'application/json',
      schema: modelOf(body),
    }).ref;
  }

  /** Routes that ask the same party have one authorizer. */
  private authorizer(by: Exclude<Authorization, { readonly kind: 'iam' }>): CfnAuthorizer {
    const identity = JSON.stringify(Stack.of(this).resolve(by));
    const known = this.authorizers.get(identity);
    if (known) return known;
    const id = `Authorizer${this.authorizers.size + 1}`;
    const made =
      by.kind === 'user-pool'
        ? new CfnAuthorizer(this, id, {
            restApiId: this.api.ref,
            name: id,
            type: 'COGNITO_USER_POOLS',
            identitySource: 'method.request.header.Authorization',
            providerArns: [...by.userPoolArns],
          })
        : new CfnAuthorizer(this, id, {
            restApiId: this.api.ref,
            name: id,
            type: 'REQUEST',
            identitySource: `method.request.header.${by.header ?? 'Authorization'}`,
            authorizerUri: this.invocationOf(by.functionArn),
            // an answer that is kept is given to other routes too
            authorizerResultTtlInSeconds: 0,
          });
    if (by.kind === 'function') {
      this.admit(`${id}MayCall`, by.functionArn, `${this.executionArn}/authorizers/${made.ref}`);
    }
    this.authorizers.set(identity, made);
    return made;
  }

  private admit(id: string, functionArn: string, sourceArn: string): void {
    new CfnPermission(this, id, {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn,
    });
  }

  private arnOf({ method, path }: Route): string {
    const any = variablesOf(path).reduce((at, variable) => at.replace(`{${variable}}`, '*'), path);
    return `${this.executionArn}/*/${method}${any}`;
  }

  private get executionArn(): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:execute-api:${region}:${account}:${this.api.ref}`;
  }

  private invocationOf(functionArn: string): string {
    const { partition, region } = Stack.of(this);
    return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  }
}
