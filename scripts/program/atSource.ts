import { createRequire } from 'node:module'
import { basename, dirname, relative, resolve } from 'node:path'
import type { Plugin } from 'rolldown'

/** Packages that load what lies beside their files: they are used where they are installed. */
const INSTALLED = new Set([
  'classic-level',
  'fastify',
  'mcl-wasm',
  'pino',
  'rustbn-wasm',
  'secp256k1',
])

const OWN_PLACE = /new URL\('(\.[^']+)\.ts', import\.meta\.url\)|import\.meta\.url/g

/**
 * Lets built code find what it names by its place. A module that is named by `new URL('./x.ts', import.meta.url)`
 * becomes a program `x.js` beside the others; any other `import.meta.url` stays that of the source.
 */
export function atSource(outputFolder: string): Plugin {
  return {
    name: 'at-source',
    resolveId: {
      order: 'pre',
      handler(id, importer) {
        if (importer === undefined || !INSTALLED.has(id)) return null
        return { id: createRequire(importer).resolve(id), external: true }
      },
    },
    transform: {
      filter: { code: 'import.meta.url' },
      handler(code, id) {
        const source = JSON.stringify(relative(outputFolder, id))
        return code.replaceAll(OWN_PLACE, (_, path: string | undefined) => {
          if (path === undefined) return `new URL(${source}, import.meta.url).href`
          const module = resolve(dirname(id), `${path}.ts`)
          const fileName = `${basename(path)}.js`
          this.emitFile({ type: 'chunk', id: module, fileName })
          return `new URL('./${fileName}', import.meta.url)`
        })
      },
    },
  }
}
