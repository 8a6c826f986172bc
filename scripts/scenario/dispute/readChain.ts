import { type ChainEvents, type ContractSource, type DacCreation, RollupReader } from '@mvm/l1'

/** All that L1 says of a DAC. */
export async function readChain(
  { client, contracts, signal }: ContractSource & { readonly signal: AbortSignal },
  { chainId, l1BlockNumber: from }: DacCreation,
): Promise<ChainEvents> {
  const head = await client.block('latest', { signal })
  if (head === null) throw new Error('L1 has no head')
  const reader = new RollupReader({ client, contracts, isWanted: (id) => id === chainId })
  const range = { from, to: head.number, toHash: head.hash }
  const events = (await reader.readRange(range, signal)).byChainId.get(chainId)
  if (events === undefined) throw new Error(`L1 knows nothing of chain ${chainId}`)
  return events
}
