import { type L1Contracts, L1ContractsInvalidError, parseL1Contracts } from '@mvm/protocol'

/**
 * The addresses in a JSON text: `L1Contracts` as the node takes it, or the whole line that the devnet prints with
 * `--json`. `undefined` for anything else.
 */
export function contractsIn(text: string): L1Contracts | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const fields = fieldOf(fieldOf(value, 'l1'), 'contracts') ?? value
  if (fields === null || typeof fields !== 'object') return undefined
  try {
    return parseL1Contracts({ deploymentBlock: 0, ...fields })
  } catch (error) {
    if (error instanceof L1ContractsInvalidError) return undefined
    throw error
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object') return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}
