import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** What an `ApiLogging` needs to know. */
export interface ApiLoggingProps {
  /** The landing zone's name: the role is `<name>-api-logging-<region>`. */
  readonly name: string;
  /** The region: roles have none. */
  readonly region: string;
}

/**
 * Lets API Gateway write logs, once for all APIs of an account in a region: without it no stage with a log is deployed.
 * The setting stays when the stack goes, since other APIs may rest on it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiLogging extends Construct {
  readonly role: Role;
  readonly account: CfnAccount;

  constructor(scope: Construct, id: string, { name, region }: ApiLoggingProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      roleName: `${name}-api-logging-${region}`,
      description: 'API Gateway writes the logs of APIs',
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
    });
    this.role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: this.role.roleArn });
    this.account.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
