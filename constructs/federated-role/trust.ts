/**
 * For whom an assertion has to be meant, so that one for another service signs nobody in here.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
 * @see https://docs.amazonaws.cn/en_us/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
 */
export const SAML_AUDIENCE: Readonly<Record<string, string>> = {
  aws: 'https://signin.aws.amazon.com/saml',
  'aws-cn': 'https://signin.amazonaws.cn/saml',
};

/** The one tag that an assertion may carry into a session: the user that the bastion runs a person's session as. */
const SESSION_TAGS = ['SSMSessionRunAs'];

/** Of one character at least: `*` would take an empty one. */
const A_PERSON = { StringLike: { 'sts:SourceIdentity': '?*' } } as const;

/**
 * Who may sign in, as a trust policy. Three statements, since the three actions know different conditions: the audience is
 * none of `sts:SetSourceIdentity`, and the source identity none of `sts:TagSession`.
 * @throws when the partition has no audience that is known.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
export function samlTrust(providerArn: string, partition: string) {
  const audience = SAML_AUDIENCE[partition];
  if (audience === undefined) {
    throw new Error(`${partition}: no audience is known there. Use one of: ${Object.keys(SAML_AUDIENCE).join(', ')}.`);
  }
  const provider = { Federated: providerArn };
  const meantForUs = { StringEquals: { 'SAML:aud': audience } };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'SignIn',
        Effect: 'Allow',
        Principal: provider,
        Action: 'sts:AssumeRoleWithSAML',
        Condition: { ...meantForUs, ...A_PERSON },
      },
      {
        Sid: 'AsAPerson',
        Effect: 'Allow',
        Principal: provider,
        Action: 'sts:SetSourceIdentity',
        Condition: A_PERSON,
      },
      {
        Sid: 'WithAUserToRunAs',
        Effect: 'Allow',
        Principal: provider,
        Action: 'sts:TagSession',
        Condition: { ...meantForUs, 'ForAllValues:StringEquals': { 'aws:TagKeys': SESSION_TAGS } },
      },
    ],
  };
}
