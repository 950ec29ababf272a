import { DETECTIONS } from '../../../constructs/trail-alarms/detections';
import type { JudgedEstate } from '../../evidence/estate';
import type { SimulationRow } from '../../evidence/simulation';

/**
 * What a detection tells, and the alarm of a landing zone that it raises.
 *
 * @param id of the detection
 * @param name of the landing zone, with which the names of its alarms begin
 * @throws where the catalogue has no such detection
 */
export function detectedBy(
  id: string,
  name: string,
  estate: JudgedEstate,
): Pick<SimulationRow, 'detectionTitle' | 'alarm'> {
  const detection = DETECTIONS.find((each) => each.id === id);
  if (!detection) throw new Error(`the catalogue of detections has no ${id}`);
  const alarms = estate.estate.ofType('AWS::CloudWatch::Alarm');
  const alarm = alarms.find((resource) => resource.raw('AlarmName') === `${name}-${id}`);
  return { detectionTitle: detection.title, ...(alarm && { alarm: estate.subjectOf(alarm) }) };
}
