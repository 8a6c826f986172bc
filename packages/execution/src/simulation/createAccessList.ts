import type { AccessListEntry, AccessListOutcome, Address, CallMessage, Hex } from '@mvm/protocol'
import { outcomeOf } from './outcomeOf.ts'
import { Simulation } from './Simulation.ts'
import type { SimulationTarget } from './SimulationTarget.ts'

/** Runs until the list no longer grows; a contract that plays with gas could make it grow for ever. */
const MAX_ROUNDS = 16

/**
 * The access list with which a message touches nothing cold (`eth_createAccessList`), and the gas that it uses
 * with it. Sender, recipient, coinbase and precompiles stand in it only for their slots: they are warm anyway.
 */
export async function createAccessList(
  target: SimulationTarget,
  message: CallMessage,
  signal?: Pick<AbortSignal, 'throwIfAborted'>,
): Promise<AccessListOutcome> {
  const simulation = new Simulation(target, message, ['SUBMIT_DENIED'])
  const list = new Map<Address, Set<Hex>>()
  for (const { address, storageKeys } of message.accessList ?? []) {
    list.set(address, new Set([...(list.get(address) ?? []), ...storageKeys]))
  }
  for (let round = 1; ; round++) {
    signal?.throwIfAborted()
    const accessList = toAccessList(list)
    const run = await simulation.run(simulation.gasLimit, accessList)
    const outcome = outcomeOf(run)
    const hasGrown = run.status === 'ran' && addAccesses(list, run.accesses)
    if (hasGrown && round < MAX_ROUNDS) continue
    const gasUsed = outcome.status === 'invalid' ? 0n : outcome.gasUsed
    return outcome.status === 'success'
      ? { accessList, gasUsed }
      : { accessList, gasUsed, failure: outcome }
  }
}

function addAccesses(
  list: Map<Address, Set<Hex>>,
  accesses: ReadonlyMap<Address, ReadonlySet<Hex>>,
): boolean {
  let hasGrown = false
  for (const [address, slots] of accesses) {
    const known = list.get(address) ?? new Set<Hex>()
    const before = list.has(address) ? known.size : -1
    for (const slot of slots) known.add(slot)
    list.set(address, known)
    if (known.size !== before) hasGrown = true
  }
  return hasGrown
}

function toAccessList(list: ReadonlyMap<Address, ReadonlySet<Hex>>): AccessListEntry[] {
  return [...list].map(([address, slots]) => ({ address, storageKeys: [...slots] }))
}
