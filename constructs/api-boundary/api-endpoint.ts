import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { interfaceServiceName } from '../isolated-vpc/endpoints';
import { ENDPOINT_ZONE } from '../isolated-vpc/flows';
import type { IsolatedVpc } from '../isolated-vpc/isolated-vpc';
import { meets } from '../standard';

/** What an `ApiEndpoint` needs to know. */
export interface ApiEndpointProps {
  /** The network from which private APIs are called. */
  readonly network: IsolatedVpc;

  /**
   * Accounts whose APIs may be called.
   * @default - that of the stack
   */
  readonly apiAccounts?: readonly string[];

  /**
   * Id of the organization whose identities may call.
   * @default - identities of the stack's account only
   */
  readonly organizationId?: string;
}

/**
 * The way from a network to private APIs. It admits callers that IAM knows; whoever calls with a token alone is of no
 * account, and is refused here.
 *
 * Clients come in through `IsolatedVpc.admitToEndpoints`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-endpoint-policies.html
 */
export class ApiEndpoint extends Construct {
  readonly endpoint: CfnVPCEndpoint;

  constructor(scope: Construct, id: string, { network, apiAccounts, organizationId }: ApiEndpointProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    this.endpoint = new CfnVPCEndpoint(this, 'Endpoint', {
      vpcId: network.vpc.attrVpcId,
      vpcEndpointType: 'Interface',
      serviceName: interfaceServiceName('execute-api'),
      privateDnsEnabled: true,
      securityGroupIds: [network.endpointSecurityGroup.securityGroupId],
      subnetIds: network.subnets[ENDPOINT_ZONE].map((subnet) => subnet.attrSubnetId),
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OwnIdentitiesToOwnApis',
            Effect: 'Allow',
            Principal: '*',
            Action: 'execute-api:Invoke',
            Resource: (apiAccounts ?? [account]).map((owner) => `arn:${partition}:execute-api:${region}:${owner}:*`),
            Condition: {
              StringEquals:
                organizationId === undefined
                  ? { 'aws:PrincipalAccount': account }
                  : { 'aws:PrincipalOrgID': organizationId },
            },
          },
        ],
      },
    });
    meets(
      this.endpoint,
      '8.3/interface-security#endpoint-policies',
      '8.3/interface-security#private-service-interfaces',
      '8.2/no-excess-access#data-perimeter',
    );
  }
}
