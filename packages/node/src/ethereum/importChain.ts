import { readFileSync } from 'node:fs'
import {
  decodeEthereumChain,
  type EthereumProfile,
  hashEthereumHeader,
  StateCache,
  verifyEthereumBlock,
} from '@mvm/execution'
import type { EthereumUnit } from '@mvm/storage'
import type { Logger } from 'pino'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { ImportMismatchError } from '../error/ImportMismatchError.ts'
import { parentAt } from './parentAt.ts'

/** What an import has done. */
export interface ImportReport {
  /** Blocks that were executed and stored. */
  readonly imported: number
  /** Blocks that stood there already. */
  readonly known: number
}

/**
 * Executes the blocks of a file that the unit has not, each from the state of the one before, and stores each at
 * once: a start after a kill goes on behind the last whole block. Throws `InvalidBlockError` with block and field
 * where a block is not what executing it gives, {@link ImportMismatchError} for another chain's blocks, and
 * {@link ConfigurationError}.
 */
export async function importChain(
  unit: EthereumUnit,
  profile: EthereumProfile,
  file: string,
  { logger, signal }: { readonly logger: Logger; readonly signal: AbortSignal },
): Promise<ImportReport> {
  const cache = new StateCache()
  let imported = 0
  let known = 0
  for (const block of decodeEthereumChain(readFile(file))) {
    if (signal.aborted) break
    const { number } = block.header
    const stored = unit.blockHash(number)
    if (stored !== undefined) {
      const hash = hashEthereumHeader(block.header)
      if (stored !== hash)
        throw new ImportMismatchError({ blockNumber: number, stored, found: hash })
      known += 1
      continue
    }
    const parent = parentAt(unit, unit.head().number)
    if (parent === null) throw new TypeError('a chain without its head')
    const executed = await verifyEthereumBlock(unit, parent, block, profile, { cache })
    await unit.append(executed)
    imported += 1
    logger.debug({ block: number, hash: executed.hash }, 'imported a block')
  }
  return { imported, known }
}

function readFile(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file))
  } catch (error) {
    throw new ConfigurationError({
      option: '--import',
      problem: `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
      remedy:
        'Give a file of blocks in RLP, one after the other, as Ethereum’s clients export them.',
    })
  }
}
