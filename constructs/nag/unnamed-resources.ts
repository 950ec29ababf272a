import { parseArn } from './arns';
import { arnsTakenBy, type ReferenceAction } from './service-reference';
import { takesIn } from './wildcards';

/** A name that nobody would give: what takes it in takes in any. */
const ANY_NAME = 'qzjxkvbwpyfmgclduhrtsnioae-_.0123456789';

/** Whether a pattern takes in whatever name. */
export const takesInAnyName = (pattern: string): boolean => takesIn(pattern, ANY_NAME);

/** Whether a pattern takes in a resource that an action is about, however that is named: `*`, `arn:aws:s3:::*`, `…:table/*`. */
export const takesInAny = (pattern: string, service: string, action: ReferenceAction): boolean =>
  arnsTakenBy(service, action).some((format) => takesInAnyOf(pattern, format));

function takesInAnyOf(pattern: string, format: string): boolean {
  const any = format.replace(/\$\{\w+\}/g, ANY_NAME);
  const wanted = parseArn(any);
  const given = parseArn(pattern);
  if (!wanted) return false;
  if (!given) return takesIn(pattern, any);
  return takesIn(given.service, wanted.service) && takesIn(given.resource, wanted.resource);
}
