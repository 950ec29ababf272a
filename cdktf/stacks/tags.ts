import type { IConstruct } from 'constructs';
import type { IAspect } from '../terraform';

interface Taggable {
  tags: Record<string, string>;
  readonly tagsInput?: Readonly<Record<string, string>>;
}

/** Tags everything below a stack that can carry tags; what a resource says of itself stays. Aspects on the app do nothing. */
export class Tagging implements IAspect {
  constructor(private readonly tags: Readonly<Record<string, string>>) {}

  visit(node: IConstruct): void {
    if (isTaggable(node)) node.tags = { ...this.tags, ...node.tagsInput };
  }
}

const isTaggable = (node: IConstruct): node is IConstruct & Taggable => 'tags' in node && 'tagsInput' in node;
