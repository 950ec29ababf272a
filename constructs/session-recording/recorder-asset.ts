import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { archiveOf } from './archive';

const SOURCES = join(__dirname, 'recorder');

/** The recorder as it is delivered to hosts: an archive of its Python files, and the table that they run by. */
interface Delivered {
  readonly archive: Buffer;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
}

let delivered: Delivered | undefined;

/** Read once: it is the same for every stack. */
function recorderArchive(): Delivered {
  delivered ??= read();
  return delivered;
}

function read(): Delivered {
  const names = readdirSync(SOURCES).filter((name) => /\.(py|json)$/.test(name));
  const archive = archiveOf(names.map((name) => ({ name, content: readFileSync(join(SOURCES, name)) })));
  return { archive, digest: createHash('sha256').update(archive).digest('hex') };
}

/** SHA-256 of the archive with the recorder of this release, in hexadecimal. */
export const recorderDigest = (): string => recorderArchive().digest;

/**
 * The recorder among the assets of its stack. The archive has the same digest on every machine, and is known by it: a host that
 * checks what it has fetched runs these files and no others.
 *
 * Made here and not by `aws-s3-assets`, which leaves the making of an archive to the deployment: its digest is not known before.
 */
export class RecorderAsset extends Construct {
  /** SHA-256 of the archive, in hexadecimal. */
  readonly digest: string;
  /** The bucket of the bootstrap, in the stack's account and region. */
  readonly bucketName: string;
  readonly objectKey: string;
  readonly objectArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { archive, digest } = recorderArchive();
    const stack = Stack.of(this);
    const fileName = this.written(`asset.${digest}.tar`, archive);
    const location = stack.synthesizer.addFileAsset({
      fileName,
      sourceHash: digest,
      packaging: FileAssetPackaging.FILE,
      displayName: 'Session recorder',
    });
    this.digest = digest;
    this.bucketName = location.bucketName;
    this.objectKey = location.objectKey;
    this.objectArn = `arn:${stack.partition}:s3:::${location.bucketName}/${location.objectKey}`;
  }

  /** @returns where it is, from the manifest's folder */
  private written(name: string, content: Buffer): string {
    const stage = Stage.of(this);
    if (!stage)
      throw new Error(`${this.node.path}: assets need an App or a Stage above their stack. Put the stack into one.`);
    const file = join(stage.assetOutdir, name);
    writeFileSync(file, content);
    return relative(stage.outdir, file);
  }
}
