import { allow, type Grant } from './grant';

const ROLES = ['deploy', 'file-publishing', 'lookup'];

/**
 * Taking the roles of the bootstrap that deploy. Whose session has a source identity hands on that one, so that no deployment is recorded
 * under another's name; a session without one sets none.
 * @param others names of roles that may be taken as well, by sessions without a source identity
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function deployIn(partition: string, ...others: readonly string[]): readonly Grant[] {
  const arn = (name: string): string => `arn:${partition}:iam::*:role/${name}`;
  return [
    allow('Deploy', ['sts:AssumeRole'], [...ROLES.map((role) => `cdk-*-${role}-role-*`), ...others].map(arn)),
    // which roles may be taken stands above: one pattern for all of them leaves room in the template
    allow('DeployAsOneself', ['sts:SetSourceIdentity'], [arn('cdk-*-role-*')], {
      StringEquals: { 'sts:SourceIdentity': '${aws:SourceIdentity}' },
    }),
  ];
}
