// What works beside the main thread: from the sources in a checkout, where the compiled file of this name has none.
require('./sources.js');
require('./beside-worker.ts');
