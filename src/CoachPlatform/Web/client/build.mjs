// Builds the browser's side into the web root: `node build.mjs <folder>` (default ../../wwwroot).
import { build } from 'esbuild'
import { brotliCompressSync, constants } from 'node:zlib'
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import subset from 'subset-font'

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(process.argv[2] ?? join(here, '..', '..', 'wwwroot'))

await rm(root, { recursive: true, force: true })
await mkdir(join(root, 'fonts'), { recursive: true })
await Promise.all([bundle(), fonts(), icons(), images()])
await compress()

async function bundle() {
  await build({
    absWorkingDir: here,
    entryPoints: { app: 'modules/app.ts' },
    outdir: root,
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true, splitting: true, format: 'esm', minify: true, target: 'es2022',
    legalComments: 'none', logLevel: 'warning',
  })
  await build({
    absWorkingDir: here,
    entryPoints: { early: 'modules/early.ts' },
    outdir: root,
    // No module: it has to run before anything of the page is there.
    bundle: true, format: 'iife', minify: true, target: 'es2022', legalComments: 'none', logLevel: 'warning',
  })
  await build({
    absWorkingDir: here,
    entryPoints: { app: 'styles/app.css', phone: 'styles/phone.css' },
    outdir: root,
    // Fonts and pictures keep their addresses: they are written below, not by the bundler.
    external: ['/fonts/*', '/*.svg'],
    bundle: true, minify: true, target: ['chrome115', 'firefox121', 'safari17'], logLevel: 'warning',
  })
}

// A phone's first visit has to carry both faces within its weight budget, so each is cut to the weights in use and split in two:
// what an English sentence needs, and the rest of Latin, which a browser fetches only for a page that uses it (unicode-range in type.css).
async function fonts() {
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
  const base = range(0x20, 0x7e) + '\u00a0·×–—‘’“”…•−→'
  const latin = range(0xa1, 0xff) + 'ŒœŠšŽž„‚‹›€™'
  const plain = { family: 'figtree', wght: { min: 400, max: 620, default: 400 } }
  const reading = { family: 'newsreader', wght: { min: 400, max: 500, default: 400 } }
  await Promise.all([
    cut('plain', plain, base), cut('plain-latin', plain, latin),
    cut('reading', reading, base), cut('reading-latin', reading, latin), cut('reading-phone', { ...reading, wght: 440 }, base),
  ])
}

async function cut(name, { family, wght }, text) {
  const whole = await readFile(join(here, `node_modules/@fontsource-variable/${family}/files/${family}-latin-wght-normal.woff2`))
  const font = await subset(whole, text, {
    targetFormat: 'woff2',
    variationAxes: { wght },
    // Tables stand in the plain face, which therefore keeps its other figures; the reading face needs no glyph but its plain ones.
    noLayoutClosure: family === 'newsreader',
  })
  await writeFile(join(root, 'fonts', `${name}.woff2`), font)
}

async function icons() {
  const names = JSON.parse(await readFile(join(here, 'icons.json'), 'utf8'))
  const symbols = await Promise.all(names.map(async name => {
    const svg = await readFile(join(here, `node_modules/lucide-static/icons/${name}.svg`), 'utf8')
    const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s+/g, ' ').trim()
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`
  }))
  await writeFile(join(root, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`)
}

async function images() {
  await cp(join(here, 'images'), root, { recursive: true })
}

async function compress() {
  for (const entry of await readdir(root, { recursive: true })) {
    if (!/\.(js|css|svg)$/.test(entry)) continue
    const file = join(root, entry)
    await writeFile(`${file}.br`, brotliCompressSync(await readFile(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
}
