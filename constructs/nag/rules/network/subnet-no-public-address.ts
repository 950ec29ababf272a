import { compliant, nonCompliant, type Rule } from '../../rule';

/** Not even the ingress zone hands out public addresses by itself: load balancers ask for theirs. */
export const subnetNoPublicAddress: Rule = {
  id: 'subnet-no-public-address',
  demand: {
    en: 'A subnet gives no public address by itself to what is launched in it.',
    zh: '子网不为其中启动的资源自动分配公网地址。',
  },
  types: ['AWS::EC2::Subnet'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',
  judge: (subnet) =>
    subnet.flag('MapPublicIpOnLaunch')
      ? nonCompliant({
          property: 'MapPublicIpOnLaunch',
          message: {
            en: 'is true: whatever is launched here gets a public address',
            zh: '为 true：在此启动的资源将获得公网地址',
          },
        })
      : compliant,
};
