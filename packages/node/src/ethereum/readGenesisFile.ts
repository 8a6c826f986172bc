import { readFileSync } from 'node:fs'
import { type EthereumGenesis, readEthereumGenesis } from '@mvm/execution'
import { ConfigurationError } from '../error/ConfigurationError.ts'

/** What a genesis file says. Throws {@link ConfigurationError} and `InvalidGenesisError`. */
export function readGenesisFile(file: string): EthereumGenesis {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ConfigurationError({
      option: '--ethereum',
      problem: `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
      remedy: 'Give a genesis.json as Ethereum’s clients take it.',
    })
  }
  return readEthereumGenesis(parsed)
}
