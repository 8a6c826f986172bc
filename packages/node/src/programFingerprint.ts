import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

let known: Promise<Uint8Array> | undefined

/** A hash over the files that the running program is made of; run from its sources, over those beside this one. */
export function programFingerprint(): Promise<Uint8Array> {
  known ??= fingerprint(import.meta.dirname)
  return known
}

async function fingerprint(folder: string): Promise<Uint8Array> {
  const hash = createHash('sha256')
  const entries = await readdir(folder, { withFileTypes: true })
  for (const { name } of entries.filter((entry) => entry.isFile()).sort(byName)) {
    hash.update(`${name}\0`).update(await readFile(join(folder, name)))
  }
  return hash.digest()
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}
