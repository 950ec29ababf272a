/** Where something is. Any `Stack` is such a place. */
export interface Place {
  /** `aws`, or `aws-cn` in China. */
  readonly partition: string;
  /** Code of the region, such as `cn-north-1`. */
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
  /** `amazonaws.com`, in China `amazonaws.com.cn`. */
  readonly urlSuffix: string;
}
