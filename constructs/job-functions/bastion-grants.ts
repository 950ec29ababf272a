import { PURPOSE_TAG } from '../bastion/bastion';
import { allow, type Grant, type GrantContext } from './grant';

/** The document of the access check in every grant, and a session tag that names the user to run as. */
const CHECKED = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } } as const;
const NAMED = { Null: { 'aws:PrincipalTag/SSMSessionRunAs': 'false' } } as const;

/**
 * Recorded sessions on the bastion's hosts, for a role that exists in many accounts: what `Bastion.access` grants in one.
 * The bastion's key is found by its alias. A policy variable cannot stand for the account of an ARN, so that it is given.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html
 */
export function bastionGrants({ partition, name, bastionAccount }: GrantContext): readonly Grant[] {
  if (bastionAccount === undefined) return [];
  const sessions = `arn:${partition}:ssm:*:*:session`;
  return [
    allow('OnTheHosts', ['ssm:StartSession'], [`arn:${partition}:ec2:*:*:instance/*`], {
      ...CHECKED,
      ...NAMED,
      StringEquals: { [`ssm:resourceTag/${PURPOSE_TAG.key}`]: PURPOSE_TAG.value },
    }),
    allow(
      'WithTheDocument',
      ['ssm:StartSession'],
      [`arn:${partition}:ssm:*:${bastionAccount}:document/${name}-bastion`],
      { ...CHECKED, ...NAMED },
    ),
    allow('OverTheChannel', ['ssmmessages:OpenDataChannel'], [`${sessions}/\${aws:userid}-*`]),
    allow('OwnSessions', ['ssm:ResumeSession', 'ssm:TerminateSession'], [`${sessions}/*`], {
      StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' },
    }),
    allow('EncryptTheChannel', ['kms:GenerateDataKey'], [`arn:${partition}:kms:*:*:key/*`], {
      Null: { 'kms:EncryptionContext:aws:ssm:SessionId': 'false' },
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${name}/bastion` },
    }),
    allow('SeeWhetherTheyAnswer', ['ssm:GetConnectionStatus'], [`arn:${partition}:ec2:*:*:instance/*`]),
  ];
}
