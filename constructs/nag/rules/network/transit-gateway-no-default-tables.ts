import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** What a transit gateway does by itself, and whether it does so where the template says nothing. */
const BY_ITSELF = [
  { property: 'DefaultRouteTableAssociation', byDefault: 'enable' },
  { property: 'DefaultRouteTablePropagation', byDefault: 'enable' },
  { property: 'AutoAcceptSharedAttachments', byDefault: 'disable' },
] as const;

/** A transit gateway puts no attachment into a table by itself: which network sees which is decided for each. */
export const transitGatewayNoDefaultTables: Rule = {
  id: 'transit-gateway-no-default-tables',
  demand: {
    en: 'A transit gateway neither accepts, associates nor propagates attachments by itself.',
    zh: '中转网关不自动接受、关联或传播网络连接。',
  },
  types: ['AWS::EC2::TransitGateway'],
  reference:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgateway.html',
  judge: (gateway) => verdictFromEach(BY_ITSELF, (setting) => unlessDisabled(gateway, setting)),
};

const unlessDisabled = (gateway: Resource, { property, byDefault }: (typeof BY_ITSELF)[number]): readonly Finding[] =>
  (gateway.literal(property) ?? byDefault) === 'disable'
    ? []
    : [
        finding(
          property,
          'is not disable: every attachment may reach every other',
          '不是 disable：任一连接均可到达其他连接',
        ),
      ];
