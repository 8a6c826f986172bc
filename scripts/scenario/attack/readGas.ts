import type { ContractSource } from '@mvm/l1'
import type { Address } from '@mvm/protocol'

/** What L1's gas has cost accounts, in wei: in all, and for calls of the DisputeGame. */
export async function readGas(
  { client, contracts, signal }: ContractSource & { readonly signal: AbortSignal },
  from: number,
  to: number,
): Promise<ReadonlyMap<Address, { readonly all: bigint; readonly moves: bigint }>> {
  const costs = new Map<Address, { all: bigint; moves: bigint }>()
  for (let number = from; number <= to; number++) {
    const block = await client.block(number, { signal })
    if (block === null) throw new Error(`L1 has no block ${number}`)
    const [receipts] = await client.blockReceipts([block.hash], { signal })
    for (const { from: account, to: callee, gasUsed, effectiveGasPrice } of receipts ?? []) {
      const cost = costs.get(account) ?? { all: 0n, moves: 0n }
      const price = gasUsed * effectiveGasPrice
      cost.all += price
      if (callee === contracts.disputeGame) cost.moves += price
      costs.set(account, cost)
    }
  }
  return costs
}
