import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StepModule } from '@mvm/protocol'
import { stepModules } from '@mvm/protocol'
import config from '../../../../hardhat.config.ts'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const require = createRequire(join(ROOT, 'package.json'))
const FOLDER = 'contracts/src/l1/dispute/step'

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[]
  readonly contracts: Record<
    string,
    Record<string, { readonly evm: { readonly deployedBytecode: { readonly object: string } } }>
  >
}

/**
 * Runtime code of every step module, its source altered by `change` to plant faults. Not optimised, which changes what a
 * step costs and nothing that it answers: optimising is most of what the compiler does.
 */
export function compileModules(
  change: (source: string, module: StepModule) => string,
): Partial<Record<StepModule, string>> {
  const sources: Record<string, { content: string }> = {}
  const outputSelection: Record<string, Record<string, string[]>> = {}
  const add = (file: string, module?: StepModule) => {
    if (sources[file] !== undefined) return
    const source = readFileSync(join(ROOT, file), 'utf8')
    const content = module === undefined ? source : change(source, module)
    sources[file] = { content }
    for (const [, imported] of content.matchAll(/^(?:import .*|\} from )"(\.[^"]+)";$/gm)) {
      add(posix.join(dirname(file), imported as string))
    }
  }
  for (const module of stepModules) {
    const file = `${FOLDER}/${module}.sol`
    add(file, module)
    outputSelection[file] = { [module]: ['evm.deployedBytecode.object'] }
  }
  const { settings } = config.solidity as { settings: object }
  const solc = require('solc') as { compile(input: string): string }
  const input = {
    language: 'Solidity',
    sources,
    settings: { ...settings, optimizer: { enabled: false }, outputSelection },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput
  const errors = output.errors?.filter(({ severity }) => severity === 'error') ?? []
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'))
  return Object.fromEntries(
    stepModules.map((module) => {
      const contract = output.contracts[`${FOLDER}/${module}.sol`]?.[module]
      return [module, `0x${contract?.evm.deployedBytecode.object}`]
    }),
  )
}
