import type { Guardrail, GuardrailContext } from './guardrail';
import { outside } from './perimeter';

/**
 * Services whose resources hold what is worth taking, and whose resource policies can let strangers in. All are among those
 * that resource control policies reach.
 */
const HOLDING = ['aoss:*', 'dynamodb:*', 'ecr:*', 'kms:*', 'logs:*', 's3:*', 'secretsmanager:*', 'sqs:*'];

/**
 * Roles are assumed from outside by `sts:AssumeRole`. Federated people have no account when they ask, so that
 * `sts:AssumeRoleWithSAML` and `sts:AssumeRoleWithWebIdentity`, and what they set along, are none of it: who may federate is
 * decided by the identity providers of the account.
 */
const ASSUMED = 'sts:AssumeRole';

const inside = (context: GuardrailContext): boolean => context.organizationId !== undefined;

/**
 * What nobody can do with the resources of member accounts, whatever their own policies allow, as statements of resource
 * control policies: principals outside the organization, which no service control policy binds, are bound here.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export const RESOURCE_GUARDRAILS: readonly Guardrail[] = [
  {
    id: 'outside-identities',
    theme: 'perimeter',
    stops: { en: 'Identities outside the organization at its resources and roles', zh: '组织外身份访问组织资源与角色' },
    brief: 'identities outside the organization',
    facets: [
      '8.2/no-excess-access#data-perimeter',
      '8.2/no-unauthorised-export#resource-sharing-denied',
      '8.4/leak-prevention#public-exposure-blocked',
    ],
    exempt: 'nobody',
    refuses: (context) =>
      inside(context)
        ? {
            actions: [...HOLDING, ASSUMED],
            condition: {
              ...outside('aws:PrincipalOrgID', 'aws:PrincipalAccount', context),
              BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
            },
          }
        : undefined,
  },
  {
    id: 'confused-deputies',
    theme: 'perimeter',
    stops: { en: 'Services of AWS that act for strangers', zh: 'AWS 服务代表组织外主体访问组织资源' },
    brief: 'services acting for strangers',
    facets: ['8.2/no-excess-access#data-perimeter', '8.2/least-privilege#trust-and-resource-policies'],
    exempt: 'nobody',
    refuses: (context) =>
      inside(context)
        ? {
            actions: [...HOLDING, ASSUMED],
            condition: {
              ...outside('aws:SourceOrgID', 'aws:SourceAccount', context),
              Bool: { 'aws:PrincipalIsAWSService': 'true' },
              // a service that acts for nobody's resource names no account
              Null: { 'aws:SourceAccount': 'false' },
            },
          }
        : undefined,
  },
  {
    id: 'plaintext-requests',
    theme: 'transport',
    stops: { en: 'Requests without TLS', zh: '未使用 TLS 的请求' },
    brief: 'requests without TLS',
    facets: ['8.4/encryption-in-transit#stores-refuse-plaintext'],
    exempt: 'nobody',
    refuses: () => ({
      actions: ['kms:*', 's3:*', 'secretsmanager:*', 'sqs:*'],
      condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  },
];
