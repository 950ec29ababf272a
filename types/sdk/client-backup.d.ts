// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { DescribeBackupJobInput, DescribeBackupJobOutput, DescribeBackupVaultInput, DescribeBackupVaultOutput, DescribeRestoreJobInput, DescribeRestoreJobOutput, GetBackupPlanInput, GetBackupPlanOutput, GetBackupSelectionInput, GetBackupSelectionOutput, GetBackupVaultAccessPolicyInput, GetBackupVaultAccessPolicyOutput, ListBackupSelectionsInput, ListBackupSelectionsOutput, ListRecoveryPointsByBackupVaultInput, ListRecoveryPointsByBackupVaultOutput, ListTagsInput, ListTagsOutput, StartBackupJobInput, StartBackupJobOutput, StartRestoreJobInput, StartRestoreJobOutput, UpdateBackupPlanInput, UpdateBackupPlanOutput } from '../../node_modules/@aws-sdk/client-backup/dist-types/models/models_0';

export { BackupPlanInput } from '../../node_modules/@aws-sdk/client-backup/dist-types/models/models_0';
export { BackupRule } from '../../node_modules/@aws-sdk/client-backup/dist-types/models/models_0';

interface Operations {
  readonly DescribeBackupJob: [input: DescribeBackupJobInput, output: DescribeBackupJobOutput];
  readonly DescribeBackupVault: [input: DescribeBackupVaultInput, output: DescribeBackupVaultOutput];
  readonly DescribeRestoreJob: [input: DescribeRestoreJobInput, output: DescribeRestoreJobOutput];
  readonly GetBackupPlan: [input: GetBackupPlanInput, output: GetBackupPlanOutput];
  readonly GetBackupSelection: [input: GetBackupSelectionInput, output: GetBackupSelectionOutput];
  readonly GetBackupVaultAccessPolicy: [input: GetBackupVaultAccessPolicyInput, output: GetBackupVaultAccessPolicyOutput];
  readonly ListBackupSelections: [input: ListBackupSelectionsInput, output: ListBackupSelectionsOutput];
  readonly ListRecoveryPointsByBackupVault: [input: ListRecoveryPointsByBackupVaultInput, output: ListRecoveryPointsByBackupVaultOutput];
  readonly ListTags: [input: ListTagsInput, output: ListTagsOutput];
  readonly StartBackupJob: [input: StartBackupJobInput, output: StartBackupJobOutput];
  readonly StartRestoreJob: [input: StartRestoreJobInput, output: StartRestoreJobOutput];
  readonly UpdateBackupPlan: [input: UpdateBackupPlanInput, output: UpdateBackupPlanOutput];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: BackupClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class BackupClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const DescribeBackupJobCommand: new (input: Operations['DescribeBackupJob'][0]) => CommandOf<'DescribeBackupJob'>;
export type DescribeBackupJobCommand = CommandOf<'DescribeBackupJob'>;
export declare const DescribeBackupVaultCommand: new (input: Operations['DescribeBackupVault'][0]) => CommandOf<'DescribeBackupVault'>;
export type DescribeBackupVaultCommand = CommandOf<'DescribeBackupVault'>;
export type DescribeBackupVaultCommandOutput = Operations['DescribeBackupVault'][1] & MetadataBearer;
export declare const DescribeRestoreJobCommand: new (input: Operations['DescribeRestoreJob'][0]) => CommandOf<'DescribeRestoreJob'>;
export type DescribeRestoreJobCommand = CommandOf<'DescribeRestoreJob'>;
export declare const GetBackupPlanCommand: new (input: Operations['GetBackupPlan'][0]) => CommandOf<'GetBackupPlan'>;
export type GetBackupPlanCommand = CommandOf<'GetBackupPlan'>;
export declare const GetBackupSelectionCommand: new (input: Operations['GetBackupSelection'][0]) => CommandOf<'GetBackupSelection'>;
export type GetBackupSelectionCommand = CommandOf<'GetBackupSelection'>;
export declare const GetBackupVaultAccessPolicyCommand: new (input: Operations['GetBackupVaultAccessPolicy'][0]) => CommandOf<'GetBackupVaultAccessPolicy'>;
export type GetBackupVaultAccessPolicyCommand = CommandOf<'GetBackupVaultAccessPolicy'>;
export declare const ListBackupSelectionsCommand: new (input: Operations['ListBackupSelections'][0]) => CommandOf<'ListBackupSelections'>;
export type ListBackupSelectionsCommand = CommandOf<'ListBackupSelections'>;
export declare const paginateListBackupSelections: PaginatorOf<'ListBackupSelections'>;
export declare const ListRecoveryPointsByBackupVaultCommand: new (input: Operations['ListRecoveryPointsByBackupVault'][0]) => CommandOf<'ListRecoveryPointsByBackupVault'>;
export type ListRecoveryPointsByBackupVaultCommand = CommandOf<'ListRecoveryPointsByBackupVault'>;
export declare const ListTagsCommand: new (input: Operations['ListTags'][0]) => CommandOf<'ListTags'>;
export type ListTagsCommand = CommandOf<'ListTags'>;
export declare const paginateListTags: PaginatorOf<'ListTags'>;
export declare const StartBackupJobCommand: new (input: Operations['StartBackupJob'][0]) => CommandOf<'StartBackupJob'>;
export type StartBackupJobCommand = CommandOf<'StartBackupJob'>;
export declare const StartRestoreJobCommand: new (input: Operations['StartRestoreJob'][0]) => CommandOf<'StartRestoreJob'>;
export type StartRestoreJobCommand = CommandOf<'StartRestoreJob'>;
export declare const UpdateBackupPlanCommand: new (input: Operations['UpdateBackupPlan'][0]) => CommandOf<'UpdateBackupPlan'>;
export type UpdateBackupPlanCommand = CommandOf<'UpdateBackupPlan'>;
