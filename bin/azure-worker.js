// Synthesizes the Azure side beside the main thread: from the sources in a checkout, where the compiled one has none.
require('./sources.js');
require('./azure-worker.ts');
