import { App } from 'aws-cdk-lib';
import { OrdersStack } from './orders';

/** A service of a workload team, in both partitions: the same code, and no word about where it runs. */
const app = new App({ analyticsReporting: false });
for (const region of ['eu-central-1', 'cn-northwest-1']) {
  new OrdersStack(app, `orders-${region}`, { env: { account: '222222222222', region } });
}
app.synth();
