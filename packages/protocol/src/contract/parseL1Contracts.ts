import { type Address, asAddress } from '../account/Address.ts'
import type { L1Contracts } from './L1Contracts.ts'
import { L1ContractsInvalidError } from './L1ContractsInvalidError.ts'

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
  'executionManager',
] as const

/**
 * A deployment's contracts from parsed JSON, addresses in any case; other fields are passed over. Throws
 * {@link L1ContractsInvalidError}.
 */
export function parseL1Contracts(value: unknown): L1Contracts {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >
  const addresses = {} as Record<(typeof NAMES)[number], Address>
  for (const field of NAMES) {
    const address = fields[field]
    if (typeof address !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(address)) {
      throw new L1ContractsInvalidError({ field, value: address, wanted: 'an address' })
    }
    addresses[field] = asAddress(address)
  }
  const { deploymentBlock } = fields
  if (!Number.isSafeInteger(deploymentBlock) || (deploymentBlock as number) < 0) {
    const wanted = 'an L1 block number'
    throw new L1ContractsInvalidError({ field: 'deploymentBlock', value: deploymentBlock, wanted })
  }
  return { ...addresses, deploymentBlock: deploymentBlock as number }
}
