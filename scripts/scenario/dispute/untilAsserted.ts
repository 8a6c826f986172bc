import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, readStateTip } from '@mvm/l1'

const POLL_MS = 100

/** Waits until L1 has a block's output root. */
export async function untilAsserted(
  source: ContractSource & { readonly signal: AbortSignal },
  chainId: number,
  blockNumber: number,
): Promise<void> {
  while ((await readStateTip(source, chainId)).nextBlock <= blockNumber) {
    await delay(POLL_MS, undefined, { signal: source.signal })
  }
}
