import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import config from '../../../../hardhat.config.ts'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const require = createRequire(join(ROOT, 'package.json'))

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[]
  readonly contracts: Record<
    string,
    Record<string, { readonly evm: { readonly deployedBytecode: { readonly object: string } } }>
  >
}

/**
 * The deployed bytecode of one contract of `contracts/`, compiled with the settings of the project.
 * `change` may alter a source before it is compiled, to plant a fault that a test must find. What is not optimized does
 * the same for more gas, and is compiled in a quarter of the time.
 */
export function compileSolidity(
  path: string,
  contract: string,
  change: (source: string, path: string) => string = (source) => source,
  isOptimized = true,
): string {
  const sources: Record<string, { content: string }> = {}
  const add = (file: string) => {
    if (sources[file] !== undefined) return
    const content = change(readFileSync(join(ROOT, file), 'utf8'), file)
    sources[file] = { content }
    for (const [, imported] of content.matchAll(/^(?:import .*|\} from )"(\.[^"]+)";$/gm)) {
      add(posix.join(dirname(file), imported as string))
    }
  }
  add(path)
  const { settings } = config.solidity as { settings: { readonly optimizer: object } }
  const optimizer = isOptimized ? settings.optimizer : { enabled: false }
  const solc = require('solc') as { compile(input: string): string }
  const input = {
    language: 'Solidity',
    sources,
    settings: {
      ...settings,
      optimizer,
      outputSelection: { [path]: { [contract]: ['evm.deployedBytecode.object'] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput
  const errors = output.errors?.filter(({ severity }) => severity === 'error') ?? []
  if (errors.length > 0) {
    throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'))
  }
  const bytecode = output.contracts[path]?.[contract]?.evm.deployedBytecode.object
  if (bytecode === undefined) throw new Error(`${path} has no contract ${contract}`)
  return `0x${bytecode}`
}
