import {
  CloudWatchLogsClient,
  paginateDescribeMetricFilters,
  paginateDescribeSubscriptionFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Reader } from '../reader';

/** A log group: what counts in it, and what gets a copy of it, written as the resources of their own that templates have for it. */
export const logGroupFacts: Reader = async ({ client: settings }, logGroupName) => {
  const client = new CloudWatchLogsClient(settings);
  const metricFilters: object[] = [];
  const subscriptionFilters: object[] = [];
  for await (const page of paginateDescribeMetricFilters({ client }, { logGroupName })) {
    for (const { filterName, filterPattern, metricTransformations = [] } of page.metricFilters ?? []) {
      const MetricTransformations = metricTransformations.map(({ metricName, metricNamespace, metricValue }) => ({
        MetricName: metricName,
        MetricNamespace: metricNamespace,
        MetricValue: metricValue,
      }));
      metricFilters.push({ FilterName: filterName, FilterPattern: filterPattern, MetricTransformations });
    }
  }
  for await (const page of paginateDescribeSubscriptionFilters({ client }, { logGroupName })) {
    for (const { filterName, filterPattern, destinationArn } of page.subscriptionFilters ?? []) {
      subscriptionFilters.push({
        FilterName: filterName,
        FilterPattern: filterPattern,
        DestinationArn: destinationArn,
      });
    }
  }
  return { metricFilters, subscriptionFilters };
};
