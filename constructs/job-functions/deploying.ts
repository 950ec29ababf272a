import { allow, type Grant } from './grant';

/**
 * Taking the roles that deploy. Whose session has a source identity hands on that one, so that no deployment is recorded under
 * another's name; a session without one sets none.
 * @param roles their ARNs
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export const deployIn = (roles: readonly string[]): readonly Grant[] => [
  allow('Deploy', ['sts:AssumeRole'], roles),
  allow('DeployAsOneself', ['sts:SetSourceIdentity'], roles, {
    StringEquals: { 'sts:SourceIdentity': '${aws:SourceIdentity}' },
  }),
];
