import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import { TARGET_PARTITIONS } from 'aws-cdk-lib/cx-api';
import { isIntrinsic, isObject } from '../nag/intrinsics';
import { LARGEST_TEMPLATE } from './largest-template';

/** A template that is deployed by another one. */
export interface EmbeddedTemplate {
  /** The stack it was made from: its constructs carry what they were declared to meet, and where. */
  readonly stack: Stack;
  /** The template, for those who judge it. */
  readonly document: Readonly<Record<string, unknown>>;
  /** The template as it is sent. */
  readonly body: string;
}

/**
 * Synthesizes a stack for any account and region: without bootstrap, assets or metadata, so that the same content always
 * gives the same text, whoever runs it.
 *
 * @throws when the template is larger than what CloudFormation takes inline, or needs an asset.
 */
export function embeddedTemplate(
  id: string,
  build: (stack: Stack) => void,
  /** Of the one region where it will stand; left out where it stands in several. */
  region?: string,
): EmbeddedTemplate {
  const outdir = mkdtempSync(join(tmpdir(), 'embedded-'));
  try {
    const app = new App({
      outdir,
      autoSynth: false,
      analyticsReporting: false,
      treeMetadata: false,
      // the CLI would switch on metadata with the paths of constructs
      postCliContext: {
        'aws:cdk:enable-path-metadata': false,
        'aws:cdk:enable-asset-metadata': false,
        [TARGET_PARTITIONS]: ['aws', 'aws-cn'],
      },
    });
    const stack = new Stack(app, id, {
      synthesizer: new BootstraplessSynthesizer(),
      ...(region !== undefined && { env: { region } }),
    });
    build(stack);
    const template: Record<string, unknown> = app.synth().getStackArtifact(stack.artifactId).template;
    const document = shortened(template) as Record<string, unknown>;
    return { stack, document, body: bodyOf(document, id) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/**
 * The same template with other values in its mappings: what deployment finds out of them needs no synthesis of its own.
 *
 * @throws when the template is larger than what CloudFormation takes inline.
 */
export function withMappings(
  { stack, document }: EmbeddedTemplate,
  mappings: Readonly<Record<string, unknown>>,
): EmbeddedTemplate {
  const changed = { ...document, Mappings: mappings };
  return { stack, document: changed, body: bodyOf(changed, stack.node.id) };
}

/** The same template with texts joined by substitution, which takes half the characters of `Fn::Join`. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened);
  if (!isObject(value)) return value;
  const substituted = isIntrinsic(value) ? asSubstitution(value['Fn::Join']) : undefined;
  return substituted ?? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}

/** Undefined for what is no join of texts and references alone, or has a text that substitution would read as one. */
function asSubstitution(join: unknown): { readonly 'Fn::Sub': string } | undefined {
  const [separator, parts] = Array.isArray(join) ? join : [];
  if (separator !== '' || !Array.isArray(parts)) return undefined;
  const texts = parts.map((part) => {
    if (typeof part === 'string') return part.includes('${') ? undefined : part;
    const { Ref: name, 'Fn::GetAtt': attribute } = isObject(part) ? part : {};
    if (typeof name === 'string') return `\${${name}}`;
    return Array.isArray(attribute) && attribute.every((step) => typeof step === 'string')
      ? `\${${attribute.join('.')}}`
      : undefined;
  });
  return texts.includes(undefined) ? undefined : { 'Fn::Sub': texts.join('') };
}

function bodyOf(document: unknown, id: string): string {
  const body = JSON.stringify(document);
  const bytes = Buffer.byteLength(body);
  if (bytes <= LARGEST_TEMPLATE) return body;
  throw new Error(
    `${id}: the template has ${bytes} bytes, and a stack set takes ${LARGEST_TEMPLATE} inline. Leave parts out, or give them to a second stack set.`,
  );
}
