import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, type Dispute, isTransientL1Error, readDefence } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import { nextL1Head } from '../l1/nextL1Head.ts'

const RETRY_MS = 500

/** Resolves when another account than the given one has posted an asserter's bond: its delegate, or whom it acts for. */
export async function untilOthersBond(
  source: ContractSource & { readonly signal: AbortSignal },
  { chainId, asserter }: Pick<Dispute, 'chainId' | 'asserter'>,
  account: Address,
): Promise<void> {
  const { client, signal } = source
  for (let seen = -1; ; ) {
    try {
      const { number } = await nextL1Head(client, seen, signal)
      const { defender } = await readDefence(source, chainId, asserter)
      if (defender !== null && defender !== account) return
      seen = number
    } catch (error) {
      signal.throwIfAborted()
      if (!isTransientL1Error(error)) throw error
      await delay(RETRY_MS, undefined, { signal })
    }
  }
}
