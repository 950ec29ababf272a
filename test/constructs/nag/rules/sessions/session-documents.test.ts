import { sessionDocumentFixed } from '../../../../../constructs/nag/rules/sessions/session-document-fixed';
import { sessionDocumentLimits } from '../../../../../constructs/nag/rules/sessions/session-document-limits';
import { sessionDocumentNoForwarding } from '../../../../../constructs/nag/rules/sessions/session-document-no-forwarding';
import { sessionDocumentRecorded } from '../../../../../constructs/nag/rules/sessions/session-document-recorded';
import { sessionDocumentRunAs } from '../../../../../constructs/nag/rules/sessions/session-document-run-as';
import { Resource } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

const INPUTS = {
  s3BucketName: 'main-recordings-111111111111-cn-north-1',
  s3EncryptionEnabled: true,
  cloudWatchLogGroupName: '/main/sessions',
  cloudWatchEncryptionEnabled: true,
  cloudWatchStreamingEnabled: true,
  kmsKeyId: 'alias/main/sessions',
  idleSessionTimeout: '15',
  maxSessionDuration: '240',
  runAsEnabled: true,
  runAsDefaultUser: '',
};
const content = (inputs: object = {}, more: object = {}) => ({
  schemaVersion: '1.0',
  sessionType: 'Standard_Stream',
  inputs: { ...INPUTS, ...inputs },
  ...more,
});
const session = (body: unknown, more: object = {}) => ({ DocumentType: 'Session', Content: body, ...more });
const document = (inputs: object = {}, more: object = {}) => session(content(inputs, more));
const without = (name: string) => document({ [name]: undefined });
const inJson = (inputs: object = {}, more: object = {}) => session(JSON.stringify(content(inputs, more)));

/** What the bastion's document starts. */
const CLIENT = 'exec /usr/bin/python3 -BEs /opt/isms-recorder/isms_shell.py /run/isms-recorder/socket';
const starting = (commands: unknown, more: object = {}, inputs: object = {}) =>
  document(
    { cloudWatchStreamingEnabled: false, ...inputs },
    { sessionType: 'InteractiveCommands', properties: { linux: { commands, ...more } } },
  );
const COMMANDS = 'Content.properties.linux.commands';
/** Commands after which a shell is left, or by which a person gets round the recorder. */
const OTHER_COMMANDS = {
  'a shell': 'bash',
  'the client without exec, so that the shell before it stays': CLIENT.replace('exec ', ''),
  'something behind the client': `${CLIENT} || bash`,
  'something before the client': `bash; ${CLIENT}`,
  "an interpreter that loads the person's packages": CLIENT.replace('-BEs', '-BE'),
  "an interpreter that takes the person's settings": CLIENT.replace('-BEs', '-Bs'),
  'an interpreter without options': CLIENT.replace('-BEs ', ''),
  'an interpreter that is looked for': CLIENT.replace('/usr/bin/', ''),
  'a line more': `${CLIENT}\nbash`,
  'a client from a folder in which people write': CLIENT.replace('/opt/isms-recorder/', '/tmp/'),
  'a client from above a folder': CLIENT.replace('/opt/isms-recorder/', '/opt/../home/alice/'),
  'a socket in a folder in which people write': CLIENT.replace('/run/', '/tmp/'),
  'a socket of a person': CLIENT.replace('/run/', '/run/user/1000/'),
};

const NOT_JUDGED = {
  notApplicable: {
    'a document of commands': { DocumentType: 'Command', Content: {} },
    'the default type, which is commands': { Content: {} },
  },
};
const UNKNOWN = {
  'content that is a parameter': session({ Ref: 'Content' }),
  'text that is no content': session('- one\n- two'),
  'text that does not parse': session('{ "sessionType": '),
  'a type that is a parameter': { DocumentType: { Ref: 'Type' }, Content: {} },
};

const mapped = <Result>(table: Readonly<Record<string, string>>, make: (command: string) => Result) =>
  Object.fromEntries(Object.entries(table).map(([name, command]) => [name, make(command)]));

/** A document beside a bucket that keeps recordings. */
const besideBucket = (subject: object, bucket: object = {}) => ({
  template: {
    Subject: { Type: 'AWS::SSM::Document', Properties: subject },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'main-recordings', Tags: [{ Key: 'isms:holds', Value: 'recordings' }], ...bucket },
    },
  },
});

describeRule(sessionDocumentRecorded, {
  compliant: {
    'the bucket of recordings, by its name': besideBucket(document({ s3BucketName: 'main-recordings' })),
    'the bucket of recordings, by reference': besideBucket(document({ s3BucketName: { Ref: 'Bucket' } })),
    'a bucket that is not there, beside one of other things': besideBucket(document(), { Tags: [] }),
    'both destinations, both encrypted, streamed': document(),
    'destinations that are resources': document({
      s3BucketName: { Ref: 'Bucket' },
      cloudWatchLogGroupName: { Ref: 'Group' },
      kmsKeyId: { Ref: 'Key' },
    }),
    'JSON text': inJson(),
    'JSON text that the stack completes': session({ 'Fn::Sub': JSON.stringify(content({ kmsKeyId: '${Key}' })) }),
    'YAML text': session(
      'schemaVersion: "1.0"\nsessionType: Standard_Stream\ninputs:\n' +
        Object.entries(INPUTS)
          .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)
          .join('\n'),
      { DocumentFormat: 'YAML' },
    ),
    'flags as texts': document({ s3EncryptionEnabled: 'true' }),
    'the client of the recorder in place of a shell': starting(CLIENT),
    'a profile that sets variables': document({ shellProfile: { linux: 'umask 077; export TMOUT=900' } }),
  },
  nonCompliant: {
    'no bucket': [without('s3BucketName'), 'Content.inputs.s3BucketName'],
    'another bucket than those of recordings': [besideBucket(document()), 'Content.inputs.s3BucketName'],
    'another bucket in JSON text': [besideBucket(inJson()), 'Content.inputs.s3BucketName'],
    'an empty bucket name': [document({ s3BucketName: '' }), 'Content.inputs.s3BucketName'],
    'no log group': [without('cloudWatchLogGroupName'), 'Content.inputs.cloudWatchLogGroupName'],
    'no key': [without('kmsKeyId'), 'Content.inputs.kmsKeyId'],
    'a bucket that need not be encrypted': [
      document({ s3EncryptionEnabled: false }),
      'Content.inputs.s3EncryptionEnabled',
    ],
    'nothing said of the bucket': [without('s3EncryptionEnabled'), 'Content.inputs.s3EncryptionEnabled'],
    'a log group that need not be encrypted': [
      document({ cloudWatchEncryptionEnabled: false }),
      'Content.inputs.cloudWatchEncryptionEnabled',
    ],
    'no streaming': [document({ cloudWatchStreamingEnabled: false }), 'Content.inputs.cloudWatchStreamingEnabled'],
    'nothing said of streaming': [without('cloudWatchStreamingEnabled'), 'Content.inputs.cloudWatchStreamingEnabled'],
    'a fault within JSON text': [inJson({ s3EncryptionEnabled: false }), 'Content.inputs.s3EncryptionEnabled'],
    'a fault beside a parameter': [
      document({ s3EncryptionEnabled: { Ref: 'Encrypt' }, kmsKeyId: '' }),
      'Content.inputs.kmsKeyId',
    ],
    'a recorder that a profile starts': [
      document({ shellProfile: { linux: CLIENT } }),
      'Content.inputs.shellProfile.linux',
    ],
    'commands without one': [document({}, { sessionType: 'InteractiveCommands' }), COMMANDS],
    'a command for Windows beside the client': [
      document(
        {},
        {
          sessionType: 'InteractiveCommands',
          properties: { linux: { commands: CLIENT }, windows: { commands: 'powershell' } },
        },
      ),
      'Content.properties.windows.commands',
    ],
    'a profile beside the client': [
      starting(CLIENT, {}, { shellProfile: { linux: 'bash' } }),
      'Content.inputs.shellProfile.linux',
    ],
    'a profile for Windows beside the client': [
      starting(CLIENT, {}, { shellProfile: { windows: 'powershell' } }),
      'Content.inputs.shellProfile.windows',
    ],
    'the client, with a bucket that need not be encrypted': [
      starting(CLIENT, {}, { s3EncryptionEnabled: false }),
      'Content.inputs.s3EncryptionEnabled',
    ],
    ...mapped(OTHER_COMMANDS, (commands) => [starting(commands), COMMANDS]),
  },
  ...NOT_JUDGED,
  unknown: {
    ...UNKNOWN,
    'a flag that is a parameter': document({ s3EncryptionEnabled: { Ref: 'Encrypt' } }),
    'a command that is a parameter': starting({ Ref: 'Command' }),
    'a bucket that is a parameter, beside one of recordings': besideBucket(document({ s3BucketName: { Ref: 'Name' } })),
  },
});

describeRule(sessionDocumentFixed, {
  compliant: {
    'no parameters': document(),
    'an empty set of parameters': document({}, { parameters: {} }),
    'JSON text': inJson(),
  },
  nonCompliant: {
    'a parameter': [document({}, { parameters: { bucket: { type: 'String' } } }), 'Content.parameters'],
    'a placeholder': [document({ s3BucketName: '{{ bucket }}' }), 'Content.inputs.s3BucketName'],
    'a placeholder deep within': [
      document({ shellProfile: { linux: 'cd {{dir}}' } }),
      'Content.inputs.shellProfile.linux',
    ],
    both: [
      document({ s3BucketName: '{{bucket}}' }, { parameters: { bucket: { type: 'String' } } }),
      'Content.parameters',
      'Content.inputs.s3BucketName',
    ],
    'a placeholder in JSON text': [inJson({ s3KeyPrefix: 'x/{{ssm:prefix}}' }), 'Content.inputs.s3KeyPrefix'],
  },
  ...NOT_JUDGED,
  unknown: UNKNOWN,
});

const IDLE = 'Content.inputs.idleSessionTimeout';
const DURATION = 'Content.inputs.maxSessionDuration';
const lasting = (minutes: unknown) => document({ maxSessionDuration: minutes });
const idle = (minutes: unknown) => document({ idleSessionTimeout: minutes });

describeRule(sessionDocumentLimits, {
  compliant: {
    'exactly the limits': document(),
    'a minute of each': document({ idleSessionTimeout: '1', maxSessionDuration: '1' }),
    numbers: document({ idleSessionTimeout: 10, maxSessionDuration: 99 }),
  },
  nonCompliant: {
    'no limit of idleness': [idle(undefined), IDLE],
    'no limit of duration': [lasting(undefined), DURATION],
    'an empty limit': [lasting(''), DURATION],
    'a minute too idle': [idle('16'), IDLE],
    'a minute too long': [lasting('241'), DURATION],
    'the longest that the service accepts': [lasting('1440'), DURATION],
    'a value that the pattern of the service leaves out': [lasting('1050'), DURATION],
    'no minute': [lasting('0'), DURATION],
    'a leading zero': [lasting('060'), DURATION],
    'a unit': [lasting('4h'), DURATION],
    'half a minute': [idle('0.5'), IDLE],
    both: [document({ idleSessionTimeout: '60', maxSessionDuration: '480' }), IDLE, DURATION],
  },
  ...NOT_JUDGED,
  unknown: { ...UNKNOWN, 'a parameter': lasting({ Ref: 'Minutes' }) },
});

describe('session-document-limits', () => {
  test.each([1040, 1099, 1140, 1199, 1240, 1299, 1340, 1399])(
    'says of %d minutes that the service does not accept them',
    (minutes) => {
      const resource = new Resource('Subject', 'AWS::SSM::Document', lasting(String(minutes)));

      expect(sessionDocumentLimits.judge(resource)).toMatchObject({
        findings: [{ message: { en: expect.stringContaining('does not accept') } }],
      });
    },
  );

  test.each([1039, 1100, 1439, 1440])('says of %d minutes that they are too long', (minutes) => {
    const resource = new Resource('Subject', 'AWS::SSM::Document', lasting(String(minutes)));

    expect(sessionDocumentLimits.judge(resource)).toMatchObject({
      findings: [{ message: { en: expect.stringContaining('more than') } }],
    });
  });
});

const TYPE = 'Content.sessionType';

describeRule(sessionDocumentNoForwarding, {
  compliant: {
    'a terminal': document(),
    'a terminal in JSON text': inJson(),
    'the client of the recorder in place of a shell': starting(CLIENT),
  },
  nonCompliant: {
    ports: [document({}, { sessionType: 'Port' }), TYPE],
    commands: [document({}, { sessionType: 'InteractiveCommands' }), TYPE],
    'commands without a terminal': [document({}, { sessionType: 'NonInteractiveCommands' }), TYPE],
    'no type': [document({}, { sessionType: undefined }), TYPE],
    'ports in JSON text': [inJson({}, { sessionType: 'Port' }), TYPE],
    ...mapped(OTHER_COMMANDS, (commands) => [starting(commands), TYPE]),
  },
  ...NOT_JUDGED,
  unknown: { ...UNKNOWN, 'a parameter': document({}, { sessionType: { Ref: 'Type' } }) },
});

describeRule(sessionDocumentRunAs, {
  compliant: {
    'the user of the person': document(),
    'nothing to fall back on': without('runAsDefaultUser'),
    'a command as the person': starting(CLIENT, { runAsElevated: false }),
  },
  nonCompliant: {
    'the common user': [document({ runAsEnabled: false }), 'Content.inputs.runAsEnabled'],
    'nothing said, which means the common user': [without('runAsEnabled'), 'Content.inputs.runAsEnabled'],
    'a common user to fall back on': [document({ runAsDefaultUser: 'operator' }), 'Content.inputs.runAsDefaultUser'],
    'a command that runs as root': [
      starting(CLIENT, { runAsElevated: true }),
      'Content.properties.linux.runAsElevated',
    ],
  },
  ...NOT_JUDGED,
  unknown: { ...UNKNOWN, 'a parameter': document({ runAsEnabled: { Ref: 'RunAs' } }) },
});
