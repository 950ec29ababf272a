import { RemovalPolicy, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBInstance, CfnDBParameterGroup, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import {
  AlertTopic,
  ApiBoundary,
  ApiEndpoint,
  ApiLogging,
  EmptyDefaultSecurityGroup,
  HandlerFunction,
  IsolatedVpc,
  type JsonSchema,
  KeyUse,
  PurposeKey,
  RemoveDefaultNetwork,
  TlsLoadBalancer,
} from '../../constructs';

const NAME = 'orders';
const ORGANIZATION = 'o-a1b2c3d4e5';
const SERVICE_PORT = 8443;
const DATABASE_PORT = 5432;

const ORDER: JsonSchema = {
  type: 'object',
  required: ['item', 'count'],
  additionalProperties: false,
  properties: {
    item: { type: 'string', maxLength: 64 },
    count: { type: 'integer', minimum: 1, maximum: 100 },
  },
};

/**
 * Orders of a shop: a service in the application zone behind a load balancer, its database in the data zone, a queue, an API for
 * systems of the organization, and one for partners past a web firewall.
 */
export class OrdersStack extends Stack {
  private readonly network: IsolatedVpc;
  private readonly key: IKey;
  private readonly service: SecurityGroup;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    Tags.of(this).add('isms:data-class', 'important');
    this.key = this.keyOfService();
    this.network = new IsolatedVpc(this, 'Network', {
      name: NAME,
      cidr: '10.40.0.0/20',
      flowLogBucketName: `acme-flow-333333333333-${this.region}`,
      endpoints: 'none',
      perimeter: { organizationId: ORGANIZATION },
      flows: [
        { from: 'ingress', to: 'application', port: SERVICE_PORT, reason: 'the service behind its load balancer' },
        { from: 'application', to: 'data', port: DATABASE_PORT, reason: 'the database of the service' },
      ],
    });
    this.withoutDefaults();
    this.service = this.groupIn('application', 'Service');
    this.loadBalancer();
    this.database();
    this.queue();
    this.apis();
  }

  private keyOfService(): IKey {
    const { key } = new PurposeKey(this, 'Key', {
      name: NAME,
      purpose: 'service',
      uses: [
        ...HandlerFunction.keyUses(NAME, this.region),
        ...ApiBoundary.keyUses(NAME),
        KeyUse.publishing('cloudwatch.amazonaws.com'),
        KeyUse.rolesThroughServices({ services: ['rds', 'secretsmanager', 'sqs'], roleNames: ['cdk-*-cfn-exec-role-*', 'orders-*'] }),
      ],
    });
    return key;
  }

  private withoutDefaults(): void {
    const { topic } = new AlertTopic(this, 'Alerts', {
      name: NAME,
      subject: 'service',
      emails: ['orders@example.com'],
      key: this.key,
    });
    const shared = { name: NAME, key: this.key, topic };
    new EmptyDefaultSecurityGroup(this, 'DefaultGroup', { ...shared, vpc: this.network.vpc });
    new RemoveDefaultNetwork(this, 'DefaultNetwork', shared);
  }

  private groupIn(zone: string, id: string): SecurityGroup {
    const group = new SecurityGroup(this, id, {
      vpc: this.network.network,
      description: `${id} of the orders`,
      allowAllOutbound: false,
    });
    Tags.of(group).add('isms:zone', zone);
    return group;
  }

  private loadBalancer(): void {
    new TlsLoadBalancer(this, 'LoadBalancer', {
      name: NAME,
      subject: 'shop',
      network: this.network,
      reach: { kind: 'internal' },
      certificateArns: [this.certificate],
      targets: { securityGroup: this.service, type: 'ip', port: SERVICE_PORT, healthPath: '/health' },
      logBucketName: `acme-load-balancers-333333333333-${this.region}`,
    });
  }

  private database(): void {
    const group = this.groupIn('data', 'DatabaseGroup');
    this.service.connections.allowTo(group, Port.tcp(DATABASE_PORT), 'TLS to the database');
    const subnets = new CfnDBSubnetGroup(this, 'DatabaseSubnets', {
      dbSubnetGroupDescription: 'The data zone',
      subnetIds: this.network.subnets.data.map((subnet) => subnet.attrSubnetId),
    });
    const parameters = new CfnDBParameterGroup(this, 'DatabaseParameters', {
      family: 'postgres17',
      description: 'Connections without TLS are refused',
      parameters: { 'rds.force_ssl': '1' },
    });
    const database = new CfnDBInstance(this, 'Database', {
      engine: 'postgres',
      engineVersion: '17.6',
      dbInstanceClass: 'db.t4g.medium',
      allocatedStorage: '20',
      multiAz: true,
      dbSubnetGroupName: subnets.ref,
      dbParameterGroupName: parameters.ref,
      vpcSecurityGroups: [group.securityGroupId],
      publiclyAccessible: false,
      storageEncrypted: true,
      kmsKeyId: this.key.keyArn,
      masterUsername: 'orders',
      manageMasterUserPassword: true,
      masterUserSecret: { kmsKeyId: this.key.keyArn },
      deletionProtection: true,
    });
    database.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  private queue(): void {
    const queue = new CfnQueue(this, 'Queue', { kmsMasterKeyId: this.key.keyArn });
    new CfnQueuePolicy(this, 'QueuePolicy', {
      queues: [queue.ref],
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: ['sqs:*'],
            resources: [queue.attrArn],
            conditions: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      }),
    });
  }

  private apis(): void {
    new ApiLogging(this, 'ApiLogging', { name: NAME, region: this.region });
    const { endpoint } = new ApiEndpoint(this, 'ApiEndpoint', { network: this.network, organizationId: ORGANIZATION });
    const functionArn = `arn:${this.partition}:lambda:${this.region}:${this.account}:function:orders`;
    const target = { kind: 'function', functionArn } as const;
    const shared = { name: NAME, owner: 'orders team', key: this.key, insiders: { organizationId: ORGANIZATION } };
    new ApiBoundary(this, 'Api', {
      ...shared,
      api: 'internal',
      description: 'Orders, for systems of the organization',
      reach: { kind: 'private', endpointIds: [endpoint.ref] },
      clients: [{ name: 'shop', rate: 20, burst: 10, callsPerDay: 100_000 }],
      routes: [
        { method: 'POST', path: '/orders', operation: 'createOrder', target, body: ORDER },
        { method: 'GET', path: '/orders/{id}', operation: 'readOrder', target },
      ],
    });
    new ApiBoundary(this, 'PartnerApi', {
      ...shared,
      api: 'partners',
      description: 'Orders of partners',
      reach: { kind: 'regional' },
      authorization: { kind: 'function', functionArn },
      clients: [{ name: 'partner', rate: 5, burst: 5, callsPerDay: 10_000 }],
      routes: [{ method: 'POST', path: '/orders', operation: 'createPartnerOrder', target, body: ORDER }],
    });
  }

  private get certificate(): string {
    return `arn:${this.partition}:acm:${this.region}:${this.account}:certificate/00000000-0000-4000-8000-000000000000`;
  }
}
