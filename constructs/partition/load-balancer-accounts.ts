import type { Source } from './source';

/** Where the accounts stand. */
export const loadBalancerAccountsSource: Source = {
  url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
  checked: '2026-11-27',
  edition: 'aws-cdk-lib 2.276.0, region-info',
};

/**
 * Accounts of AWS itself in whose name load balancers deliver access logs, in the regions that are older than the service
 * principal for it: bucket policies name them, and they are the provider's.
 */
export const loadBalancerAccounts: readonly string[] = [
  '009996457667',
  '027434742980',
  '033677994240',
  '037604701340',
  '054676820928',
  '076674570225',
  '098369216593',
  '114774131450',
  '127311923021',
  '156460612806',
  '383597477331',
  '507241528517',
  '582318560864',
  '589379963580',
  '600734575887',
  '635631232127',
  '638102146993',
  '652711504416',
  '718504428378',
  '754344448648',
  '783225319266',
  '797873946194',
  '897822967062',
  '985666609251',
];
