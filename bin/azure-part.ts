import type { Parts } from '../lib/parts';

/** The Azure side, loaded when a command first needs it. */
export const azurePart: Parts = {
  judging: async () => {
    const { azureRules, azureSupporting } = require('../cdktf/nag/registry') as typeof import('../cdktf/nag/registry');
    return { rules: azureRules, supporting: (type) => azureSupporting[type] };
  },
  synthesize: async (config, outdir, root) =>
    (require('../cdktf/synthesize') as typeof import('../cdktf/synthesize')).synthesizeAzure(config, outdir, root),
};
