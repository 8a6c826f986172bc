import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

// Compiles every concrete contract under contracts/src into packages/protocol/src/contract/artifacts,
// unless the stamp there says that the same sources, settings and compiler were compiled already.
// Nothing is shared with another build but the published files, each of which is replaced by a rename:
// two builds at once do the work twice and end in the same state.

interface Abi {
  readonly type: string
}

interface CompiledContract {
  readonly abi: readonly Abi[]
  readonly evm: {
    readonly bytecode: { readonly object: string; readonly linkReferences: object }
    readonly deployedBytecode: { readonly object: string }
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = join(ROOT, 'contracts/src')
const ARTIFACTS = join(ROOT, 'packages/protocol/src/contract/artifacts')
const STAMP = join(ARTIFACTS, '.stamp')

async function sourceFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sol'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Hash over everything that decides the artifacts: sources, configuration, this script and the packages used. */
async function inputHash(files: readonly string[]): Promise<string> {
  const require = createRequire(import.meta.url)
  const hash = createHash('sha256')
  const others = [
    join(ROOT, 'hardhat.config.ts'),
    fileURLToPath(import.meta.url),
    require.resolve('solc/package.json'),
    require.resolve('@openzeppelin/contracts/package.json'),
  ]
  for (const file of [...files, ...others]) {
    const content = await readFile(file)
    hash.update(`${relative(ROOT, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

async function compile(files: readonly string[]): Promise<Map<string, CompiledContract>> {
  // Loaded only here: a run that has nothing to do must not pay for Hardhat's start.
  const { createHardhatRuntimeEnvironment } = await import('hardhat/hre')
  const { default: config } = await import('../../hardhat.config.ts')
  const { solidity } = await createHardhatRuntimeEnvironment(config, {}, ROOT)
  const jobs = await solidity.getCompilationJobs([...files], {
    force: true,
    quiet: true,
    scope: 'contracts',
  })
  if (!jobs.success) throw new Error(`${jobs.rootFilePath}: ${jobs.formattedReason}`)

  const compiled = new Map<string, CompiledContract>()
  for (const job of new Set(jobs.compilationJobsPerFile.values())) {
    const { output } = await solidity.runCompilationJob(job, { quiet: true })
    const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error')
    if (errors.length > 0) {
      throw new Error(errors.map((error) => error.formattedMessage ?? error.message).join('\n'))
    }
    for (const [sourceName, contracts] of Object.entries(output.contracts ?? {})) {
      if (!sourceName.includes('contracts/src/')) continue
      for (const [name, contract] of Object.entries(
        contracts as Record<string, CompiledContract>,
      )) {
        if (!isConcrete(contract)) continue
        if (compiled.has(name)) throw new Error(`Two contracts are named ${name}.`)
        compiled.set(name, contract)
      }
    }
  }
  return compiled
}

/** Interfaces and abstract contracts have no code, libraries of internal functions nothing to call. */
function isConcrete({ abi, evm }: CompiledContract): boolean {
  return evm.bytecode.object !== '' && abi.some(({ type }) => type !== 'error' && type !== 'event')
}

async function replaceFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, content)
  await rename(temporary, path)
}

async function publish(compiled: Map<string, CompiledContract>, hash: string): Promise<void> {
  await mkdir(ARTIFACTS, { recursive: true })
  // Without a stamp the next build starts over, should this one be cut short.
  await rm(STAMP, { force: true })
  for (const [name, { abi, evm }] of compiled) {
    const bytecode = `0x${evm.bytecode.object}`
    const deployedBytecode = `0x${evm.deployedBytecode.object}`
    const artifact = { name, abi, bytecode, deployedBytecode }
    await replaceFile(join(ARTIFACTS, `${name}.json`), `${JSON.stringify(artifact)}\n`)
  }
  for (const file of await readdir(ARTIFACTS)) {
    const name = file.match(/^(.*)\.json$/)?.[1]
    if (name !== undefined && !compiled.has(name)) await rm(join(ARTIFACTS, file), { force: true })
  }
  await replaceFile(STAMP, `${hash}\n`)
}

const startedAtMs = performance.now()
const files = await sourceFiles(SOURCES)
const hash = await inputHash(files)
const previous = await readFile(STAMP, 'utf8').catch(() => '')
if (previous.trim() === hash) {
  console.error('contracts: unchanged')
} else {
  try {
    const compiled = await compile(files)
    await publish(compiled, hash)
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
    console.error(`contracts: compiled ${compiled.size} contracts in ${seconds} s`)
  } catch (error) {
    console.error(
      `contracts: compilation failed\n${error instanceof Error ? error.message : error}`,
    )
    process.exitCode = 1
  }
}
