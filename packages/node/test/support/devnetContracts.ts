import { asAddress, type L1Contracts } from '@mvm/protocol'
import type { DevnetDescription } from '../../src/devnet/describeDevnet.ts'

/** The L1 contracts that a devnet names in its one line of JSON. */
export function devnetContracts({ l1 }: DevnetDescription): L1Contracts {
  const entries = Object.entries(l1.contracts).map(([name, value]) => [
    name,
    typeof value === 'string' ? asAddress(value) : value,
  ])
  return Object.fromEntries(entries) as L1Contracts
}
