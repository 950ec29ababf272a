import { App, Duration, Stack } from 'aws-cdk-lib';
import { Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { constructProblem } from '../../../lib/commands/construct-error';
import { UsageError } from '../../../lib/commands/io';

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('an error of the synthesis', () => {
  test('is told with construct and line where a construct of the AWS CDK refuses what is written', () => {
    const stack = new Stack(new App(), 'Logs');
    const refusal = thrown(
      () =>
        new Bucket(stack, 'Flow', {
          objectLockEnabled: false,
          objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(200)),
        }),
    );
    const told = constructProblem(refusal);

    expect(told).toBeInstanceOf(UsageError);
    expect((told as UsageError).because.en).toMatch(
      /^test\/lib\/commands\/construct-error\.test\.ts:\d+: Logs\/Flow cannot be synthesized: Object Lock must be enabled/,
    );
    expect((told as UsageError).problems).toEqual([
      expect.objectContaining({
        code: 'construct',
        key: 'Logs/Flow',
        file: 'test/lib/commands/construct-error.test.ts',
        line: expect.any(Number),
      }),
    ]);
  });

  test.each([new TypeError('a fault of ours'), 'no error at all'])('stays what it is otherwise: %p', (error) => {
    expect(constructProblem(error)).toBe(error);
  });
});
