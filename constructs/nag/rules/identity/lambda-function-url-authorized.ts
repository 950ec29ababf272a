import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';

/** The URL of a function lies on the internet: IAM has to decide who calls it. */
export const lambdaFunctionUrlAuthorized: Rule = {
  id: 'lambda-function-url-authorized',
  demand: {
    en: 'The URL of a function answers only to callers that IAM has authorized.',
    zh: '函数 URL 仅响应经 IAM 授权的调用者。',
  },
  types: ['AWS::Lambda::Url'],
  reference: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  judge(url) {
    const type = url.literal('AuthType');
    if (type === 'AWS_IAM') return compliant;
    return nonCompliant(
      finding(
        'AuthType',
        `is ${type ?? 'missing'}: anybody on the internet may call the function`,
        `为 ${type ?? '空'}：互联网上任何人均可调用该函数`,
      ),
    );
  },
};
