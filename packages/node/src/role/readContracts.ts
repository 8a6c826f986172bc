import { readFileSync } from 'node:fs'
import { type L1Contracts, L1ContractsInvalidError, parseL1Contracts } from '@mvm/protocol'
import { ConfigurationError } from '../error/ConfigurationError.ts'

/** The addresses of a deployment from its JSON file. Throws {@link ConfigurationError}. */
export function readContracts(file: string): L1Contracts {
  const unusable = (problem: string, cause: unknown) =>
    new ConfigurationError({
      option: '--l1-contracts',
      problem: `${file} ${problem}`,
      remedy: 'Give the file that the deployment wrote.',
      cause,
    })
  let record: unknown
  try {
    record = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw unusable(`cannot be read as JSON: ${(cause as Error).message}`, cause)
  }
  try {
    return parseL1Contracts(record)
  } catch (cause) {
    if (!(cause instanceof L1ContractsInvalidError)) throw cause
    throw unusable(`names no deployment: ${cause.message}`, cause)
  }
}
