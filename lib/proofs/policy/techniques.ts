/** Where the techniques are described, by id. */
export const TECHNIQUE_PAGES = 'https://stratus-red-team.cloud/attack-techniques/AWS/';

/**
 * How the published techniques of Stratus Red Team for AWS are met, as rows of the matrix show: `refused`;
 * `refused-or-detected`, since what refuses is not everywhere: a single account has no organization, its boundary no room for
 * all, and China no known resource control policies; `detected`, since they use what workloads need.
 * @see https://stratus-red-team.cloud/attack-techniques/AWS/ (44 techniques at commit 7c9a7a5)
 */
export const TECHNIQUES = {
  'aws.credential-access.ec2-get-password-data': 'refused',
  'aws.credential-access.ec2-steal-instance-credentials': 'refused-or-detected',
  'aws.credential-access.secretsmanager-batch-retrieve-secrets': 'refused',
  'aws.credential-access.secretsmanager-retrieve-secrets': 'detected',
  'aws.credential-access.ssm-retrieve-securestring-parameters': 'detected',
  'aws.defense-evasion.cloudtrail-delete': 'refused',
  'aws.defense-evasion.cloudtrail-event-selectors': 'refused',
  'aws.defense-evasion.cloudtrail-lifecycle-rule': 'refused',
  'aws.defense-evasion.cloudtrail-stop': 'refused',
  'aws.defense-evasion.dns-delete-logs': 'refused',
  'aws.defense-evasion.organizations-leave': 'refused',
  'aws.defense-evasion.vpc-remove-flow-logs': 'refused',
  'aws.discovery.ec2-download-user-data': 'detected',
  'aws.discovery.ec2-enumerate-from-instance': 'detected',
  'aws.discovery.ses-enumerate': 'refused',
  'aws.execution.ec2-launch-unusual-instances': 'refused',
  'aws.execution.ec2-user-data': 'refused',
  'aws.execution.sagemaker-update-lifecycle-config': 'refused',
  'aws.execution.ssm-send-command': 'refused',
  'aws.execution.ssm-start-session': 'refused',
  'aws.exfiltration.ec2-security-group-open-port-22-ingress': 'detected',
  'aws.exfiltration.ec2-share-ami': 'refused',
  'aws.exfiltration.ec2-share-ebs-snapshot': 'refused',
  'aws.exfiltration.rds-share-snapshot': 'refused',
  'aws.exfiltration.s3-backdoor-bucket-policy': 'refused-or-detected',
  'aws.impact.bedrock-invoke-model': 'detected',
  'aws.impact.ec2-deregister-ami': 'refused',
  'aws.impact.s3-ransomware-batch-deletion': 'refused',
  'aws.impact.s3-ransomware-client-side-encryption': 'refused',
  'aws.impact.s3-ransomware-individual-deletion': 'refused',
  'aws.initial-access.console-login-without-mfa': 'detected',
  'aws.lateral-movement.ec2-instance-connect': 'refused',
  'aws.lateral-movement.ec2-serial-console-send-ssh-public-key': 'refused',
  'aws.persistence.iam-backdoor-role': 'refused-or-detected',
  'aws.persistence.iam-backdoor-user': 'refused',
  'aws.persistence.iam-create-admin-user': 'refused',
  'aws.persistence.iam-create-backdoor-role': 'refused-or-detected',
  'aws.persistence.iam-create-user-login-profile': 'refused',
  'aws.persistence.lambda-backdoor-function': 'refused-or-detected',
  'aws.persistence.lambda-layer-extension': 'refused-or-detected',
  'aws.persistence.lambda-overwrite-code': 'detected',
  'aws.persistence.rolesanywhere-create-trust-anchor': 'refused',
  'aws.persistence.sts-federation-token': 'refused',
  'aws.privilege-escalation.iam-update-user-login-profile': 'refused',
} as const satisfies Readonly<Record<string, 'refused' | 'refused-or-detected' | 'detected'>>;

export type TechniqueId = keyof typeof TECHNIQUES;
