const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

/** Jest's transform: types are stripped by esbuild, which is several times faster than a compiler that checks them. */
module.exports = {
  process(source, path) {
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'external',
      sourcefile: path,
    });
    return { code, map };
  },
  getCacheKey: (source, path) => createHash('sha256').update(version).update(path).update(source).digest('hex'),
};
