import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { atSource } from './atSource.ts'

// Puts the programs, with all that they are made of, into few files: a node is a dozen threads, and
// each of them spent most of its start on reading two thousand modules. Does nothing when the stamp there says that
// the same sources were built already. What is there is replaced as a whole.

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PACKAGES = join(ROOT, 'packages')
const OUTPUT = join(ROOT, 'dist')
const PROGRAMS = {
  mvm: join(PACKAGES, 'cli/src/main.ts'),
  'mvm-node': join(PACKAGES, 'node/src/main.ts'),
}

async function sourceFiles(): Promise<string[]> {
  const packages = await readdir(PACKAGES)
  const folders = packages.map((name) => join(PACKAGES, name, 'src'))
  const listings = folders.map((folder) =>
    readdir(folder, { recursive: true, withFileTypes: true }),
  )
  const entries = (await Promise.all(listings)).flat()
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Hash over everything that decides the programs: place, sources, this script and the packages used. */
async function inputHash(): Promise<string> {
  // The place counts: what stays installed is named by its path.
  const hash = createHash('sha256').update(ROOT)
  const others = [
    join(ROOT, 'pnpm-lock.yaml'),
    fileURLToPath(import.meta.url),
    fileURLToPath(new URL('./atSource.ts', import.meta.url)),
  ]
  for (const file of [...(await sourceFiles()), ...others]) {
    const content = await readFile(file)
    hash.update(`${relative(ROOT, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

async function build(hash: string): Promise<void> {
  const temporary = `${OUTPUT}.${process.pid}.tmp`
  const bundle = await rolldown({
    input: PROGRAMS,
    platform: 'node',
    plugins: [atSource(OUTPUT)],
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message)
    },
  })
  await bundle.write({ dir: temporary, format: 'esm', entryFileNames: '[name].js' })
  await bundle.close()
  await writeFile(join(temporary, '.stamp'), `${hash}\n`)
  // Moved away first: where programs of before are, no folder can be moved to.
  const old = `${OUTPUT}.${process.pid}.old`
  await rename(OUTPUT, old).catch(unless('ENOENT'))
  // Another build of the same may have been quicker.
  await rename(temporary, OUTPUT).catch(unless('ENOTEMPTY'))
  for (const folder of [old, temporary]) await rm(folder, { recursive: true, force: true })
}

function unless(code: string): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (error.code !== code) throw error
  }
}

const startedAtMs = performance.now()
const hash = await inputHash()
const previous = await readFile(join(OUTPUT, '.stamp'), 'utf8').catch(() => '')
if (previous.trim() !== hash) {
  await build(hash)
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
  console.error(`programs: built in ${seconds} s`)
}
