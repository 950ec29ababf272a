import { firewallLogged } from '../../../../../constructs/nag/rules/firewall/firewall-logged';
import { withArchive } from '../../../../support/log-archive';
import { describeRule } from '../../../../support/rule-cases';

const at = 'AWS::NetworkFirewall::LoggingConfiguration.LoggingConfiguration.LogDestinationConfigs';
const logged = (...logs: readonly (readonly [type: unknown, destination: unknown, bucket?: unknown])[]) => ({
  template: {
    Subject: { Type: 'AWS::NetworkFirewall::Firewall' },
    Logging: {
      Type: 'AWS::NetworkFirewall::LoggingConfiguration',
      Properties: {
        FirewallArn: { 'Fn::GetAtt': ['Subject', 'FirewallArn'] },
        LoggingConfiguration: {
          LogDestinationConfigs: logs.map(([LogType, LogDestinationType, bucketName]) => ({
            LogType,
            LogDestinationType,
            LogDestination: { bucketName },
          })),
        },
      },
    },
  },
});

describeRule(firewallLogged, {
  compliant: {
    'alerts and flows in buckets': logged(['ALERT', 'S3'], ['FLOW', 'S3']),
    'both in the bucket that keeps logs': withArchive(
      logged(['ALERT', 'S3', 'acme-logs'], ['FLOW', 'S3', 'acme-logs']),
    ),
  },
  nonCompliant: {
    'no log': [{ template: { Subject: { Type: 'AWS::NetworkFirewall::Firewall' } } }, at, at],
    'flows alone': [logged(['FLOW', 'S3']), at],
    'alerts alone': [logged(['ALERT', 'S3']), at],
    'flows in a bucket of others, where one keeps logs': [
      withArchive(logged(['ALERT', 'S3', 'acme-logs'], ['FLOW', 'S3', 'strangers'])),
      'Logging.LoggingConfiguration.LogDestinationConfigs.1.LogDestination.bucketName',
    ],
    'flows in a log group': [logged(['ALERT', 'S3'], ['FLOW', 'CloudWatchLogs']), at],
  },
  unknown: { 'a destination that is a parameter': logged(['ALERT', { Ref: 'Parameter' }], ['FLOW', 'S3']) },
});
