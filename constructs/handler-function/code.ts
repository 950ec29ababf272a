import { AssetStaging, BootstraplessSynthesizer, FileAssetPackaging, Stack } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { bundleOf, embeddedCodeOf, type HandlerName } from './bundle';

/** The code of a handler: an asset, or in a stack that takes none, as in a StackSet, the text itself. */
export function codeOf(scope: Construct, handler: HandlerName): CfnFunction.CodeProperty {
  const stack = Stack.of(scope);
  if (stack.synthesizer instanceof BootstraplessSynthesizer) return { zipFile: embeddedCodeOf(handler) };
  const staged = new AssetStaging(scope, 'Code', { sourcePath: bundleOf(handler) });
  const { bucketName: s3Bucket, objectKey: s3Key } = stack.synthesizer.addFileAsset({
    sourceHash: staged.assetHash,
    fileName: staged.relativeStagedPath(stack),
    packaging: FileAssetPackaging.ZIP_DIRECTORY,
  });
  return { s3Bucket, s3Key };
}
