import { readFileSync } from 'node:fs'
import { asAddress, type L1Contracts } from '@mvm/protocol'
import { ConfigurationError } from '../error/ConfigurationError.ts'

const NAMES = [
  'metisToken',
  'comCo',
  'dacManager',
  'canonicalTransactionChain',
  'stateCommitmentChain',
  'epochSeeds',
  'sequencerPool',
  'l1StandardBridge',
  'rangerPool',
  'disputeGame',
] as const

/** The addresses of a deployment from its JSON file. Throws {@link ConfigurationError}. */
export function readContracts(file: string): L1Contracts {
  let record: Record<string, unknown>
  try {
    record = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new ConfigurationError({
      option: '--l1-contracts',
      problem: `${file} cannot be read as JSON: ${(cause as Error).message}`,
      remedy: 'Give the file that the deployment wrote.',
      cause,
    })
  }
  const invalid = (name: string, wanted: string) =>
    new ConfigurationError({
      option: '--l1-contracts',
      problem: `"${name}" in ${file} is ${JSON.stringify(record[name])}, not ${wanted}`,
      remedy: 'Give the file that the deployment wrote.',
    })
  const addresses = Object.fromEntries(
    NAMES.map((name) => {
      const value = record[name]
      if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(value)) {
        throw invalid(name, 'an address')
      }
      return [name, asAddress(value)]
    }),
  )
  const { deploymentBlock } = record
  if (
    typeof deploymentBlock !== 'number' ||
    !Number.isSafeInteger(deploymentBlock) ||
    deploymentBlock < 0
  ) {
    throw invalid('deploymentBlock', 'an L1 block number')
  }
  return { ...(addresses as Omit<L1Contracts, 'deploymentBlock'>), deploymentBlock }
}
