import type { Reader } from '../reader';
import { alarmNamed } from '../readers/alarm';

/** An alarm: whether it is on now. */
export const alarmFacts: Reader = async (reach, name) => ({ state: (await alarmNamed(reach, name)).StateValue });
