import { type Address, asAddress, type L1Contracts } from '@mvm/protocol'

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

/**
 * The addresses in a JSON text: `L1Contracts` as the node takes it, or the whole line that the devnet prints with
 * `--json`. `undefined` for anything else.
 */
export function parseL1Contracts(text: string): L1Contracts | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const fields = fieldOf(fieldOf(value, 'l1'), 'contracts') ?? value
  const addresses = {} as Record<(typeof NAMES)[number], Address>
  for (const name of NAMES) {
    const address = fieldOf(fields, name)
    if (typeof address !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(address)) return undefined
    addresses[name] = asAddress(address)
  }
  const deploymentBlock = fieldOf(fields, 'deploymentBlock') ?? 0
  return Number.isSafeInteger(deploymentBlock)
    ? { ...addresses, deploymentBlock: deploymentBlock as number }
    : undefined
}

function fieldOf(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object') return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}
