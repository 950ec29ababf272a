import { facets4 } from './clause-4';
import { facets6 } from './clause-6';
import { facets7 } from './clause-7';
import { facets8_1 } from './clause-8.1';
import { facets8_2 } from './clause-8.2';
import { facets8_3 } from './clause-8.3';
import { facets8_4 } from './clause-8.4';
import { facets8_6 } from './clause-8.6';
import { facets8_7 } from './clause-8.7';
import { facets8_8 } from './clause-8.8';
import { facets8_9 } from './clause-8.9';
import { facets9 } from './clause-9';
import { facets10 } from './clause-10';

/** The 320 facets that the 86 control requirements break into: what an auditor would insist on. */
export const facets = [
  ...facets4,
  ...facets6,
  ...facets7,
  ...facets8_1,
  ...facets8_2,
  ...facets8_3,
  ...facets8_4,
  ...facets8_6,
  ...facets8_7,
  ...facets8_8,
  ...facets8_9,
  ...facets9,
  ...facets10,
] as const;
