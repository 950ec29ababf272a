import { clause4 } from './clause-4';
import { clause5 } from './clause-5';
import { clause6 } from './clause-6';
import { clause7 } from './clause-7';
import { clause8_1 } from './clause-8.1';
import { clause8_2 } from './clause-8.2';
import { clause8_3 } from './clause-8.3';
import { clause8_4 } from './clause-8.4';
import { clause8_5 } from './clause-8.5';
import { clause8_6 } from './clause-8.6';
import { clause8_7 } from './clause-8.7';
import { clause8_8 } from './clause-8.8';
import { clause8_9 } from './clause-8.9';
import { clause9 } from './clause-9';
import { clause10 } from './clause-10';

/** The 180 requirements of Q/BJKB 012-2026, in the order of the standard. */
export const requirements = [
  ...clause4,
  ...clause5,
  ...clause6,
  ...clause7,
  ...clause8_1,
  ...clause8_2,
  ...clause8_3,
  ...clause8_4,
  ...clause8_5,
  ...clause8_6,
  ...clause8_7,
  ...clause8_8,
  ...clause8_9,
  ...clause9,
  ...clause10,
] as const;
