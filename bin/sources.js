// Runs the TypeScript of a checkout, so that an edit takes effect at once: esbuild translates each file once, and what it made is kept.
// Which file is meant, Node finds out itself. Maps are read when a line is asked for: to read all of a thousand modules takes a fifth of a second.
const Module = require('node:module');
const { createHash } = require('node:crypto');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');

const ROOT = join(__dirname, '..');
const CACHE = join(ROOT, 'node_modules', '.cache');

// from Node 22 on, what was compiled once is kept
Module.enableCompileCache?.(join(CACHE, 'compiled'));

const node = { resolve: Module._resolveFilename, findSourceMap: Module.findSourceMap };

Module._extensions['.ts'] = (module, filename) => module._compile(translated(filename), filename);

Module._resolveFilename = function resolve(request, parent, ...rest) {
  const own = request.startsWith('.') && !isThirdParty(parent);
  return (
    (own && sourceFile(join(dirname(parent.filename), request))) || node.resolve.call(this, request, parent, ...rest)
  );
};

const isThirdParty = (parent) => parent?.filename?.includes(`${sep}node_modules${sep}`);

/** What an import of our own means: a module beside, or the index of a folder. */
const sourceFile = (path) => [`${path}.ts`, join(path, 'index.ts')].find((file) => existsSync(file));

/** Raised when other things are made of the same source. */
const MADE = '1';

/** A file may be another in each checkout that shares the packages, and in each copy that a test makes. */
const KEPT_OF_EACH = 8;

/** By file: its map, or how to read it. */
const maps = new Map();

function translated(file) {
  const source = readFileSync(file, 'utf8');
  const place = relative(ROOT, file);
  const key = createHash('sha1').update(MADE).update(source).digest('hex');
  const kept = place.startsWith('..') ? undefined : join(CACHE, 'translated', place, key);
  try {
    maps.set(file, () => mapOf(file, kept));
    return readFileSync(`${kept}.js`, 'utf8');
  } catch {
    const { code, map } = translate(source, file);
    if (kept) keep(kept, { map, js: code });
    maps.set(file, () => map);
    return code;
  }
}

/** Somebody else may have put newer versions in its place since. */
function mapOf(file, kept) {
  try {
    return readFileSync(`${kept}.map`, 'utf8');
  } catch {
    return translate(readFileSync(file, 'utf8'), file).map;
  }
}

function translate(source, file) {
  // most runs have nothing to translate
  const { transformSync } = require('esbuild');
  const sourcefile = file.slice(file.lastIndexOf(sep) + 1);
  return transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'external', sourcefile });
}

/** Each whole or not at all: others may be reading. Where nothing can be kept, it is made again the next time. */
function keep(kept, made) {
  const folder = dirname(kept);
  try {
    mkdirSync(folder, { recursive: true });
    forgetOldest(folder);
    for (const [ending, content] of Object.entries(made)) {
      const writing = `${kept}.${process.pid}`;
      writeFileSync(writing, content);
      renameSync(writing, `${kept}.${ending}`);
    }
  } catch {}
}

function forgetOldest(folder) {
  const all = readdirSync(folder).map((name) => join(folder, name));
  const oldest = all.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs).slice(2 * (KEPT_OF_EACH - 1));
  for (const one of oldest) rmSync(one, { force: true });
}

Module.findSourceMap = (file) => {
  const map = maps.get(file);
  if (typeof map !== 'function') return map ?? node.findSourceMap(file);
  maps.set(file, new Module.SourceMap(JSON.parse(map())));
  return maps.get(file);
};

/** Stacks tell the lines of the sources. */
Error.prepareStackTrace = (error, frames) =>
  [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${placed(frame)}`)].join('\n');

function placed(frame) {
  const [file, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()];
  const entry = maps.has(file) ? Module.findSourceMap(file).findEntry(line - 1, column - 1) : {};
  if (entry.originalLine === undefined) return String(frame);
  return String(frame).replace(`:${line}:${column}`, `:${entry.originalLine + 1}:${entry.originalColumn + 1}`);
}
