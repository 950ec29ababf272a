/**
 * The largest template that CloudFormation takes inline, in bytes.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const LARGEST_TEMPLATE = 51_200;
