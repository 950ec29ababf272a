import { calls, trailAlarm, WITHIN } from './trail-alarm';

/**
 * Any change of who signs people in, or of what they get when they have signed in, raises an alarm.
 *
 * Names are those of the services' APIs; of the directory's own settings those that decide about an external provider.
 */
export const identityChangeAlarm = trailAlarm({
  id: 'identity-change-alarm',
  demand: {
    en: `A change of federation, of the directory or of a permission set raises an alarm ${WITHIN.en}.`,
    zh: `变更身份联合、目录或权限集时，${WITHIN.zh}。`,
  },
  events: () => [
    ...calls(
      'iam',
      'AddClientIDToOpenIDConnectProvider',
      'CreateOpenIDConnectProvider',
      'CreateSAMLProvider',
      'DeleteOpenIDConnectProvider',
      'DeleteSAMLProvider',
      'RemoveClientIDFromOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
      'UpdateSAMLProvider',
    ),
    ...calls(
      'sso',
      'AssociateDirectory',
      'AttachCustomerManagedPolicyReferenceToPermissionSet',
      'AttachManagedPolicyToPermissionSet',
      'CreateAccountAssignment',
      'CreatePermissionSet',
      'DeleteAccountAssignment',
      'DeleteInlinePolicyFromPermissionSet',
      'DeletePermissionSet',
      'DeletePermissionsBoundaryFromPermissionSet',
      'DetachCustomerManagedPolicyReferenceFromPermissionSet',
      'DetachManagedPolicyFromPermissionSet',
      'DisassociateDirectory',
      'PutInlinePolicyToPermissionSet',
      'PutMfaDeviceManagementForDirectory',
      'PutPermissionsBoundaryToPermissionSet',
      'UpdatePermissionSet',
    ),
    ...calls(
      'sso-directory',
      'CreateExternalIdPConfigurationForDirectory',
      'DeleteExternalIdPConfigurationForDirectory',
      'DisableExternalIdPConfigurationForDirectory',
      'EnableExternalIdPConfigurationForDirectory',
      'UpdateExternalIdPConfigurationForDirectory',
    ),
  ],
});
