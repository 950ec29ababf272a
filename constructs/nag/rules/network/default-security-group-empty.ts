import { type Finding, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';

/** Resources that empty a default group, by the property that names it: the landing zone's own, and the AWS CDK's. */
const EMPTYING = {
  'Custom::EmptyDefaultSecurityGroup': 'GroupId',
  'Custom::VpcRestrictDefaultSG': 'DefaultSecurityGroupId',
} as const;

/** Properties by which something joins security groups; what names none of them joins the default group. */
const JOINING = { 'AWS::EC2::VPCEndpoint': 'SecurityGroupIds' } as const;

/** CloudFormation makes the group with the VPC and cannot take its rules: a custom resource must. */
export const defaultSecurityGroupEmpty: Rule = {
  id: 'default-security-group-empty',
  demand: {
    en: 'The default security group of a VPC is emptied, and nothing is in it.',
    zh: '每个 VPC 的默认安全组均已清空，且未被任何资源使用。',
  },
  types: ['AWS::EC2::VPC'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
  judge: (vpc) => verdictFrom([...unemptied(vpc), ...membersOf(vpc)]),
};

function unemptied(vpc: Resource): readonly Finding[] {
  const emptied = Object.entries(EMPTYING).some(([type, property]) =>
    vpc.referrers(type, property).some((resource) => isDefaultGroup(resource.raw(property))),
  );
  if (emptied) return [];
  return [
    {
      property: 'DefaultSecurityGroup',
      message: {
        en: 'keeps the rules that EC2 gives it: open among its members and outwards. Empty it with EmptyDefaultSecurityGroup',
        zh: '保留 EC2 的默认规则：成员之间互通且出向全部放行。请使用 EmptyDefaultSecurityGroup 清空',
      },
    },
  ];
}

/** Interfaces of an endpoint that names no group are in the default one. */
const membersOf = (vpc: Resource): readonly Finding[] =>
  Object.entries(JOINING).flatMap(([type, property]) =>
    vpc
      .referrers(type, 'VpcId')
      .filter((member) => member.text('VpcEndpointType') === 'Interface')
      .filter((member) => !member.has(property) || member.list(property).some(isDefaultGroup))
      .map(({ id }) => ({
        property: 'DefaultSecurityGroup',
        message: {
          en: `is the group of ${id}: give it one of its own`,
          zh: `被 ${id} 使用：请为其指定专用安全组`,
        },
      })),
  );

const isDefaultGroup = (value: unknown): boolean => attributeOf(value) === 'DefaultSecurityGroup';

/** What `Fn::GetAtt` asks of a resource, in either spelling. */
function attributeOf(value: unknown): string | undefined {
  const asked = (value as { readonly 'Fn::GetAtt'?: string | readonly string[] } | undefined)?.['Fn::GetAtt'];
  return [asked ?? []].flat().join('.').split('.').at(-1);
}
