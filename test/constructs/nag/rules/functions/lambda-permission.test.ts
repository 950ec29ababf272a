import { lambdaPermissionNamedSource } from '../../../../../constructs/nag/rules/functions/lambda-permission-named-source';
import { describeRule } from '../../../../support/rule-cases';

const service = { Action: 'lambda:InvokeFunction', FunctionName: 'f', Principal: 'events.amazonaws.com' };

describeRule(lambdaPermissionNamedSource, {
  compliant: {
    'a service for a rule': { ...service, SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] } },
    'a service for an ARN': { ...service, SourceArn: 'arn:aws:events:eu-west-1:111111111111:rule/daily' },
    'a service for a bucket': { ...service, Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::orders' },
    'a service for an account': { ...service, SourceAccount: '111111111111' },
    'a service of China for a log group': {
      ...service,
      Principal: 'logs.cn-north-1.amazonaws.com.cn',
      SourceArn: 'arn:aws-cn:logs:cn-north-1:111111111111:log-group:/acme/trail:*',
    },
    'an account': { ...service, Principal: '111111111111' },
    'everyone of an organization': { ...service, Principal: '*', PrincipalOrgID: 'o-abcdefghij' },
  },
  nonCompliant: {
    'a service for anyone': [service, 'SourceArn'],
    'a service of China for anyone': [{ ...service, Principal: 'logs.cn-north-1.amazonaws.com.cn' }, 'SourceArn'],
    'a service for any account': [{ ...service, SourceArn: 'arn:aws:events:*:*:rule/*' }, 'SourceArn'],
    'a service for any bucket': [
      { ...service, Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::*' },
      'SourceArn',
    ],
    everyone: [{ ...service, Principal: '*' }, 'Principal'],
  },
});
