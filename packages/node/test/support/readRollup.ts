import { type ChainEvents, L1Client, RollupReader } from '@mvm/l1'
import type { TestNetwork } from './TestNetwork.ts'

export interface Rollup extends ChainEvents {
  /** L1 block at which it was read. */
  readonly l1BlockNumber: number
}

/** What the canonical L1 says about the network's DAC, read from the beginning. */
export async function readRollup({ l1, contracts, dac }: TestNetwork): Promise<Rollup> {
  const client = new L1Client({ urls: [l1.url] })
  const head = await client.block('latest')
  if (head === null) throw new Error('L1 has no head')
  const reader = new RollupReader({ client, contracts })
  const { byChainId } = await reader.readRange({ from: 0, to: head.number, toHash: head.hash })
  const events = byChainId.get(dac.chainId)
  if (events === undefined) throw new Error('L1 knows nothing of the DAC')
  return { ...events, l1BlockNumber: head.number }
}
