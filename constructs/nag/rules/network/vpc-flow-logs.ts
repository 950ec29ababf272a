import { compliant, nonCompliant, type Rule } from '../../rule';

/** A log of one of its subnets or interfaces leaves the rest of a VPC unseen, so only one of the VPC itself counts. */
export const vpcFlowLogs: Rule = {
  id: 'vpc-flow-logs',
  demand: { en: 'A VPC has a flow log of its own.', zh: '每个 VPC 均启用自身的流日志。' },
  types: ['AWS::EC2::VPC'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
  judge: (vpc) =>
    vpc.referrers('AWS::EC2::FlowLog', 'ResourceId').some((log) => log.text('ResourceType') === 'VPC')
      ? compliant
      : nonCompliant({
          property: 'AWS::EC2::FlowLog',
          message: {
            en: 'is missing for this VPC: its traffic leaves no trace',
            zh: '未针对该 VPC 设置：其流量不留痕迹',
          },
        }),
};
