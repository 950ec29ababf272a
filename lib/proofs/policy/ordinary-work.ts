import type { Attack } from './attack';
import {
  ASKED_OF_INSTANCE,
  BOUNDED,
  NEW_INSTANCE,
  on,
  onKey,
  own,
  passRole,
  WORKLOAD_BUCKET,
  WORKLOAD_FUNCTION,
  WORKLOAD_ROLE,
  WORKLOAD_STACK,
} from './targets';

/** What a workload team has to be able to do: guardrails and boundaries that refuse it refuse too much. */
export const ORDINARY_WORK: Attack = {
  id: 'ordinary-work',
  title: { en: 'the ordinary work of a workload team', zh: '业务团队的日常工作' },
  facets: ['8.2/no-excess-access#attack-matrix', '8.2/least-privilege#permission-boundaries'],
  exempt: 'nobody',
  attempts: [],
  harmless: [
    [on('iam:CreateRole', WORKLOAD_ROLE, BOUNDED), on('iam:PutRolePolicy', WORKLOAD_ROLE, BOUNDED)],
    [passRole(WORKLOAD_ROLE, 'lambda.amazonaws.com'), on('lambda:CreateFunction', WORKLOAD_FUNCTION)],
    on('lambda:UpdateFunctionCode', WORKLOAD_FUNCTION),
    on('cloudformation:CreateStack', WORKLOAD_STACK),
    on('s3:CreateBucket', WORKLOAD_BUCKET),
    on('ec2:RunInstances', NEW_INSTANCE, ASKED_OF_INSTANCE),
    on('rds:CreateDBInstance', own('rds', 'db:orders')),
    on('dynamodb:CreateTable', own('dynamodb', 'table/orders')),
    on('sqs:CreateQueue', own('sqs', 'orders')),
    on('sns:CreateTopic', own('sns', 'orders')),
    on('ecs:CreateService', own('ecs', 'service/orders/web')),
    on('logs:CreateLogGroup', own('logs', 'log-group:/aws/lambda/orders')),
    on('cloudwatch:PutMetricAlarm', own('cloudwatch', 'alarm:orders')),
    onKey('kms:DescribeKey'),
  ],
};
