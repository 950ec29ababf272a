import type { Rule } from '../../rule';
import { dataClassTag } from './data-class-tag';

export const classificationRules: readonly Rule[] = [dataClassTag];
