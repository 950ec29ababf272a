import type { Template } from './template';

/** `cn-north-1`, `eu-central-2`, `us-gov-west-1`. */
const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** The region to which a template goes, or undefined where that is not known, or is more than one. */
export const regionOf = ({ environment }: Template): string | undefined =>
  environment.region !== undefined && REGION.test(environment.region) ? environment.region : undefined;
