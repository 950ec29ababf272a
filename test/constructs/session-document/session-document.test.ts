import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { SessionDocument, type SessionDocumentProps } from '../../../constructs/session-document/session-document';

function synthesized(props: Partial<SessionDocumentProps> = {}): Template {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'cn-north-1' } });
  const key = new Key(stack, 'Key');
  const logGroup = new LogGroup(stack, 'Log', { logGroupName: '/acme/sessions' });
  new SessionDocument(stack, 'Shell', { key, logGroup, recordings: { bucketName: 'acme-recordings' }, ...props });
  return Template.fromStack(stack);
}

const withInputs = (inputs: Record<string, unknown>) => ({ Content: { inputs: Match.objectLike(inputs) } });

describe('SessionDocument', () => {
  test('is the default document of the account, and a new version replaces it', () => {
    synthesized().hasResourceProperties('AWS::SSM::Document', {
      Name: 'SSM-SessionManagerRunShell',
      DocumentType: 'Session',
      UpdateMethod: 'NewVersion',
    });
  });

  test('8.2/bastion#fixed-session-documents: takes no parameters and interpolates nothing', () => {
    const [document] = Object.values(synthesized().findResources('AWS::SSM::Document'));

    expect(document?.['Properties'].Content).not.toHaveProperty('parameters');
    expect(JSON.stringify(document)).not.toContain('{{');
  });

  test('8.2/bastion#fixed-session-documents: stores the session, and starts none where the bucket is missing or unencrypted', () => {
    synthesized({ recordings: { bucketName: 'acme-recordings', keyPrefix: '111111111111' } }).hasResourceProperties(
      'AWS::SSM::Document',
      withInputs({ s3BucketName: 'acme-recordings', s3KeyPrefix: '111111111111', s3EncryptionEnabled: true }),
    );
  });

  test('8.2/bastion#fixed-session-documents: streams the session, and starts none where the log group is missing or unencrypted', () => {
    synthesized().hasResourceProperties(
      'AWS::SSM::Document',
      withInputs({
        cloudWatchLogGroupName: { Ref: Match.stringLikeRegexp('^Log') },
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
      }),
    );
  });

  test('encrypts the channel with a customer key', () => {
    synthesized().hasResourceProperties(
      'AWS::SSM::Document',
      withInputs({ kmsKeyId: { Ref: Match.stringLikeRegexp('^Key') } }),
    );
  });

  test('8.2/bastion#named-os-users: runs as the user that the identity names, and as nobody else', () => {
    synthesized().hasResourceProperties('AWS::SSM::Document', withInputs({ runAsEnabled: true, runAsDefaultUser: '' }));
  });

  test('8.2/no-unauthorised-export#terminal-channels-closed: opens a shell and forwards no port', () => {
    synthesized().hasResourceProperties('AWS::SSM::Document', { Content: { sessionType: 'Standard_Stream' } });
  });

  test('8.2/bastion#session-limits: ends after 15 minutes idle and 4 hours in all', () => {
    synthesized().hasResourceProperties(
      'AWS::SSM::Document',
      withInputs({ idleSessionTimeout: '15', maxSessionDuration: '240' }),
    );
  });

  test('8.2/bastion#session-limits: may be stricter, and the shell ends itself as well', () => {
    const stricter = { idleTimeout: Duration.minutes(5), maxDuration: Duration.minutes(45) };

    synthesized(stricter).hasResourceProperties(
      'AWS::SSM::Document',
      withInputs({
        idleSessionTimeout: '5',
        maxSessionDuration: '45',
        shellProfile: Match.objectLike({ linux: Match.stringLikeRegexp('readonly TMOUT=300') }),
      }),
    );
  });

  test.each([
    ['an idle timeout beyond 15 minutes', { idleTimeout: Duration.minutes(16) }],
    ['no idle timeout', { idleTimeout: Duration.minutes(0) }],
    ['a session beyond 4 hours', { maxDuration: Duration.minutes(241) }],
    ['a duration that the service refuses', { maxDuration: Duration.minutes(1040) }],
    ['a part of a minute', { maxDuration: Duration.seconds(90) }],
  ])('throws when given %s', (_, props) => {
    expect(() => synthesized(props)).toThrow(/^Stack\/Shell: an? .* that 8\.2\/bastion#session-limits needs/);
  });

  test.each(['AWS-Shell', 'amazon-shell', 'a b', 'ab'])('throws when named %s', (documentName) => {
    expect(() => synthesized({ documentName })).toThrow('8.2/bastion#fixed-session-documents');
  });
});
