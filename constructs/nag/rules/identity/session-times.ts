import { type Resource, Unresolved } from '../../template';

/** Seconds that IAM and IAM Identity Center take where nothing is said. */
const DEFAULT_SECONDS = 3600;

/** How long a session of a role or permission set lasts at most, and which property says so. */
export function secondsOf(resource: Resource): { readonly property: string; readonly seconds: number } {
  if (resource.type === 'AWS::IAM::Role') {
    return {
      property: 'MaxSessionDuration',
      seconds: resource.number('MaxSessionDuration') ?? DEFAULT_SECONDS,
    };
  }
  const written = resource.literal('SessionDuration');
  return {
    property: 'SessionDuration',
    seconds: written === undefined ? DEFAULT_SECONDS : parsed(String(written)),
  };
}

/** `PT1H30M` in seconds. @throws Unresolved for what is no duration of hours, minutes and seconds. */
function parsed(duration: string): number {
  const [whole, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) ?? [];
  if (whole === undefined || whole === 'PT') throw new Unresolved('SessionDuration');
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
