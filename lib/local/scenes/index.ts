import { ARCHIVE_SCENES } from './archive';
import { CONTINUITY_SCENES } from './continuity';
import { SABOTAGE_SCENES } from './sabotage';
import type { Scene } from './scene';

/** A day in the landing zone, in the order in which it is lived. Each capability adds its scenes here. */
export const SCENES: readonly Scene[] = [...ARCHIVE_SCENES, ...CONTINUITY_SCENES, ...SABOTAGE_SCENES];
